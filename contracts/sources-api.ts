import * as z from 'zod';
import { entityId } from './api.js';
import { channel } from './channels.js';
import { LONGEST_LABEL, SOURCE_FIELDS, type SourceField } from './sources/labels.js';
import { sourceRule, sourceRules } from './sources/source-rule.js';

const at = z.iso.datetime().describe('UTC.');
const count = z.int().min(0);

const label = z.string().max(LONGEST_LABEL);
const labels = z.object(
  Object.fromEntries(SOURCE_FIELDS.map((field) => [field, label])) as Record<SourceField, typeof label>,
);
const reading = labels.extend({ rule: count.describe('Which rule read it, 1 is the first; 0: none.') });

/** GET …/sources/rules. */
export const sourceRulesAnswer = z.object({
  version: z.int().min(1),
  rules: z.array(sourceRule).describe('In order; what was wanted last, also while it is being computed.'),
  changed_at: at,
  changed_by: z.string().describe('An e-mail address or «system».'),
  building: z
    .object({
      progress: z.number().min(0).max(1).describe('0–1; reports read by the rules of before until it is 1.'),
      started_at: at,
    })
    .nullable()
    .describe('History being labelled anew by these rules, beside the one in use.'),
});
export type SourceRulesAnswer = z.infer<typeof sourceRulesAnswer>;

/** PUT …/sources/rules → `sourceRulesAnswer`, or `conflict` where somebody changed them since `version`. */
export const sourceRulesInput = z.strictObject({
  version: z.int().min(1).describe('The version that was looked at.'),
  rules: sourceRules,
});
export type SourceRulesInput = z.infer<typeof sourceRulesInput>;

/** GET …/sources/history?before=version, newest first, 50 a page. To go back: PUT the rules of a version. */
export const sourceRulesHistory = z.object({
  versions: z.array(
    z.object({
      version: z.int().min(1),
      at,
      actor: z.string().describe('An e-mail address or «system».'),
      rules: z.array(sourceRule),
      added: count.describe('Rules that the version before did not have, or had otherwise.'),
      removed: count,
      is_reordered: z.boolean().describe('Whether rules of before stand in another order.'),
    }),
  ),
  next_before: z.int().nullable(),
});
export type SourceRulesHistory = z.infer<typeof sourceRulesHistory>;

/** A ref that came, with all that its reading depends on, and how it is read now. */
export const pastRef = z.object({
  ref: z.string(),
  channel,
  account_id: entityId,
  account_name: z.string().nullable(),
  is_ad: z.boolean().describe('Whether the platform named an ad.'),
  given: labels.describe('Sent with the event; empty where nothing was.'),
  touches: count,
  contacts: count,
  last_at: at,
  reading,
});
export type PastRef = z.infer<typeof pastRef>;

export const MOST_PAST_REFS = 500;

/** GET …/sources/refs?search=&unread=true&limit=: those with most touches first. */
export const pastRefs = z.object({
  refs: z.array(pastRef),
  of_refs: count.describe('How many there are, shown or not.'),
  of_touches: count,
});
export type PastRefs = z.infer<typeof pastRefs>;

/** POST …/sources/preview → `sourcePreview`: rules that are not saved, tried on every ref that ever came. */
export const sourcePreviewInput = z.strictObject({ rules: sourceRules });
export type SourcePreviewInput = z.infer<typeof sourcePreviewInput>;

const moved = z.object({ refs: count, touches: count, contacts: count.describe('Each person once.') });

export const sourcePreview = z.object({
  computed_at: at,
  refs: count.describe('Different refs that ever came.'),
  touches: count.describe('Arrivals with a ref; the others are never read by rules.'),
  without_source: z.object({ now: count, then: count }).describe('Of these touches.'),
  moves: moved.describe('Whose labels would differ.'),
  changes: z
    .array(
      moved.extend({
        from: labels,
        to: labels,
        examples: z.array(z.string()).describe('Up to three refs.'),
      }),
    )
    .describe('Those with most touches first, a hundred at most.'),
  changes_left_out: count,
});
export type SourcePreview = z.infer<typeof sourcePreview>;
