import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { settingsHistory, settingsPreview } from '@parley/contracts';
import { aMessage, aReply } from '@parley/sql/testing';
import { untilDerived, sendEvents } from '../testing/send-events.js';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

const HOUR = 3600;
const DAYS = { from: '2026-03-01', to: '2026-03-04' };

describe('settings', () => {
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
    // Moscow is three hours ahead: 21:30 UTC of the 2nd is half past midnight of the 3rd.
    const events = [
      aMessage({ account_id, occurred_at: '2026-03-02T09:00:00Z' }),
      aMessage({ account_id, occurred_at: '2026-03-02T09:00:40Z' }),
      aReply({ account_id, occurred_at: '2026-03-02T09:05:00Z' }),
      aMessage({ account_id, occurred_at: '2026-03-02T13:00:00Z' }),
      aReply({ account_id, occurred_at: '2026-03-02T13:10:00Z' }),
      aMessage({ account_id, contact: { id: 'boris' }, occurred_at: '2026-03-02T21:30:00Z' }),
    ];
    await sendEvents(test, workspace.workspace_id, events);
  });
  afterAll(() => test.close());

  const send = (method: 'post' | 'patch' | 'get', path: string, body?: object, cookie = workspace.cookie) => {
    const asked = test.http()[method](`${workspace.path}/${path}`).set('cookie', cookie);
    return body === undefined ? asked : asked.send(body);
  };
  const overview = async () => {
    const query = `from=${DAYS.from}&to=${DAYS.to}&compare_to=none`;
    return (await send('get', `reports/overview?${query}`).expect(200)).body;
  };
  const preview = async (settings: object) =>
    settingsPreview.parse((await send('post', 'settings/preview', { settings, ...DAYS }).expect(200)).body);
  const history = async () =>
    settingsHistory.parse((await send('get', 'settings/history').expect(200)).body).versions;
  /** Rows and definitions that are neither in use nor on their way into use. */
  const left = async () => {
    const [row] = await test.clickhouse.client.query<{ rows: string }>(
      `SELECT count() AS rows FROM dialogues_v1 WHERE workspace_id = {id:UInt32} AND definition_id >= 900`,
      { id: workspace.workspace_id },
    );
    const previews = await test.source.query(`SELECT 1 FROM definitions WHERE status = 'preview'`);
    return [Number(row?.rows), previews.length];
  };
  const until = async (isSo: () => Promise<boolean>) => {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
      if (await isSo()) return;
    }
    throw new Error('It takes too long.');
  };

  it('keep every change as a version: who, when, what was before and after', async () => {
    expect(await history()).toMatchObject([{ version: 1, actor: 'system', changes: [] }]);
    await send('patch', 'settings', { currency: 'EUR', week_start: 'sunday', hour_format: 12 }).expect(200);
    await send('patch', 'settings', { currency: 'EUR' }).expect(200);
    await send('patch', 'settings', { keeps_full_bodies: true, definition: { settle_seconds: 90 } }).expect(
      200,
    );
    const versions = await history();
    expect(versions.map(({ version, actor, changes }) => ({ version, actor, changes }))).toEqual([
      {
        version: 3,
        actor: workspace.email,
        changes: [
          { path: 'keeps_full_bodies', from: false, to: true },
          { path: 'definition.settle_seconds', from: 60, to: 90 },
        ],
      },
      {
        version: 2,
        actor: workspace.email,
        changes: [
          { path: 'currency', from: 'RUB', to: 'EUR' },
          { path: 'week_start', from: 'monday', to: 'sunday' },
          { path: 'hour_format', from: 24, to: 12 },
        ],
      },
      { version: 1, actor: 'system', changes: [] },
    ]);
    const audit = await send('get', 'audit').expect(200);
    expect(audit.body.entries[0]).toMatchObject({ action: 'settings.changed', subject: 'version 3' });
    // To restore a version is to make one more that equals it.
    await send('patch', 'settings', versions.at(-1)?.settings).expect(200);
    expect((await history())[0]).toMatchObject({ version: 4, settings: versions.at(-1)?.settings });
  });

  it('are refused in the language of the reader, part by part, and then nothing is changed', async () => {
    const before = await history();
    const wrong = { currency: 'EURO', time_zone: '+03:00', definition: { silence_gap_seconds: 5 } };
    const refused = await send('patch', 'settings', wrong).set('accept-language', 'ru').expect(400);
    // The language that the person chose stands above that of the browser.
    expect(refused.body.detail).toContain('Choose a currency by its ISO 4217 code');
    await test.http().patch('/api/me').set('cookie', workspace.cookie).send({ language: 'ru' }).expect(200);
    const russian = await send('patch', 'settings', wrong).expect(400);
    expect(russian.body.detail).toBe(
      'Выберите часовой пояс по имени IANA, например Europe/Moscow; смещение не знает о летнем времени. ' +
        'Выберите валюту по коду ISO 4217, например RUB или EUR. ' +
        'Пауза, завершающая диалог, — от 1 минуты до 30 дней.',
    );
    expect(russian.body.errors.map((error: { path: string }) => error.path)).toEqual([
      'time_zone',
      'currency',
      'definition.silence_gap_seconds',
    ]);
    const gap = await send('patch', 'settings', { definition: { silence_gap_seconds: 5 * 86_400 } }).expect(
      400,
    );
    expect(gap.body.detail).toContain('не меньше паузы, завершающей диалог');
    expect(await history()).toEqual(before);
  });

  it('are changed by owners, read and tried by analysts, and nothing to others', async () => {
    const analyst = await test.aMember(workspace.workspace_id, 'analyst');
    const viewer = await test.aMember(workspace.workspace_id, 'viewer');
    const body = { settings: { currency: 'EUR' } };
    await send('get', 'settings', undefined, analyst).expect(200);
    await send('get', 'settings/history', undefined, analyst).expect(200);
    await send('post', 'settings/preview', body, analyst).expect(200);
    await send('patch', 'settings', { currency: 'EUR' }, analyst).expect(403);
    await send('get', 'settings', undefined, viewer).expect(403);
    await send('post', 'settings/preview', body, viewer).expect(403);
  });

  it('show before a change exactly the numbers that reports show after it, and again after it is taken back', async () => {
    const numbers = (row: Record<string, unknown>) =>
      Object.fromEntries(Object.keys(before.present.numbers).map((key) => [key, row[key]]));
    const change = {
      definition: { silence_gap_seconds: 2 * HOUR, clock_starts: 'last', settle_seconds: 60 },
    };
    const before = await preview(change);
    expect(before).toMatchObject({ rebuilds: true, sample: null, days: null });
    const original = numbers((await overview()).rows[0]);
    expect(before.present.numbers).toEqual(original);
    expect(original).toMatchObject({ dialogues: 2, contacts: 2, first_response_median_seconds: 300 });
    // Four hours of silence cut Anna's dialogue in two; 260 s after the last message of the burst, and 600 s.
    expect(before.wanted.numbers).toMatchObject({
      dialogues: 3,
      contacts: 2,
      first_response_median_seconds: 430,
      answered_share: 2 / 3,
      waits_unanswered: 1,
    });

    const changing = await send('patch', 'settings', change).expect(200);
    expect(changing.body.building).toMatchObject({ params: change.definition });
    await until(async () => (await send('get', 'settings')).body.building === null);
    const after = await overview();
    expect(numbers(after.rows[0])).toEqual(before.wanted.numbers);
    expect(after.meta.definition).toMatchObject(change.definition);

    await send('patch', 'settings', {
      definition: { silence_gap_seconds: 24 * HOUR, clock_starts: 'first' },
    });
    await until(async () => (await send('get', 'settings')).body.building === null);
    expect(numbers((await overview()).rows[0])).toEqual(original);
    expect((await history()).slice(0, 2).map(({ changes }) => changes.map(({ path }) => path))).toEqual([
      ['definition.silence_gap_seconds', 'definition.clock_starts'],
      ['definition.silence_gap_seconds', 'definition.clock_starts'],
    ]);
  });

  it('are tried without a derivation where only thresholds move', async () => {
    const tried = await preview({ definition: { repeat_after_seconds: 30 * 86_400 } });
    expect(tried.rebuilds).toBe(false);
    expect(tried.wanted.numbers).toEqual(tried.present.numbers);
  });

  it('show how each day moves with the zone', async () => {
    const { days, present, wanted } = await preview({ time_zone: 'UTC' });
    expect(present.period.from).toBe('2026-02-28T21:00:00.000Z');
    expect(wanted.period.from).toBe('2026-03-01T00:00:00.000Z');
    const counts = days?.map((day) => [
      day.day,
      day.present.messages_received,
      day.wanted.messages_received,
      day.present.dialogues,
      day.wanted.dialogues,
    ]);
    expect(counts).toEqual([
      ['2026-03-01', 0, 0, 0, 0],
      ['2026-03-02', 3, 4, 1, 2],
      ['2026-03-03', 1, 0, 1, 0],
    ]);
  });

  it('leave nothing of what was tried, also where it died half way', async () => {
    await until(async () => (await left())[1] === 0);
    const [{ definition_id }] = await test.source.query(
      `INSERT INTO definitions (definition_id, workspace_id, status, params, courtesy_hashes, created_at)
       SELECT 990, workspace_id, 'preview', params, courtesy_hashes, now() - interval '1 hour'
       FROM definitions WHERE workspace_id = $1 AND status = 'active' RETURNING definition_id`,
      [workspace.workspace_id],
    );
    await test.clickhouse.client.command(
      `INSERT INTO dialogues_v1 (workspace_id, definition_id, identity_id, started_at, first_event_id, version)
       VALUES (${workspace.workspace_id}, ${definition_id}, 1, '2026-03-02 00:00:00', 1, 1)`,
    );
    expect(await left()).toEqual([1, 1]);
    await until(async () => (await left()).every((count) => count === 0));
    await untilDerived(test);
  });

  it('reach reports: weeks begin as the workspace wishes', async () => {
    await send('patch', 'settings', { week_start: 'sunday' }).expect(200);
    const query = 'from=2026-02-23&to=2026-03-09&granularity=week&compare_to=none';
    const { meta, rows } = (await send('get', `reports/overview-over-time?${query}`).expect(200)).body;
    expect(meta.week_start).toBe('sunday');
    // 1 and 8 March 2026 are Sundays; Moscow's midnight is 21:00 UTC of the day before.
    expect(rows.map((row: { bucket_start: string }) => row.bucket_start)).toEqual([
      '2026-02-22T21:00:00.000Z',
      '2026-02-28T21:00:00.000Z',
      '2026-03-07T21:00:00.000Z',
    ]);
  });
});
