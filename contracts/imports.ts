import * as z from 'zod';
import { channel } from './channels.js';
import { timeZone } from './period.js';

const at = z.iso.datetime().describe('UTC.');
const entityId = z.string().regex(/^[1-9]\d{0,9}$/, 'must be a number, as a string');

export const IMPORT_FORMATS = [
  'telegram-export',
  'whatsapp-chat',
  'events-ndjson',
  'events-csv',
  'chatwoot',
] as const;
export const importFormat = z.enum(IMPORT_FORMATS);
export type ImportFormat = z.infer<typeof importFormat>;

/** From which column of a CSV a field of the event comes, or the one value that it always has. */
export const csvField = z.union([
  z.strictObject({ column: z.string().min(1).max(256) }),
  z.strictObject({ value: z.string().max(1024) }),
]);
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
export const csvMapping = z.strictObject({
  delimiter: z.enum([',', ';', '\t']).default(','),
  time_format: z
    .enum(['iso', 'seconds', 'milliseconds', 'dd.mm.yyyy', 'mm/dd/yyyy', 'dd/mm/yyyy', 'yyyy-mm-dd'])
    .default('iso')
    .describe('How times are written; those without a zone are of `time_zone`.'),
  fields: z.partialRecord(z.enum(CSV_FIELDS), csvField),
  types: z
    .record(z.string().max(128), z.string().max(64))
    .default({})
    .describe('What stands in the column of the type → the type of the event.'),
});
export type CsvMapping = z.infer<typeof csvMapping>;

/** What has to be told for a file to be understood; each format reads what it needs. */
export const importOptions = z.strictObject({
  time_zone: timeZone.optional().describe('Of times that are written without one.'),
  me: z.array(z.string().max(256)).max(50).default([]).describe('Who of the writers is us: ids or names.'),
  date_order: z
    .enum(['day_first', 'month_first', 'year_first'])
    .optional()
    .describe('WhatsApp: found out where the file decides it, asked where it does not.'),
  contact_id: z
    .string()
    .max(256)
    .optional()
    .describe('WhatsApp: the phone or name of the person; else the other writer.'),
  csv: csvMapping.optional(),
});
export type ImportOptions = z.infer<typeof importOptions>;

export const IMPORT_STATES = [
  'uploading',
  'uploaded',
  'checking',
  'needs_answer',
  'checked',
  'running',
  'paused',
  'done',
  'failed',
  'undoing',
  'undone',
] as const;
export const importState = z.enum(IMPORT_STATES);
export type ImportState = z.infer<typeof importState>;

/** A line that was not taken, and why. `line` counts from 1; null where a file has no lines. */
export const importProblem = z.object({
  line: z.int().min(1).nullable(),
  path: z.string(),
  id: z.string(),
  reason: z.string().describe('In English; `code` is for translations.'),
  code: z.enum([
    'too_old',
    'in_the_future',
    'unreadable_time',
    'missing_field',
    'invalid_field',
    'unknown_type',
    'broken_line',
    'not_a_message',
    'refused',
  ]),
});
export type ImportProblem = z.infer<typeof importProblem>;

/** What a file holds and what of it is not understood. */
export const importReport = z.object({
  events: z.int().min(0).describe('Events that can be taken.'),
  received: z.int().min(0),
  sent: z.int().min(0),
  other: z.int().min(0).describe('Events that are no messages.'),
  skipped: z.int().min(0).describe('Lines that hold nothing to count, such as service messages.'),
  refused: z.int().min(0).describe('Lines that could not be taken.'),
  problems: z.array(importProblem).max(100).describe('The first of them.'),
  skipped_kinds: z.record(z.string(), z.int()).describe('What was skipped, by kind.'),
  contacts: z.int().min(0),
  first_at: at.nullable(),
  last_at: at.nullable(),
  writers: z
    .array(z.object({ id: z.string(), name: z.string(), messages: z.int(), is_us: z.boolean() }))
    .max(100),
  questions: z
    .array(z.enum(['me', 'time_zone', 'date_order', 'csv']))
    .describe('What must be told before anything can be taken.'),
});
export type ImportReport = z.infer<typeof importReport>;

/** The first rows of a file, as they would be understood. */
export const importPreview = z.object({
  columns: z.array(z.string()).describe('CSV: the header.'),
  samples: z
    .array(
      z.object({
        line: z.int(),
        raw: z.string(),
        event: z.record(z.string(), z.json()).nullable(),
        problem: z.string().nullable(),
      }),
    )
    .max(20),
  suggested: importOptions.describe(
    'What the file itself suggests, or what was remembered for such a header.',
  ),
});
export type ImportPreview = z.infer<typeof importPreview>;

export const parleyImport = z.object({
  import_id: entityId,
  account_id: entityId,
  account_name: z.string(),
  format: importFormat,
  file_name: z.string(),
  file_bytes: z.int().min(0),
  state: importState,
  options: importOptions,
  progress: z.number().min(0).max(1),
  accepted: z.int().min(0),
  report: importReport.nullable(),
  preview: importPreview.nullable(),
  error: z.string().nullable(),
  created_at: at,
  created_by: z.string(),
  finished_at: at.nullable(),
});
export type Import = z.infer<typeof parleyImport>;
export const importList = z.object({ imports: z.array(parleyImport) });

/**
 * POST …/imports → `import` in state `uploading`; then PUT …/imports/:import_id/file with the bytes
 * (`content-type: application/octet-stream`; up to 4 GiB), which checks it. PATCH …/imports/:import_id changes the
 * options and checks anew. POST …/:import_id/{start,pause,resume,undo}. DELETE forgets one that was never started.
 */
export const importInput = z.strictObject({
  format: importFormat,
  file_name: z.string().min(1).max(256),
  account_id: entityId
    .optional()
    .describe('An account of the workspace; or else a new one by name and channel.'),
  account: z.strictObject({ name: z.string().trim().min(1).max(120), channel }).optional(),
  options: importOptions.default({ me: [] }),
});
export type ImportInput = z.infer<typeof importInput>;
export const importPatch = z.strictObject({ options: importOptions });
export type ImportPatch = z.infer<typeof importPatch>;
