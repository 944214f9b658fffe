import {
  importFailure,
  importFormat,
  importOptions,
  importPreview,
  importQuestion,
  importReport,
  importState,
} from '@parley/contracts';
import { z } from 'zod';

/** An import as it stands on the disk beside its file; how far it has come stands in the spool. */
export const job = z.object({
  import_id: z.int(),
  workspace_id: z.int(),
  file_name: z.string(),
  /** Of the file as it was sent. */
  file_bytes: z.int(),
  state: importState,
  format: importFormat.nullable(),
  options: importOptions,
  questions: z.array(importQuestion),
  report: importReport.nullable(),
  preview: importPreview.nullable(),
  failure: importFailure.nullable(),
  /** When the file was checked: times are held against it, then and later. */
  checked_at: z.int().nullable(),
  account_id: z.int().nullable(),
  /** When it was started, which is when its events first reached us; null before. Milliseconds UTC, as all times here. */
  started_at: z.int().nullable(),
  finished_at: z.int().nullable(),
  changed_at: z.int(),
  /** Every row of it lies before this place of the spool; null while more may come. */
  ends_at_place: z.number().nullable(),
});
export type Job = z.infer<typeof job>;

/** How far an import has come; written together with the rows. */
export const checkpoint = z.object({
  /** Events of the file that have been read and dealt with, in the order of the file. */
  taken: z.int().min(0),
  /** Of those the ones that are on the disk. */
  accepted: z.int().min(0),
});
export type Checkpoint = z.infer<typeof checkpoint>;
