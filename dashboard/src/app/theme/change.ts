import type { Metric } from '@parley/contracts';

/** Numbers computed from fewer things than this are shown in grey: they may be chance. */
export const SMALL_SAMPLE = 30;

export interface Change {
  absolute: number;
  /** Share of the previous value; null when that was 0. */
  relative: number | null;
  /** Whether the change is good news, bad news, or neither. */
  mood: 'good' | 'bad' | 'neutral';
  direction: 'up' | 'down' | 'same';
}

/** The change from `previous` to `current`; null where one of them is not known. */
export function changeOf(
  current: number | null | undefined,
  previous: number | null | undefined,
  good: Metric['good'],
): Change | null {
  if (current === null || current === undefined || previous === null || previous === undefined) return null;
  const absolute = current - previous;
  const direction = absolute > 0 ? 'up' : absolute < 0 ? 'down' : 'same';
  const mood = direction === 'same' || good === 'none' ? 'neutral' : direction === good ? 'good' : 'bad';
  return { absolute, relative: previous === 0 ? null : absolute / previous, mood, direction };
}
