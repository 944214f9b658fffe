import { PREVIEW_METRICS, type PreviewNumbers, type SettingsPreview } from '@parley/contracts';
import { type ReportRow } from '@parley/sql';
import { DateTime } from 'luxon';
import { type Period } from '../reports/period.js';

/** The numbers that a preview shows, out of the one row of the Overview. */
export function numbersOf([row]: ReportRow<'overview'>[]): PreviewNumbers {
  return Object.fromEntries(PREVIEW_METRICS.map((key) => [key, row?.[key] ?? null])) as PreviewNumbers;
}

export const instantsOf = ({ from, to }: Period) => ({
  from: from.toJSDate().toISOString(),
  to: to.toJSDate().toISOString(),
});

interface Days {
  zone: string;
  rows: ReportRow<'overview-over-time'>[];
}

type Day = NonNullable<SettingsPreview['days']>[number];

/** The same calendar days in two zones beside each other. A day that a zone skipped has no numbers there. */
export function daysOf(present: Days, wanted: Days): Day[] {
  const [one, other] = [byDay(present), byDay(wanted)];
  return [...new Set([...one.keys(), ...other.keys()])].sort().map((day) => ({
    day,
    present: one.get(day) ?? NOTHING,
    wanted: other.get(day) ?? NOTHING,
  }));
}

const NOTHING = { messages_received: null, dialogues: null };

const byDay = ({ zone, rows }: Days): Map<string, Day['present']> =>
  new Map(
    rows.map(({ bucket_start, messages_received, dialogues }) => [
      DateTime.fromISO(bucket_start, { zone }).toISODate() ?? '',
      { messages_received, dialogues },
    ]),
  );
