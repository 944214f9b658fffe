import { accountWithSecrets } from '@parley/contracts';
import { ask, CommandError, findRunning, findWorkspace, readArguments, runCommand } from './running.js';

const USAGE = 'npm run connect -- telegram --name "Shop bot" [--workspace ID or NAME] [--data DIR]';

// Connects a bot: makes the account and prints what to tell the messenger.
runCommand(async () => {
  const { one, positionals, dataDir } = readArguments({ name: {}, workspace: {} }, USAGE);
  const name = one('name');
  if (positionals[0] !== 'telegram' || positionals.length !== 1) {
    throw new CommandError(`Which messenger? So far: telegram\n${USAGE}`);
  }
  if (!name) throw new CommandError(`--name is needed\n${USAGE}`);
  const running = findRunning(dataDir);
  const answer = await ask(running, 'POST', '/internal/accounts', {
    name,
    channel: 'telegram',
    connection: 'webhook',
    ...(await findWorkspace(running, one('workspace'))),
  });
  const account = accountWithSecrets.parse(await answer.json());
  const secret = account.secrets['secret_token'];
  if (account.webhook_url === null || secret === undefined) {
    throw new CommandError(`«${name}» is there already and has no webhook. Choose another name.`);
  }
  const updates = ['message', 'edited_message', 'callback_query', 'my_chat_member'];
  process.stdout.write(`
«${name}» is account ${account.account_id}.

  webhook  ${account.webhook_url}
  secret   ${secret}

Tell Telegram (with the token of your bot; the address must be reachable from the internet by https):

curl "https://api.telegram.org/bot$BOT_TOKEN/setWebhook" \\
  -d url="${account.webhook_url}" \\
  -d secret_token="${secret}" \\
  -d allowed_updates='${JSON.stringify(updates)}'
`);
});
