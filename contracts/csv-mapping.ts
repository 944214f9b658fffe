import * as z from 'zod';

/** What a column of a CSV can become. */
export const CSV_FIELDS = [
  'id',
  'type',
  'occurred_at',
  'contact_id',
  'contact_name',
  'contact_phone',
  'text',
  'sender',
  'agent_id',
  'agent_name',
  'ref',
  'source',
  'medium',
  'campaign',
  'conversation_id',
  'order_id',
  'goal',
  'amount',
  'currency',
] as const;
export type CsvFieldName = (typeof CSV_FIELDS)[number];

/** The types of event that a row of a CSV can become: those that need no more than {@link CSV_FIELDS}. */
export const CSV_TYPES = [
  'message_received',
  'message_sent',
  'conversation_started',
  'referral_received',
  'subscribed',
  'unsubscribed',
  'blocked',
  'goal_reached',
  'order_placed',
  'purchase_completed',
  'purchase_refunded',
] as const;
export type CsvType = (typeof CSV_TYPES)[number];

export const CSV_TIME_FORMATS = [
  'iso',
  'seconds',
  'milliseconds',
  'dd.mm.yyyy',
  'dd/mm/yyyy',
  'mm/dd/yyyy',
  'yyyy-mm-dd',
] as const;
export type CsvTimeFormat = (typeof CSV_TIME_FORMATS)[number];

/** From which column a field of the event comes, or the one value that it always has. */
const csvField = z.union([
  z.strictObject({ column: z.string().max(256) }),
  z.strictObject({ value: z.string().min(1).max(1024) }),
]);

/** How the rows of a CSV are understood. */
export const csvMapping = z.strictObject({
  encoding: z.enum(['utf-8', 'windows-1251', 'utf-16le']).default('utf-8'),
  delimiter: z.enum([',', ';', '\t']).default(','),
  time_format: z
    .enum(CSV_TIME_FORMATS)
    .default('iso')
    .describe('How times are written; those without a zone are of the `time_zone` of the import.'),
  fields: z.partialRecord(z.enum(CSV_FIELDS), csvField),
  types: z
    .record(z.string().max(128), z.enum(CSV_TYPES))
    .default({})
    .describe('What stands in the column of the type → the type of the event. Case does not matter.'),
});
export type CsvMapping = z.infer<typeof csvMapping>;
