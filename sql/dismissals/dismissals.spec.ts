import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { event, type EventInput } from '@parley/contracts';
import { createDeriver, type Deriver } from '../derive/index.js';
import { toEventRow } from '../lib/event-row.js';
import { identityId } from '../lib/ids.js';
import { insertEvents } from '../lib/insert-events.js';
import { putAccountSettings, putDefinition } from '../lib/parameters.js';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { aDismissal, aMessage, aReply } from '../testing/factories/index.js';
import { dismissWait, type SeenWait, takeBackDismissals } from './dismissals.js';

const KEY = Buffer.alloc(32, 5);
const NOON = Date.parse('2026-03-31T23:50:00Z');
const MINUTE = 60_000;
let db: TestDatabase;
let deriver: Deriver;

beforeAll(async () => {
  db = await openTestDatabase();
  deriver = createDeriver(db.client, () => undefined);
  await putDefinition(db.client, {
    workspace_id: 1,
    definition_id: 1,
    status: 'active',
    silence_gap_seconds: 24 * 3600,
    courtesy_hashes: [],
    version: 1n,
  });
  await putAccountSettings(db.client, [
    {
      workspace_id: 1,
      account_id: 1,
      channel: 'telegram',
      outgoing: 'always',
      default_sender: 'bot',
      subscriptions: false,
      silence_gap_seconds: 0,
      version: 1n,
    },
  ]);
});
// TRICKY: the store takes the same rows only once, even when the table has been emptied since.
let people = 0;
let anna = '';
beforeEach(async () => {
  anna = `anna-${++people}`;
  for (const table of ['events_v1', 'dirty_identities_v1', 'waits_v1', 'dialogues_v1', 'identities_v1'])
    await db.client.command(`TRUNCATE TABLE ${table}`);
});
afterAll(() => db.close());

const at = (minute: number, contact = anna) => ({
  account_id: '1',
  occurred_at: NOON + minute * MINUTE,
  contact: { id: contact },
});

let tokens = 0;
async function store(...inputs: EventInput[]): Promise<void> {
  for (const input of inputs) {
    const row = toEventRow(event.parse(input), {
      workspaceId: 1,
      hashKey: KEY,
      channel: 'telegram',
      identityAccountId: 1,
      receivedAt: Number(input.occurred_at),
      deliveryId: 1n,
      mapperVersion: 1,
    });
    await insertEvents(db.client, [row], `dismissals-${process.pid}-${++tokens}`);
  }
}

const wait = (lastIncoming: number, contact = anna, workspaceId = 1): SeenWait => ({
  workspaceId,
  identityId: String(identityId(KEY, 1, contact)),
  accountId: 1,
  channel: 'telegram',
  lastIncomingAt: NOON + lastIncoming * MINUTE,
});
const dismiss = (seen: SeenWait, minute: number, agentId: string | null = null) =>
  dismissWait(db.client, seen, { hashKey: KEY, agentId, at: NOON + minute * MINUTE });
const takeBack = (seen: SeenWait) => takeBackDismissals(db.client, seen, Date.now());

/** From when to when each wait went on, in minutes: answered, dismissed, or neither. */
async function waits(contact = anna): Promise<unknown[]> {
  while ((await deriver.round()).identities > 0);
  const rows = await db.client.query<Record<string, string>>(
    `SELECT
       toUnixTimestamp64Milli(waiting_since) AS since, toUnixTimestamp64Milli(answered_at) AS answered,
       toUnixTimestamp64Milli(dismissed_at) AS dismissed, dismissed_by
     FROM waits_v1 FINAL
     WHERE workspace_id = 1 AND identity_id = {identity_id:UInt64}
     ORDER BY since`,
    { identity_id: identityId(KEY, 1, contact) },
  );
  const minute = (ms: string | undefined) => (Number(ms) - NOON) / MINUTE;
  return rows.map(({ since, answered, dismissed, dismissed_by }) => [
    minute(since),
    ...(answered === '0' ? [] : ['answered', minute(answered)]),
    ...(dismissed === '0' ? [] : [dismissed_by, minute(dismissed)]),
  ]);
}

