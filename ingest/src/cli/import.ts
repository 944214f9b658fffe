import { statSync } from 'node:fs';
import { BrokenJsonError } from '../imports/json-tokens.js';
import { WrongFileError } from '../imports/import-report.js';
import { openImport } from '../imports/open-import.js';
import { WrongExportError } from '../imports/telegram-export/read-export.js';
import { TelegramExport } from '../imports/telegram-export/telegram-export.js';
import { describeFile, describePeople, describeReport, overviewLink } from './describe-import.js';
import { readArguments, type Arguments } from './import-arguments.js';
import { PostFailed, postEvents } from './post-events.js';
import { showProgress } from './progress.js';
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

function eventsOf(args: Arguments, accountId: string) {
  const options = optionsOf(args, accountId);
  return args.format === 'telegram-export'
    ? new TelegramExport(args.file, options).events()
    : openImport(args.format, args.file, options).events();
}

/** Reads the whole file before anything is sent, so that a wrong file leaves nothing behind. */
async function check(args: Arguments): Promise<Checked> {
  const bytes = fileSize(args.file);
  const progress = showProgress('Checking ', bytes);
  const options = optionsOf(args, '1', progress.add);
  try {
    if (args.format !== 'telegram-export') {
      const file = openImport(args.format, args.file, options);
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
  const progress = showProgress('Importing', checked.events);
  const result = await postEvents({
    ingestUrl: running.ingest_url,
    token: running.internal_token,
    workspaceId,
    events: eventsOf(args, accountId),
    onProgress: ({ accepted, rejected }) => progress.add(accepted + rejected),
  }).finally(() => progress.end());

  process.stdout.write(
    `Imported ${result.accepted} ${args.format === 'events-ndjson' ? 'events' : 'messages'} into the account "${args.account}" (${accountId}).\n` +
      `${checked.people}\n` +
      'Importing the same file again changes no number.\n',
  );
  if (result.accepted > 0) await showWhere(running, workspaceId, checked);
  if (result.rejected > 0) {
    for (const { id, path, message } of result.problems)
      process.stderr.write(`message ${id}: ${path} ${message}\n`);
    throw new UsageError(`${result.rejected} messages were refused; see above.`);
  }
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
    error instanceof BrokenJsonError ||
    error instanceof PostFailed;
  const text = isExplained
    ? error.message
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
});
