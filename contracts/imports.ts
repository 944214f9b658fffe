import * as z from 'zod';
import { channel } from './channels.js';
import { csvMapping } from './csv-mapping.js';
import { timeZone } from './period.js';

const at = z.iso.datetime().describe('UTC.');
const number = z.string().regex(/^[1-9]\d{0,9}$/, 'must be a number, as a string');

export const IMPORT_LIMITS = {
  /** The largest file. */
  file_bytes: 4 * 1024 ** 3,
  /** The largest part of a file in one request. */
  part_bytes: 4 * 1024 ** 2,
  /** How many rows are shown as they would be understood. */
  preview_rows: 20,
  /** How many refused lines are named, and how many writers. */
  named: 100,
  /** How many different people are told apart when they are counted. */
  contacts: 200_000,
  /** After this many days the file is forgotten. */
  kept_days: 7,
} as const;

export const IMPORT_FORMATS = [
  'telegram-export',
  'whatsapp-chat',
  'events-ndjson',
  'events-csv',
  'chatwoot',
] as const;
export const importFormat = z.enum(IMPORT_FORMATS);
export type ImportFormat = z.infer<typeof importFormat>;

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
    .describe('WhatsApp: the phone number or name of the person; else the other writer.'),
  csv: csvMapping.optional(),
});
export type ImportOptions = z.infer<typeof importOptions>;

/**
 * `uploading` → `checking` → `needs_answer` or `checked` → `queued` → `running` ⇄ `paused` → `done` → `undoing` →
 * `undone`. `failed` when the file is not what it was said to be, or cannot be taken: then `failure` says why.
 */
export const IMPORT_STATES = [
  'uploading',
  'checking',
  'needs_answer',
  'checked',
  'queued',
  'running',
  'paused',
  'done',
  'failed',
  'undoing',
  'undone',
] as const;
export const importState = z.enum(IMPORT_STATES);
export type ImportState = z.infer<typeof importState>;

export const IMPORT_QUESTIONS = ['format', 'me', 'time_zone', 'date_order', 'contact', 'csv'] as const;
export const importQuestion = z.enum(IMPORT_QUESTIONS);
export type ImportQuestion = z.infer<typeof importQuestion>;

/** Why one line was not taken. */
export const IMPORT_PROBLEMS = [
  'too_old',
  'in_the_future',
  'unreadable_time',
  'missing_field',
  'invalid_field',
  'unknown_type',
  'broken_line',
  'before_the_first',
  'contact_unknown',
  'contact_not_of_channel',
] as const;
export const importProblemCode = z.enum(IMPORT_PROBLEMS);
export type ImportProblemCode = z.infer<typeof importProblemCode>;

export const importProblem = z.object({
  line: z.int().min(1).nullable().describe('From 1; null where the file has no lines.'),
  code: importProblemCode,
  path: z.string().describe('Which field; empty where it is the line as a whole.'),
  value: z.string().max(64).describe('What stands there, cut; empty where that would tell nothing.'),
});
export type ImportProblem = z.infer<typeof importProblem>;

/** Why a file as a whole cannot be taken. */
export const IMPORT_FAILURES = [
  'not_json',
  'not_utf8',
  'line_too_long',
  'broken_csv',
  'not_a_whatsapp_chat',
  'group_chat',
  'not_a_telegram_export',
  'wrong_message',
  'not_chatwoot',
  'empty_archive',
  'empty_file',
  'nothing_to_import',
  'account_gone',
  'account_off',
  'file_gone',
  'unexpected',
] as const;
export const importFailure = z.object({
  code: z.enum(IMPORT_FAILURES),
  line: z.int().min(1).nullable(),
  path: z.string(),
});
export type ImportFailure = z.infer<typeof importFailure>;
export type ImportFailureCode = ImportFailure['code'];

export const importWriter = z.object({
  id: z.string(),
  name: z.string(),
  messages: z.int().min(0),
  is_us: z.boolean(),
});
export type ImportWriter = z.infer<typeof importWriter>;

/** What a file holds, and what of it is not understood. */
export const importReport = z.object({
  events: z.int().min(0).describe('That can be taken.'),
  received: z.int().min(0),
  sent: z.int().min(0),
  other: z.int().min(0).describe('Events that are no messages.'),
  refused: z.int().min(0).describe('Lines that cannot be taken.'),
  problems: z.array(importProblem).max(IMPORT_LIMITS.named).describe('The first of them.'),
  skipped: z.record(z.string(), z.int()).describe('What holds nothing to count, by kind.'),
  contacts: z.int().min(0).describe('People, counted up to 200 000.'),
  first_at: at.nullable(),
  last_at: at.nullable(),
  writers: z.array(importWriter).max(IMPORT_LIMITS.named).describe('Who wrote on our side, most first.'),
});
export type ImportReport = z.infer<typeof importReport>;

