import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { settingsHistory, settingsPreview, WEEKDAYS } from '@parley/contracts';
import { aMessage, aReply } from '@parley/sql/testing';
import { sendEvents } from '../testing/send-events.js';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

const HOUR = 3_600_000;
const CLOSED = {
  time_zone: 'Europe/Moscow',
  versions: [{ effective_from: null, week: Object.fromEntries(WEEKDAYS.map((day) => [day, []])) }],
  days: [],
};

describe('what settings say of waits', () => {
  let test: TestApp;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    test = await openTestApp('here');
    workspace = await test.aWorkspace();
    const account = await send('post', 'accounts', {
      name: 'Chat',
      channel: 'telegram',
      connection: 'events_api',
      capabilities: { outgoing: 'always', subscriptions: true },
    }).expect(201);
    const account_id: string = account.body.account_id;
    const ago = (hours: number) => ({ account_id, occurred_at: Date.now() - hours * HOUR });
    await sendEvents(test, workspace.workspace_id, [
      aMessage(ago(3)),
      aReply(ago(2.9)),
      aMessage({ ...ago(2.8), text: 'Добро, принято' }),
      aMessage({ ...ago(2), contact: { id: 'boris' } }),
    ]);
  });
  afterAll(() => test.close());

  const send = (method: 'post' | 'patch' | 'get', path: string, body?: object) => {
    const asked = test.http()[method](`${workspace.path}/${path}`).set('cookie', workspace.cookie);
    return body === undefined ? asked : asked.send(body);
  };
  const preview = async (definition: object) =>
    settingsPreview.parse(
      (await send('post', 'settings/preview', { settings: { definition } }).expect(200)).body,
    );
  const save = async (definition: object) => {
    await send('patch', 'settings', { definition }).expect(200);
    for (const deadline = Date.now() + 60_000; Date.now() < deadline;)
      if ((await send('get', 'settings')).body.building === null) return;
    throw new Error('It takes too long.');
  };
  const overview = async () => {
    const day = (days: number) => new Date(Date.now() + days * 24 * HOUR).toISOString().slice(0, 10);
    const query = `from=${day(-3)}&to=${day(3)}&compare_to=none`;
    return (await send('get', `reports/overview?${query}`).expect(200)).body;
  };

  it('count the age of what waits in all hours, or in business hours where there is a calendar', async () => {
    await save({ unanswered_after_seconds: 3600 });
    const inVain = await preview({ unanswered_hours: 'business' });
    expect([inVain.present.numbers.waits_unanswered, inVain.wanted.numbers.waits_unanswered]).toEqual([2, 2]);

    await send('post', 'calendars', {
      name: 'Closed',
      hours: CLOSED,
      used_by: [{ level: 'workspace' }],
    }).expect(201);
    await save({});
    const { present, wanted, rebuilds } = await preview({ unanswered_hours: 'business' });
    expect([present.numbers.waits_unanswered, wanted.numbers.waits_unanswered, rebuilds]).toEqual([
      2,
      0,
      false,
    ]);
    await save({ unanswered_hours: 'business' });
    const { rows, meta } = await overview();
    expect([rows[0].waits_unanswered, meta.definition.unanswered_hours]).toEqual([0, 'business']);
    await save({ unanswered_hours: 'calendar' });
    expect((await overview()).rows[0].waits_unanswered).toBe(2);
  });

  it('take courtesies of the workspace’s own, however they are written, and take them back', async () => {
    const own = { courtesy_phrases: ['добро принято'] };
    const tried = await preview(own);
    expect([
      tried.rebuilds,
      tried.present.numbers.waits_unanswered,
      tried.wanted.numbers.waits_unanswered,
    ]).toEqual([true, 2, 1]);
    await save(own);
    expect((await overview()).rows[0].waits_unanswered).toBe(1);
    const { versions } = settingsHistory.parse((await send('get', 'settings/history')).body);
    expect(versions[0]?.changes).toEqual([
      { path: 'definition.courtesy_phrases', from: [], to: ['добро принято'] },
    ]);
    // The same words in another form: nothing has to be derived anew.
    expect((await preview({ courtesy_phrases: ['ДОБРО, принято!'] })).rebuilds).toBe(false);
    await save({ courtesy_phrases: [] });
    expect((await overview()).rows[0].waits_unanswered).toBe(2);
  });

  it('refuse a phrase without a word, in the language of the reader', async () => {
    await test.http().patch('/api/me').set('cookie', workspace.cookie).send({ language: 'ru' }).expect(200);
    const refused = await send('patch', 'settings', { definition: { courtesy_phrases: ['?!'] } }).expect(400);
    expect(refused.body.detail).toContain('в каждой — буквы или значки');
    expect(refused.body.errors).toMatchObject([{ path: 'definition.courtesy_phrases' }]);
  });
});
