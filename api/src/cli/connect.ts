import {
  type AccountWithSecrets,
  accountWithSecrets,
  channel as channelSchema,
  CHANNELS,
  type Channel,
  type Connection,
} from '@parley/contracts';
import { ask, CommandError, findRunning, findWorkspace, readArguments, runCommand } from './running.js';

const USAGE = `npm run connect -- telegram --name "Shop bot" [--workspace ID or NAME] [--data DIR]
npm run connect -- events --channel web --name "My site" [--workspace ID or NAME] [--data DIR]`;

// Connects an account: a Telegram bot by webhook, or any channel whose events you send yourself. Prints what to do next.
runCommand(async () => {
  const { one, positionals, dataDir } = readArguments({ name: {}, workspace: {}, channel: {} }, USAGE);
  const [way] = positionals;
  const name = one('name');
  if ((way !== 'telegram' && way !== 'events') || positionals.length !== 1)
    throw new CommandError(`What to connect: telegram (a bot) or events (you send them)?\n${USAGE}`);
  if (!name) throw new CommandError(`--name is needed\n${USAGE}`);
  const channel = way === 'telegram' ? 'telegram' : readChannel(one('channel'));
  const connection: Connection = way === 'telegram' ? 'webhook' : 'events_api';

  const running = findRunning(dataDir);
  const answer = await ask(running, 'POST', '/internal/accounts', {
    name,
    channel,
    connection,
    ...(await findWorkspace(running, one('workspace'))),
  });
  const account = accountWithSecrets.parse(await answer.json());
  process.stdout.write(`\n«${name}» is account ${account.account_id}.\n\n`);
  process.stdout.write(way === 'telegram' ? forTelegram(name, account) : forEvents(account));
});

function readChannel(given: string | undefined): Channel {
  const channel = channelSchema.safeParse(given);
  if (!channel.success) throw new CommandError(`--channel must be one of ${CHANNELS.join(', ')}\n${USAGE}`);
  return channel.data;
}

function forTelegram(name: string, account: AccountWithSecrets): string {
  const secret = account.secrets['secret_token'];
  if (account.webhook_url === null || secret === undefined)
    throw new CommandError(`«${name}» is there already and has no webhook. Choose another name.`);
  const updates = ['message', 'edited_message', 'callback_query', 'my_chat_member'];
  return `  webhook  ${account.webhook_url}
  secret   ${secret}

Tell Telegram (with the token of your bot; the address must be reachable from the internet by https):

curl "https://api.telegram.org/bot$BOT_TOKEN/setWebhook" \\
  -d url="${account.webhook_url}" \\
  -d secret_token="${secret}" \\
  -d allowed_updates='${JSON.stringify(updates)}'
`;
}

const forEvents = (
  account: AccountWithSecrets,
) => `Send its events with "account_id": "${account.account_id}" and an API key:

npm run key -- --name "my key" --scope events:write
`;