/** A row of a CSV as it would be understood. */
export const importSample = z.object({
  line: z.int().min(1),
  cells: z.array(z.string()),
  event: z.record(z.string(), z.json()).nullable(),
  problem: importProblem.nullable(),
});
export type ImportSample = z.infer<typeof importSample>;

/** What the file itself tells before it is told anything. */
export const importPreview = z.object({
  columns: z.array(z.string()).describe('CSV: the header.'),
  samples: z.array(importSample).max(IMPORT_LIMITS.preview_rows).describe('CSV: the first rows.'),
  type_values: z.array(z.string()).max(50).describe('CSV: what stands in the column of the type.'),
  writers: z
    .array(importWriter)
    .max(IMPORT_LIMITS.named)
    .describe('Who of them is us must be told; what the file suggests is marked.'),
  is_remembered: z.boolean().describe('The mapping is the one last used for a file with this header.'),
});
export type ImportPreview = z.infer<typeof importPreview>;

/** What is known of an import while its file is there. */
export const importProgress = z.object({
  state: importState,
  format: importFormat.nullable(),
  options: importOptions,
  uploaded_bytes: z.int().min(0),
  progress: z.number().min(0).max(1).describe('Of checking or importing.'),
  accepted: z.int().min(0).describe('Events on the disk of the server, of `report.events`.'),
  events_per_second: z.number().min(0).nullable().describe('Of the last seconds, while importing.'),
  questions: z.array(importQuestion).describe('What must be told before anything can be taken.'),
  report: importReport.nullable(),
  failure: importFailure.nullable(),
});
export type ImportProgress = z.infer<typeof importProgress>;

export const parleyImport = importProgress.extend({
  import_id: number,
  file_name: z.string(),
  file_bytes: z.int().min(0),
  account_id: number.nullable().describe('Null until it is started.'),
  account_name: z.string(),
  preview: importPreview.nullable().describe('Only with one import, and while its file is there.'),
  created_at: at,
  created_by: z.string(),
  finished_at: at.nullable(),
  is_reachable: z.boolean().describe('False: its ingest process does not answer, so this is the last known.'),
});
export type Import = z.infer<typeof parleyImport>;
export const importList = z.object({ imports: z.array(parleyImport) });

/**
 * POST …/imports → an import in state `uploading`. Then PUT …/imports/:import_id/file?offset=N with the next part of the
 * file (`content-type: application/octet-stream`, at most `part_bytes`) until all is there: it is checked at once.
 * `offset` is what has arrived so far; another one is a conflict, and the import says where to go on.
 * PATCH changes format and options and checks anew. POST …/start, pause, resume, undo. DELETE forgets one that was never
 * started.
 */
export const importInput = z.strictObject({
  file_name: z.string().trim().min(1).max(256),
  file_bytes: z.int().min(1).max(IMPORT_LIMITS.file_bytes),
  format: importFormat.optional().describe('Recognised by the content when left out.'),
  options: importOptions.default({ me: [] }),
});
export type ImportInput = z.infer<typeof importInput>;
export const importPatch = z.strictObject({
  format: importFormat.optional(),
  options: importOptions.optional(),
});
export type ImportPatch = z.infer<typeof importPatch>;

/** POST …/imports/:import_id/start: where the history goes, one of the two; an account is found by name or made. */
export const importStart = z.strictObject({
  account_id: number.optional(),
  account: z.strictObject({ name: z.string().trim().min(1).max(120), channel }).optional(),
});
export type ImportStart = z.infer<typeof importStart>;

/**
 * What the api asks of the ingest process that keeps the file, with the internal token:
 * PUT /internal/imports/:id/file?offset=, GET, PATCH and DELETE /internal/imports/:id, POST …/start, pause, resume, stop.
 */
export const nodeImport = importProgress.extend({
  import_id: z.int(),
  workspace_id: z.int(),
  file_bytes: z.int(),
  preview: importPreview.nullable(),
  finished_at: z.int().nullable().describe('Milliseconds UTC.'),
  is_let_go: z.boolean().describe('It has stopped and none of its rows waits in the spool.'),
});
export type NodeImport = z.infer<typeof nodeImport>;
/** PUT /internal/imports/:id: makes it known; the same again changes nothing. */
export const nodeImportInput = z.strictObject({
  workspace_id: z.int(),
  file_name: z.string(),
  file_bytes: z.int(),
  format: importFormat.nullable(),
  options: importOptions,
});
export type NodeImportInput = z.infer<typeof nodeImportInput>;
export const nodeImportPatch = z.strictObject({
  ...importPatch.shape,
  is_remembered: z.boolean().optional(),
});
export type NodeImportPatch = z.infer<typeof nodeImportPatch>;
export const nodeImportStart = z.strictObject({ account_id: z.int() });
