import { replayProgress, type NodeReplayInput, type ReplayProgress } from '@parley/contracts';
import { startIngest, type Ingest } from '../ingest.js';
import type { Config } from '../config.js';
import { aConfig, API_KEY, aSnapshot, eventually, INTERNAL_TOKEN, SECRET_TOKEN } from './fixtures.js';
import { startPeerApi, type PeerApi } from './peer-api.js';

/** A running ingest with the api beside it, and what a spec asks of it. */
export interface TestIngest {
  ingest: Ingest;
  api: PeerApi;
  config: Config;
  log: string[];
  post(body: string | Buffer, headers?: Record<string, string>): Promise<Response>;
  postUpdate(update: unknown, headers?: Record<string, string>, accountId?: string): Promise<Response>;
  /** What the api asks: JSON, or for a replay its lines. With a `body` by POST. */
  internal(path: string, body?: unknown, token?: string): Promise<Response>;
  replay(input: Partial<NodeReplayInput>): Promise<ReplayProgress[]>;
  /** The value of a metric, summed over its labels; 0 when it is not there. */
  metric(name: string): Promise<number>;
  stop(): Promise<void>;
}

const running = new Set<TestIngest>();

/** Stops what a spec started, also when it failed half way. */
export async function stopTestIngests(): Promise<void> {
  await Promise.all([...running].map((each) => each.stop()));
}

export async function startTestIngest(
  more: Partial<Config> = {},
  platforms?: Parameters<typeof startIngest>[2],
): Promise<TestIngest> {
  const api = await startPeerApi(INTERNAL_TOKEN, aSnapshot());
  const config = aConfig({ apiUrl: api.url, ...more });
  const log: string[] = [];
  const ingest = await startIngest(config, (line) => log.push(line), platforms);
  await eventually(async () => ((await fetch(`${ingest.url}/readyz`)).status === 200 ? true : undefined));

  const own: TestIngest = {
    ingest,
    api,
    config,
    log,
    post: (body, headers = {}) =>
      fetch(`${ingest.url}/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : new Uint8Array(body),
      }),
    postUpdate: (update, headers = { 'x-telegram-bot-api-secret-token': SECRET_TOKEN }, accountId = '7') =>
      fetch(`${ingest.url}/webhooks/telegram/${accountId}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(update),
      }),
    internal: (path, body, token = INTERNAL_TOKEN) =>
      fetch(`${ingest.url}/internal/${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    replay: async (input) => {
      const answer = await own.internal('replay', { workspace_id: 1, what: 'vault', ...input });
      const lines = (await answer.text()).trim().split('\n');
      return lines.map((line) => replayProgress.parse(JSON.parse(line)));
    },
    metric: async (name) => {
      const lines = (await (await fetch(`${ingest.url}/metrics`)).text()).split('\n');
      return lines
        .filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
        .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    },
    stop: async () => {
      running.delete(own);
      await ingest.stop();
      await api.close();
    },
  };
  running.add(own);
  return own;
}
