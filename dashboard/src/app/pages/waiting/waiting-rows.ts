import type { Language, WaitingEvent } from '@parley/contracts';
import { formatDuration } from '../../theme/format';

export type Waiting = WaitingEvent['rows'][number];

/** How urgent a wait is: its target is missed, or will be soon, or there is time. */
export type Urgency = 'missed' | 'soon' | 'calm';

export interface LiveWait {
  row: Waiting;
  ageSeconds: number;
  /** Until the target, negative when it is missed; null without one. */
  leftSeconds: number | null;
  /** Until the answering window ends, negative when it did; null where there is none. */
  windowSeconds: number | null;
  urgency: Urgency;
}

export const SOON_SECONDS = 5 * 60;
const WINDOW_SOON_SECONDS = 3600;

/** A wait so many seconds after the server told of it. What is left in open hours stands still: only the server knows whether they run. */
export function liveWait(row: Waiting, computedAt: string, passedSeconds: number): LiveWait {
  const runs = row.target_hours === 'calendar';
  const leftSeconds =
    row.target_left_seconds === null ? null : row.target_left_seconds - (runs ? passedSeconds : 0);
  const now = Date.parse(computedAt) / 1000 + passedSeconds;
  return {
    row,
    ageSeconds: Math.max(0, (row.age_seconds ?? 0) + passedSeconds),
    leftSeconds,
    windowSeconds: row.window_ends_at === null ? null : Date.parse(row.window_ends_at) / 1000 - now,
    urgency: urgencyOf(leftSeconds),
  };
}

function urgencyOf(leftSeconds: number | null): Urgency {
  if (leftSeconds === null) return 'calm';
  if (leftSeconds < 0) return 'missed';
  return leftSeconds <= SOON_SECONDS ? 'soon' : 'calm';
}

export interface WaitingSums {
  missed: number;
  soon: number;
  windows: number;
  oldestSeconds: number | null;
}

export const sumsOf = (waits: readonly LiveWait[]): WaitingSums => ({
  missed: waits.filter(({ urgency }) => urgency === 'missed').length,
  soon: waits.filter(({ urgency }) => urgency === 'soon').length,
  windows: waits.filter(({ windowSeconds: left }) => left !== null && left > 0 && left <= WINDOW_SOON_SECONDS)
    .length,
  oldestSeconds: waits.reduce<number | null>(
    (oldest, { ageSeconds }) => Math.max(oldest ?? 0, ageSeconds),
    null,
  ),
});

/** For the wall: what is missed first, worst first; then what will be missed soonest; then by age. */
export const byUrgency = (waits: readonly LiveWait[]): LiveWait[] =>
  [...waits].sort(
    (a, b) =>
      (a.leftSeconds ?? Number.MAX_SAFE_INTEGER) - (b.leftSeconds ?? Number.MAX_SAFE_INTEGER) ||
      b.ageSeconds - a.ageSeconds,
  );

/** `02:41`, `1:02:41`: a running clock, to the second, to be read at a glance; from a day on `29 d 16 h`. */
export function clockText(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.floor(Math.abs(seconds)));
  if (whole >= 86_400) return formatDuration(whole, language);
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${two(minutes)}:${two(whole % 60)}`;
}
