import * as z from 'zod';
import { accountId, contact, externalId, instant } from './parts.js';

const props = z
  .record(z.string().min(1).max(64), z.string().max(1024))
  .refine((value) => Object.keys(value).length <= 50, 'must not hold more than 50 properties');

/** What every event says, whatever its type. */
export const envelope = {
  id: externalId.describe(
    "The message's or thing's own id; unique within account and type. The same id sent again changes nothing.",
  ),
  account_id: accountId.describe('The account in Parley that this happened in.'),
  occurred_at: instant.describe('When it happened, by the clock of the platform.'),
  sequence: z
    .union([z.int().min(0), z.string().regex(/^\d{1,19}$/)])
    .optional()
    .describe('The running number of the platform; orders events within one instant.'),
  conversation_id: externalId
    .optional()
    .describe("A helpdesk's own conversation; an attribute, never a key."),
  props: props.optional().describe('Anything else worth filtering by: up to 50 short strings.'),
};

/** An event of a known person. */
export const ofContact = { ...envelope, contact };

/** An event of a person or of an anonymous visitor of a site. */
export const ofVisitor = {
  ...envelope,
  contact: contact.optional(),
  visitor_id: externalId.optional().describe('The anonymous visitor, where no contact is known yet.'),
};
