import { readFileSync } from 'node:fs';
import { CONNECTABLE, PLATFORM_TELLS, TOLD_KINDS, TOLD_LABELS, type Tells } from './connections.js';

const WORDS: Record<Tells, string> = { told: 'yes', through_us: 'through you', never: 'no' };

it('the table of docs/platforms.md says what the product says', () => {
  const page = readFileSync(new URL('../docs/platforms.md', import.meta.url), 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(rows).toEqual(
    TOLD_KINDS.map((kind) => [
      TOLD_LABELS[kind].en,
      ...CONNECTABLE.map((channel) => WORDS[PLATFORM_TELLS[channel][kind]]),
    ]),
  );
});
