import { apiKeyCreated, SCOPES } from '@parley/contracts';
import { ask, CommandError, findRunning, findWorkspace, readArguments, runCommand } from './running.js';

const USAGE = `npm run key -- --name "my bot" [--scope ${SCOPES.join('|')}]… [--workspace ID or NAME] [--data DIR]`;

// Makes an API key and prints it: the only time it is shown.
runCommand(async () => {
  const { one, all, dataDir } = readArguments({ name: {}, scope: { multiple: true }, workspace: {} }, USAGE);
  const name = one('name');
  if (!name) throw new CommandError(`--name is needed\n${USAGE}`);
  const running = findRunning(dataDir);
  const scopes = all('scope').length > 0 ? all('scope') : ['events:write'];
  const answer = await ask(running, 'POST', '/internal/api-keys', {
    name,
    scopes,
    ...(await findWorkspace(running, one('workspace'))),
  });
  const { key } = apiKeyCreated.parse(await answer.json());
  process.stderr.write(`«${name}» (${scopes.join(', ')}). Keep it: it is shown this once.\n`);
  process.stdout.write(`${key}\n`);
});
