import * as z from 'zod';
import { entityId } from './api.js';
import { resolvedPeriod } from './period.js';
import { countColumn, gapColumn } from './reports/report.js';
import { HOURS } from './service.js';
import {
  CLOCK_STARTS,
  definitionParams,
  HOUR_FORMATS,
  settingsValues,
  WEEK_STARTS,
  workspaceSettings,
} from './settings.js';

const at = z.iso.datetime().describe('UTC.');

/** GET /api/workspaces/:workspace_id/settings. */
export const settingsAnswer = z.object({
  settings: workspaceSettings,
  definition: z.object({ definition_id: entityId, params: definitionParams }),
  building: z
    .object({
      definition_id: entityId,
      params: definitionParams,
      progress: z.number().min(0).max(1).describe('0–1; reports still read `definition` until it is 1.'),
      started_at: at,
    })
    .nullable()
    .describe('The next definition, being computed beside the one in use.'),
});
export type SettingsAnswer = z.infer<typeof settingsAnswer>;

/** PATCH …/settings → `settingsAnswer`. Limits are those of `settingsValues`; they are checked with what stays. */
export const settingsInput = z.strictObject({
  name: z.string().optional(),
  time_zone: z.string().optional(),
  currency: z.string().optional(),
  week_start: z.enum(WEEK_STARTS).optional(),
  hour_format: z.literal(HOUR_FORMATS).optional(),
  keeps_full_bodies: z.boolean().optional(),
  definition: z
    .strictObject({
      silence_gap_seconds: z.number().optional(),
      repeat_after_seconds: z.number().optional(),
      unanswered_after_seconds: z.number().optional(),
      unanswered_hours: z.enum(HOURS).optional(),
      clock_starts: z.enum(CLOCK_STARTS).optional(),
      settle_seconds: z.number().optional(),
      courtesy_phrases: z.array(z.string()).optional(),
    })
    .optional()
    .describe('Only what changes; limits are those of the definition.'),
});
export type SettingsInput = z.infer<typeof settingsInput>;

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/** One version of the settings: a change makes the next one, nothing is ever overwritten. */
export const settingsVersion = z.object({
  version: z.int().min(1),
  at,
  actor: z.string().describe('An e-mail address or «system».'),
  settings: settingsValues,
  changes: z
    .array(
      z.object({
        path: z.string().describe('Such as definition.silence_gap_seconds.'),
        from: value,
        to: value,
      }),
    )
    .describe('What differs from the version before; empty in the first one.'),
});
export type SettingsVersion = z.infer<typeof settingsVersion>;

/** GET …/settings/history?before=version, newest first, 50 a page. */
export const settingsHistory = z.object({
  versions: z.array(settingsVersion),
  next_before: z.int().nullable(),
});
export type SettingsHistory = z.infer<typeof settingsHistory>;

/** POST …/settings/preview: a change that is not made, and the days to look at (the end excluded; 30 days unless given). */
export const previewInput = z.strictObject({
  settings: settingsInput,
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type PreviewInput = z.infer<typeof previewInput>;

/** The numbers that a preview compares; metrics of the glossary. */
export const PREVIEW_METRICS = [
  'dialogues',
  'contacts',
  'repeat_contact_rate',
  'first_response_median_seconds',
  'first_response_p90_seconds',
  'answered_share',
  'waits_unanswered',
] as const;
export type PreviewMetric = (typeof PREVIEW_METRICS)[number];

const previewNumbers = z.object({
  dialogues: countColumn,
  contacts: countColumn,
  repeat_contact_rate: gapColumn,
  first_response_median_seconds: gapColumn,
  first_response_p90_seconds: gapColumn,
  answered_share: gapColumn,
  waits_unanswered: countColumn,
} satisfies Record<PreviewMetric, z.ZodType>);

const previewSide = z.object({
  time_zone: z.string(),
  period: resolvedPeriod.describe('The same days; where the zones differ, other instants.'),
  definition: definitionParams,
  numbers: previewNumbers,
});
const dayCounts = z.object({ messages_received: countColumn, dialogues: countColumn });

export const settingsPreview = z.object({
  from: z.iso.date(),
  to: z.iso.date().describe('Excluded.'),
  computed_at: at,
  present: previewSide.describe('What reports show now.'),
  wanted: previewSide.describe('What they would show.'),
  rebuilds: z.boolean().describe('Whether the change has derived rows computed anew, beside those in use.'),
  sample: z
    .object({ identities: z.int().min(0), of_identities: z.int().min(0), share: z.number().min(0).max(1) })
    .nullable()
    .describe(
      'Null: everybody counts. Else both sides are computed from these people only, chosen by chance.',
    ),
  days: z
    .array(z.object({ day: z.iso.date(), present: dayCounts, wanted: dayCounts }))
    .nullable()
    .describe('How each day moves; null while the zone stays.'),
});
export type SettingsPreview = z.infer<typeof settingsPreview>;
export type PreviewNumbers = z.infer<typeof previewNumbers>;
