import * as z from 'zod';
import { ofContact } from './envelope.js';
import { accountId, externalId } from './parts.js';

const other = z.strictObject({ account_id: accountId, contact_id: externalId });

/** Only what a platform or the API says; merges made by people are not events. */
export const identityEvents = [
  z.strictObject({ type: z.literal('contact_identified'), ...ofContact }),
  z.strictObject({ type: z.literal('identities_merged'), ...ofContact, other }),
  z.strictObject({ type: z.literal('identities_split'), ...ofContact, other }),
] as const;
