import type { ContactEntry } from '@parley/contracts';
import { type Shown, withNewest, withOlder } from './timeline-entries';

const page = (next_cursor: string | null, ...minutes: number[]): Shown => ({
  entries: minutes.map(
    (minute) =>
      ({
        entry_id: `e${minute}`,
        occurred_at: new Date(Date.UTC(2026, 2, 1, 9, minute)).toISOString(),
      }) as ContactEntry,
  ),
  next_cursor,
});
const told = ({ entries, next_cursor }: Shown) => [...entries.map(({ entry_id }) => entry_id), next_cursor];

describe('the entries of a timeline', () => {
  const shown = withOlder(page('after 4', 5, 4), page('after 2', 3, 2));

  it('keep the older ones, each once, and where to go on, when the newest are asked for again', () => {
    expect(told(shown)).toEqual(['e5', 'e4', 'e3', 'e2', 'after 2']);
    expect(told(withNewest(shown, page('after 4', 5, 4)))).toEqual(told(shown));
    expect(told(withNewest(shown, page('after 5', 6, 5)))).toEqual(['e6', 'e5', 'e4', 'e3', 'e2', 'after 2']);
    const whole = withOlder(shown, page(null, 1));
    expect(told(withNewest(whole, page('after 5', 6, 5)))).toEqual([
      'e6',
      'e5',
      'e4',
      'e3',
      'e2',
      'e1',
      null,
    ]);
  });

  it('lose those of the newest page that are no more', () => {
    const entries = page('after 3', 5, 3);
    expect(told(withNewest(shown, entries))).toEqual(['e5', 'e3', 'e2', 'after 2']);
    expect(told(withNewest(shown, page(null, 5)))).toEqual(['e5', null]);
    expect(told(withNewest(shown, page(null)))).toEqual([null]);
  });

  it('are the newest page alone where it does not meet them', () => {
    expect(told(withNewest(shown, page('after 8', 9, 8)))).toEqual(['e9', 'e8', 'after 8']);
  });
});
