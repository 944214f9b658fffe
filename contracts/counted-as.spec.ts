import { readFileSync } from 'node:fs';
import { COUNTED_AS, COUNTING_RULES } from './counted-as.js';

const page = readFileSync(new URL('../docs/metrics.md', import.meta.url), 'utf8');

it('every product’s rule is linked where it is published, on the screen and in docs/metrics.md', () => {
  for (const name of COUNTED_AS) {
    const { label, source, checked } = COUNTING_RULES[name];
    expect(checked).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    if (name === 'parley') expect(source).toBeNull();
    else {
      expect(new URL(source ?? '').protocol).toBe('https:');
      expect(page).toContain(`](${source})`);
    }
    expect(label.en === label.ru).toBe(name === 'parley');
  }
});
