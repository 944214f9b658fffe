import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calendarList, daysAnswer, officialDays, scheduleHistory, servicePreview } from '@parley/contracts';
import { untilDerived } from '../testing/send-events.js';
import { aServiceWorkspace, moscow, type ServiceWorkspace } from '../testing/service-workspace.js';
import { openTestApp, type TestApp } from '../testing/test-app.js';

const DAYS = { from: '2026-03-01', to: '2026-03-11' };
const MINUTE = 60;
/** The Monday on which all of Russia is off. */
const MARCH_9 = { date: '2026-03-09', name: 'Day off', hours: [] };

describe('calendars', () => {
  let test: TestApp;
  let shop: ServiceWorkspace;
  let office: string;

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
  const list = async () => calendarList.parse((await send('get', 'calendars').expect(200)).body);
  const history = async () =>
    scheduleHistory.parse((await send('get', 'calendars/history').expect(200)).body).versions;
  const preview = async (change: object) =>
    servicePreview.parse((await send('post', 'calendars/preview', { change, ...DAYS }).expect(200)).body);
  /** First responses in business hours: how many, median, 90th percentile, unanswered, without a calendar. */
  const firsts = async (query = '') => {
    const asked = `from=${DAYS.from}&to=${DAYS.to}&compare_to=none&hours=business${query}`;
    const { rows, meta } = (await send('get', `reports/response-time?${asked}`).expect(200)).body;
    const total = rows.find((row: { is_total: boolean }) => row.is_total);
    return { meta, numbers: numbersOf(total) };
  };
  const numbersOf = (row: Record<string, unknown>) => [
    row['waits_answered'],
    row['response_median_seconds'],
    row['response_p90_seconds'],
    row['waits_unanswered'],
    row['waits_without_calendar'],
  ];
  const rebuilt = async () => {
    for (const deadline = Date.now() + 60_000; (await list()).rebuilding !== null;) {
      if (Date.now() > deadline) throw new Error('It takes too long.');
      await pause(20);
    }
    await untilDerived(test);
  };

  it('are none at first: business time is not known, never 0', async () => {
    expect(await list()).toEqual({ calendars: [], rebuilding: null });
    const { meta, numbers } = await firsts();
    expect(numbers).toEqual([3, null, null, 1, 3]);
    expect(meta.service).toEqual({ has_calendar: false, targets: [] });
    expect(meta.asked).toEqual({
      kind: 'first',
      clock: 'customer',
      hours: 'business',
      clock_starts: 'definition',
      dated_by: 'started',
      by: [],
    });
  });

  it('move nothing while they are nobody’s', async () => {
    const made = await send('post', 'calendars', { name: 'Office', hours: moscow() }).expect(201);
    office = made.body.calendar_id;
    expect(made.body).toMatchObject({ name: 'Office', hours: moscow(), used_by: [] });
    expect((await list()).rebuilding).toBeNull();
    expect(await history()).toMatchObject([
      { version: 1, actor: shop.email, action: 'calendar.created', subject: 'Office', rebuilds: false },
    ]);
  });

  it('show before a change exactly the numbers that reports show after it', async () => {
    const assignments = [{ to: { level: 'workspace' }, calendar_id: office }];
    const before = await preview({ change: 'assignments', assignments });
    expect(before).toMatchObject({ ...DAYS, time_zone: 'Europe/Moscow', moves: true, sample: null });
    expect(numbersOf(before.first.present)).toEqual([3, null, null, 1, 3]);
    // 30 minutes; 30 on Friday and 30 on Monday; 10 minutes: the 90th percentile lies at 30 + 0.8 × 30.
    const business = [3, 30 * MINUTE, 54 * MINUTE, 1, 0];
    expect(numbersOf(before.first.wanted)).toEqual(business);
    expect((await list()).calendars[0]?.used_by).toEqual([]);

    const answer = await send('put', 'calendars/assignments', { assignments }).expect(200);
    expect(answer.body.calendars[0].used_by).toEqual([{ level: 'workspace' }]);
    expect(answer.body.rebuilding).toMatchObject({ progress: expect.any(Number) });
    await rebuilt();
    const { meta, numbers } = await firsts();
    expect(numbers).toEqual(business);
    expect(meta.service).toEqual({ has_calendar: true, targets: [] });
    expect((await history())[0]).toMatchObject({ action: 'calendars.assigned', rebuilds: true });
    const audit = (await send('get', 'audit').expect(200)).body.entries;
    expect(audit[0]).toMatchObject({ action: 'calendars.assigned', actor: shop.email });
  });

  it('hold from the day that is said; the past is computed anew only when that is said', async () => {
    const later = { hours: moscow([['10:00', '18:00']], [MARCH_9]), effective_from: '2026-03-10' };
    const change = (patch: object) => preview({ change: 'calendar', calendar_id: office, patch });
    const unmoved = await change(later);
    expect(unmoved.moves).toBe(true);
    expect(unmoved.first.wanted).toEqual(unmoved.first.present);
    // Since ever: Anna asked before ten and waited no open time; Boris was answered on a day off.
    const all = await change({ ...later, effective_from: null });
    expect(numbersOf(all.first.wanted)).toEqual([3, 10 * MINUTE, 26 * MINUTE, 1, 0]);

    await send('patch', `calendars/${office}`, later).expect(200);
    await rebuilt();
    expect((await firsts()).numbers).toEqual([3, 30 * MINUTE, 54 * MINUTE, 1, 0]);
    const [{ hours } = { hours: moscow() }] = (await list()).calendars;
    expect(hours.versions.map(({ effective_from }) => effective_from)).toEqual([null, '2026-03-10']);
    expect(hours.days).toEqual([]);
    await send('patch', `calendars/${office}`, { ...later, effective_from: null }).expect(200);
    await rebuilt();
    expect((await firsts()).numbers).toEqual(numbersOf(all.first.wanted));
    expect((await history()).slice(0, 2)).toMatchObject([
      { action: 'calendar.changed', effective_from: null, rebuilds: true },
      { action: 'calendar.changed', effective_from: '2026-03-10', rebuilds: true },
    ]);
  });

  it('of an account stands above that of the workspace', async () => {
    const made = await send('post', 'calendars', {
      name: 'Viber',
      hours: moscow([['09:00', '12:05']]),
      used_by: [{ level: 'account', account_id: shop.viber }],
    }).expect(201);
    await rebuilt();
    // Vera wrote at noon of Moscow: five minutes were left.
    expect((await firsts(`&account_ids=${shop.viber}`)).numbers).toEqual([1, 5 * MINUTE, 5 * MINUTE, 1, 0]);
    await send('delete', `calendars/${made.body.calendar_id}`).expect(409);
    await send('patch', `calendars/${made.body.calendar_id}`, { used_by: [] }).expect(200);
    await send('delete', `calendars/${made.body.calendar_id}`).expect(204);
    await rebuilt();
    expect((await firsts()).numbers).toEqual([3, 10 * MINUTE, 26 * MINUTE, 1, 0]);
  });

  it('of an agent counts for every identity of the person, and none is left behind by another one', async () => {
    await send('patch', `agents/${shop.olegOfViber}`, { same_as: shop.oleg }).expect(200);
    const late = await send('post', 'calendars', {
      name: 'Late',
      hours: moscow([['09:45', '18:00']]),
      used_by: [{ level: 'agent', agent_id: shop.olegOfViber }],
    }).expect(201);
    expect(late.body.used_by).toEqual([{ level: 'agent', agent_id: shop.oleg }]);
    await rebuilt();
    const agent = await firsts(`&clock=agent&agent_ids=${shop.oleg}`);
    // Anna: 15 minutes of his; Boris: 30 of Friday, and he answered before he was there.
    expect(agent.numbers).toEqual([2, 22.5 * MINUTE, 28.5 * MINUTE, 0, 0]);
    const assignments = [{ to: { level: 'agent', agent_id: shop.oleg }, calendar_id: office }];
    await send('put', 'calendars/assignments', { assignments }).expect(200);
    expect((await list()).calendars.map(({ name, used_by }) => [name, used_by])).toEqual([
      ['Late', []],
      ['Office', [{ level: 'workspace' }, { level: 'agent', agent_id: shop.oleg }]],
    ]);
    await rebuilt();
  });

  it('are refused with what to do, in the language of the reader', async () => {
    const refused = async (path: string, body: object, method: 'post' | 'patch' | 'put' = 'post') =>
      (await send(method, path, body)).body;
    expect(await refused('calendars', { name: 'OFFICE', hours: moscow() })).toMatchObject({
      status: 409,
      detail: 'There is a calendar of this name already. Choose another name.',
    });
    const overlapping = moscow([
      ['09:00', '13:00'],
      ['12:00', '18:00'],
    ]);
    expect(await refused('calendars', { name: 'Twice', hours: overlapping })).toMatchObject({
      status: 400,
      errors: expect.arrayContaining([
        { path: 'hours.versions.0.week.monday', message: 'must be in order and must not overlap' },
      ]),
    });
    const silent = await refused(`calendars/${office}`, { hours: moscow() }, 'patch');
    expect(silent).toMatchObject({ status: 400, errors: [{ path: 'effective_from' }] });
    const tokyo = { hours: { ...moscow(), time_zone: 'Asia/Tokyo' }, effective_from: '2026-04-01' };
    expect((await refused(`calendars/${office}`, tokyo, 'patch')).detail).toContain('one time zone');
    const nobody = { assignments: [{ to: { level: 'agent', agent_id: '4711' }, calendar_id: office }] };
    expect(await refused('calendars/assignments', nobody, 'put')).toMatchObject({
      status: 400,
      errors: [{ path: 'agent 4711' }],
    });
    const tried = await send('post', 'calendars/preview', {
      change: { change: 'calendar', calendar_id: office, patch: { name: 'Late' } },
    });
    expect(tried.status).toBe(409);
  });

  it('take official days and files into hours that are being edited, and store nothing', async () => {
    const known = officialDays.parse((await send('get', 'calendars/official-days').expect(200)).body);
    expect(known.countries[0]?.years.map(({ year }) => year)).toEqual([2024, 2025, 2026]);
    const source = { from: 'official', country: 'ru', years: [2026] };
    const put = await send('post', 'calendars/days', { hours: moscow(), source }).expect(200);
    const { hours, added } = daysAnswer.parse(put.body);
    expect([hours.days.length, added, (await list()).calendars.length]).toEqual([22, 22, 2]);
    const file = { hours: moscow(), source: { from: 'csv', text: '31.12.2026;Eve\n32.12.2026;None' } };
    await test.http().patch('/api/me').set('cookie', shop.cookie).send({ language: 'ru' }).expect(200);
    const refused = await send('post', 'calendars/days', file).expect(400);
    expect(refused.body.detail).toContain('Строка 2: «32.12.2026» — не дата');
    await test.http().patch('/api/me').set('cookie', shop.cookie).send({ language: 'en' }).expect(200);
  });

  it('are read and tried by analysts and leads, changed by owners, and nothing to others', async () => {
    const change = { change: 'calendar', calendar_id: office, patch: { name: 'Desk' } };
    for (const role of ['analyst', 'team_lead'] as const) {
      const cookie = await test.aMember(shop.workspace_id, role);
      await send('get', 'calendars', undefined, cookie).expect(200);
      await send('get', 'calendars/history', undefined, cookie).expect(200);
      await send('patch', `calendars/${office}`, { name: 'Desk' }, cookie).expect(403);
      const tried = await send('post', 'calendars/preview', { change, ...DAYS }, cookie).expect(200);
      expect(tried.body.moves).toBe(false);
    }
    const viewer = await test.aMember(shop.workspace_id, 'viewer');
    await send('get', 'calendars', undefined, viewer).expect(403);
    expect((await list()).calendars.map(({ name }) => name)).toEqual(['Late', 'Office']);
  });
});
