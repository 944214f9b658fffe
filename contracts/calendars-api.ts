import * as z from 'zod';
import { entityId, namedAgentId } from './api.js';
import { calendarHours, specialDay } from './calendars.js';
import { resolvedPeriod } from './period.js';
import { countColumn, gapColumn } from './reports/report.js';
import { targets } from './targets.js';
import { teamPatch } from './teams.js';
import { localized } from './text.js';

const at = z.iso.datetime().describe('UTC.');

/** Whom a calendar is for: everybody who has no other, an account, the agents of a team, one agent. */
export const assignee = z.discriminatedUnion('level', [
  z.strictObject({ level: z.literal('workspace') }),
  z.strictObject({ level: z.literal('account'), account_id: entityId }),
  z.strictObject({ level: z.literal('team'), team_id: entityId }),
  z.strictObject({ level: z.literal('agent'), agent_id: namedAgentId }),
]);
export type Assignee = z.infer<typeof assignee>;

export const calendar = z.object({
  calendar_id: entityId,
  name: z.string(),
  hours: calendarHours,
  used_by: z.array(assignee).describe('Whose it is; whoever is not named anywhere goes by the next one up.'),
  created_at: at,
  changed_at: at,
});
export type Calendar = z.infer<typeof calendar>;

/** GET …/calendars, by name. */
export const calendarList = z.object({
  calendars: z.array(calendar),
  rebuilding: z
    .object({ progress: z.number().min(0).max(1), started_at: at })
    .nullable()
    .describe('Reports still go by the hours before until this is whole; null when nothing is being built.'),
});
export type CalendarList = z.infer<typeof calendarList>;

const name = z.string().trim().min(1).max(120);
const usedBy = z.array(assignee).max(5000);

/** POST …/calendars → `calendar`. Whoever is named in `used_by` leaves the calendar they had. */
export const calendarInput = z.strictObject({ name, hours: calendarHours, used_by: usedBy.default([]) });
export type CalendarInput = z.infer<typeof calendarInput>;

/**
 * PATCH …/calendars/:calendar_id → `calendar`. `hours` are the whole calendar as it is wanted, `effective_from` is the
 * first local day from which they hold: what was before that day stays as it was. Null: since ever, all history is
 * computed anew. Another time zone can only be given for all history.
 */
export const calendarPatch = z
  .strictObject({
    name: name.optional(),
    hours: calendarHours.optional(),
    effective_from: z.iso.date().nullable().optional(),
    used_by: usedBy.optional().describe('Everybody whose it shall be.'),
  })
  .refine((patch) => patch.hours === undefined || patch.effective_from !== undefined, {
    path: ['effective_from'],
    message: 'must say from which day the hours hold; null: since ever',
  });
export type CalendarPatch = z.infer<typeof calendarPatch>;

/** PUT …/calendars/assignments → `calendarList`: only those that change; null: the next one up. */
export const assignmentsInput = z.strictObject({
  assignments: z
    .array(z.strictObject({ to: assignee, calendar_id: entityId.nullable() }))
    .min(1)
    .max(5000),
});
export type AssignmentsInput = z.infer<typeof assignmentsInput>;

/** DELETE …/calendars/:calendar_id → 204; refused while it is somebody's. */

// ── before a change ─────────────────────────────────────────────────────────────────────────────────────────────

/** A change that is tried: the body of the request that would make it. */
export const serviceChange = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('new_calendar'), calendar: calendarInput }),
  z.strictObject({ change: z.literal('calendar'), calendar_id: entityId, patch: calendarPatch }),
  z.strictObject({ change: z.literal('assignments'), ...assignmentsInput.shape }),
  z.strictObject({ change: z.literal('team'), team_id: entityId, patch: teamPatch }),
  z.strictObject({ change: z.literal('targets'), targets }),
]);
export type ServiceChange = z.infer<typeof serviceChange>;

