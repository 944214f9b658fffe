import { problem, replayProgress, type NodeReplayInput, type ReplayProgress } from '@parley/contracts';
import { type Running, UsageError } from './running.js';

/** Starts a replay at ingest and gives its progress as it comes. Throws {@link UsageError} with what went wrong. */
export async function* replayStream(
  running: Running,
  input: NodeReplayInput,
): AsyncGenerator<ReplayProgress> {
  const answer = await fetch(`${running.ingest_url}/internal/replay`, {
    method: 'POST',
    headers: { authorization: `Bearer ${running.internal_token}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  }).catch(() => undefined);
  if (!answer?.ok || !answer.body) {
    const told = problem.safeParse(await answer?.json().catch(() => undefined));
    throw new UsageError(
      told.success
        ? told.data.detail
        : `Parley does not answer at ${running.ingest_url}. Is it running? npm start`,
    );
  }
  let rest = '';
  let isDone = false;
  try {
    for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const progress = replayProgress.parse(JSON.parse(line));
        if (progress.error !== undefined) throw new UsageError(`The replay did not end: ${progress.error}`);
        isDone = progress.is_done;
        yield progress;
      }
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    isDone = false;
  }
  if (!isDone) throw new UsageError('The replay was cut. Start it again: nothing is done twice.');
}
