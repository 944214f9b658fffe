import type { ReplayProgress } from '@parley/contracts';
import { DateTime } from 'luxon';
import { showProgress } from './progress.js';
import { readReplayArguments } from './replay-arguments.js';
import { replayStream } from './replay-stream.js';
import { findAccount, findWorkspace, readRunning, UsageError, zoneOf } from './running.js';
import { untilDerived } from './until-derived.js';

async function main(): Promise<void> {
  const args = readReplayArguments(process.argv.slice(2));
  const running = readRunning(args.data);
  const workspaceId = await findWorkspace(running, args.workspace);
  const zone = args.from || args.to ? await zoneOf(running, workspaceId) : 'UTC';
  const account = args.account && (await findAccount(running, workspaceId, args.account));
  const input = {
    workspace_id: Number(workspaceId),
    what: args.what,
    ...(account ? { account_id: Number(account) } : {}),
    ...(args.from === undefined ? {} : { from: DateTime.fromISO(args.from, { zone }).toMillis() }),
    ...(args.to === undefined
      ? {}
      : { to: DateTime.fromISO(args.to, { zone }).plus({ days: 1 }).toMillis() }),
  };

  let progress: ReturnType<typeof showProgress> | undefined;
  let last: ReplayProgress | undefined;
  try {
    for await (const each of replayStream(running, input)) {
      progress ??= showProgress('Replaying', each.total);
      progress.add(each.bodies - (last?.bodies ?? 0));
      last = each;
    }
  } finally {
    progress?.end();
  }
  if (!last || last.bodies === 0) {
    process.stdout.write(`Nothing is kept there that could be replayed.\n`);
    return;
  }
  process.stdout.write(
    `Replayed ${last.bodies} bodies: ${last.events} events` +
      `${last.still_unmapped > 0 ? `; ${last.still_unmapped} bodies are not understood, see Quarantine` : ''}.\n` +
      'Working out the numbers, at most 30 seconds …\n',
  );
  const isDerived = await untilDerived(running);
  process.stdout.write(
    isDerived ? 'They are ready.\n' : 'They are not complete yet: they become so by themselves.\n',
  );
}

main().catch((error: unknown) => {
  const text =
    error instanceof UsageError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
});
