import * as z from 'zod';
import { entityId } from './api.js';
import { channel } from './channels.js';
import { HOURS, TARGET_KINDS } from './service.js';

const at = z.iso.datetime().describe('UTC.');

/** How fast something is meant to happen, for a team and a channel or for any of them. */
export const target = z.strictObject({
  kind: z.enum(TARGET_KINDS),
  team_id: entityId.nullable().default(null).describe('Null: any team, and whoever is in none.'),
  channel: channel.nullable().default(null).describe('Null: any channel.'),
  seconds: z
    .int()
    .min(1)
    .max(30 * 86_400)
    .describe('Met by what takes no longer than this.'),
  hours: z
    .enum(HOURS)
    .describe(
      'Counted in all time, or in open hours of the account; without a calendar there it is not counted.',
    ),
});
export type Target = z.infer<typeof target>;
export type TargetInput = z.input<typeof target>;

const placeOf = ({ kind, team_id, channel }: Target) => `${kind}|${team_id ?? ''}|${channel ?? ''}`;

/** All targets of a workspace. Of those that fit, the most specific counts: team and channel, team, channel, any. */
export const targets = z
  .array(target)
  .max(1000)
  .refine(
    (all) => new Set(all.map(placeOf)).size === all.length,
    'sets two targets of one kind for the same team and channel',
  );

/** GET …/targets. */
export const targetsAnswer = z.object({
  version: z.int().min(0).describe('0: none were ever set.'),
  targets: z.array(target),
  changed_at: at.nullable(),
  changed_by: z.string().nullable().describe('An e-mail address or «system».'),
});
export type TargetsAnswer = z.infer<typeof targetsAnswer>;

/** PUT …/targets → `targetsAnswer`: all of them anew, at once, in every report. Nothing is rebuilt. */
export const targetsInput = z.strictObject({ targets });
export type TargetsInput = z.infer<typeof targetsInput>;

/** GET …/targets/history?before=version, newest first, 50 a page. */
export const targetsHistory = z.object({
  versions: z.array(
    z.object({
      version: z.int().min(1),
      at,
      actor: z.string(),
      targets: z.array(target),
      added: z.array(target).describe('Not in the version before, or with another length or hours there.'),
      removed: z.array(target).describe('Of the version before, no longer there as they were.'),
    }),
  ),
  next_before: z.int().nullable(),
});
export type TargetsHistory = z.infer<typeof targetsHistory>;