const standing = () =>
  db.client.query(
    `SELECT toString(agent_id) AS agent, toUnixTimestamp64Milli(occurred_at) - ${NOON} AS after_ms
     FROM events_v1 FINAL WHERE type = 'wait_dismissed' ORDER BY after_ms`,
  );

it('ends the wait by an event of its own, once, however often it is said', async () => {
  await store(aMessage(at(0)), aMessage(at(1)), aMessage(at(2, 'boris')));
  expect(await waits()).toEqual([[0]]);
  expect(await dismiss(wait(1), 9, '42')).toBe(true);
  expect(await dismiss(wait(1), 11)).toBe(false);
  expect(await waits()).toEqual([[0, 'agent', 9]]);
  expect(await dismiss(wait(1), 12)).toBe(false);
  expect(await waits('boris')).toEqual([[2]]);
  expect(await standing()).toEqual([{ agent: '42', after_ms: String(9 * MINUTE) }]);
});

it('is one event when it is said twice at the same time', async () => {
  await store(aMessage(at(0)));
  await Promise.all([dismiss(wait(0), 5), dismiss(wait(0), 6), dismiss(wait(0), 5)]);
  const [earliest] = await waits();
  expect([
    [0, 'agent', 5],
    [0, 'agent', 6],
  ]).toContainEqual(earliest);
  await takeBack(wait(0));
  expect(await waits()).toEqual([[0]]);
});

it('is taken back as if it had never been said, and may be said again', async () => {
  await store(aMessage(at(0)));
  await dismiss(wait(0), 5);
  expect(await waits()).toEqual([[0, 'agent', 5]]);
  expect(await takeBack(wait(0))).toBe(1);
  expect(await waits()).toEqual([[0]]);
  expect(await takeBack(wait(0))).toBe(0);
  await dismiss(wait(0), 20);
  expect(await waits()).toEqual([[0, 'agent', 20]]);
  await takeBack(wait(0));
  await store(aReply({ ...at(30), agent: { id: 'oleg' } }));
  expect(await waits()).toEqual([[0, 'answered', 30]]);
});

it('touches neither the wait before nor the one after, over the end of a month too', async () => {
  await store(aMessage(at(0)));
  await dismiss(wait(0), 15);
  await store(aMessage(at(20)));
  await dismiss(wait(20), 21);
  expect(await waits()).toEqual([
    [0, 'agent', 15],
    [20, 'agent', 21],
  ]);
  expect(await takeBack(wait(20))).toBe(1);
  expect(await waits()).toEqual([[0, 'agent', 15], [20]]);
  await dismiss(wait(20), 25);
  expect(await takeBack(wait(0))).toBe(1);
  // Taken back, the first one goes on to the second message; what was said then was said of both.
  expect(await waits()).toEqual([[0, 'agent', 25]]);
});

it('says nothing of what came later, whenever it becomes known', async () => {
  await store(aMessage(at(0)));
  await dismiss(wait(0), 5);
  expect(await waits()).toEqual([[0, 'agent', 5]]);
  await store(aMessage(at(4)));
  expect(await waits()).toEqual([[0]]);
  expect(await dismiss(wait(4), 6)).toBe(true);
  expect(await waits()).toEqual([[0, 'agent', 6]]);
});

it('takes back what a helpdesk said too, and its repetition stays taken back', async () => {
  const said = aDismissal({ ...at(3), id: 'said' });
  await store(aMessage(at(0)), said);
  expect(await waits()).toEqual([[0, 'agent', 3]]);
  expect(await dismiss(wait(0), 5)).toBe(false);
  expect(await takeBack(wait(0))).toBe(1);
  await store(said);
  expect(await waits()).toEqual([[0]]);
});

it('is the same after everything is derived anew, and nothing to another workspace', async () => {
  await store(aMessage(at(0)));
  await dismiss(wait(0), 5);
  await waits();
  expect(await takeBack(wait(0, anna, 2))).toBe(0);
  await deriver.rebuild({ workspaceId: 1 });
  expect(await waits()).toEqual([[0, 'agent', 5]]);
});
