import {
  type Assignee,
  type Calendar,
  type CalendarHours,
  type CalendarPatch,
  isTimeZone,
  type ServiceChange,
  type SpecialDay,
  type WeekVersion,
} from '@parley/contracts';
import { isSame, spansError, weekErrors, type Week, weekOn } from './week';

/** From when changed hours hold: the day it is now, a day that is said, or all history anew. */
export type Holds = 'today' | 'day' | 'ever';

/** What stands in the form. */
export interface CalendarDraft {
  name: string;
  time_zone: string;
  /** The week that is edited: the one of today, by the form's own wish. */
  week: Week;
  /** Weeks that begin later than today, kept unless they are taken away. */
  later: WeekVersion[];
  days: SpecialDay[];
  used_by: Assignee[];
  holds: Holds;
  /** A local day; counts where a day is said. */
  day: string;
}

export const draftOf = ({ name, hours, used_by }: Calendar, today: string): CalendarDraft => ({
  name,
  time_zone: hours.time_zone,
  week: weekOn(hours, today),
  later: laterThan(hours, today),
  days: hours.days,
  used_by,
  holds: 'today',
  day: today,
});

const NINE_TO_SIX: Week['monday'] = [['09:00', '18:00']];

/** A calendar that is new: nine to six on weekdays, since ever. */
export const newDraft = (time_zone: string, today: string, used_by: Assignee[]): CalendarDraft => ({
  name: '',
  time_zone,
  week: {
    monday: NINE_TO_SIX,
    tuesday: NINE_TO_SIX,
    wednesday: NINE_TO_SIX,
    thursday: NINE_TO_SIX,
    friday: NINE_TO_SIX,
    saturday: [],
    sunday: [],
  },
  later: [],
  days: [],
  used_by,
  holds: 'ever',
  day: today,
});

const laterThan = ({ versions }: CalendarHours, day: string) =>
  versions.filter(({ effective_from }) => effective_from !== null && effective_from > day);

/** The first local day from which the hours of the form hold; null: since ever. */
export const effectiveFrom = ({ holds, day }: CalendarDraft, today: string): string | null =>
  holds === 'ever' ? null : holds === 'today' ? today : day;

/**
 * The whole calendar as the form wants it. Where the week is as it was, the weeks before it stay; where it is another
 * one, it is the only one up to today, and the api keeps what was before the day from which it holds.
 */
export function hoursOf(draft: CalendarDraft, stored: CalendarHours | null, today: string): CalendarHours {
  const { time_zone, week, later, days } = draft;
  const from = effectiveFrom(draft, today) ?? '';
  const sorted = [...days].sort((one, other) => (one.date < other.date ? -1 : 1));
  if (stored && isSame(week, weekOn(stored, today))) {
    const untilToday = stored.versions.slice(0, stored.versions.length - laterThan(stored, today).length);
    return { time_zone, versions: [...untilToday, ...later], days: sorted };
  }
  const kept = later.filter(({ effective_from }) => (effective_from ?? '') > from);
  return { time_zone, versions: [{ effective_from: null, week }, ...kept], days: sorted };
}

/** What the form would change, as the api takes it; null when nothing is different. */
export function changeOf(
  draft: CalendarDraft,
  stored: Calendar | null,
  today: string,
): Extract<ServiceChange, { change: 'calendar' | 'new_calendar' }> | null {
  const name = draft.name.trim();
  const hours = hoursOf(draft, stored?.hours ?? null, today);
  if (!stored) return { change: 'new_calendar', calendar: { name, hours, used_by: draft.used_by } };
  const patch: CalendarPatch = {
    ...(name === stored.name ? {} : { name }),
    ...(isSame(hours, stored.hours) ? {} : { hours, effective_from: effectiveFrom(draft, today) }),
    ...(isSame(keysOf(draft.used_by), keysOf(stored.used_by)) ? {} : { used_by: draft.used_by }),
  };
  if (Object.keys(patch).length === 0) return null;
  return { change: 'calendar', calendar_id: stored.calendar_id, patch };
}

/** The same text for the same place, whatever the order of its parts. */
export function keyOf(to: Assignee): string {
  switch (to.level) {
    case 'workspace':
      return 'workspace';
    case 'account':
      return `account ${to.account_id}`;
    case 'team':
      return `team ${to.team_id}`;
    case 'agent':
      return `agent ${to.agent_id}`;
  }
}
const keysOf = (all: readonly Assignee[]): string[] => all.map(keyOf).sort();

/**
 * The days that the form changes and that lie before the day from which its hours hold: they stay as they were, so
 * whoever changes them must be told.
 */
export function daysBefore(draft: CalendarDraft, stored: CalendarHours | null, today: string): string[] {
  const from = effectiveFrom(draft, today);
  if (!stored || from === null) return [];
  const [was, is] = [stored.days, draft.days].map(
    (days) => new Map(days.filter(({ date }) => date < from).map((each) => [each.date, each])),
  );
  return [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])]
    .filter((date) => !isSame(was?.get(date), is?.get(date)))
    .sort();
}

/** What is wrong: the key of its text by the path of what it is wrong with. */
export type DraftErrors = Partial<Record<string, ErrorKey>>;
export type ErrorKey =
  | 'calendars.wrong.name'
  | 'calendars.wrong.zone'
  | 'calendars.wrong.zone_from'
  | 'calendars.wrong.day'
  | 'calendars.wrong.days'
  | 'calendars.wrong.over_midnight'
  | 'calendars.wrong.overlap';

export function errorsOf(draft: CalendarDraft, stored: CalendarHours | null): DraftErrors {
  const errors: DraftErrors = weekErrors(draft.week);
  if (!draft.name.trim()) errors['name'] = 'calendars.wrong.name';
  if (!isTimeZone(draft.time_zone)) errors['time_zone'] = 'calendars.wrong.zone';
  else if (stored && stored.time_zone !== draft.time_zone && draft.holds !== 'ever')
    errors['from'] = 'calendars.wrong.zone_from';
  if (draft.holds === 'day' && !/^\d{4}-\d\d-\d\d$/.test(draft.day)) errors['from'] = 'calendars.wrong.day';
  if (draft.days.some(({ hours }) => spansError(hours) !== null)) errors['days'] = 'calendars.wrong.days';
  return errors;
}
