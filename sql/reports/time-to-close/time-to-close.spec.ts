import { weekOf } from '../../calendars/spec-hours.js';
import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aMessage, anAssignment, aReopening, aReply, aResolution } from '../../testing/factories/index.js';
import { anAccount, openWorkspace, type TestWorkspace } from '../../testing/workspace.js';
import { type BoundParams, type ServiceLimits } from '../bound-params.js';
import { readClosingAvailability, runReport, type ReportRow } from '../index.js';

const HOUR = 3_600_000;
const march2 = {
  from: new Date('2026-03-02T00:00:00Z'),
  to: new Date('2026-03-03T00:00:00Z'),
  now: new Date('2026-03-02T20:00:00Z'),
};
const of = (id: string, time: string) => ({
  contact: { id },
  occurred_at: time.includes('T') ? time : `2026-03-02T${time}Z`,
});
/** Says nothing of anything but closing. */
const target = (close_ms: number, key = '0|telegram'): ServiceLimits => ({
  target_keys: [key],
  first_target_ms: [0],
  next_target_ms: [0],
  close_target_ms: [close_ms],
  limit_account_ids: [],
  unanswered_before_ms: [],
  first_missed_before_ms: [],
  next_missed_before_ms: [],
  calendar_account_ids: [],
  now_business_ms: [],
});

