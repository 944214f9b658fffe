import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { lookAtCsv } from '../imports/events-csv/suggest-mapping.js';
import { BrokenJsonError } from '../imports/json-tokens.js';
import { UnansweredError, WrongFileError } from '../imports/import-report.js';
import { openImport } from '../imports/open-import.js';
import { WrongExportError } from '../imports/telegram-export/read-export.js';
import { TelegramExport } from '../imports/telegram-export/telegram-export.js';
import { describeFile, describePeople, describeReport, overviewLink } from './describe-import.js';
import { readArguments, readUndo, type Arguments, type UndoArguments } from './import-arguments.js';
import { showProgress } from './progress.js';
import { ImportRun } from './run-import.js';
import { ensureImportAccount, findWorkspace, readRunning, UsageError, type Running } from './running.js';
import { untilDerived } from './until-derived.js';

/** What the whole of a file holds. */
interface Checked {
  /** What is shown of it: the file first, then who wrote how much. */
  file: string;
  people: string;
  events: number;
  firstAt?: number;
  lastAt?: number;
}

/** The same options for checking and for sending. */
const optionsOf = (args: Arguments, accountId: string, onBytes?: (bytes: number) => void) => ({
  accountId,
  me: args.me,
  now: args.now,
  ...(args.zone === undefined ? {} : { zone: args.zone }),
  ...(args.dateOrder === undefined ? {} : { dateOrder: args.dateOrder }),
  ...(args.contactId === undefined ? {} : { contactId: args.contactId }),
  ...(onBytes ? { onBytes } : {}),
});

/** Reads the whole file before anything is sent, so that a wrong file leaves nothing behind. */
async function check(args: Arguments): Promise<Checked> {
  const bytes = fileSize(args.file);
  const progress = showProgress('Checking ', bytes);
  const options = optionsOf(args, '1', progress.add);
  try {
    if (args.format !== 'telegram-export') {
      const csv = args.format === 'events-csv' ? { csv: (await lookAtCsv(args.file)).mapping } : {};
      const file = openImport(args.format, args.file, { ...options, ...csv });
      for await (const _ of file.events());
      const { events, firstAt, lastAt } = file.report;
      return {
        file: describeReport(file.report),
        people: describePeople(file.report),
        events,
        ...(firstAt === undefined || lastAt === undefined ? {} : { firstAt, lastAt }),
      };
    }
    const file = new TelegramExport(args.file, options);
    for await (const _ of file.events());
    await file.findLines();
    const { received, sent, firstAt, lastAt } = file.summary;
    return {
      file: describeFile(file.summary),
      people: describePeople(file.summary),
      events: received + sent,
      ...(firstAt === undefined || lastAt === undefined ? {} : { firstAt, lastAt }),
    };
  } finally {
    progress.end();
  }
}

function fileSize(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    throw new UsageError(`There is no file ${path}`);
  }
}

async function main(): Promise<void> {
  const undone = readUndo(process.argv.slice(2));
  if (undone) return undo(undone.importId, undone);
  const args = readArguments(process.argv.slice(2));
  const running = args.isDryRun ? undefined : readRunning(args.data);
  const checked = await check(args);
  process.stdout.write(`${checked.file}\n`);
  if (!running) {
    process.stdout.write(`${checked.people}\n`);
    return;
  }
  if (checked.events === 0) throw new UsageError('There is nothing to import in this file.');

  const workspaceId = await findWorkspace(running, args.workspace);
  const accountId = await ensureImportAccount(running, workspaceId, args.account, args.channel);
  const run = new ImportRun(running, workspaceId);
  const { import_id: importId } = await upload(run, args);
  await run.start(importId, { account_id: accountId });
  const progress = showProgress('Importing', checked.events);
  let before = 0;
  const done = await run
    .until(importId, ['done', 'paused', 'undone'], ({ accepted }) => {
      progress.add(accepted - before);
      before = accepted;
    })
    .finally(() => progress.end());
  process.stdout.write(
    `Imported ${done.accepted} ${/^events/.test(args.format) ? 'events' : 'messages'} into the account "${args.account}" (${accountId}).\n` +
      `${checked.people}\n` +
      `Importing the same file again changes no number. To take it back: npm run import -- --undo ${importId}\n`,
  );
  if (done.accepted > 0) await showWhere(running, workspaceId, checked);
}

async function upload(run: ImportRun, args: Arguments) {
  const bytes = fileSize(args.file);
  const progress = showProgress('Sending  ', bytes);
  const options = {
    me: args.me,
    ...(args.zone === undefined ? {} : { time_zone: args.zone }),
    ...(args.dateOrder === undefined ? {} : { date_order: args.dateOrder }),
    ...(args.contactId === undefined ? {} : { contact_id: args.contactId }),
  };
  const input = { file_name: basename(args.file), file_bytes: bytes, format: args.format, options };
  return run.upload(args.file, input, progress.add).finally(() => progress.end());
}

async function undo(importId: string, args: UndoArguments): Promise<void> {
  const running = readRunning(args.data);
  const run = new ImportRun(running, await findWorkspace(running, args.workspace));
  await run.undo(importId);
  await run.until(importId, ['undone']);
  process.stdout.write(`Everything that the import ${importId} brought has been taken away.\n`);
}

/** Says where the numbers of what was imported are, once they are there. */
async function showWhere(running: Running, workspaceId: string, { firstAt, lastAt }: Checked): Promise<void> {
  if (firstAt === undefined || lastAt === undefined) return;
  process.stdout.write('Working out the numbers, at most 30 seconds …\n');
  const isDone = await untilDerived(running);
  process.stdout.write(
    (isDone
      ? 'They are ready.'
      : 'They are not complete yet: the page shows more of them as they become ready.') +
      ' The response times of each person are in the table Agents of the Overview of this period:\n' +
      `${overviewLink(running.api_url, workspaceId, firstAt, lastAt)}\n`,
  );
}

main().catch((error: unknown) => {
  const isExplained =
    error instanceof UsageError ||
    error instanceof WrongExportError ||
    error instanceof WrongFileError ||
    error instanceof UnansweredError ||
    error instanceof BrokenJsonError;
  const text = isExplained
    ? error.message
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
});
