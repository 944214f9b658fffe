import type { ImportWriter } from '@parley/contracts';
import type { ImportReport } from '../import-report.js';
import { openImport } from '../open-import.js';
import { recognise } from '../recognise.js';
import { unpack } from '../unpack.js';
import { checkFile, findingOf, previewOf, readingOptions, reportJson } from './check-file.js';
import type { Job } from './job.js';
import type { Pace } from './pace.js';
import { checkpointOf, NoAccountError, takeFile, type TakeParts } from './take-file.js';

/** Unpacks, recognises and checks a file: the job as it stands then. Undefined when it was stopped before the end. */
export async function examine(
  given: Job,
  path: string,
  pace: Pace,
  signal: AbortSignal,
): Promise<Job | undefined> {
  const job = { ...given };
  try {
    if (job.preview === null) await unpack(path);
    job.format ??= (await recognise(path)) ?? null;
    if (job.format === null) return { ...job, state: 'needs_answer', questions: ['format'] };
    if (job.preview === null) Object.assign(job, await previewOf(path, job));
  } catch (error) {
    return { ...job, state: 'failed', ...onlyFailure(findingOf(error)) };
  }
  const checkedAt = Date.now();
  const options = readingOptions(job, checkedAt, (bytes) => pace.add(bytes));
  const finding = await checkFile(job.format, path, options, signal);
  if (!finding) return undefined;
  if ('report' in finding) return { ...job, state: 'checked', report: finding.report, checked_at: checkedAt };
  if ('failure' in finding) return { ...job, state: 'failed', failure: finding.failure };
  const { questions } = finding;
  const writers = withSuggestion(finding.writers, job);
  const preview = job.preview && { ...job.preview, ...(writers.length > 0 ? { writers } : {}) };
  return { ...job, state: 'needs_answer', questions, preview };
}

const CHAT_WITH = /^(?:WhatsApp Chat(?: with| -)|Чат WhatsApp (?:с|-)) (.+)\.(?:txt|zip)$/i;

/** WhatsApp names the file by the other side of the chat: whoever else wrote is taken for us until told otherwise. */
function withSuggestion(writers: ImportWriter[], { file_name, options }: Job): ImportWriter[] {
  const other = CHAT_WITH.exec(file_name)?.[1];
  if (options.me.length > 0 || !writers.some(({ name }) => name === other)) return writers;
  return writers.map((writer) => ({ ...writer, is_us: writer.name !== other }));
}

/** Takes all events of a checked file: the job as it stands then. Undefined when it was stopped before the end. */
export async function takeAll(
  parts: TakeParts,
  job: Job,
  path: string,
  pace: Pace,
  signal: AbortSignal,
): Promise<Job | undefined> {
  const { import_id: importId, format, account_id: accountId, started_at: startedAt, report } = job;
  if (format === null || accountId === null || startedAt === null || !report) return undefined;
  const file = openImport(format, path, {
    ...readingOptions(job, job.checked_at ?? startedAt),
    isMirror: () => {
      const account = parts.directory()?.accountOf(job.workspace_id, accountId);
      return account !== undefined && account.identityAccountId !== accountId;
    },
  });
  let before = checkpointOf(parts.store, importId).accepted;
  try {
    const isWhole = await takeFile(parts, {
      importId,
      workspaceId: job.workspace_id,
      accountId,
      startedAt,
      file,
      signal,
      onProgress: ({ accepted }) => {
        pace.add(accepted - before);
        before = accepted;
      },
    });
    if (!isWhole) return undefined;
  } catch (error) {
    if (error instanceof NoAccountError)
      return { ...job, state: 'failed', failure: { code: error.code, line: null, path: '' } };
    return { ...job, state: 'failed', ...onlyFailure(findingOf(error)) };
  }
  const now = Date.now();
  const refused = report.refused + report.events - before;
  return {
    ...job,
    state: 'done',
    report: { ...report, ...problemsOf(file.report, report), events: before, refused },
    finished_at: now,
    ends_at_place: parts.store.nextPlace(),
  };
}

/** What only the account told to be wrong is named too; the check of the file did not know the account. */
const problemsOf = (found: ImportReport, checked: NonNullable<Job['report']>) =>
  found.refused > checked.refused ? { problems: reportJson(found).problems } : {};

/** A question cannot come up again after the check; if the file changed, that is what is wrong. */
function onlyFailure(finding: ReturnType<typeof findingOf>): Pick<Job, 'failure'> {
  return { failure: 'failure' in finding ? finding.failure : { code: 'unexpected', line: null, path: '' } };
}
