import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from './running.js';

const USAGE = `npm run replay -- [--workspace ID|NAME] [--account ID|NAME] [--from DAY] [--to DAY] [--quarantine]

Gives the kept webhook bodies to today's mappers once more. What is the same stays as it is; what a newer mapper makes of
them replaces what an older one made; what it does not make again is withdrawn. Running it twice changes nothing.

  --workspace W   number or name; your own by default
  --account A     only what came to this account: number or name
  --from DAY      only what reached us on this day or later, such as 2026-11-01, in the zone of the workspace
  --to DAY        only what reached us on this day or earlier
  --quarantine    only what lies in quarantine (90 days), not all that is in the vault (30 days)
  --data DIR      the data folder of the running Parley, ./data by default`;

export interface ReplayArguments {
  workspace?: string;
  account?: string;
  /** Days as YYYY-MM-DD. */
  from?: string;
  to?: string;
  what: 'vault' | 'quarantine';
  data: string;
}

const parse = (args: string[]) =>
  parseArgs({
    args,
    options: {
      workspace: { type: 'string' },
      account: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      quarantine: { type: 'boolean', default: false },
      data: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });

/** What was typed. Throws {@link UsageError}. */
export function readReplayArguments(argv: string[]): ReplayArguments {
  let values: ReturnType<typeof parse>['values'];
  try {
    values = parse(argv).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
  if (values.help) throw new UsageError(USAGE);
  const { workspace, account, from, to } = values;
  for (const [name, day] of Object.entries({ from, to })) {
    if (day !== undefined && !isDay(day))
      throw new UsageError(`--${name} ${day} is not a day such as 2026-11-01`);
  }
  if (from !== undefined && to !== undefined && from > to)
    throw new UsageError('--from must not lie after --to');
  const data = values.data ?? process.env['PARLEY_DATA_DIR'] ?? 'data';
  return {
    ...(workspace === undefined ? {} : { workspace }),
    ...(account === undefined ? {} : { account }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    what: values.quarantine ? 'quarantine' : 'vault',
    // npm runs us in the root of the repository, but paths are meant from where the person typed them.
    data: values.data === undefined ? resolve(data) : resolve(process.env['INIT_CWD'] ?? process.cwd(), data),
  };
}

const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && toDay(Date.parse(text)) === text;
const toDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);
