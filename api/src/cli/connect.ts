import {
  type AccountWithSecrets,
  accountWithSecrets,
  channel as channelSchema,
  CHANNELS,
  type Channel,
  CONNECTABLE,
  type ConnectableChannel,
  SECRET_FIELDS,
} from '@parley/contracts';
import { afterConnecting } from './after-connecting.js';
import { ask, CommandError, findRunning, findWorkspace, readArguments, runCommand } from './running.js';

const USAGE = `npm run connect -- telegram --name "Shop bot" [--polling] [--forward URL]
npm run connect -- messenger --name "Shop page" [--forward URL]
npm run connect -- viber --name "Shop bot" [--forward URL]
npm run connect -- events --channel web --name "My site"
  --polling       Telegram: Parley asks for the updates itself; works without a public address
  --forward URL   the address of the bot that runs elsewhere and shall go on getting every update
  --workspace W   number or name; your own by default
  --data DIR      the data folder of the running Parley
What the platform gave you stands in the environment, so that no history of commands keeps it:
  BOT_TOKEN (Telegram; needed for --polling), APP_SECRET (Messenger), AUTH_TOKEN (Viber)`;

// Connects an account: a bot or page that is read here, or any channel whose events you send yourself. Prints what to
// do next.
runCommand(async () => {
  const options = {
    name: {},
    workspace: {},
    channel: {},
    forward: {},
    polling: { type: 'boolean' },
  } as const;
  const { one, flag, positionals, dataDir } = readArguments(options, USAGE);
  const [way] = positionals;
  const name = one('name');
  const connectable = CONNECTABLE.find((channel) => channel === way);
  if ((!connectable && way !== 'events') || positionals.length !== 1) {
    throw new CommandError(
      `What to connect: ${CONNECTABLE.join(', ')}, or events (you send them)?\n${USAGE}`,
    );
  }
  if (!name) throw new CommandError(`--name is needed\n${USAGE}`);
  if (flag('polling') && way !== 'telegram') throw new CommandError('--polling is for Telegram only.');
  const forward_url = one('forward');
  if (forward_url !== undefined && !connectable)
    throw new CommandError('--forward is for bots and pages only.');

  const running = findRunning(dataDir);
  const answer = await ask(running, 'POST', '/internal/accounts', {
    name,
    channel: connectable ?? readChannel(one('channel')),
    connection: connectable ? 'webhook' : 'events_api',
    ...(connectable ? { secrets: secretsFor(connectable, flag('polling')) } : {}),
    ...(connectable ? { options: { reading: flag('polling') ? 'polling' : 'webhook', forward_url } } : {}),
    ...(await findWorkspace(running, one('workspace'))),
  });
  const body: unknown = await answer.json();
  const account = accountWithSecrets.parse(body);
  if ((body as { created?: boolean }).created === false && connectable) {
    throw new CommandError(
      `«${name}» is there already. Change it on the screen Accounts, or choose another name.`,
    );
  }
  process.stdout.write(`\n«${name}» is account ${account.account_id}.\n\n`);
  process.stdout.write(connectable ? afterConnecting(account) : forEvents(account));
});

function readChannel(given: string | undefined): Channel {
  const channel = channelSchema.safeParse(given);
  if (!channel.success) throw new CommandError(`--channel must be one of ${CHANNELS.join(', ')}\n${USAGE}`);
  return channel.data;
}

/** What the platform gave, from the environment: `auth_token` from AUTH_TOKEN. */
function secretsFor(channel: ConnectableChannel, isPolling: boolean): Record<string, string> {
  const secrets: Record<string, string> = {};
  for (const { name, origin, isRequired } of SECRET_FIELDS[channel]) {
    if (origin !== 'platform') continue;
    const value = process.env[name.toUpperCase()]?.trim();
    if (value) secrets[name] = value;
    else if (isRequired || (isPolling && name === 'bot_token')) {
      throw new CommandError(`Set ${name.toUpperCase()} in the environment first.\n${USAGE}`);
    }
  }
  return secrets;
}

const forEvents = (
  account: AccountWithSecrets,
) => `Send its events with "account_id": "${account.account_id}" and an API key:

npm run key -- --name "my key" --scope events:write
`;
