import * as z from 'zod';
import { entityId, hashedId } from './api.js';
import { contactRow, contactTotals } from './contacts.js';

const at = z.iso.datetime().describe('UTC.');
const why = z.string().trim().max(500).describe('Why, for whoever wonders later.');
/** One spelling of a number: leading zeros are not part of it. */
const identity = hashedId
  .refine((id) => BigInt(id) > 0n && BigInt(id) < 2n ** 64n, 'must be the number of an identity')
  .transform((id) => String(BigInt(id)));

/** What a person says of who is whom. `merge`: two are one. `split`: one is none of the others. */
export const LINK_KINDS = ['merge', 'split'] as const;

export const contactLink = z.object({
  link_id: entityId,
  kind: z.enum(LINK_KINDS),
  identity_id: hashedId,
  other_identity_id: hashedId.nullable().describe('Null: split from all others.'),
  at,
  by: z.string(),
  why: z.string().describe('Empty where nobody said why, and for whoever may not see names.'),
  undone_at: at.nullable().describe('When it was taken back; null: it is in force.'),
  undone_by: z.string().nullable(),
});
export type ContactLink = z.infer<typeof contactLink>;

/** GET …/contacts/:contact_id/links: said by hand of the identities of a contact, the newest first, also what was undone. */
export const contactLinks = z.object({ links: z.array(contactLink) });
export type ContactLinks = z.infer<typeof contactLinks>;

/** POST …/contact-links → `contactLink`. Nothing is rewritten: every report resolves it from now on, for all time. */
export const contactLinkInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('merge'),
    identity_id: identity,
    other_identity_id: identity,
    why: why.default(''),
  }),
  z.strictObject({ kind: z.literal('split'), identity_id: identity, why: why.default('') }),
]);
export type ContactLinkInput = z.infer<typeof contactLinkInput>;

/** POST …/contact-links/:link_id/undo → `contactLinkUndone`: as if it had never been said; both rows stay. */
export const contactLinkUndo = z.strictObject({ why: why.default('') });
export type ContactLinkUndo = z.infer<typeof contactLinkUndo>;
export const contactLinkUndone = contactLink.extend({
  is_one_still: z
    .boolean()
    .nullable()
    .describe(
      'Of a merge: both are one contact for another reason, an event or another merge. Null: of a split, or reports have not followed yet.',
    ),
});
export type ContactLinkUndone = z.infer<typeof contactLinkUndone>;

/** GET …/contact-links/preview?identity_id=&other_identity_id=: what both have, and what they would have as one. */
export const mergePreviewParams = z.strictObject({ identity_id: identity, other_identity_id: identity });
export const mergePreview = z.object({
  is_one_already: z.boolean(),
  contacts: z.array(contactRow).describe('The two, or the one that they already are.'),
  together: z.object({ identities: z.int(), ...contactTotals.shape }),
});
export type MergePreview = z.infer<typeof mergePreview>;

// ── suggestions ─────────────────────────────────────────────────────────────────────────────────────────────────

/** What two identities have in common, the surest first. */
export const SUGGESTION_REASONS = ['customer_id', 'phone', 'email'] as const;
export type SuggestionReason = (typeof SUGGESTION_REASONS)[number];
/** What so many identities or more have in common is nobody's own: the phone of a company, say. */
export const SHARED_BY_MANY = 10;

export const mergeSuggestion = z.object({
  reasons: z.array(z.enum(SUGGESTION_REASONS)),
  values: z.array(z.string()).describe('What they have in common, one for each reason.'),
  contacts: z.array(contactRow).length(2),
});
export type MergeSuggestion = z.infer<typeof mergeSuggestion>;

/** GET …/merge-suggestions: those who seem to be one, for roles that may merge. At most 50. */
export const mergeSuggestions = z.object({
  suggestions: z.array(mergeSuggestion),
  has_more: z.boolean(),
});
export type MergeSuggestions = z.infer<typeof mergeSuggestions>;

/** POST …/merge-suggestions/dismiss → 204: these two are not one, and it is not suggested again. */
export const suggestionDismissal = z.strictObject({ identity_id: identity, other_identity_id: identity });
export type SuggestionDismissal = z.infer<typeof suggestionDismissal>;