describe('time-to-close', () => {
  let database: TestDatabase;
  let last = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const asked = (shop: TestWorkspace, by = 'none', stated: Partial<BoundParams> = {}) =>
    shop.asking({ ...march2, ...stated, own: { hours: 'calendar', by, ...stated.own } });
  const ask = (shop: TestWorkspace, by?: string, stated?: Partial<BoundParams>) =>
    runReport(database.client, 'time-to-close', asked(shop, by, stated));
  const brief = (row: ReportRow<'time-to-close'>) => [
    row.is_total ? 'all' : (row.agent_id ?? row.channel),
    row.dialogues,
    row.dialogues_closable,
    row.dialogues_closed,
    row.close_median_seconds,
  ];

  const aDay = async () => {
    const viber = anAccount({ account_id: 2, channel: 'viber' });
    const shop = await openWorkspace(database.client, ++last, [anAccount(), viber]);
    await shop.receive(
      // Closed an hour after Anna's first message; nobody has her: Oleg wrote first.
      aMessage(of('anna', '10:00:00')),
      aMessage(of('anna', '10:01:00')),
      aReply(of('anna', '10:05:00')),
      aResolution(of('anna', '11:00:00')),
      // Closed after two hours, Maria has it although Oleg wrote; later she loses it.
      aMessage(of('boris', '10:00:00')),
      anAssignment({ ...of('boris', '10:01:00'), agent: { id: 'maria' } }),
      aReply(of('boris', '10:02:00')),
      aResolution(of('boris', '12:00:00')),
      anAssignment({ ...of('boris', '13:00:00'), agent: { id: 'oleg' } }),
      // Not closed, and closed and opened again.
      aMessage(of('vera', '10:00:00')),
      aReply(of('vera', '10:02:00')),
      aMessage(of('gleb', '10:00:00')),
      aReply(of('gleb', '10:01:00')),
      aResolution(of('gleb', '10:02:00')),
      aReopening(of('gleb', '10:03:00')),
      // Before anything was closed: whether it could have been is not known.
      aMessage(of('dora', '08:00:00')),
      aReply(of('dora', '08:01:00')),
      // Nobody closes anything on Viber.
      aMessage({ ...of('egor', '10:00:00'), account_id: '2' }),
    );
    return shop;
  };

  it('measures from the first message to the closing, and says what could be closed', async () => {
    const shop = await aDay();
    expect(await ask(shop)).toEqual([
      {
        period: 'current',
        is_total: true,
        agent_id: null,
        agent_name: null,
        team_id: null,
        team_name: null,
        channel: null,
        account_id: null,
        account_name: null,
        dialogues: 6,
        dialogues_closable: 4,
        dialogues_closed: 2,
        closed_share: 0.5,
        close_mean_seconds: 5400,
        close_median_seconds: 5400,
        close_p75_seconds: 6300,
        close_p90_seconds: 6840,
        closings_with_target: 0,
        closings_within_target: 0,
        close_target_share: null,
        closings_without_calendar: 0,
        closing_covered_share: 4 / 6,
      },
    ]);
    expect(await readClosingAvailability(database.client, asked(shop))).toEqual({
      accounts: 1,
      covered_share: 4 / 6,
    });
  });

  it('belongs to whom it is assigned to at the closing, else to who wrote first', async () => {
    const shop = await aDay();
    const [oleg, maria] = [shop.agentId('oleg'), shop.agentId('maria')];
    expect((await ask(shop, 'agent')).map(brief)).toEqual([
      [oleg, 4, 3, 1, 3600],
      // Before anything was closed: null, not 0.
      [null, 1, null, null, null],
      [maria, 1, 1, 1, 7200],
      ['all', 6, 4, 2, 5400],
    ]);
    await database.client.insertRows(
      'agent_identities_v1',
      ['workspace_id', 'agent_id', 'counts_as', 'team_id', 'version'],
      [
        [last, maria, oleg, 5, '1'],
        [last, oleg, oleg, 5, '1'],
      ],
    );
    const teams = await ask(shop, 'team');
    expect(teams.map((row) => [row.team_id, row.dialogues, row.dialogues_closed])).toEqual([
      ['5', 5, 2],
      [null, 1, null],
      [null, 6, 2],
    ]);
    expect((await ask(shop, 'agent', { agent_ids: [maria] })).map(brief)).toEqual([
      [oleg, 5, 4, 2, 5400],
      ['all', 5, 4, 2, 5400],
    ]);
    expect((await ask(shop, 'none', { team_ids: ['6'] })).map(brief)).toEqual([['all', 0, 0, 0, null]]);
  });

  it('knows nothing of accounts that never close: null, not 0', async () => {
    const shop = await aDay();
    expect((await ask(shop, 'channel')).map(brief)).toEqual([
      ['telegram', 5, 4, 2, 5400],
      ['viber', 1, null, null, null],
      ['all', 6, 4, 2, 5400],
    ]);
    const viber = { account_ids: ['2'] };
    expect(await ask(shop, 'none', viber)).toMatchObject([
      {
        dialogues: 1,
        dialogues_closed: null,
        closed_share: null,
        closings_with_target: null,
        close_target_share: null,
        closing_covered_share: 0,
      },
    ]);
    expect(await readClosingAvailability(database.client, asked(shop, 'none', viber))).toEqual({
      accounts: 0,
      covered_share: 0,
    });
  });

  it('counts exactly the target as within, and what is left open longer than it as missed', async () => {
    const shop = await aDay();
    const targets = async (limits: ServiceLimits, now = march2.now) => {
      const [row] = await ask(shop, 'none', { limits, now });
      return [row!.closings_with_target, row!.closings_within_target, row!.close_target_share];
    };
    // Boris took exactly two hours; Vera and Gleb have been open for ten.
    expect(await targets(target(2 * HOUR))).toEqual([4, 2, 0.5]);
    expect(await targets(target(2 * HOUR - 1))).toEqual([4, 1, 0.25]);
    expect(await targets(target(10 * HOUR))).toEqual([2, 2, 1]);
    expect(await targets(target(10 * HOUR), new Date('2026-03-02T20:00:00.001Z'))).toEqual([4, 2, 0.5]);
    expect(await targets(target(2 * HOUR, '0|viber'))).toEqual([0, 0, null]);
    // A target in business hours without a calendar judges nothing.
    expect(await targets(target(-2 * HOUR))).toEqual([0, 0, null]);
  });

  it('counts open hours by the calendar of the account, and with them what is still open', async () => {
    const hours = {
      time_zone: 'Europe/Moscow',
      versions: [{ effective_from: null, week: weekOf([['09:00', '18:00']]) }],
      days: [],
    };
    const schedule = { calendars: { '1': hours }, workspace: '1', accounts: {}, agents: {} };
    const shop = await openWorkspace(database.client, ++last, [anAccount()], { schedule });
    await shop.receive(
      // 17:30 on Monday to 09:30 on Tuesday by the clock of Moscow: half an hour and half an hour.
      aMessage(of('anna', '14:30:00')),
      aReply(of('anna', '14:31:00')),
      aResolution(of('anna', '2026-03-03T06:30:00Z')),
      // Begun and closed at night.
      aMessage(of('boris', '19:00:00')),
      aReply(of('boris', '19:05:00')),
      aResolution(of('boris', '20:00:00')),
      // Open since 17:00 on Monday: at 10:00 on Tuesday for two open hours.
      aMessage(of('vera', '14:35:00')),
      aReply(of('vera', '14:36:00')),
    );
    const now = new Date('2026-03-03T07:00:00Z');
    const business = { now, own: { hours: 'business' } };
    const [row] = await ask(shop, 'none', business);
    expect(row).toMatchObject({ dialogues_closed: 2, close_median_seconds: 1800, close_mean_seconds: 1800 });
    const [reading] = await database.client.query<{ incoming: number }>(
      `SELECT toFloat64(incoming_business_ms) AS incoming FROM dialogues_v1 FINAL
       WHERE workspace_id = {workspace_id:UInt32} AND resolved_at = toDateTime64(0, 3, 'UTC')`,
      { workspace_id: last },
    );
    // 25 minutes on Monday and an hour on Tuesday.
    const now_business_ms = [reading!.incoming + 25 * 60_000 + HOUR];
    const withTarget = async (minutes: number) => {
      const limits = { ...target(-minutes * 60_000), calendar_account_ids: [1], now_business_ms };
      const [found] = await ask(shop, 'none', { ...business, limits });
      return [found!.closings_with_target, found!.closings_within_target];
    };
    expect(await withTarget(60)).toEqual([3, 2]);
    expect(await withTarget(59)).toEqual([3, 1]);
    expect(await withTarget(85)).toEqual([2, 2]);
    expect(await withTarget(84)).toEqual([3, 2]);
  });
});
