import type { EventInput } from '@parley/contracts';
import type { Random } from './random.js';

/** How somebody's events follow each other. */
export interface Pacing {
  /** Silence longer than this ends a dialogue. */
  gapMs: number;
  hasWholeSeconds: boolean;
  pace: 'chatty' | 'slow' | 'edgy' | 'endless';
  /** When the last event happened, milliseconds UTC. */
  now: number;
  told: EventInput[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** After which silences the rules change their mind, milliseconds. */
const WAIT_MAX = 30 * DAY;
const DIALOGUE_MAX = 183 * DAY;

const NEVER = { same: 0, soon: 0, later: 0, edge: 0, anchored: 0, within: 0, half_a_year: 0, long: 0 };

/** When the next event happens, milliseconds UTC; it may lie before the last one. */
export function nextTime(random: Random, { pace, gapMs, hasWholeSeconds, now, told }: Pacing): number {
  const edge = (of: number) => of + random.pick([-1000, -1, 0, 0, 1, 1000]);
  const step = random.weighted(
    pace === 'endless'
      ? { ...NEVER, same: 10, within: 70, half_a_year: 30, long: 1 }
      : {
          ...NEVER,
          same: 12,
          soon: pace === 'chatty' ? 60 : 20,
          later: pace === 'slow' ? 40 : 15,
          edge: pace === 'edgy' ? 40 : 10,
          anchored: pace === 'edgy' ? 30 : 8,
          long: 2,
        },
  );
  const beginning = Number(told[0]?.occurred_at ?? now);
  const isNearlyHalfAYear = now - beginning > DIALOGUE_MAX - gapMs;
  const moved = {
    same: () => now,
    soon: () => now + random.between(1, 600_000),
    later: () => now + random.between(1, 3 * gapMs),
    edge: () => now + edge(random.pick([gapMs, gapMs, gapMs, WAIT_MAX])),
    // Silences are counted from earlier events too: from where a wait or a dialogue began, from a start.
    anchored: () => {
      const anchor = told.length > 0 ? Number(random.pick(told).occurred_at) : now;
      return anchor + edge(random.pick([gapMs, WAIT_MAX]));
    },
    // One message after the other just in time, until the dialogue is as old as one may be.
    within: () => now + random.between(Math.floor(0.3 * gapMs), Math.floor(0.6 * gapMs)),
    half_a_year: () => (isNearlyHalfAYear ? beginning + edge(DIALOGUE_MAX) : now),
    long: () => now + random.between(1, 60) * DAY,
  }[step]();
  return hasWholeSeconds ? Math.floor(moved / 1000) * 1000 : moved;
}
