import { type Import, type NodeImport } from '@parley/contracts';
import { type ImportRow } from './import.entity.js';

/** States that only people change, or nobody any more; the row knows them as well as the process that has the file. */
const RESTING = new Set<ImportRow['state']>(['done', 'undoing', 'undone']);

export const isResting = (row: ImportRow): boolean => RESTING.has(row.state);

/** What of a row is news from the process that has the file. */
export const newsOf = (node: NodeImport) => ({
  state: node.state,
  format: node.format,
  options: node.options,
  questions: node.questions,
  accepted: node.accepted,
  report: node.report,
  failure: node.failure,
  finished_at: node.finished_at === null ? null : new Date(node.finished_at),
});

/** An import as it is told. `live`: what its process says right now; `null` when it does not answer. */
export function importJson(row: ImportRow, accountName: string, live: NodeImport | null | undefined): Import {
  const events = row.report?.events ?? 0;
  const share =
    row.state === 'done' ? 1 : row.account_id === null || events === 0 ? 0 : row.accepted / events;
  return {
    import_id: String(row.import_id),
    file_name: row.file_name,
    file_bytes: row.file_bytes,
    account_id: row.account_id === null ? null : String(row.account_id),
    account_name: accountName,
    state: row.state,
    format: row.format,
    options: row.options,
    uploaded_bytes: live?.uploaded_bytes ?? (row.state === 'uploading' ? 0 : row.file_bytes),
    progress: live?.progress ?? Math.min(1, share),
    accepted: row.accepted,
    events_per_second: live?.events_per_second ?? null,
    questions: row.questions,
    report: row.report,
    failure: row.failure,
    preview: live?.preview ?? null,
    created_at: row.created_at.toISOString(),
    created_by: row.created_by,
    finished_at: row.finished_at?.toISOString() ?? null,
    is_reachable: live !== null,
  };
}
