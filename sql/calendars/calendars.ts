import { NO_SCHEDULE, schedule as scheduleSchema, type Schedule } from '@parley/contracts';
import { Recent } from '../lib/recent.js';
import { Calendar } from './calendar.js';

/** A calendar and its number in the schedule. */
export interface NamedCalendar {
  id: number;
  hours: Calendar;
}

/** By whose hours a wait counts: the calendars of one schedule. */
export class Calendars {
  private readonly known = new Map<string, NamedCalendar>();

  constructor(private readonly schedule: Schedule) {}

  /** By which the wait of a customer who wrote to this account counts; null: nobody says when it is open. */
  ofAccount(accountId: number): NamedCalendar | null {
    return this.named(this.schedule.accounts[accountId] ?? this.schedule.workspace);
  }

  /** By which the time of this agent counts, `agentId` in decimal, '0' where nobody is named; else as the account. */
  ofAgent(agentId: string, accountId: number): NamedCalendar | null {
    const own = this.schedule.agents[agentId];
    return own === undefined ? this.ofAccount(accountId) : this.named(own);
  }

  /** Every calendar of the schedule. */
  all(): NamedCalendar[] {
    return Object.keys(this.schedule.calendars).flatMap((id) => this.named(id) ?? []);
  }

  private named(id: string | null): NamedCalendar | null {
    const hours = id === null ? undefined : this.schedule.calendars[id];
    if (id === null || hours === undefined) return null;
    let calendar = this.known.get(id);
    if (calendar === undefined) {
      const same = calendars.of(JSON.stringify(hours), () => new Calendar(hours));
      this.known.set(id, (calendar = { id: Number(id), hours: same }));
    }
    return calendar;
  }
}

export const NO_CALENDARS = new Calendars(NO_SCHEDULE);

/** Definitions that differ in something else have the same schedule, and schedules have calendars in common. */
const calendars = new Recent<Calendar>(50);
const schedules = new Recent<Calendars>(100);

/**
 * The calendars of a schedule as it stands in `definitions_v1`: JSON, or '' = nobody has one. The same text gives the
 * same calendars, worked out once. Throws when the text is no schedule.
 */
export function calendarsOf(text: string): Calendars {
  if (text === '') return NO_CALENDARS;
  return schedules.of(text, () => new Calendars(scheduleSchema.parse(JSON.parse(text))));
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
