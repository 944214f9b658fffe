import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { servicePreview, targetsAnswer, targetsHistory } from '@parley/contracts';
import { aServiceWorkspace, type ServiceWorkspace } from '../testing/service-workspace.js';
import { openTestApp, type TestApp } from '../testing/test-app.js';

const MINUTE = 60;
const DAYS = { from: '2026-03-01', to: '2026-03-11' };

describe('targets', () => {
  let test: TestApp;
  let shop: ServiceWorkspace;

  beforeAll(async () => {
    test = await openTestApp('here');
    shop = await aServiceWorkspace(test);
  });
  afterAll(() => test.close());

  const send = (method: 'post' | 'get' | 'put', path: string, body?: object, cookie = shop.cookie) => {
    const asked = test.http()[method](`${shop.path}/${path}`).set('cookie', cookie);
    return body === undefined ? asked : asked.send(body);
  };
  const first = (minutes: number, more: object = {}) => ({
    kind: 'first' as const,
    team_id: null,
    channel: null,
    seconds: minutes * MINUTE,
    hours: 'calendar' as const,
    ...more,
  });
  const set = (...targets: object[]) => send('put', 'targets', { targets });
  /** Waits with a target and within it, and the share. */
  const kept = async (query = '') => {
    const asked = `from=${DAYS.from}&to=${DAYS.to}&compare_to=none${query}`;
    const { rows } = (await send('get', `reports/response-time?${asked}`).expect(200)).body;
    const total = rows.find((row: { is_total: boolean }) => row.is_total);
    return [total.waits_with_target, total.waits_within_target, total.target_share];
  };

  it('are none at first', async () => {
    expect(targetsAnswer.parse((await send('get', 'targets').expect(200)).body)).toEqual({
      version: 0,
      targets: [],
      changed_at: null,
      changed_by: null,
    });
    expect(await kept()).toEqual([0, 0, null]);
  });

  it('hold at once, after they were tried; whoever got no answer missed theirs', async () => {
    const wanted = [first(30)];
    const tried = await send('post', 'calendars/preview', {
      change: { change: 'targets', targets: wanted },
      ...DAYS,
    }).expect(200);
    const { first: shares, moves } = servicePreview.parse(tried.body);
    expect([moves, shares.present.target_share, shares.wanted.target_share]).toEqual([false, null, 0.5]);
    const answer = targetsAnswer.parse((await set(...wanted).expect(200)).body);
    expect(answer).toMatchObject({ version: 1, targets: wanted, changed_by: shop.email });
    // Anna after exactly 30 minutes and Vera after 10; Boris waited three days, Gleb waits still.
    expect(await kept()).toEqual([4, 2, 0.5]);
    const { meta } = (await send('get', `reports/agents?from=${DAYS.from}&to=${DAYS.to}`).expect(200)).body;
    expect(meta.service).toEqual({ has_calendar: false, targets: wanted });
    const overview = await send('get', `reports/by-channel?from=${DAYS.from}&to=${DAYS.to}`).expect(200);
    expect(overview.body.meta.asked).toEqual({});
  });

  it('are the most specific ones that fit: team and channel, team, channel, any', async () => {
    const made = await send('post', 'teams', { name: 'Sales', agent_ids: [shop.oleg] }).expect(201);
    const team_id: string = made.body.team_id;
    const days = 5 * 24 * 60;
    await set(first(5), first(15, { channel: 'viber' })).expect(200);
    expect(await kept()).toEqual([4, 1, 0.25]);
    await set(first(5), first(15, { channel: 'viber' }), first(days, { team_id })).expect(200);
    expect(await kept()).toEqual([4, 3, 0.75]);
    await set(first(days), first(days, { team_id }), first(30, { team_id, channel: 'telegram' })).expect(200);
    expect(await kept(`&agent_ids=${shop.oleg}`)).toEqual([2, 1, 0.5]);
    // Nobody has a calendar: what is counted in business hours is neither kept nor missed.
    await set(first(5, { hours: 'business' })).expect(200);
    expect(await kept()).toEqual([0, 0, null]);
  });

  it('are kept version by version, each with what it changed; the same again leaves no trace', async () => {
    await set(first(5, { hours: 'business' })).expect(200);
    await set(first(10)).expect(200);
    const { versions } = targetsHistory.parse((await send('get', 'targets/history').expect(200)).body);
    expect(versions.map(({ version }) => version)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(versions[0]).toMatchObject({
      actor: shop.email,
      added: [first(10)],
      removed: [first(5, { hours: 'business' })],
    });
    const audit = (await send('get', 'audit').expect(200)).body.entries;
    expect(audit[0]).toMatchObject({ action: 'targets.changed', subject: 'version 6' });
  });

  it('are set by owners and team leads; a team that is not there, or two for one place, are refused', async () => {
    const lead = await test.aMember(shop.workspace_id, 'team_lead');
    const analyst = await test.aMember(shop.workspace_id, 'analyst');
    await send('put', 'targets', { targets: [first(20)] }, lead).expect(200);
    await send('get', 'targets', undefined, analyst).expect(200);
    await send('put', 'targets', { targets: [] }, analyst).expect(403);
    const nowhere = await set(first(20, { team_id: '999' })).expect(400);
    expect(nowhere.body.errors).toEqual([
      { path: 'targets.0.team_id', message: 'is not a team of this workspace' },
    ]);
    const twice = await set(first(20), first(30)).expect(400);
    expect(twice.body.errors[0]).toMatchObject({ path: 'targets' });
  });
});