/** POST …/calendars/preview, also for teams and targets. The end is excluded; 30 days unless given. */
export const servicePreviewInput = z.strictObject({
  change: serviceChange,
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type ServicePreviewInput = z.infer<typeof servicePreviewInput>;

/** First responses in business hours: the numbers that a preview compares, columns of the report `response-time`. */
export const SERVICE_PREVIEW_METRICS = [
  'response_median_seconds',
  'response_p90_seconds',
  'target_share',
  'waits_answered',
  'waits_unanswered',
  'waits_without_calendar',
] as const;
export type ServicePreviewMetric = (typeof SERVICE_PREVIEW_METRICS)[number];

const previewNumbers = z.object({
  response_median_seconds: gapColumn,
  response_p90_seconds: gapColumn,
  target_share: gapColumn,
  waits_answered: countColumn,
  waits_unanswered: countColumn,
  waits_without_calendar: countColumn,
} satisfies Record<ServicePreviewMetric, z.ZodType>);
export type ServicePreviewNumbers = z.infer<typeof previewNumbers>;

const both = z.object({ present: previewNumbers, wanted: previewNumbers });

export const servicePreview = z.object({
  from: z.iso.date(),
  to: z.iso.date().describe('Excluded.'),
  time_zone: z.string(),
  period: resolvedPeriod,
  computed_at: at,
  moves: z
    .boolean()
    .describe('Whether anybody’s hours change; if not, nothing is rebuilt and business time stays as it is.'),
  first: both.describe('First responses, in business hours.'),
  next: both.describe('Next responses, in business hours.'),
  sample: z
    .object({ identities: z.int().min(0), of_identities: z.int().min(0), share: z.number().min(0).max(1) })
    .nullable()
    .describe('Null: everybody counts. Else both sides are of these people only, chosen by chance.'),
});
export type ServicePreview = z.infer<typeof servicePreview>;

// ── special days ────────────────────────────────────────────────────────────────────────────────────────────────

/** A day of a country's official calendar that is not as its weekday says. */
export const officialDay = z.object({
  date: z.iso.date(),
  name: localized,
  kind: z
    .enum(['holiday', 'day_off', 'working'])
    .describe('A holiday; a day off that was moved here; a day on which people work.'),
  as: z.iso.date().optional().describe('For a working Saturday or Sunday: the day whose hours it has.'),
  is_short: z.boolean().describe('A working day that ends an hour earlier, because a holiday follows.'),
});
export type OfficialDay = z.infer<typeof officialDay>;

/** GET …/calendars/official-days: the holidays that Parley knows, and where they are published. */
export const officialDays = z.object({
  countries: z.array(
    z.object({
      country: z.enum(['ru']),
      name: localized,
      years: z.array(
        z.object({
          year: z.int(),
          source: z.object({ title: localized, url: z.url(), dated: z.iso.date() }),
          days: z.array(officialDay),
        }),
      ),
    }),
  ),
});
export type OfficialDays = z.infer<typeof officialDays>;

const MOST_CHARACTERS = 2_000_000;

/** Where days come from: what Parley knows, an iCalendar file, or lines `date;name;hours`. */
export const daysSource = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('official'),
    country: z.enum(['ru']),
    years: z.array(z.int().min(1970).max(2105)).min(1).max(20),
    shortens: z.boolean().default(true).describe('Whether days before a holiday end an hour earlier.'),
  }),
  z.strictObject({ from: z.literal('ics'), text: z.string().min(1).max(MOST_CHARACTERS) }),
  z.strictObject({
    from: z.literal('csv'),
    text: z
      .string()
      .min(1)
      .max(MOST_CHARACTERS)
      .describe('A line a day: 2026-12-31;New Year’s Eve;10:00-16:00. Without hours: closed.'),
  }),
]);
export type DaysSource = z.infer<typeof daysSource>;

/**
 * POST …/calendars/days: puts days into hours that are being edited. Stores nothing: the answer is for a form, or for
 * the next PATCH. A day that is there already gets the new hours, unless `replaces` is false.
 */
export const daysInput = z.strictObject({
  hours: calendarHours,
  source: daysSource,
  replaces: z.boolean().default(true),
});
export type DaysInput = z.infer<typeof daysInput>;
export const daysAnswer = z.object({
  hours: calendarHours.describe('With the days put in.'),
  read: z.array(specialDay).describe('The days of the source, with the hours that they get here.'),
  added: z.int().min(0),
  replaced: z.int().min(0),
  kept: z.int().min(0).describe('Were there already and stay as they were.'),
});
export type DaysAnswer = z.infer<typeof daysAnswer>;

// ── history ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** GET …/calendars/history?before=version, newest first, 20 a page: calendars, whose they are, and teams. */
export const scheduleHistory = z.object({
  versions: z.array(
    z.object({
      version: z.int().min(1),
      at,
      actor: z.string().describe('An e-mail address or «system».'),
      action: z.string().describe('Such as calendar.changed; what may stand here only grows.'),
      subject: z.string().describe('The name of the calendar or team; empty where several are meant.'),
      effective_from: z.iso.date().nullable().describe('From which day new hours hold; null: all history.'),
      rebuilds: z.boolean().describe('Whether anybody’s hours changed.'),
      calendars: z.array(
        z.object({
          calendar_id: entityId,
          name: z.string(),
          hours: calendarHours,
          used_by: z.array(assignee),
        }),
      ),
      teams: z.array(z.object({ team_id: entityId, name: z.string(), agent_ids: z.array(z.string()) })),
    }),
  ),
  next_before: z.int().nullable(),
});
export type ScheduleHistory = z.infer<typeof scheduleHistory>;
