import * as z from 'zod';
import { timeZone } from './period.js';
import type { Localized } from './text.js';

/** In the order of ISO 8601: Monday is 1. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const WEEKDAY_LABELS: Record<Weekday, Localized> = {
  monday: { en: 'Monday', ru: 'Понедельник' },
  tuesday: { en: 'Tuesday', ru: 'Вторник' },
  wednesday: { en: 'Wednesday', ru: 'Среда' },
  thursday: { en: 'Thursday', ru: 'Четверг' },
  friday: { en: 'Friday', ru: 'Пятница' },
  saturday: { en: 'Saturday', ru: 'Суббота' },
  sunday: { en: 'Sunday', ru: 'Воскресенье' },
};

/** A local time of day, `00:00` to `24:00`: the last is the midnight that ends the day. */
export const timeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time of day such as 09:00; 24:00 ends a day');

/** Open from the first time of day to the second, which no longer counts. Over midnight: two, one a day. */
export const openHours = z
  .tuple([timeOfDay, timeOfDay])
  .refine(
    ([from, to]) => from < to,
    'must end after it begins; hours over midnight are two, one for each day',
  );
export type OpenHours = z.infer<typeof openHours>;

/** What is open on one day, in order, without overlap; empty = closed. */
export const dayHours = z
  .array(openHours)
  .max(6)
  .refine(
    (hours) => hours.every(([from], index) => index === 0 || (hours[index - 1]?.[1] ?? '') <= from),
    'must be in order and must not overlap',
  );

/** The hours of a week from a local day on, until the next version begins. */
export const weekVersion = z.strictObject({
  effective_from: z.iso.date().nullable().describe('The first local day it holds; null: since ever.'),
  week: z.strictObject(
    Object.fromEntries(WEEKDAYS.map((day) => [day, dayHours])) as Record<Weekday, typeof dayHours>,
  ),
});
export type WeekVersion = z.infer<typeof weekVersion>;

/** A day with hours of its own: a holiday (none), a short day before one, a working Saturday. */
export const specialDay = z.strictObject({
  date: z.iso.date(),
  name: z.string().trim().max(120).default(''),
  hours: dayHours,
});
export type SpecialDay = z.infer<typeof specialDay>;

/**
 * When somebody is at work. Hours are local wall-clock time: a day on which the clocks change has as many open hours as
 * really pass between them. Where a local time does not exist that day, it is the moment at which the clocks jump;
 * where it exists twice, the first.
 */
export const calendarHours = z.strictObject({
  time_zone: timeZone,
  versions: z
    .array(weekVersion)
    .min(1)
    .max(100)
    .refine(
      (versions) =>
        versions.every(({ effective_from }, index) =>
          index === 0
            ? effective_from === null
            : (versions[index - 1]?.effective_from ?? '') < (effective_from ?? ''),
        ),
      'the first must hold since ever (null), the others each from a later day than the one before',
    ),
  days: z
    .array(specialDay)
    .max(2000)
    .refine((days) => new Set(days.map(({ date }) => date)).size === days.length, 'names a day twice'),
});
export type CalendarHours = z.infer<typeof calendarHours>;

const calendarId = z.string().regex(/^[1-9]\d{0,9}$/);

/**
 * Whose calendar is which, all choices resolved, as derivation is given it: it belongs to a definition. A customer's
 * wait goes by the account's calendar, else the workspace's; an agent's by their own, else their team's (the api has
 * put both into `agents`), else the account's, else the workspace's. Nobody's: business time is not known.
 */
export const schedule = z.strictObject({
  calendars: z.record(calendarId, calendarHours),
  workspace: calendarId.nullable(),
  accounts: z.record(calendarId, calendarId).describe('Calendar by account_id.'),
  agents: z
    .record(z.string().regex(/^\d{1,20}$/), calendarId)
    .describe('Calendar by agent_id, every joined identity.'),
});
export type Schedule = z.infer<typeof schedule>;
export const NO_SCHEDULE: Schedule = { calendars: {}, workspace: null, accounts: {}, agents: {} };
