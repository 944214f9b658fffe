import {
  type CalendarHours,
  type OpenHours,
  type Schedule,
  WEEKDAYS,
  type WeekVersion,
} from '@parley/contracts';
import { type Random, randomOf } from './random.js';

/** Without and with changing clocks: at midnight (Santiago, Cairo, Beirut), by half an hour, at +05:45, over the date line. */
const ZONES = [
  'UTC',
  'Europe/Moscow',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];
/** When the events of random streams begin; dates lie around it. */
const BEGINNING = Date.UTC(2026, 0, 20);
const DAY = 86_400_000;

const WHOLE_DAY: OpenHours[] = [['00:00', '24:00']];
/** Offices, lunch, evenings over midnight, the hours in which clocks change, around the clock, a minute. */
const DAYS: OpenHours[][] = [
  [['09:00', '18:00']],
  [
    ['09:00', '13:00'],
    ['13:45', '18:15'],
  ],
  [
    ['00:00', '02:30'],
    ['18:00', '24:00'],
  ],
  [
    ['00:00', '00:30'],
    ['01:15', '02:15'],
    ['02:30', '03:30'],
    ['23:10', '24:00'],
  ],
  WHOLE_DAY,
  [['11:59', '12:00']],
  [],
];

const dateOf = (days: number) => new Date(BEGINNING + days * DAY).toISOString().slice(0, 10);

function randomWeek(random: Random): WeekVersion['week'] {
  const isAlways = random.chance(0.15);
  const days = WEEKDAYS.map((day) => [day, isAlways ? WHOLE_DAY : random.pick(DAYS)]);
  return Object.fromEntries(days) as WeekVersion['week'];
}

function randomHours(random: Random, time_zone: string): CalendarHours {
  const begins = Array.from({ length: random.between(0, 3) }, () => random.between(0, 120));
  const special = Array.from({ length: random.between(0, 30) }, () => random.between(0, 150));
  return {
    time_zone,
    versions: [null, ...[...new Set(begins)].sort((a, b) => a - b)].map((day) => ({
      effective_from: day === null ? null : dateOf(day),
      week: randomWeek(random),
    })),
    days: [...new Set(special)].map((day) => ({ date: dateOf(day), name: '', hours: random.pick(DAYS) })),
  };
}

/** Calendars for random schedules: a few, for working out 17 years of each takes its time, twice. */
export const RANDOM_CALENDARS: readonly CalendarHours[] = [
  ...ZONES,
  'UTC',
  'Europe/Berlin',
  'Asia/Beirut',
].map((zone, index) => randomHours(randomOf(100 + index), zone));

/** A workspace's, accounts' and agents' calendars, some of them unknown; for the same seed the same. */
export function randomSchedule(
  seed: number,
  account_ids: readonly number[],
  agent_ids: readonly string[],
): Schedule {
  const random = randomOf(seed);
  const ids = RANDOM_CALENDARS.map((_, index) => String(index + 1));
  const some = (keys: readonly (string | number)[]) =>
    Object.fromEntries(keys.filter(() => random.chance(0.4)).map((key) => [String(key), random.pick(ids)]));
  const workspace = random.chance(0.6) ? random.pick(ids) : null;
  const [accounts, agents] = [some(account_ids), some(agent_ids)];
  const used = [workspace, ...Object.values(accounts), ...Object.values(agents)].filter((id) => id !== null);
  const calendars = Object.fromEntries(used.map((id) => [id, RANDOM_CALENDARS[Number(id) - 1]!]));
  return { calendars, workspace, accounts, agents };
}
