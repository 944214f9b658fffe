import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { waitingEvent, type WaitingEvent } from '@parley/contracts';
import { aMessage, anAssignment, aReply } from '@parley/sql/testing';
import { ProfilesService } from '../profiles/profiles.service.js';
import { sendEvents } from '../testing/send-events.js';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';
import { WaitingService } from './waiting.service.js';

interface Told {
  id: string;
  event: string;
  data: unknown;
}

/** A reader of server-sent events. */
class Reader {
  readonly told: Told[] = [];
  hasEnded = false;
  private text = '';

  constructor(
    readonly asked: ClientRequest,
    answer: IncomingMessage,
  ) {
    answer.setEncoding('utf8').on('data', (part: string) => this.take(part));
    answer.on('error', () => undefined).on('close', () => (this.hasEnded = true));
  }

  async until<T>(look: () => T | undefined | false, what: string): Promise<T> {
    for (const deadline = Date.now() + 30_000; Date.now() < deadline; await pause(20)) {
      const found = look();
      if (found !== undefined && found !== false) return found;
    }
    throw new Error(`${what} does not come; told ${JSON.stringify(this.told.slice(-2))}`);
  }

  lists = (): WaitingEvent[] =>
    this.told.flatMap(({ event, data }) => (event === 'waiting' ? [waitingEvent.parse(data)] : []));

  /** The newest list, once it holds so many. */
  listOf = (count: number) =>
    this.until(() => {
      const last = this.lists().at(-1);
      return last?.rows.length === count ? last : undefined;
    }, `a list of ${count}`);

  private take(part: string): void {
    this.text += part;
    const blocks = this.text.split('\n\n');
    this.text = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
      if (fields['event'] !== undefined)
        this.told.push({ id: fields['id'], event: fields['event'], data: JSON.parse(fields['data']) });
    }
  }
}

