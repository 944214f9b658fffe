import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { servicePreview, type Team, teamList } from '@parley/contracts';
import { untilDerived } from '../testing/send-events.js';
import { aServiceWorkspace, moscow, type ServiceWorkspace } from '../testing/service-workspace.js';
import { openTestApp, type TestApp } from '../testing/test-app.js';

describe('teams', () => {
  let test: TestApp;
  let shop: ServiceWorkspace;
  let sales: Team;

  beforeAll(async () => {
    test = await openTestApp('here');
    shop = await aServiceWorkspace(test);
  });
  afterAll(() => test.close());

  const send = (
    method: 'post' | 'patch' | 'get' | 'put' | 'delete',
    path: string,
    body?: object,
    cookie = shop.cookie,
  ) => {
    const asked = test.http()[method](`${shop.path}/${path}`).set('cookie', cookie);
    return body === undefined ? asked : asked.send(body);
  };
  const list = async () => teamList.parse((await send('get', 'teams').expect(200)).body);
  const members = async () =>
    Object.fromEntries((await list()).teams.map(({ name, agents }) => [name, agents.map((one) => one.name)]));
  /** Answered waits by team, the total left out; nobody answered Gleb, so nobody's team has a row as well. */
  const byTeam = async (query = '') => {
    const asked = `from=2026-03-01&to=2026-03-11&compare_to=none&kind=every&by=team${query}`;
    const { rows } = (await send('get', `reports/response-time?${asked}`).expect(200)).body;
    return Object.fromEntries(
      rows
        .filter((row: { is_total: boolean }) => !row.is_total)
        .map((row: { team_name: string | null; waits_answered: number }) => [
          row.team_name ?? 'none',
          row.waits_answered,
        ]),
    );
  };

  it('split reports at once, also what is long past', async () => {
    expect(await byTeam()).toEqual({ none: 3 });
    const made = await send('post', 'teams', { name: 'Sales', agent_ids: [shop.oleg] }).expect(201);
    sales = made.body;
    expect(sales).toMatchObject({ name: 'Sales', agents: [{ agent_id: shop.oleg, name: 'Oleg' }] });
    await send('post', 'teams', { name: 'Support', agent_ids: [shop.maria] }).expect(201);
    expect(await byTeam()).toEqual({ Sales: 2, Support: 1, none: 0 });
    expect(await byTeam(`&team_ids=${sales.team_id}`)).toEqual({ Sales: 2 });
    const { body } = await send('get', 'filters').expect(200);
    expect(body.teams.map(({ name }: { name: string }) => name)).toEqual(['Sales', 'Support']);
    // Two identities are called Oleg here: by number.
    expect(body.agents.find(({ agent_id }: { agent_id: string }) => agent_id === shop.oleg)).toMatchObject({
      team_id: sales.team_id,
    });
  });

  it('have an agent once, with every identity of the person', async () => {
    expect((await list()).without_team).toEqual([{ agent_id: shop.olegOfViber, name: 'Oleg' }]);
    // He is joined from the one that has a team to the one that has none, and keeps it.
    await send('patch', `agents/${shop.oleg}`, { same_as: shop.olegOfViber }).expect(200);
    expect((await list()).without_team).toEqual([]);
    expect(await byTeam()).toEqual({ Sales: 2, Support: 1, none: 0 });
    const support = (await list()).teams.find(({ name }) => name === 'Support')?.team_id;
    const both = [shop.maria, shop.oleg];
    await send('patch', `teams/${support}`, { agent_ids: both }).expect(200);
    expect(await members()).toEqual({ Sales: [], Support: ['Maria', 'Oleg'] });
    expect(await byTeam()).toEqual({ Support: 3, none: 0 });
    await send('patch', `agents/${shop.oleg}`, { same_as: null }).expect(200);
    await send('patch', `teams/${sales.team_id}`, { agent_ids: [shop.oleg, shop.olegOfViber] }).expect(200);
    expect(await members()).toEqual({ Sales: ['Oleg', 'Oleg'], Support: ['Maria'] });
  });

  it('that are removed keep their name in what is past, until their agents are in another one', async () => {
    await send('delete', `teams/${sales.team_id}`).expect(204);
    expect(await byTeam()).toEqual({ Sales: 2, Support: 1, none: 0 });
    const { teams } = (await send('get', 'filters').expect(200)).body;
    expect(teams.at(-1)).toEqual({ team_id: sales.team_id, name: 'Sales', is_removed: true });
    await send('patch', `teams/${sales.team_id}`, { name: 'X' }).expect(404);
    const again = await send('post', 'teams', { name: 'sales', agent_ids: [] }).expect(201);
    await send('post', `teams/${sales.team_id}/restore`).expect(409);
    await send('patch', `teams/${again.body.team_id}`, { name: 'Sales of spring' }).expect(200);
    const restored = await send('post', `teams/${sales.team_id}/restore`).expect(200);
    expect(restored.body).toMatchObject({ removed_at: null, agents: [{ name: 'Oleg' }, { name: 'Oleg' }] });
  });

  it('lend their calendar to their agents; moving one is tried before', async () => {
    await send('post', 'calendars', {
      name: 'Sales',
      hours: moscow([['09:45', '18:00']]),
      used_by: [{ level: 'team', team_id: sales.team_id }],
    }).expect(201);
    expect((await list()).teams.find(({ name }) => name === 'Sales')?.calendar_id).not.toBeNull();
    await untilDerived(test);
    const support = (await list()).teams.find(({ name }) => name === 'Support');
    const patch = { agent_ids: [shop.oleg, shop.olegOfViber, shop.maria] };
    const change = { change: 'team', team_id: support?.team_id, patch };
    const tried = servicePreview.parse(
      (await send('post', 'calendars/preview', { change }).expect(200)).body,
    );
    expect(tried.moves).toBe(true);
    expect(await members()).toMatchObject({ Support: ['Maria'] });
    const named = { change: 'team', team_id: support?.team_id, patch: { name: 'Help' } };
    const unmoved = await send('post', 'calendars/preview', { change: named }).expect(200);
    expect(unmoved.body.moves).toBe(false);
  });

  it('are changed by owners only, and refused with what to do', async () => {
    const lead = await test.aMember(shop.workspace_id, 'team_lead');
    await send('get', 'teams', undefined, lead).expect(200);
    await send('patch', `teams/${sales.team_id}`, { name: 'Mine' }, lead).expect(403);
    const taken = await send('post', 'teams', { name: 'SUPPORT' }).expect(409);
    expect(taken.body.detail).toBe('There is a team of this name already. Choose another name.');
    const stranger = await send('post', 'teams', { name: 'New', agent_ids: ['4711'] }).expect(400);
    expect(stranger.body.errors).toEqual([
      { path: 'agent_ids 4711', message: 'is not an agent of this workspace' },
    ]);
    const audit = (await send('get', 'audit').expect(200)).body.entries;
    expect(audit.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['team.created', 'team.changed', 'team.removed', 'team.restored']),
    );
  });
});
