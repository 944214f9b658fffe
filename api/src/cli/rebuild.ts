import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { rebuildProgress } from '@parley/contracts';
import cliProgress from 'cli-progress';
import { ask, CommandError, findRunning, findWorkspace, readArguments, runCommand } from './running.js';

const USAGE = 'npm run rebuild [-- --workspace ID or NAME] [--data DIR]';

// Computes everything derived anew, of all workspaces or of one, while the product runs.
runCommand(async () => {
  const { one, dataDir } = readArguments({ workspace: {} }, USAGE);
  const running = findRunning(dataDir);
  const answer = await ask(
    running,
    'POST',
    '/internal/rebuild',
    await findWorkspace(running, one('workspace')),
  );
  if (answer.body === null) throw new CommandError('Parley answered nothing.');
  const bar = new cliProgress.SingleBar({
    format: 'Rebuilding {bar} {percentage} % {duration_formatted}',
    noTTYOutput: false,
  });
  bar.start(100, 0);
  let isDone = false;
  for await (const line of createInterface({ input: Readable.fromWeb(answer.body) })) {
    const news = rebuildProgress.parse(JSON.parse(line));
    bar.update(Math.floor(news.progress * 100));
    isDone = news.is_done;
  }
  bar.stop();
  if (!isDone) throw new CommandError('Parley stopped before it was done. It goes on at the next start.');
  process.stdout.write('Everything derived is computed anew.\n');
});
