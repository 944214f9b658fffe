import type { EventInput } from '@parley/contracts';
import { startIngest } from '../ingest.js';
import { aConfig, API_KEY, aSnapshot, eventually, INTERNAL_TOKEN } from '../testing/fixtures.js';
import { startPeerApi } from '../testing/peer-api.js';
import { startTestIngest, stopTestIngests } from '../testing/test-ingest.js';
import { PostFailed, postEvents } from './post-events.js';

afterEach(stopTestIngests);

const anEvent = (n: number, more: Partial<EventInput> = {}): EventInput =>
  ({
    type: 'message_sent',
    id: `p-${n}`,
    account_id: '7',
    contact: { id: 'c' },
    occurred_at: 1795352400000 + n,
    ...more,
  }) as EventInput;
const many = (count: number) => Array.from({ length: count }, (_, n) => anEvent(n));
const internal = { token: INTERNAL_TOKEN, workspaceId: '1' };

it('posts everything in batches, as it comes, and says how far it is', async () => {
  const own = await startTestIngest();
  let posted = 0;
  const result = await postEvents({
    ...internal,
    ingestUrl: own.ingest.url,
    events: many(2500),
    batchEvents: 400,
    onProgress: ({ accepted }) => (posted += accepted),
  });
  expect(result).toEqual({ accepted: 2500, rejected: 0, problems: [] });
  expect(posted).toBe(2500);
  expect(await own.metric('parley_ingest_events_accepted_total')).toBe(2500);
});

it('waits for an account that ingest has not heard of yet', async () => {
  const own = await startTestIngest();
  const posting = postEvents({
    ...internal,
    ingestUrl: own.ingest.url,
    events: [anEvent(1, { account_id: '30' })],
  });
  const next = aSnapshot();
  const [known] = next.accounts;
  if (known) next.accounts.push({ ...known, account_id: 30, identity_account_id: 30 });
  await new Promise((resolve) => setTimeout(resolve, 300));
  own.api.publish(next);
  expect(await posting).toMatchObject({ accepted: 1, rejected: 0 });
});

it('goes on where it was when ingest comes back', async () => {
  const api = await startPeerApi(INTERNAL_TOKEN, aSnapshot());
  const config = aConfig({ apiUrl: api.url });
  const first = await startIngest(config, () => undefined);
  const { port } = new URL(first.url);
  await first.stop();
  const posting = postEvents({ token: API_KEY, ingestUrl: first.url, events: many(10) });
  const second = await startIngest({ ...config, port: Number(port) }, () => undefined);
  await eventually(async () => ((await fetch(`${second.url}/readyz`)).status === 200 ? true : undefined));
  expect(await posting).toMatchObject({ accepted: 10 });
  await second.stop();
  await api.close();
});

it('gives up at once on what no patience heals, and says why', async () => {
  const own = await startTestIngest();
  const posting = postEvents({ token: 'wrong', ingestUrl: own.ingest.url, events: many(10) });
  await expect(posting).rejects.toThrow(PostFailed);
  await expect(posting).rejects.toThrow('401 This API key does not exist');
});

it('names the events that were refused', async () => {
  const own = await startTestIngest();
  const events = [anEvent(1), anEvent(2, { occurred_at: 5 })];
  expect(await postEvents({ ...internal, ingestUrl: own.ingest.url, events })).toMatchObject({
    accepted: 1,
    rejected: 1,
    problems: [{ id: 'p-2', path: 'occurred_at' }],
  });
});
