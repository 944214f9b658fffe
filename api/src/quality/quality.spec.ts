import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  accountHealthList,
  type NodeHealth,
  type NodeQuarantineEntry,
  quality,
  quarantinePage,
  replayProgress,
} from '@parley/contracts';
import { aMessage, aReaction, aReply } from '@parley/sql/testing';
import { sendEvents } from '../testing/send-events.js';
import { type Asked, type StandInIngest, standInIngest } from '../testing/stand-in-ingest.js';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

const HEALTHY = { last_refused_at: null, last_forward_error: null, forward_failures: 0, polling: null };
const AT = Date.parse('2026-11-24T09:00:00Z');
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describe('quality, health and quarantine', () => {
  let test: TestApp;
  let mine: TestWorkspace;
  let theirs: TestWorkspace;
  let bot: string;
  let archive: string;
  let foreign: string;
  let nodes: StandInIngest[];

  /** What each of the two ingest processes has in quarantine, newest first. */
  const entries = (node: number): NodeQuarantineEntry[] =>
    Array.from({ length: node === 0 ? 60 : 3 }, (_, index) => ({
      entry_id: `${1000 - index}`,
      at: AT - index * 1000 - node,
      account_id: Number(bot),
      source: 'webhook',
      reason: 'update of kind poll',
      can_replay: true,
      is_full: false,
      body: `{"node":${node}}`,
    }));
  const health = (node: number): NodeHealth => ({
    accounts: [
      {
        ...HEALTHY,
        account_id: Number(bot),
        refused_signatures: 2,
        accepted: 5,
        duplicates: 1,
        quarantined: 3,
      },
      {
        ...HEALTHY,
        account_id: Number(foreign),
        refused_signatures: 9,
        accepted: 9,
        duplicates: 9,
        quarantined: 9,
      },
    ].map((one) => (node === 1 ? { ...one, last_refused_at: AT } : one)),
    spool: { records: 4, oldest_at: AT + node },
    unmapped: [
      {
        workspace_id: mine.workspace_id,
        account_id: Number(bot),
        reason: 'update of kind poll',
        count: 2,
        last_at: AT + node,
      },
      {
        workspace_id: theirs.workspace_id,
        account_id: Number(foreign),
        reason: 'secret',
        count: 7,
        last_at: AT,
      },
    ],
  });
  const answer =
    (node: number) =>
    ({ url, body }: Asked): string | undefined => {
      if (url.pathname === '/internal/health') return JSON.stringify(health(node));
      if (url.pathname === '/internal/quarantine') {
        const before = url.searchParams.get('before');
        const all = entries(node);
        const rest = before === null ? all : all.filter((entry) => Number(entry.entry_id) < Number(before));
        const page = rest.slice(0, 50);
        const next_before = rest.length > 50 ? (page.at(-1)?.entry_id ?? null) : null;
        return JSON.stringify({ entries: page, total: all.length, next_before });
      }
      if (url.pathname === '/internal/quarantine/dismiss') {
        return JSON.stringify({ dismissed: (body as { entry_ids: string[] }).entry_ids.length });
      }
      const line = (bodies: number, is_done: boolean) =>
        `${JSON.stringify({ bodies, total: 2, events: bodies, still_unmapped: node, is_done })}\n`;
      return line(1, false) + line(2, true);
    };

  beforeAll(async () => {
    test = await openTestApp('here');
    mine = await test.aWorkspace();
    theirs = await test.aWorkspace();
    const connect = async (workspace: TestWorkspace, name: string, connection: string) =>
      (
        await test
          .http()
          .post(`${workspace.path}/accounts`)
          .set('cookie', workspace.cookie)
          .send({ name, channel: 'telegram', connection })
          .expect(201)
      ).body.account_id as string;
    bot = await connect(mine, 'Bot', 'webhook');
    archive = await connect(mine, 'Archive', 'import');
    foreign = await connect(theirs, 'Bot', 'webhook');
    await sendEvents(test, mine.workspace_id, [
      aMessage({ account_id: bot, occurred_at: minutesAgo(3) }),
      aMessage({ account_id: bot, occurred_at: minutesAgo(90) }),
      aReply({ account_id: bot, occurred_at: minutesAgo(80), agent: { id: 'oleg' } }),
      aReply({ account_id: bot, occurred_at: minutesAgo(70), agent: { id: 'maria', name: 'Maria' } }),
      aReply({ account_id: bot, occurred_at: minutesAgo(60), agent: undefined }),
      aReaction({ account_id: bot, occurred_at: minutesAgo(50) }),
      aMessage({ account_id: archive, occurred_at: '2020-01-01T00:00:00Z' }),
    ]);
  });
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.close()));
    await test.close();
  });
  beforeEach(async () => {
    await Promise.all((nodes ?? []).map((node) => node.close()));
    nodes = [await standInIngest(answer(0)), await standInIngest(answer(1))];
    test.config.ingestNodes = nodes.map(({ url }) => url);
  });

  const get = (path: string, cookie = mine.cookie) =>
    test.http().get(`${mine.path}/${path}`).set('cookie', cookie);
  const post = (path: string, body: object, cookie = mine.cookie) =>
    test.http().post(`${mine.path}/${path}`).set('cookie', cookie).send(body);

  it('says how each account is doing, over all ingest processes', async () => {
    const { body } = await get('accounts/health').expect(200);
    const { accounts, is_complete } = accountHealthList.parse(body);
    expect(is_complete).toBe(true);
    expect(accounts).toMatchObject([
      {
        account_id: bot,
        events_last_hour: 6,
        events_last_day: 6,
        refused_signatures: 4,
        last_refused_at: new Date(AT).toISOString(),
        duplicates: 2,
        quarantined: 6,
        polling: null,
      },
      {
        account_id: archive,
        last_event_at: '2020-01-01T00:00:00.000Z',
        last_received_at: null,
        lag_median_seconds: null,
        quarantined: 0,
      },
    ]);
    expect(nodes.every(({ asked }) => asked[0]?.token === `Bearer ${test.config.internalToken}`)).toBe(true);
  });

  it('says what arrives and what does not, of this workspace only', async () => {
    const { body } = await get('quality').expect(200);
    expect(JSON.stringify(body)).not.toContain('secret');
    const { collecting, unmapped, unused, unknown_agents, gaps, hourly, silences } = quality.parse(body);
    expect(collecting).toMatchObject({
      waiting: 8,
      oldest_waiting_at: new Date(AT).toISOString(),
      events_last_day: 6,
      duplicates_last_day: 2,
      refused_signatures: 4,
      quarantined: 6,
      future_times: 0,
    });
    expect(unmapped).toEqual([
      { account_id: bot, reason: 'update of kind poll', count: 4, last_at: new Date(AT + 1).toISOString() },
    ]);
    expect(unused).toMatchObject([{ type: 'reaction_added', events: 1 }]);
    expect(unknown_agents.map(({ agent_id, external_id }) => [agent_id === '0', external_id]).sort()).toEqual(
      [
        [false, 'oleg'],
        [true, null],
      ],
    );
    expect(hourly).toHaveLength(48);
    expect(hourly.reduce((sum, hour) => sum + hour.events, 0)).toBe(6);
    expect(silences).toEqual([]);
    expect(gaps).toEqual([
      {
        account_id: archive,
        outgoing: 'always',
        outgoing_since: '1970-01-01T00:00:00.000Z',
        tells_subscriptions: false,
      },
    ]);
  });

  it('shows the rest and says so when an ingest process does not answer', async () => {
    await nodes[1]?.close();
    expect((await get('quality').expect(200)).body).toMatchObject({
      is_complete: false,
      collecting: { waiting: 4, quarantined: 3, events_last_day: 6 },
    });
    expect((await get('accounts/health').expect(200)).body.is_complete).toBe(false);
    expect((await get('quarantine').expect(200)).body).toMatchObject({ is_complete: false, total: 60 });
    const dismissed = await post('quarantine/dismiss', { entry_ids: ['0.1000', '1.1000'] }).expect(200);
    expect(dismissed.body).toEqual({ dismissed: 1, is_complete: false });
  });

  it('lists what lies in quarantine of all processes, newest first, page by page', async () => {
    const seen: string[] = [];
    for (let before: string | null = ''; before !== null;) {
      const query: string = before === '' ? '' : `?before=${encodeURIComponent(before)}`;
      const page = quarantinePage.parse((await get(`quarantine${query}`).expect(200)).body);
      expect(page).toMatchObject({ total: 63, is_complete: true });
      seen.push(...page.entries.map(({ entry_id }) => entry_id));
      before = page.next_before;
    }
    expect(seen.slice(0, 7)).toEqual(['0.1000', '1.1000', '0.999', '1.999', '0.998', '1.998', '0.997']);
    expect([seen.length, new Set(seen).size]).toEqual([63, 63]);
    await get(`quarantine?account_id=${bot}`).expect(200);
    expect(nodes[0]?.asked.at(-1)?.url.searchParams.get('account_id')).toBe(bot);
    await get(`quarantine?account_id=${foreign}`).expect(404);
  });

  it('shows bodies to owners only, and lets nobody else change anything', async () => {
    const { body } = await get('quarantine').expect(200);
    expect(body.entries[0].body).toBe('{"node":0}');
    const analyst = await test.aMember(mine.workspace_id, 'analyst');
    const seen = await get('quarantine', analyst).expect(200);
    expect(seen.body.entries[0]).toMatchObject({ body: null, reason: 'update of kind poll' });
    expect(nodes[0]?.asked.at(-1)?.url.searchParams.get('with_body')).toBeNull();
    await post('quarantine/dismiss', { entry_ids: ['0.1'] }, analyst).expect(403);
    await post('quarantine/replay', {}, analyst).expect(403);
    const viewer = await test.aMember(mine.workspace_id, 'viewer');
    for (const path of ['quality', 'quarantine', 'agents', 'accounts/health']) {
      await get(path, viewer).expect(403);
    }
  });

  it('dismisses where each entry lies, and writes it down', async () => {
    const { body } = await post('quarantine/dismiss', { entry_ids: ['1.5', '0.7', '1.6'] }).expect(200);
    expect(body).toEqual({ dismissed: 3, is_complete: true });
    expect(nodes.map(({ asked }) => asked[0]?.body)).toEqual([
      { workspace_id: mine.workspace_id, entry_ids: ['7'] },
      { workspace_id: mine.workspace_id, entry_ids: ['5', '6'] },
    ]);
    await post('quarantine/dismiss', { entry_ids: ['5'] }).expect(400);
    await post('quarantine/dismiss', {}).expect(400);
    expect((await get('audit').expect(200)).body.entries[0]).toMatchObject({
      action: 'quarantine.dismissed',
      details: { entries: 3 },
    });
  });

  it('replays over all processes with one count, or only what was chosen', async () => {
    const replay = async (input: object) => {
      const { text } = await post('quarantine/replay', input).buffer(true).expect(200);
      return text
        .trim()
        .split('\n')
        .map((line) => replayProgress.parse(JSON.parse(line)));
    };
    expect(await replay({ account_id: bot })).toEqual(
      [
        [1, 2, 1, 0],
        [2, 2, 2, 0],
        [3, 4, 3, 1],
        [4, 4, 4, 1],
        [4, 4, 4, 1],
      ].map(([bodies, total, events, still_unmapped], index) => ({
        bodies,
        total,
        events,
        still_unmapped,
        is_done: index === 4,
      })),
    );
    expect(nodes[0]?.asked[0]?.body).toEqual({
      workspace_id: mine.workspace_id,
      what: 'quarantine',
      account_id: Number(bot),
    });
    await replay({ entry_ids: ['1.9'] });
    expect(nodes.map(({ asked }) => asked.length)).toEqual([1, 2]);
    expect(nodes[1]?.asked[1]?.body).toMatchObject({ entry_ids: ['9'] });
    await nodes[0]?.close();
    expect((await replay({})).at(-1)).toMatchObject({ is_done: true, bodies: 2, error: expect.any(String) });
    await post('quarantine/replay', { account_id: foreign }).expect(404);
    expect((await get('audit').expect(200)).body.entries[0]).toMatchObject({
      action: 'quarantine.replayed',
      details: { bodies: 2, events: 2, still_unmapped: 1 },
    });
  });
});
