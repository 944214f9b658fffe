import * as z from 'zod';
import { entityId } from './api.js';
import { costLabels } from './costs.js';
import { COST_PRESETS } from './cost-presets.js';
import { IMPORT_LIMITS } from './imports.js';

const at = z.iso.datetime().describe('UTC.');

export const COST_IMPORT_LIMITS = {
  /** The largest file. */
  file_bytes: 32 * 1024 ** 2,
  /** The largest part of a file in one request. */
  part_bytes: IMPORT_LIMITS.part_bytes,
  /** The most rows. */
  rows: 300_000,
  /** How many rows are shown as they would be understood. */
  preview_rows: 20,
  /** How many wrong lines are named. */
  named: 50,
  /** After this many days a file that was not saved is forgotten. */
  kept_days: 7,
} as const;

/** What a column of a cost file can become. `url`: a link whose utm_* say labels; `ref`: read by the source rules. */
export const COST_FIELDS = [
  'day',
  'last_day',
  'amount',
  'currency',
  'clicks',
  'impressions',
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'ad_id',
  'channel',
  'account_id',
  'url',
  'ref',
] as const;
export type CostFieldName = (typeof COST_FIELDS)[number];

export const COST_DAY_FORMATS = [
  'yyyy-mm-dd',
  'dd.mm.yyyy',
  'dd/mm/yyyy',
  'mm/dd/yyyy',
  'yyyymmdd',
  'words',
] as const;
export type CostDayFormat = (typeof COST_DAY_FORMATS)[number];

const field = z
  .strictObject({
    column: z.string().max(256).optional().describe('The header of the column.'),
    value: z.string().trim().min(1).max(256).optional().describe('What holds where no column tells.'),
  })
  .refine((from) => from.column !== undefined || from.value !== undefined, 'needs a column or a value');
export type CostFieldFrom = z.infer<typeof field>;

/** How the rows of a cost file are understood. */
export const costMapping = z.strictObject({
  preset: z
    .enum(COST_PRESETS)
    .nullable()
    .default(null)
    .describe('The advertising system; null: any other table.'),
  encoding: z.enum(['utf-8', 'windows-1251', 'utf-16le']).default('utf-8'),
  delimiter: z.enum([',', ';', '\t']).default(','),
  header_line: z
    .int()
    .min(1)
    .max(1000)
    .default(1)
    .describe('The line of the header; what stands above is left out.'),
  day_format: z
    .enum(COST_DAY_FORMATS)
    .default('yyyy-mm-dd')
    .describe('words: 16 January 2026, 16 янв. 2026.'),
  decimal: z.enum(['.', ',']).default('.').describe('The decimal mark of amounts.'),
  fields: z.partialRecord(z.enum(COST_FIELDS), field),
});
export type CostMapping = z.infer<typeof costMapping>;

/**
 * `uploading` → `checked` → `saving` → `done` → `undone`. `checked` can be saved when `questions` and
 * `report.problems` are empty. `failed`: it is no such file, or it cannot be read on; `failure` says why.
 */
export const COST_IMPORT_STATES = ['uploading', 'checked', 'saving', 'done', 'undone', 'failed'] as const;
export type CostImportState = (typeof COST_IMPORT_STATES)[number];

/** What must be told before anything can be saved. */
export const COST_QUESTIONS = ['day', 'amount', 'currency', 'sheet'] as const;
export type CostQuestion = (typeof COST_QUESTIONS)[number];

/** Why the file as a whole cannot be taken. */
export const COST_FAILURES = [
  'is_a_spreadsheet',
  'not_utf8',
  'broken_csv',
  'empty_file',
  'no_header',
  'too_many_rows',
  'file_gone',
] as const;
export const costFailure = z.object({
  code: z.enum(COST_FAILURES),
  line: z.int().min(1).nullable(),
});
export type CostFailure = z.infer<typeof costFailure>;

/** Why a line cannot be understood: then the file is refused as a whole. */
export const COST_PROBLEMS = [
  'missing_day',
  'unreadable_day',
  'day_out_of_reach',
  'last_day_before_first',
  'period_too_long',
  'unreadable_amount',
  'unreadable_number',
  'missing_currency',
  'unknown_currency',
  'unknown_channel',
  'unknown_account',
  'text_too_long',
  'too_many_cells',
] as const;
export const costProblem = z.object({
  line: z.int().min(1),
  code: z.enum(COST_PROBLEMS),
  field: z.enum(COST_FIELDS).nullable(),
  value: z.string().max(64).describe('What stands there, cut.'),
});
export type CostProblem = z.infer<typeof costProblem>;

