import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { EVENTS_LIMITS, eventsAnswer, type EventInput, type EventsAnswer } from '@parley/contracts';
import { pauseMs, sleep } from '../spool/pause.js';

const zip = promisify(gzip);

export interface PostOptions {
  /** Where ingest listens, such as http://127.0.0.1:4301. */
  ingestUrl: string;
  /** The internal token, or an API key with events:write. */
  token: string;
  /** Needed beside the internal token; an API key knows its own. */
  workspaceId?: string;
  events: Iterable<EventInput> | AsyncIterable<EventInput>;
  /** Called after each request with what has been posted since the call before. */
  onProgress?(posted: { accepted: number; rejected: number }): void;
  /** Requests under way at once. */
  concurrency?: number;
  /** Events per request. */
  batchEvents?: number;
  /** How long to wait for ingest to come back, milliseconds. */
  patienceMs?: number;
  signal?: AbortSignal;
}

export interface PostResult {
  accepted: number;
  rejected: number;
  /** The first refusals, with the id of the event. */
  problems: { id: string; path: string; message: string }[];
}

/** Ingest refused a request, or did not come back in time. The message may be shown. */
export class PostFailed extends Error {}

const BATCH_BYTES = 4 * 1024 * 1024;
const PROBLEMS = 20;
/** A new account reaches ingest within two seconds; a busy machine may need a few more. */
const ACCOUNT_PATIENCE_MS = 20_000;

/**
 * Sends events to ingest in packed batches, and again whatever was not acknowledged: sending twice changes nothing.
 * Keeps only `concurrency` batches in memory. Throws {@link PostFailed}.
 */
export async function postEvents(options: PostOptions): Promise<PostResult> {
  const result: PostResult = { accepted: 0, rejected: 0, problems: [] };
  const failure = new AbortController();
  const flying = new Set<Promise<void>>();
  let failed: unknown;

  const post = async (lines: string[]) => {
    const answer = await postBatch(lines, options, failure.signal);
    result.accepted += answer.accepted;
    result.rejected += answer.rejected.length;
    for (const { index, path, message } of answer.rejected.slice(0, PROBLEMS - result.problems.length)) {
      const { id } = JSON.parse(lines[index] ?? '{}') as { id?: string };
      result.problems.push({ id: id ?? '', path, message });
    }
    options.onProgress?.({ accepted: answer.accepted, rejected: answer.rejected.length });
  };

  for await (const lines of batchesOf(options.events, options.batchEvents ?? 5000)) {
    while (flying.size >= (options.concurrency ?? 2)) await Promise.race(flying);
    if (failed !== undefined) break;
    const flight: Promise<void> = post(lines)
      .catch((error: unknown) => {
        failed ??= error;
        failure.abort();
      })
      .finally(() => flying.delete(flight));
    flying.add(flight);
  }
  await Promise.all(flying);
  if (failed !== undefined) throw failed;
  return result;
}

async function* batchesOf(events: PostOptions['events'], atMost: number): AsyncGenerator<string[]> {
  let lines: string[] = [];
  let bytes = 0;
  for await (const event of events) {
    const line = JSON.stringify(event);
    const size = Buffer.byteLength(line) + 1;
    if (
      lines.length > 0 &&
      (bytes + size > BATCH_BYTES || lines.length >= Math.min(atMost, EVENTS_LIMITS.events))
    ) {
      yield lines;
      lines = [];
      bytes = 0;
    }
    lines.push(line);
    bytes += size;
  }
  if (lines.length > 0) yield lines;
}

async function postBatch(lines: string[], options: PostOptions, failed: AbortSignal): Promise<EventsAnswer> {
  const body = new Uint8Array(await zip(lines.join('\n')));
  const signal = AbortSignal.any([failed, ...(options.signal ? [options.signal] : [])]);
  const began = Date.now();
  for (let attempt = 1; ; attempt++) {
    const answer = await postOnce(body, options, signal);
    if (typeof answer !== 'string') {
      const isAccountNew = answer.rejected.some((item) => item.path === 'account_id');
      if (!isAccountNew || Date.now() - began > ACCOUNT_PATIENCE_MS) return answer;
    } else if (Date.now() - began > (options.patienceMs ?? 120_000)) {
      throw new PostFailed(`ingest at ${options.ingestUrl} does not take events: ${answer}`);
    }
    await sleep(Math.min(pauseMs(attempt), 3000), signal);
    signal.throwIfAborted();
  }
}

/** The answer, or why it is worth trying again. */
async function postOnce(
  body: Uint8Array<ArrayBuffer>,
  options: PostOptions,
  signal: AbortSignal,
): Promise<EventsAnswer | string> {
  const headers: Record<string, string> = {
    authorization: `Bearer ${options.token}`,
    'content-type': 'application/x-ndjson',
    'content-encoding': 'gzip',
  };
  if (options.workspaceId !== undefined) headers['x-parley-workspace'] = options.workspaceId;
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${options.ingestUrl}/v1/events`, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
    });
    text = await response.text();
  } catch (error) {
    signal.throwIfAborted();
    return `no answer (${error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)})`;
  }
  if (response.status === 200) return eventsAnswer.parse(JSON.parse(text));
  const detail = detailOf(text);
  if (response.status >= 500 || response.status === 429) return `${response.status} ${detail}`;
  throw new PostFailed(`ingest refused the events: ${response.status} ${detail}`);
}

function detailOf(text: string): string {
  try {
    return (JSON.parse(text) as { detail?: string }).detail ?? '';
  } catch {
    return '';
  }
}
