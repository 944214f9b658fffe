import {
  IMPORT_LIMITS,
  type ImportFailure,
  type ImportFormat,
  type ImportPreview,
  type ImportQuestion,
  type ImportReport as ReportJson,
  type ImportWriter,
} from '@parley/contracts';
import { EventsCsv } from '../events-csv/events-csv.js';
import { lookAtCsv } from '../events-csv/suggest-mapping.js';
import { UnansweredError, WrongFileError, type ImportReport } from '../import-report.js';
import { BrokenJsonError } from '../json-tokens.js';
import { openImport, type ReadingOptions } from '../open-import.js';
import type { Job } from './job.js';

/** What of the options of an import its reader needs. The account is not known before the start: any number does. */
export const readingOptions = (
  { options, account_id }: Pick<Job, 'options' | 'account_id'>,
  now: number,
  onBytes?: (bytes: number) => void,
): ReadingOptions => ({
  accountId: String(account_id ?? 1),
  me: options.me,
  now,
  ...(options.time_zone === undefined ? {} : { zone: options.time_zone }),
  ...(options.date_order === undefined ? {} : { dateOrder: options.date_order }),
  ...(options.contact_id === undefined ? {} : { contactId: options.contact_id }),
  ...(options.csv === undefined ? {} : { csv: options.csv }),
  ...(onBytes ? { onBytes } : {}),
});

/** Looks at the head of the file; of a CSV also suggests the mapping, where none is given. */
export async function previewOf(
  path: string,
  current: Pick<Job, 'format' | 'options' | 'account_id' | 'preview'>,
): Promise<Pick<Job, 'options' | 'preview'>> {
  const { format, options } = current;
  const preview: ImportPreview = {
    columns: [],
    samples: [],
    type_values: [],
    writers: current.preview?.writers ?? [],
    is_remembered: current.preview?.is_remembered ?? false,
  };
  if (format !== 'events-csv') return { options, preview };
  const look = await lookAtCsv(path, options.csv);
  const mapped = { ...options, csv: look.mapping };
  const now = Date.now();
  const reader = new EventsCsv(path, readingOptions({ ...current, options: mapped }, now));
  return {
    options: mapped,
    preview: {
      ...preview,
      columns: look.columns,
      type_values: look.typeValues,
      samples: await reader.samples(IMPORT_LIMITS.preview_rows),
    },
  };
}

/** What reading the whole of a file came to. */
export type Finding =
  | { report: ReportJson }
  | { questions: ImportQuestion[]; writers: ImportWriter[] }
  | { failure: ImportFailure };

/** Reads the whole file and takes nothing. Resolves with undefined when it was stopped before the end. */
export async function checkFile(
  format: ImportFormat,
  path: string,
  options: ReadingOptions,
  signal: AbortSignal,
): Promise<Finding | undefined> {
  const file = openImport(format, path, options);
  try {
    for await (const _ of file.events()) if (signal.aborted) return undefined;
  } catch (error) {
    return findingOf(error);
  }
  if (file.report.events === 0 && file.report.refused === 0)
    return { failure: { code: 'nothing_to_import', line: null, path: '' } };
  return { report: reportJson(file.report) };
}

/** What a reader threw, for whoever reads any language. Throws what is no fault of the file. */
export function findingOf(error: unknown): Exclude<Finding, { report: ReportJson }> {
  if (error instanceof UnansweredError)
    return { questions: error.questions, writers: error.writers.slice(0, IMPORT_LIMITS.named) };
  if (error instanceof WrongFileError)
    return { failure: { code: error.code, line: error.line ?? null, path: error.path.slice(0, 256) } };
  if (error instanceof BrokenJsonError) return { failure: { code: error.code, line: error.line, path: '' } };
  if ((error as NodeJS.ErrnoException).code === 'ENOENT')
    return { failure: { code: 'file_gone', line: null, path: '' } };
  throw error;
}

/** For the api and the screen. */
export function reportJson(report: ImportReport): ReportJson {
  const instant = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
  const writers = [...report.sentBy].map(([id, { name, messages }]) => ({ id, name, messages, is_us: true }));
  return {
    events: report.events,
    received: report.received,
    sent: report.sent,
    other: report.other,
    refused: report.refused,
    problems: report.problems.map(({ line, code, path, value }) => ({
      line: line ?? null,
      code,
      path: path ?? '',
      value: (value ?? '').slice(0, 64),
    })),
    skipped: Object.fromEntries(report.skipped),
    contacts: report.contacts.size,
    first_at: instant(report.firstAt),
    last_at: instant(report.lastAt),
    writers: writers.sort((a, b) => b.messages - a.messages).slice(0, IMPORT_LIMITS.named),
  };
}
