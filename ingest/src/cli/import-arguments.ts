import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CHANNELS, IMPORT_FORMATS, type Channel, type ImportFormat } from '@parley/contracts';
import { IANAZone } from 'luxon';
import { UsageError } from './running.js';

const USAGE = `npm run import -- FORMAT FILE --account NAME [--me WHO …] [--workspace ID|NAME]
                    [--zone ZONE] [--data DIR] [--dry-run] …

Formats:
  telegram-export   result.json of Telegram Desktop (Export chat history or Export Telegram data, format JSON)
  whatsapp-chat     _chat.txt of a chat with one person, exported from the phone and unpacked
  events-csv        a table with a header that names time, contact and type of event; others: on the screen Import
  events-ndjson     one event of the events API per line
  chatwoot          a page, or an array of pages, of Chatwoot's API: messages, and the conversations they belong to

  --account NAME    the account of Parley that the chats belong to; created if it is new
  --channel C       the channel of that account; for events-csv, events-ndjson and chatwoot
  --me WHO          Telegram: the id of whoever is us (an export of a whole account says it itself);
                    WhatsApp: our name as it stands in the file; more than once for several people
  --workspace W     number or name; your own by default
  --zone ZONE       the zone of times, such as Europe/Moscow: WhatsApp, CSV, and old exports of Telegram
  --date-order O    WhatsApp, where the file does not tell: day_first, month_first or year_first
  --contact ID      WhatsApp: the id of the person, such as the phone number; else the name in the file
  --data DIR        the data folder of the running Parley, ./data by default
  --undo NUMBER     takes everything away that this import brought (npm run import -- --undo 12)
  --dry-run         reads and checks the file, sends nothing`;

const DATE_ORDERS = ['day_first', 'month_first', 'year_first'] as const;
const OWN_CHANNEL: Partial<Record<ImportFormat, Channel>> = {
  'telegram-export': 'telegram',
  'whatsapp-chat': 'whatsapp',
};

export interface Arguments {
  format: ImportFormat;
  file: string;
  account: string;
  channel: Channel;
  me: string[];
  workspace?: string;
  zone?: string;
  dateOrder?: (typeof DATE_ORDERS)[number];
  contactId?: string;
  data: string;
  isDryRun: boolean;
  /** The same for checking and for sending, so that both leave out the same messages. Milliseconds UTC. */
  now: number;
}

/** npm runs us in the root of the repository, but paths are meant from where the person typed them. */
const fromHere = (path: string) => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);

const parse = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      account: { type: 'string' },
      channel: { type: 'string' },
      me: { type: 'string', multiple: true },
      workspace: { type: 'string' },
      zone: { type: 'string' },
      'date-order': { type: 'string' },
      contact: { type: 'string' },
      data: { type: 'string' },
      undo: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });

export interface UndoArguments {
  importId: string;
  workspace?: string;
  data: string;
}

/** Which import is to be undone; undefined where none is. Throws {@link UsageError}. */
export function readUndo(argv: string[]): UndoArguments | undefined {
  if (!argv.some((each) => each === '--undo' || each.startsWith('--undo='))) return undefined;
  const { undo, workspace, data } = parse(argv).values;
  if (undo === undefined || !/^[1-9]\d{0,9}$/.test(undo))
    throw new UsageError('--undo must be the number of an import');
  return { importId: undo, data: dataFolder(data), ...(workspace === undefined ? {} : { workspace }) };
}

const dataFolder = (given: string | undefined) =>
  given === undefined ? resolve(process.env['PARLEY_DATA_DIR'] ?? 'data') : fromHere(given);

/** What was typed. Throws {@link UsageError}. */
export function readArguments(argv: string[]): Arguments {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
  const { values, positionals } = parsed;
  const [kind, file, ...rest] = positionals;
  const format = IMPORT_FORMATS.find((name) => name === kind);
  if (values.help || format === undefined || file === undefined || rest.length > 0)
    throw new UsageError(USAGE);
  const isDryRun = values['dry-run'];
  if (!values.account?.trim() && !isDryRun)
    throw new UsageError('Say which account the chats belong to: --account NAME');
  const { zone, workspace, contact } = values;
  if (zone !== undefined && !IANAZone.isValidZone(zone)) {
    throw new UsageError(`--zone ${zone} is not a zone such as Europe/Moscow`);
  }
  const wantedOrder = values['date-order'];
  const dateOrder = DATE_ORDERS.find((order) => order === wantedOrder);
  if (wantedOrder !== undefined && dateOrder === undefined)
    throw new UsageError(`--date-order ${wantedOrder} is none of ${DATE_ORDERS.join(', ')}`);
  return {
    format,
    file: fromHere(file),
    account: values.account?.trim() ?? '',
    channel: channelOf(format, values.channel, isDryRun),
    me: format === 'telegram-export' ? telegramIds(values.me ?? []) : (values.me ?? []),
    ...(workspace === undefined ? {} : { workspace }),
    ...(zone === undefined ? {} : { zone }),
    ...(dateOrder === undefined ? {} : { dateOrder }),
    ...(contact === undefined ? {} : { contactId: contact }),
    data: dataFolder(values.data),
    isDryRun,
    now: Date.now(),
  };
}

function channelOf(format: Arguments['format'], given: string | undefined, isDryRun: boolean): Channel {
  const own = OWN_CHANNEL[format];
  if (own !== undefined) {
    if (given !== undefined && given !== own) throw new UsageError(`--channel: ${format} is always ${own}`);
    return own;
  }
  const found = CHANNELS.find((name) => name === given);
  if (found === undefined && !isDryRun)
    throw new UsageError(`Say on which channel the account is, --channel: ${CHANNELS.join(', ')}`);
  return found ?? 'telegram';
}

function telegramIds(given: readonly string[]): string[] {
  const ids = given.map((id) => id.replace(/^user/, ''));
  const wrong = ids.find((id) => !/^\d{1,20}$/.test(id));
  if (wrong !== undefined)
    throw new UsageError(`--me ${wrong} is not a Telegram id: it is a number, not a name`);
  return ids;
}
