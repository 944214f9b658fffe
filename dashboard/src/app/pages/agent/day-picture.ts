import type { ResolvedPeriod, waitRows } from '@parley/contracts';
import type { z } from 'zod';
import { rowsOf } from '../dialogue/lanes';

export type WaitRow = z.infer<typeof waitRows.row>;

export interface DayWait {
  row: WaitRow;
  /** Where its bar begins and how long it is, as shares of the day. */
  from: number;
  length: number;
  /** The first row in which it covers no other. */
  line: number;
  /** It went on after the day had ended. */
  isBeyond: boolean;
}
export interface DayPicture {
  waits: DayWait[];
  lines: number;
  /** Every third hour that passes on this day; one with a change of clocks has 23 or 25. */
  hours: { at: string; share: number }[];
}

const HOUR_MS = 3_600_000;
const EVERY = 3;

/** Lays the waits that began on a day out on its hours. */
export function dayPicture(rows: readonly WaitRow[], day: ResolvedPeriod, now: string): DayPicture {
  const from = Date.parse(day.from);
  const to = Date.parse(day.to);
  const share = (ms: number) => Math.min(1, Math.max(0, (ms - from) / (to - from)));
  const sorted = [...rows].sort((a, b) => Date.parse(a.waiting_since) - Date.parse(b.waiting_since));
  const spans = sorted.map((row) => ({
    from: Date.parse(row.waiting_since),
    to: Math.max(
      Date.parse(row.waiting_since),
      Date.parse(row.answered_at ?? row.dismissed_at ?? row.bot_answered_at ?? now),
    ),
  }));
  // A bar as thin as a second still takes the room of some minutes: others must not lie on it.
  const lines = rowsOf(
    spans.map((span) => ({ from: span.from, to: Math.max(span.to, span.from + 6 * 60_000) })),
  );
  return {
    waits: sorted.map((row, index) => {
      const span = spans[index] ?? { from, to };
      return {
        row,
        from: share(span.from),
        length: share(span.to) - share(span.from),
        line: lines[index] ?? 0,
        isBeyond: span.to > to,
      };
    }),
    lines: lines.length > 0 ? Math.max(...lines) + 1 : 0,
    hours: Array.from({ length: Math.ceil((to - from) / HOUR_MS / EVERY) }, (_, index) => {
      const at = from + index * EVERY * HOUR_MS;
      return { at: new Date(at).toISOString(), share: share(at) };
    }),
  };
}