describe('who waits, live', () => {
  let test: TestApp;
  let workspace: TestWorkspace;
  let account_id: string;
  let port: number;
  const readers: Reader[] = [];

  beforeAll(async () => {
    test = await openTestApp('here');
    await test.app.listen(0);
    port = (test.app.getHttpServer().address() as { port: number }).port;
    workspace = await test.aWorkspace();
    account_id = await anAccount('Page', 'messenger');
  });
  afterEach(async () => {
    for (const { asked } of readers.splice(0)) asked.destroy();
    while (test.app.get(WaitingService).viewers > 0) await pause(10);
  });
  afterAll(() => test.close());

  const anAccount = async (name: string, channel: string, options?: object): Promise<string> => {
    const capabilities = { outgoing: 'always', subscriptions: true };
    const { body } = await test
      .http()
      .post(`${workspace.path}/accounts`)
      .set('cookie', workspace.cookie)
      .send({ name, channel, connection: 'events_api', capabilities, ...(options ? { options } : {}) })
      .expect(201);
    return body.account_id as string;
  };
  const open = async (query = '', cookie = workspace.cookie, headers: Record<string, string> = {}) => {
    const path = `${workspace.path}/waiting-now/live?${query}`;
    const asked = request({ port, path, headers: { cookie, ...headers } }).on('error', () => undefined);
    asked.end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    const reader = new Reader(asked, answer);
    readers.push(reader);
    return reader;
  };
  const now = Date.now();
  const on = (minutes: number, contact: string, account = account_id) => ({
    account_id: account,
    occurred_at: now - minutes * 60_000,
    contact: { id: contact, name: contact },
  });
  const send = (...events: Parameters<typeof sendEvents>[2][]) =>
    sendEvents(
      test,
      workspace.workspace_id,
      events.flatMap((some) => [...some]),
    );

  it('shows a wait when it begins and no longer when it is answered, oldest first', async () => {
    const reader = await open();
    await reader.listOf(0);
    await send([aMessage(on(10, 'anna')), aMessage(on(9, 'anna')), aMessage(on(20, 'boris'))]);
    const { rows, total } = await reader.listOf(2);
    expect(total).toBe(2);
    expect(rows.map((row) => [row.messages_waiting, row.wait_state, row.agent_id, row.account_name])).toEqual(
      [
        [1, 'open', null, 'Page'],
        [2, 'open', null, 'Page'],
      ],
    );
    expect(rows[0]?.waiting_since).toBe(new Date(now - 20 * 60_000).toISOString());
    await send([aReply(on(1, 'anna')), aReply(on(1, 'boris'))]);
    await reader.listOf(0);
    expect(reader.lists().length).toBeGreaterThanOrEqual(3);
  });

  it('says nothing again to whoever comes back with the newest list, and heartbeats go on', async () => {
    const first = await open();
    await first.listOf(0);
    const newest = first.told.at(-1)?.id ?? '';
    const second = await open('', workspace.cookie, { 'last-event-id': newest });
    await second.until(() => second.told.length > 0, 'a heartbeat');
    expect(second.told[0]).toMatchObject({ id: newest, event: 'still' });
    expect(second.lists()).toEqual([]);
  });

  it('asks once for many viewers, and not at all for none', async () => {
    const service = test.app.get(WaitingService);
    expect(service.viewers).toBe(0);
    await Promise.all([open(), open(), open(), open()]);
    await Promise.all(readers.map((reader) => reader.listOf(0)));
    const asked = async () => {
      await test.clickhouse.client.command('SYSTEM FLUSH LOGS');
      const rows = await test.clickhouse.client.query<{ n: string }>(
        `SELECT count() AS n FROM system.query_log
         WHERE type = 'QueryFinish' AND current_database = currentDatabase() AND log_comment = 'waiting-now'`,
      );
      return Number(rows[0]?.n);
    };
    const before = await asked().catch(() => undefined);
    if (before !== undefined) {
      const began = Date.now();
      await pause(3_000);
      const seconds = (Date.now() - began) / 1000;
      expect((await asked()) - before).toBeLessThanOrEqual(seconds + 2);
    }
    for (const { asked: connection } of readers.splice(0)) connection.destroy();
    while (service.viewers > 0) await pause(10);
  });

  it('keeps to the filters, and shows an agent only what is assigned to them', async () => {
    const other = await anAccount('Bot', 'telegram');
    const oleg = { agent: { id: 'oleg', name: 'Oleg' } };
    await send([
      aMessage(on(10, 'vera')),
      aMessage(on(5, 'gleb', other)),
      anAssignment({ ...on(4, 'gleb', other), ...oleg }),
    ]);
    const everything = await (await open()).listOf(2);
    const agent_id = everything.rows.find((row) => row.account_id === other)?.agent_id ?? '';
    expect(agent_id).not.toBe('');
    const agent = await test.aMember(workspace.workspace_id, 'agent', agent_id);
    const names = async (reader: Promise<Reader>) =>
      (await (await reader).listOf(1)).rows.map((row) => [row.account_name, row.agent_id]);
    const gleb = [['Bot', agent_id]];
    expect(await names(open(`account_ids=${other}`))).toEqual(gleb);
    expect(await names(open('channels=telegram'))).toEqual(gleb);
    expect(await names(open(`agent_ids=${agent_id}`))).toEqual(gleb);
    expect(await names(open('', agent))).toEqual(gleb);
    expect(await names(open('agent_ids=0'))).toEqual([['Page', null]]);
    await test.http().get(`${workspace.path}/waiting-now/live?agent_ids=1`).set('cookie', agent).expect(403);
    await test
      .http()
      .get(`${workspace.path}/waiting-now/live?from=1`)
      .set('cookie', workspace.cookie)
      .expect(400);
    await send([aReply(on(1, 'vera')), aReply({ ...on(1, 'gleb', other), ...oleg })]);
  });

  it('says when the window of the platform closes, and leads into the inbox; names only for those who may', async () => {
    const inbox = await anAccount('Inbox', 'whatsapp', {
      inbox_url: 'https://chat.example.com/c/{conversation_id}?of={contact_id}',
    });
    await send([aMessage({ ...on(30, '+7 900', inbox), conversation_id: 'no 7' })]);
    const [row] = (await (await open(`account_ids=${inbox}`)).listOf(1)).rows;
    expect(row).toMatchObject({
      window_ends_at: new Date(now - 30 * 60_000 + 86_400_000).toISOString(),
      contact_name: null,
      inbox_url: null,
    });
    const { client } = test.clickhouse;
    const [found] = await client.query<{ id: string }>(
      'SELECT toString(conversation_id) AS id FROM dialogues_v1 FINAL WHERE conversation_id != 0',
    );
    const known = { workspace_id: workspace.workspace_id, account_id: Number(inbox), seen_at: 1 };
    await test.app.get(ProfilesService).upsert([
      { ...known, kind: 'contact', id: String(row?.identity_id), external_id: '+7 900', name: 'Дарья' },
      { ...known, kind: 'conversation', id: String(found?.id), external_id: 'no 7' },
    ]);
    const reader = await open(`account_ids=${inbox}`);
    const named = await reader.until(
      () => reader.lists().find(({ rows }) => rows[0]?.contact_name),
      'a name',
    );
    expect(named.rows[0]).toMatchObject({
      contact_name: 'Дарья',
      inbox_url: 'https://chat.example.com/c/no%207?of=%2B7%20900',
    });
    const viewer = await test.aMember(workspace.workspace_id, 'viewer');
    const plain = await (await open(`account_ids=${inbox}`, viewer)).listOf(1);
    expect(plain.rows[0]).toMatchObject({ contact_name: null, inbox_url: null });
    await send([aReply(on(1, '+7 900', inbox))]);
  });

  it('ends when the session does, and when the member is removed', async () => {
    const cookie = await test.aMember(workspace.workspace_id, 'viewer');
    const reader = await open('', cookie);
    await reader.listOf(0);
    await test.http().post('/api/auth/sign-out').set('cookie', cookie).expect(204);
    await reader.until(() => reader.hasEnded, 'the end');

    const lead = await test.aMember(workspace.workspace_id, 'team_lead');
    const other = await open('', lead);
    await other.listOf(0);
    const members = await test.http().get(`${workspace.path}/members`).set('cookie', workspace.cookie);
    const { member_id } = members.body.members.find((one: { role: string }) => one.role === 'team_lead');
    await test
      .http()
      .delete(`${workspace.path}/members/${member_id}`)
      .set('cookie', workspace.cookie)
      .expect(204);
    await other.until(() => other.hasEnded, 'the end');
  });
});
