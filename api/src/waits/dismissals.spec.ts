import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitRows } from '@parley/contracts';
import { aMessage, anAssignment, aReply } from '@parley/sql/testing';
import { type z } from 'zod';
import { sendEvents, untilDerived } from '../testing/send-events.js';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

type Wait = z.output<typeof waitRows.row>;
const DAY = 24 * 60;

describe('no reply needed', () => {
  let test: TestApp;
  let workspace: TestWorkspace;
  let account_id: string;
  let now: number;

  beforeAll(async () => {
    test = await openTestApp('here');
    workspace = await test.aWorkspace();
    const { body } = await test
      .http()
      .post(`${workspace.path}/accounts`)
      .set('cookie', workspace.cookie)
      .send({
        name: 'Bot',
        channel: 'telegram',
        connection: 'events_api',
        capabilities: { outgoing: 'always', subscriptions: true },
      })
      .expect(201);
    account_id = body.account_id as string;
    now = Date.now();
  });
  afterAll(() => test.close());

  /** So many minutes ago. */
  const ago = (minutes: number, contact: string) => ({
    account_id,
    occurred_at: now - minutes * 60_000,
    contact: { id: contact },
  });
  const oleg = { agent: { id: 'oleg', name: 'Oleg' } };
  const send = (...events: Parameters<typeof sendEvents>[2][]) =>
    sendEvents(
      test,
      workspace.workspace_id,
      events.flatMap((some) => [...some]),
    );
  const ask = (path: string, cookie = workspace.cookie) =>
    test.http().get(`${workspace.path}/${path}`).set('cookie', cookie);
  const put = (wait: Wait, body: object = {}, cookie = workspace.cookie) =>
    test
      .http()
      .put(`${workspace.path}/waits/${wait.wait_id}/dismissal`)
      .set('cookie', cookie)
      .set('accept-language', 'en')
      .send(body);
  const takeBack = (wait: Wait, cookie = workspace.cookie) =>
    test.http().delete(`${workspace.path}/waits/${wait.wait_id}/dismissal`).set('cookie', cookie);

  const period = () =>
    `from=${new Date(now - 60 * DAY * 60_000).toISOString()}&to=${new Date(now + 60_000).toISOString()}`;
  const waits = async (query = '', cookie = workspace.cookie): Promise<Wait[]> => {
    const { body } = await ask(`reports/waits?${period()}&kind=every${query}`, cookie).expect(200);
    return waitRows.row.array().parse(body.rows);
  };
  /** The wait that began so many minutes ago. */
  const waitOf = async (minutes: number): Promise<Wait> => {
    const since = new Date(now - minutes * 60_000).toISOString();
    const found = (await waits()).find(({ waiting_since }) => waiting_since === since);
    if (found === undefined) throw new Error(`Nobody waits since ${minutes} minutes ago.`);
    return found;
  };
  const waitingNow = async () => (await ask('reports/waiting-now').expect(200)).body.rows.length as number;
  const numbers = async () => {
    const { body } = await ask(`reports/response-time?${period()}&kind=every`).expect(200);
    const [row] = body.rows as Record<string, number>[];
    return [row?.['waits_answered'], row?.['waits_unanswered'], row?.['answered_share']];
  };
  const audited = async () => {
    const { body } = await ask('audit').expect(200);
    return (body.entries as { action: string; subject: string }[])
      .filter(({ action }) => action.startsWith('wait.'))
      .map(({ action, subject }) => [action, subject]);
  };

  it('ends a wait that nobody answered, in every number, and gives it back', async () => {
    await send([
      aMessage(ago(3 * DAY, 'anna')),
      aMessage(ago(2 * DAY, 'boris')),
      aMessage(ago(500, 'vera')),
      aReply({ ...ago(490, 'vera'), ...oleg }),
    ]);
    expect([await waitingNow(), await numbers()]).toEqual([2, [1, 2, 1 / 3]]);
    const wait = await waitOf(3 * DAY);
    expect(wait.wait_state).toBe('unanswered');

    await put(wait, { last_incoming_at: wait.last_incoming_at }).expect(204);
    await put(wait, { last_incoming_at: wait.last_incoming_at }).expect(204);
    await untilDerived(test);
    expect([await waitingNow(), await numbers()]).toEqual([1, [1, 1, 1 / 2]]);
    const dismissed = await waitOf(3 * DAY);
    expect(dismissed).toMatchObject({ wait_state: 'dismissed', dismissed_by: 'agent', answered_at: null });
    expect(Math.abs(Date.parse(dismissed.dismissed_at ?? '') - Date.now())).toBeLessThan(60_000);
    await put(dismissed).expect(204);

    await takeBack(dismissed).expect(204);
    await takeBack(dismissed).expect(204);
    await untilDerived(test);
    expect([await waitingNow(), await numbers()]).toEqual([2, [1, 2, 1 / 3]]);
    expect((await waitOf(3 * DAY)).wait_state).toBe('unanswered');
    expect(await audited()).toEqual([
      ['wait.restored', wait.wait_id],
      ['wait.dismissed', wait.wait_id],
    ]);
  });

  it('is taken back before it was even derived', async () => {
    const wait = await waitOf(2 * DAY);
    await put(wait).expect(204);
    await takeBack(wait).expect(204);
    await untilDerived(test);
    expect((await waitOf(2 * DAY)).wait_state).toBe('unanswered');
  });

  it('is refused with the reason where there is nothing left to dismiss', async () => {
    await send([
      aMessage(ago(40 * DAY, 'old')),
      aMessage(ago(90, 'gleb')),
      aMessage(ago(80, 'gleb')),
      aReply({ ...ago(70, 'thankful'), ...oleg }),
      aMessage({ ...ago(60, 'thankful'), text: 'спасибо' }),
    ]);
    const refused = async (minutes: number, body: object = {}) => {
      const answer = await put(await waitOf(minutes), body).expect(409);
      expect(answer.body.code).toBe('wait_changed');
      return answer.body.detail as string;
    };
    expect(await refused(500)).toMatch(/answered/);
    expect(await refused(40 * DAY)).toMatch(/30 days/);
    const read = new Date(now - 90 * 60_000).toISOString();
    expect(await refused(90, { last_incoming_at: read })).toMatch(/written again/);
    expect((await waitOf(90)).wait_state).toBe('open');
    const thanks = await waitOf(60);
    expect(thanks.dismissed_by).toBe('courtesy');
    await put(thanks).expect(204);
    expect((await takeBack(thanks).expect(409)).body.code).toBe('wait_changed');
    await put(thanks, { last_incoming_at: 'yesterday' }).expect(400);
    await put({ ...thanks, wait_id: '1-1-1' }).expect(404);
    await put({ ...thanks, wait_id: 'nothing' }).expect(404);
  });

  it('is for owners, team leads and, for their own waits, agents', async () => {
    await send([aMessage(ago(45, 'dina')), anAssignment({ ...ago(44, 'dina'), ...oleg })]);
    await send([aMessage(ago(35, 'egor'))]);
    const [olegs, nobodys] = [await waitOf(45), await waitOf(35)];
    expect(olegs.agent_id).not.toBeNull();
    const member = (role: Parameters<TestApp['aMember']>[1], agent?: string | null) =>
      test.aMember(workspace.workspace_id, role, agent ?? undefined);
    for (const role of ['analyst', 'viewer'] as const) {
      const cookie = await member(role);
      await put(olegs, {}, cookie).expect(403);
      await takeBack(olegs, cookie).expect(403);
    }
    await put(olegs, {}, await member('agent')).expect(403);
    await put(olegs, {}, await member('agent', '4711')).expect(404);
    const agent = await member('agent', olegs.agent_id);
    await put(nobodys, {}, agent).expect(404);
    await put(olegs, {}, agent).expect(204);
    await put(nobodys, {}, await member('team_lead')).expect(204);
    await untilDerived(test);
    expect([(await waitOf(45)).wait_state, (await waitOf(35)).wait_state]).toEqual([
      'dismissed',
      'dismissed',
    ]);
    const { body } = await ask(`dialogues/${olegs.dialogue_id}`).expect(200);
    const said = body.events.find(({ type }: { type: string }) => type === 'wait_dismissed');
    expect([said.agent_id, said.agent_name]).toEqual([olegs.agent_id, 'Oleg']);
    expect(body.waits[0]).toMatchObject({ dismissed_by: 'agent', last_incoming_at: olegs.last_incoming_at });
    const stepFor = async (cookie: string) =>
      (await ask(`dialogues/${olegs.dialogue_id}`, cookie).expect(200)).body.waits[0].step as unknown;
    expect([await stepFor(agent), await stepFor(workspace.cookie)]).toEqual(['take_back', 'take_back']);
    expect(await stepFor(await member('viewer'))).toBeNull();
    await takeBack(olegs, agent).expect(204);
    await untilDerived(test);
    expect((await waitOf(45)).wait_state).toBe('open');

    const stranger = await test.aWorkspace();
    await put(olegs, {}, stranger.cookie).expect(404);
    const key = await test
      .http()
      .post(`${workspace.path}/api-keys`)
      .set('cookie', workspace.cookie)
      .send({ name: 'Key', scopes: ['events:write', 'reports:read'] })
      .expect(201);
    await test
      .http()
      .put(`${workspace.path}/waits/${olegs.wait_id}/dismissal`)
      .set('authorization', `Bearer ${key.body.key}`)
      .send({})
      .expect(403);
  });
});
