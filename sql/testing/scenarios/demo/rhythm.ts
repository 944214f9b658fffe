import type { StoryRandom } from '../random.js';
import type { Channel } from '@parley/contracts';
import { AGENTS, type Agent } from './cast.js';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const DEMO_DAYS = 90;

/** Moscow has kept UTC+3 all year since 2014-10-26. */
const MOSCOW = 3 * HOUR;

// How much is written in each local hour, and on each day from Monday.
const HOURS = [2, 1, 1, 0, 0, 1, 2, 5, 10, 18, 26, 30, 29, 26, 27, 28, 27, 26, 25, 24, 22, 17, 10, 5];
const WEEKDAYS = [1.15, 1.1, 1.05, 1.05, 1, 0.7, 0.55];

const localDay = (at: number) => Math.floor((at + MOSCOW) / DAY);
const localHour = (at: number) => Math.floor(((at + MOSCOW) % DAY) / HOUR);
/** 1970-01-01 was a Thursday. */
const weekday = (at: number) => (localDay(at) + 3) % 7;

/** The hours of one day on which nobody could answer: the helpdesk was down. */
export interface Outage {
  from: number;
  to: number;
}

/** The last Tuesday at least three weeks before `until`, 10:30–17:30 local. */
export function outageBefore(until: number): Outage {
  let day = until - 21 * DAY;
  while (weekday(day) !== 1) day -= DAY;
  const midnight = localDay(day) * DAY - MOSCOW;
  return { from: midnight + 10.5 * HOUR, to: midnight + 17.5 * HOUR };
}

/** Draws moments when people write: busier at work hours and towards the end, half as many on the day of the outage. */
export function momentPicker(random: StoryRandom, from: number, until: number, outage: Outage): () => number {
  const days = Array.from({ length: DEMO_DAYS }, (_, day) => {
    const start = from + day * DAY;
    const growth = 0.65 + (0.75 * day) / DEMO_DAYS;
    const isOutage = localDay(start + DAY / 2) === localDay(outage.from);
    return [start, growth * (WEEKDAYS[weekday(start + DAY / 2)] ?? 1) * (isOutage ? 0.5 : 1)] as const;
  });
  const hours = HOURS.map((weight, hour) => [hour, weight] as const);
  return () => {
    const start = random.weighted(days);
    const hour = random.weighted(hours);
    // The day runs from `start`, whatever its hour: place the local hour inside these 24 hours.
    const shift = (hour - localHour(start) + 24) % 24;
    const at = start - ((start + MOSCOW) % HOUR) + shift * HOUR + random.between(0, 3599) * SECOND;
    return Math.min(Math.max(at, from), until - MINUTE);
  };
}

export const isNight = (at: number) => localHour(at) < 9 || localHour(at) >= 21;

const isOnShift = (agent: Agent, at: number) =>
  agent.days.includes(weekday(at)) && localHour(at) >= agent.from_hour && localHour(at) < agent.to_hour;

/** Who answers a question of `at`, and when: at once while on shift, from the pile in the morning. */
export function answerOf(
  random: StoryRandom,
  at: number,
  channel: Channel,
  outage: Outage,
  preferred?: Agent,
): { agent: Agent; at: number } {
  let moment = at >= outage.from && at < outage.to ? outage.to + random.between(60, 3600) * SECOND : at;
  const team = AGENTS.filter((agent) => agent.channels.includes(channel));
  let present = team.filter((agent) => isOnShift(agent, moment));
  let waited = 0;
  while (present.length === 0) {
    moment = moment - ((moment + MOSCOW) % HOUR) + HOUR;
    waited++;
    present = team.filter((agent) => isOnShift(agent, moment));
  }
  const agent = preferred && present.includes(preferred) ? preferred : random.pick(present);
  const pile = waited > 0 ? random.longTail(25, 0.6) * MINUTE : 0;
  const delay = Math.max(8, random.longTail(agent.pace_seconds, 0.85)) * SECOND;
  const answered = Math.round((moment + pile + delay) / SECOND) * SECOND;
  return answered >= outage.from && answered < outage.to
    ? { agent, at: outage.to + random.between(60, 3600) * SECOND }
    : { agent, at: answered };
}
