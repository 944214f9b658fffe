import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AgentIdentity, agentList } from '@parley/contracts';
import { aMessage, aReply } from '@parley/sql/testing';
import { ParametersService } from '../clickhouse/parameters.service.js';
import { sendEvents } from '../testing/send-events.js';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describe('agents', () => {
  let test: TestApp;
  let mine: TestWorkspace;
  let theirs: TestWorkspace;
  let oleg: string;
  let olegOfViber: string;
  let maria: string;

  beforeAll(async () => {
    test = await openTestApp('here');
    mine = await test.aWorkspace();
    theirs = await test.aWorkspace();
    for (const workspace of [mine, theirs]) {
      const accounts: string[] = [];
      for (const channel of ['telegram', 'viber']) {
        const made = await test
          .http()
          .post(`${workspace.path}/accounts`)
          .set('cookie', workspace.cookie)
          .send({
            name: channel,
            channel,
            connection: 'events_api',
            capabilities: { outgoing: 'always', subscriptions: true },
          })
          .expect(201);
        accounts.push(made.body.account_id);
      }
      const [telegram = '', viber = ''] = accounts;
      const wait = (
        account_id: string,
        contact: string,
        agent: { id: string; name?: string },
        minutes: number,
      ) => [
        aMessage({ account_id, contact: { id: contact }, occurred_at: ago(50) }),
        aReply({ account_id, contact: { id: contact }, occurred_at: ago(50 - minutes), agent }),
      ];
      await sendEvents(test, workspace.workspace_id, [
        ...wait(telegram, 'a', { id: 'o-77' }, 1),
        ...wait(telegram, 'b', { id: 'o-77' }, 2),
        ...wait(viber, 'c', { id: 'o@shop' }, 10),
        ...wait(telegram, 'd', { id: 'maria', name: 'Maria' }, 5),
      ]);
    }
    const agents = await list();
    const idOf = (external: string) =>
      agents.find(({ external_id }) => external_id === external)?.agent_id ?? '';
    [oleg, olegOfViber, maria] = [idOf('o-77'), idOf('o@shop'), idOf('maria')];
  });
  afterAll(() => test.close());

  const list = async (workspace = mine): Promise<AgentIdentity[]> => {
    const { body } = await test
      .http()
      .get(`${workspace.path}/agents`)
      .set('cookie', workspace.cookie)
      .expect(200);
    return agentList.parse(body).agents;
  };
  const change = (id: string, body: object, cookie = mine.cookie) =>
    test.http().patch(`${mine.path}/agents/${id}`).set('cookie', cookie).send(body);
  const byAgent = async (query = '', workspace = mine, cookie = workspace.cookie) => {
    const { body } = await test
      .http()
      .get(`${workspace.path}/reports/by-agent?from=2026-01-01&to=2100-01-01&compare_to=none${query}`)
      .set('cookie', cookie)
      .expect(200);
    type Line = { agent_name: string | null; waits_answered: number; response_median_seconds: number };
    return (body.rows as Line[]).map((row) => [
      row.agent_name,
      row.waits_answered,
      row.response_median_seconds,
    ]);
  };
  const choices = async () => {
    const { body } = await test.http().get(`${mine.path}/filters`).set('cookie', mine.cookie).expect(200);
    return (body.agents as { name: string }[]).map(({ name }) => name);
  };

  it('lists everybody who answers, by how much', async () => {
    expect((await list()).map((one) => [one.external_id, one.name, one.messages_last_30_days])).toEqual([
      ['o-77', null, 2],
      ['maria', 'Maria', 1],
      ['o@shop', null, 1],
    ]);
  });

  it('names an agent: the workspace wins over the platform, and null takes it back', async () => {
    const { body } = await change(oleg, { name: ' Oleg ' }).expect(200);
    expect(body).toMatchObject({ agent_id: oleg, name: 'Oleg', is_named_by_hand: true, same_as: null });
    await change(maria, { name: 'Masha' }).expect(200);
    expect((await byAgent()).map(([name]) => name)).toEqual(
      expect.arrayContaining(['Oleg', 'Masha', 'o@shop']),
    );
    const back = await change(maria, { name: null }).expect(200);
    expect(back.body).toMatchObject({ name: 'Maria', is_named_by_hand: false });
    expect((await list(theirs)).map(({ name }) => name)).toEqual([null, 'Maria', null]);
    await change(oleg, { name: '' }).expect(400);
  });

  it('counts joined identities as one everywhere, and apart again when taken back', async () => {
    expect(await byAgent()).toHaveLength(4);
    const { body } = await change(olegOfViber, { same_as: oleg }).expect(200);
    expect(body).toMatchObject({ same_as: oleg, joined_at: expect.any(String), name: null });
    // 60, 120 and 600 s.
    expect((await byAgent())[0]).toEqual(['Oleg', 3, 120]);
    expect(await byAgent(`&agent_ids=${olegOfViber}`)).toEqual([
      ['Oleg', 3, 120],
      [null, 3, 120],
    ]);
    expect(await choices()).toEqual(['Maria', 'Oleg']);
    expect((await byAgent('', theirs)).map(([, waits]) => waits)).toEqual([2, 1, 1, 4]);

    // Whoever is linked to one of the identities sees the whole of the person, and nobody else.
    const agent = await test.aMember(mine.workspace_id, 'agent', olegOfViber);
    expect(await byAgent('', mine, agent)).toHaveLength(2);
    expect((await byAgent(`&agent_ids=${oleg}`, mine, agent))[0]).toEqual(['Oleg', 3, 120]);

    // A start writes the same again.
    await test.app.get(ParametersService).publishNow();
    expect((await byAgent())[0]).toEqual(['Oleg', 3, 120]);

    await change(olegOfViber, { same_as: null }).expect(200);
    expect((await byAgent())[0]).toEqual(['Oleg', 2, 90]);
    expect(await choices()).toEqual(['Maria', 'o@shop', 'Oleg']);
    const { body: audit } = await test
      .http()
      .get(`${mine.path}/audit`)
      .set('cookie', mine.cookie)
      .expect(200);
    expect(audit.entries.slice(0, 2)).toMatchObject([
      {
        action: 'agent.changed',
        subject: olegOfViber,
        details: { changes: { same_as: { from: oleg, to: null } } },
      },
      { action: 'agent.changed', subject: olegOfViber, details: { changes: { same_as: { to: oleg } } } },
    ]);
  });

  it('lends the name of any identity to the person', async () => {
    await change(maria, { same_as: olegOfViber }).expect(200);
    expect((await byAgent()).map(([name]) => name)).toContain('Maria');
    expect((await byAgent()).map(([name]) => name)).not.toContain('o@shop');
    await change(maria, { same_as: null }).expect(200);
  });

  it('refuses circles, nobody, itself, and who is not of this workspace', async () => {
    await change(olegOfViber, { same_as: oleg }).expect(200);
    expect((await change(oleg, { same_as: olegOfViber }).expect(409)).body.detail).toContain('already');
    await change(oleg, { same_as: oleg }).expect(409);
    await change(oleg, { same_as: '0' }).expect(400);
    await change(oleg, { same_as: '12345' }).expect(400);
    await change('0', { name: 'Nobody' }).expect(404);
    await change('x', { name: 'Nobody' }).expect(404);
    const [foreign] = await list(theirs);
    await change(foreign?.agent_id ?? '', { name: 'Mine' }).expect(404);
    await change(oleg, { same_as: foreign?.agent_id }).expect(400);
    const analyst = await test.aMember(mine.workspace_id, 'analyst');
    await change(oleg, { name: 'No' }, analyst).expect(403);
    await change(olegOfViber, { same_as: null }).expect(200);
  });
});