/** What was noticed, and does no harm. */
export const COST_NOTICES = [
  'lines_above',
  'totals_row',
  'totals_differ',
  'spread_rows',
  'empty_amount',
  'negative_amount',
  'nothing_spent',
  'days_kept',
] as const;
export const costNotice = z.object({
  code: z.enum(COST_NOTICES),
  rows: z.int().min(0).describe('Of how many rows, lines or days it is said.'),
  line: z.int().min(1).nullable().describe('The first of them.'),
  value: z.string().describe('What the notice is about, where it needs a word; else empty.'),
});
export type CostNotice = z.infer<typeof costNotice>;

export const costReport = z.object({
  rows: z.int().min(0).describe('That cost something, were clicked or seen; as they stand in the file.'),
  lines: z.int().min(0).describe('That would be saved: a row of several days is several.'),
  days: z.int().min(0),
  first_day: z.iso.date().nullable(),
  last_day: z.iso.date().nullable(),
  totals: z.array(
    z.object({
      currency: z.string(),
      amount: z.string(),
      clicks: z.int().min(0).nullable(),
      impressions: z.int().min(0).nullable(),
    }),
  ),
  refused: z.int().min(0).describe('Lines that cannot be understood.'),
  problems: z.array(costProblem).max(COST_IMPORT_LIMITS.named).describe('The first of them.'),
  notices: z.array(costNotice),
  replaces: z
    .object({ days: z.int().min(0), totals: z.array(z.object({ currency: z.string(), amount: z.string() })) })
    .describe('What stands in the sheet for these days, and would count no longer.'),
});
export type CostReport = z.infer<typeof costReport>;

/** A row of a file as it would be understood. */
export const costSample = z.object({
  line: z.int().min(1),
  cells: z.array(z.string()),
  cost: z
    .object({
      first_day: z.iso.date(),
      last_day: z.iso.date(),
      amount: z.string(),
      currency: z.string(),
      clicks: z.int().nullable(),
      impressions: z.int().nullable(),
      ...costLabels.shape,
    })
    .nullable(),
  problem: costProblem.nullable(),
  is_total: z.boolean().describe('A row of totals: left out.'),
});
export type CostSample = z.infer<typeof costSample>;

export const costSheet = z.object({
  sheet_id: entityId,
  name: z.string(),
  preset: z.enum(COST_PRESETS).nullable(),
});
export type CostSheet = z.infer<typeof costSheet>;

export const costImport = z.object({
  cost_import_id: entityId,
  file_name: z.string(),
  file_bytes: z.int().min(0),
  uploaded_bytes: z.int().min(0),
  state: z.enum(COST_IMPORT_STATES),
  mapping: costMapping.nullable().describe('Suggested, remembered or told.'),
  is_remembered: z.boolean().describe('The mapping is the one last saved for a file with this header.'),
  columns: z.array(z.string()).describe('The header.'),
  sheet_id: entityId.nullable().describe('The sheet whose days it replaces; null: a new one.'),
  sheet_name: z.string().describe('Of that sheet, or of the new one.'),
  questions: z.array(z.enum(COST_QUESTIONS)),
  report: costReport.nullable(),
  samples: z.array(costSample).describe('Only with one import, until it is saved.'),
  failure: costFailure.nullable(),
  saved_lines: z.int().min(0).describe('Of `report.lines`, while it is being saved.'),
  standing_days: z.int().min(0).describe('Days for which it counts; later imports have replaced the others.'),
  created_at: at,
  created_by: z.string(),
  saved_at: at.nullable(),
  undone_at: at.nullable(),
  undone_by: z.string().nullable(),
});
export type CostImport = z.infer<typeof costImport>;

/** GET …/costs/imports: the newest first, with the sheets there are. */
export const costImportList = z.object({ imports: z.array(costImport), sheets: z.array(costSheet) });
export type CostImportList = z.infer<typeof costImportList>;

/**
 * POST …/costs/imports → an import in state `uploading`. Then PUT …/:cost_import_id/file?offset=N with the next part of
 * the file, until all is there: it is checked at once. PATCH changes how it is understood and checks anew. POST …/save
 * saves it in the background, and …/undo gives its days back to what stood there before. DELETE forgets one that was
 * not saved.
 */
export const costImportInput = z.strictObject({
  file_name: z.string().trim().min(1).max(256),
  file_bytes: z.int().min(1).max(COST_IMPORT_LIMITS.file_bytes),
});
export type CostImportInput = z.infer<typeof costImportInput>;

export const costImportPatch = z.strictObject({
  mapping: costMapping.optional(),
  sheet_id: entityId.nullable().optional().describe('Null: a new one.'),
  sheet_name: z.string().trim().max(120).optional().describe('Of the new sheet.'),
});
export type CostImportPatch = z.infer<typeof costImportPatch>;
