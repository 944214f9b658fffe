import { NO_SCHEDULE, schedule as scheduleSchema, type Schedule } from '@parley/contracts';
import { Calendar } from './calendar.js';

/** How many schedules are kept worked out. */
const MOST_KEPT = 200;

/** By whose hours a wait counts: the calendars of one schedule. */
export class Calendars {
  private readonly known = new Map<string, Calendar>();

  constructor(private readonly schedule: Schedule) {}

  /** By which the wait of a customer who wrote to this account counts; null: nobody says when it is open. */
  ofAccount(accountId: number): Calendar | null {
    return this.named(this.schedule.accounts[accountId] ?? this.schedule.workspace);
  }

  /** By which the time of this agent counts, `agentId` in decimal, '0' where nobody is named; else as the account. */
  ofAgent(agentId: string, accountId: number): Calendar | null {
    const own = this.schedule.agents[agentId];
    return own === undefined ? this.ofAccount(accountId) : this.named(own);
  }

  private named(id: string | null): Calendar | null {
    const hours = id === null ? undefined : this.schedule.calendars[id];
    if (id === null || hours === undefined) return null;
    let calendar = this.known.get(id);
    if (calendar === undefined) this.known.set(id, (calendar = new Calendar(Number(id), hours)));
    return calendar;
  }
}

export const NO_CALENDARS = new Calendars(NO_SCHEDULE);

const kept = new Map<string, Calendars>();

/**
 * The calendars of a schedule as it stands in `definitions_v1`: JSON, or '' = nobody has one. The same text gives the
 * same calendars, worked out once. Throws when the text is no schedule.
 */
export function calendarsOf(text: string): Calendars {
  if (text === '') return NO_CALENDARS;
  const calendars = kept.get(text) ?? new Calendars(scheduleSchema.parse(JSON.parse(text)));
  kept.delete(text);
  kept.set(text, calendars);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return calendars;
}

/** A schedule as it is written to `definitions_v1`; alike texts for alike schedules, whatever the order of their keys. */
export function scheduleText(schedule: Schedule): string {
  const isEmpty = Object.keys(schedule.calendars).length === 0;
  return isEmpty ? '' : JSON.stringify(schedule, (_, value: unknown) => sorted(value));
}

const sorted = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
