import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { IANAZone } from 'luxon';
import { BrokenJsonError } from '../imports/json-tokens.js';
import { WrongExportError } from '../imports/telegram-export/read-export.js';
import { TelegramExport, type ExportSummary } from '../imports/telegram-export/telegram-export.js';
import { describeFile, describePeople, overviewLink } from './describe-import.js';
import { PostFailed, postEvents } from './post-events.js';
import { showProgress } from './progress.js';
import { ensureImportAccount, findWorkspace, readRunning, UsageError, type Running } from './running.js';
import { untilDerived } from './until-derived.js';

const USAGE = `npm run import -- telegram-export result.json --account NAME [--me ID …] [--workspace ID|NAME]
                    [--zone ZONE] [--data DIR] [--dry-run]

Reads a chat export of Telegram Desktop (Export chat history or Export Telegram data, format JSON).
  --account NAME    the account of Parley that the chats belong to; created if it is new
  --me ID           the Telegram id of whoever is us; more than once for several people
                    (an export of a whole account says it itself)
  --workspace W     number or name; your own by default
  --zone ZONE       the zone of times, such as Europe/Moscow; only for old exports without date_unixtime
  --data DIR        the data folder of the running Parley, ./data by default
  --dry-run         reads and checks the file, sends nothing`;

interface Arguments {
  file: string;
  account: string;
  me: string[];
  workspace?: string;
  zone?: string;
  data: string;
  isDryRun: boolean;
  /** The same for checking and for sending, so that both leave out the same messages. Milliseconds UTC. */
  now: number;
}

/** npm runs us in the root of the repository, but paths are meant from where the person typed them. */
const fromHere = (path: string) => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);

function readArguments(argv: string[]): Arguments {
  let parsed;
  try {
    parsed = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        account: { type: 'string' },
        me: { type: 'string', multiple: true },
        workspace: { type: 'string' },
        zone: { type: 'string' },
        data: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
  const { values, positionals } = parsed;
  const [kind, file, ...rest] = positionals;
  if (values.help || kind !== 'telegram-export' || file === undefined || rest.length > 0)
    throw new UsageError(USAGE);
  const isDryRun = values['dry-run'];
  if (!values.account?.trim() && !isDryRun)
    throw new UsageError('Say which account the chats belong to: --account NAME');
  const me = (values.me ?? []).map((id) => id.replace(/^user/, ''));
  const wrongId = me.find((id) => !/^\d{1,20}$/.test(id));
  if (wrongId !== undefined)
    throw new UsageError(`--me ${wrongId} is not a Telegram id: it is a number, not a name`);
  const { zone, workspace } = values;
  if (zone !== undefined && !IANAZone.isValidZone(zone)) {
    throw new UsageError(`--zone ${zone} is not a zone such as Europe/Moscow`);
  }
  return {
    file: fromHere(file),
    account: values.account?.trim() ?? '',
    me,
    ...(workspace === undefined ? {} : { workspace }),
    ...(zone === undefined ? {} : { zone }),
    data:
      values.data === undefined ? resolve(process.env['PARLEY_DATA_DIR'] ?? 'data') : fromHere(values.data),
    isDryRun,
    now: Date.now(),
  };
}

const exportOf = (args: Arguments, accountId: string, onBytes?: (bytes: number) => void) =>
  new TelegramExport(args.file, {
    accountId,
    me: args.me,
    now: args.now,
    ...(args.zone === undefined ? {} : { zone: args.zone }),
    ...(onBytes ? { onBytes } : {}),
  });

/** Reads the whole file before anything is sent, so that a wrong file leaves nothing behind. */
async function check(args: Arguments): Promise<ExportSummary> {
  const bytes = fileSize(args.file);
  const progress = showProgress('Checking ', bytes);
  const file = exportOf(args, '1', progress.add);
  try {
    for await (const _ of file.events());
    await file.findLines();
  } finally {
    progress.end();
  }
  return file.summary;
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
  process.stdout.write(`${describeFile(checked)}\n`);
  if (!running) {
    process.stdout.write(`${describePeople(checked)}\n`);
    return;
  }
  if (checked.received + checked.sent === 0) throw new UsageError('There is nothing to import in this file.');

  const workspaceId = await findWorkspace(running, args.workspace);
  const accountId = await ensureImportAccount(running, workspaceId, args.account);
  const progress = showProgress('Importing', checked.received + checked.sent);
  const result = await postEvents({
    ingestUrl: running.ingest_url,
    token: running.internal_token,
    workspaceId,
    events: exportOf(args, accountId).events(),
    onProgress: ({ accepted, rejected }) => progress.add(accepted + rejected),
  }).finally(() => progress.end());

  process.stdout.write(
    `Imported ${result.accepted} messages into the account "${args.account}" (${accountId}).\n` +
      `${describePeople(checked)}\n` +
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
async function showWhere(
  running: Running,
  workspaceId: string,
  { firstAt, lastAt }: ExportSummary,
): Promise<void> {
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
