import type { ContactTimeline } from '@parley/contracts';

/** What of a timeline is shown: entries, the newest first, and what asks for those before them. */
export type Shown = Pick<ContactTimeline, 'entries' | 'next_cursor'>;

/** The older entries below the ones that are shown. */
export const withOlder = (had: Shown, older: Shown): Shown => ({
  entries: [...had.entries, ...older.entries],
  next_cursor: older.next_cursor,
});

/**
 * The newest page, asked for again, above the older entries that are shown already. Where so much came that the two do not
 * meet, the newest page alone: a gap would look as if nothing had been.
 */
export function withNewest(had: Shown, newest: Shown): Shown {
  const last = newest.entries.at(-1);
  const known = new Set(newest.entries.map(({ entry_id }) => entry_id));
  const meets = had.entries.some(({ entry_id }) => known.has(entry_id));
  if (newest.next_cursor === null || last === undefined || !meets) return newest;
  // What is newer than the last of the page and not on it is no more: dialogues are computed anew.
  const older = had.entries.filter(
    ({ entry_id, occurred_at }) => !known.has(entry_id) && occurred_at <= last.occurred_at,
  );
  return older.length === 0
    ? newest
    : { entries: [...newest.entries, ...older], next_cursor: had.next_cursor };
}
