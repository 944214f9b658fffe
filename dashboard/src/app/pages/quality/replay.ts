import { replayProgress, type QuarantineReplayInput, type ReplayProgress } from '@parley/contracts';

/** Has what lies in quarantine read again; gives each line of progress as it comes. Throws when it cannot begin. */
export async function* replay(
  url: string,
  input: QuarantineReplayInput,
  signal: AbortSignal,
): AsyncGenerator<ReplayProgress> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input), signal });
  if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim()) yield replayProgress.parse(JSON.parse(line));
  }
}
