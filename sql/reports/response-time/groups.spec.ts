import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { putDialogues, putWaits, type StatedWait } from '../../testing/put-waits.js';
import { aMessage, aReply, aStart } from '../../testing/factories/index.js';
import { anAccount, openWorkspace, type TestAccount, type TestWorkspace } from '../../testing/workspace.js';
import { type BoundParams, runReport, type ReportRow } from '../index.js';

const march = {
  from: new Date('2026-03-01T00:00:00Z'),
  to: new Date('2026-04-01T00:00:00Z'),
  now: new Date('2026-06-01T00:00:00Z'),
};
const own = {
  kind: 'every',
  clock: 'customer',
  hours: 'calendar',
  clock_starts: 'definition',
  dated_by: 'started',
};
const [OLEG, OLEG_OF_VIBER, MARIA] = ['11', '12', '13'];

/** A wait of so many seconds from that moment on. */
const of = (seconds: number, waiting_since: string, stated: Partial<StatedWait> = {}): StatedWait => ({
  waiting_since,
  answered_at: new Date(Date.parse(waiting_since) + seconds * 1000).toISOString(),
  ...stated,
});

describe('the groups of response-time', () => {
  let database: TestDatabase;
  let last = 100;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const open = (accounts: readonly TestAccount[] = [anAccount()]) =>
    openWorkspace(database.client, ++last, accounts);
  const put = (...waits: StatedWait[]) => putWaits(database.client, last, waits);
  const ask = (shop: TestWorkspace, by: string[], stated: Partial<BoundParams> = {}) =>
    runReport(
      database.client,
      'response-time',
      shop.asking({ ...march, ...stated, own: { ...own, ...stated.own, by } }),
    );
  /** What is not null of a row, but for the numbers: its group. Then how many, and the median. */
  const brief = ({ is_total, ...row }: ReportRow<'response-time'>) => [
    ...(is_total ? ['all'] : []),
    ...(['weekday', 'hour_of_day', 'channel', 'account_id', 'arrival', 'ref', 'team_id', 'agent_id'] as const)
      .map((key) => row[key])
      .filter((value) => value !== null),
    `${row.waits_answered} in ${row.response_median_seconds}`,
  ];
  const seen = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).map(brief);
  const join = (agent_id: string, counts_as: string, team_id = 0) =>
    database.client.insertRows(
      'agent_identities_v1',
      ['workspace_id', 'agent_id', 'counts_as', 'team_id', 'version'],
      [[last, agent_id, counts_as, team_id, '1']],
    );

  it('make one agent of joined identities, name the unknown, and give to whoever it is assigned to', async () => {
    const shop = await open();
    await put(
      of(10, '2026-03-02T09:00:00Z', { answered_by: OLEG }),
      of(20, '2026-03-02T09:00:00Z', { answered_by: OLEG_OF_VIBER }),
      of(100, '2026-03-02T09:00:00Z', { answered_by: MARIA }),
      // A person whom the platform does not name.
      of(50, '2026-03-02T09:00:00Z'),
      // Oleg has it and does not answer.
      { waiting_since: '2026-03-02T09:00:00Z', assignee_id: OLEG_OF_VIBER },
    );
    await join(OLEG_OF_VIBER!, OLEG!, 5);
    await join(OLEG!, OLEG!, 5);
    expect(await seen(shop, ['agent'])).toEqual([
      [OLEG, '2 in 15'],
      ['1 in 50'],
      [MARIA, '1 in 100'],
      ['all', '4 in 35'],
    ]);
    const [oleg] = await ask(shop, ['agent']);
    expect(oleg).toMatchObject({ waits_unanswered: 1, answered_share: 2 / 3 });
    for (const asked of [OLEG!, OLEG_OF_VIBER!])
      expect(await seen(shop, ['agent'], { agent_ids: [asked] })).toEqual([
        [OLEG, '2 in 15'],
        ['all', '2 in 15'],
      ]);
    expect(await seen(shop, ['team'])).toEqual([['2 in 75'], ['5', '2 in 15'], ['all', '4 in 35']]);
    expect(await seen(shop, ['team', 'agent'], { team_ids: ['5'] })).toEqual([
      ['5', OLEG, '2 in 15'],
      ['all', '2 in 15'],
    ]);
  });

  it('split by any pair; a total of pairs is computed from the waits', async () => {
    const viber = { account_id: 2, channel: 'viber' } as const;
    const shop = await open([anAccount(), anAccount(viber)]);
    await put(
      of(10, '2026-03-02T09:30:00Z', { answered_by: OLEG }),
      of(30, '2026-03-02T10:30:00Z', { answered_by: OLEG }),
      of(100, '2026-03-02T09:30:00Z', { answered_by: MARIA, ...viber }),
      of(200, '2026-03-03T09:30:00Z', { answered_by: OLEG, ...viber }),
    );
    const utc = { time_zone: 'UTC' };
    expect(await seen(shop, ['channel', 'agent'], utc)).toEqual([
      ['telegram', OLEG, '2 in 20'],
      ['viber', OLEG, '1 in 200'],
      ['viber', MARIA, '1 in 100'],
      ['all', '4 in 65'],
    ]);
    expect(await seen(shop, ['hour', 'weekday'], utc)).toEqual([
      [1, 9, '2 in 55'],
      [1, 10, '1 in 30'],
      [2, 9, '1 in 200'],
      ['all', '4 in 65'],
    ]);
    expect(await seen(shop, ['account', 'hour'], utc)).toEqual([
      [9, '2', '2 in 150'],
      [9, '1', '1 in 10'],
      [10, '1', '1 in 30'],
      ['all', '4 in 65'],
    ]);
  });

  it('tell sources with a ref, without one, direct and unattributed apart, a ref with a comma too', async () => {
    const shop = await open();
    const at = (time: string, id: string) => ({ occurred_at: `2026-03-02T${time}Z`, contact: { id } });
    await shop.receive(
      aStart({ ...at('09:00:00', 'anna'), ref: 'spring,sale' }),
      aMessage(at('09:00:10', 'anna')),
      aReply(at('09:00:20', 'anna')),
      aMessage(at('09:00:00', 'boris')),
      aReply(at('09:00:20', 'boris')),
      // We wrote first.
      aReply(at('09:00:00', 'clara')),
      aMessage(at('09:01:00', 'clara')),
      aReply(at('09:01:30', 'clara')),
    );
    expect(await seen(shop, ['source'])).toEqual([
      ['direct', '1 in 20'],
      ['ref', 'spring,sale', '1 in 10'],
      ['unattributed', '1 in 30'],
      ['all', '3 in 20'],
    ]);
    expect(await seen(shop, ['source'], { refs: ['spring,sale'] })).toEqual([
      ['ref', 'spring,sale', '1 in 10'],
      ['all', '1 in 10'],
    ]);
    expect(await seen(shop, ['source'], { refs: ['spring', 'sale'] })).toEqual([['all', '0 in null']]);
  });

  it.each([
    // +05:45: 18:15Z is midnight there; 18:14:59 is still Sunday.
    ['Asia/Kathmandu', '2026-03-01T18:14:59Z', 7, 23],
    ['Asia/Kathmandu', '2026-03-01T18:15:00Z', 1, 0],
    // Clocks jump from 2:00 to 3:00, and back from 3:00 to 2:00: that hour comes twice.
    ['Europe/Berlin', '2026-03-29T00:59:59Z', 7, 1],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', 7, 3],
    ['Europe/Berlin', '2026-10-25T00:30:00Z', 7, 2],
    ['Europe/Berlin', '2026-10-25T01:30:00Z', 7, 2],
    ['Europe/Berlin', '2026-10-25T02:00:00Z', 7, 3],
  ])('go by the clock of %s: %s is day %s, hour %s', async (time_zone, since, weekday, hour) => {
    const shop = await open();
    await put(of(10, since));
    const year = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2027-01-01T00:00:00Z'), time_zone };
    expect(await seen(shop, ['weekday', 'hour'], year)).toEqual([
      [weekday, hour, '1 in 10'],
      ['all', '1 in 10'],
    ]);
    const count = async (stated: Partial<BoundParams>) =>
      (await ask(shop, [], { ...year, ...stated }))[0]?.waits_answered;
    expect(await count({ hours_of_day: [hour], weekdays: [weekday] })).toBe(1);
    expect(await count({ hours_of_day: [(hour + 1) % 24] })).toBe(0);
    expect(await count({ weekdays: [(weekday % 7) + 1] })).toBe(0);
  });

  it('date hours by the answer where asked', async () => {
    const shop = await open();
    await put(of(7200, '2026-03-02T09:30:00Z'));
    const asked = { time_zone: 'UTC', own: { dated_by: 'answered' } };
    expect(await seen(shop, ['hour'], asked)).toEqual([
      [11, '1 in 7200'],
      ['all', '1 in 7200'],
    ]);
    expect(await seen(shop, ['hour'], { ...asked, hours_of_day: [9] })).toEqual([['all', '0 in null']]);
  });

  it('say in each row how much of it can be seen: by agent that of everything asked for', async () => {
    const shop = await open([anAccount(), anAccount({ account_id: 2, outgoing: 'never' })]);
    await put(of(10, '2026-03-02T09:30:00Z', { answered_by: OLEG }));
    await putDialogues(database.client, last, [
      { started_at: '2026-03-02T09:30:00Z', messages_received: 3 },
      { started_at: '2026-03-02T10:30:00Z', messages_received: 1, account_id: 2 },
    ]);
    const shares = async (by: string[]) =>
      (await ask(shop, by, { time_zone: 'UTC' })).map((row) => row.outgoing_covered_share);
    expect(await shares(['agent'])).toEqual([0.75, 0.75]);
    expect(await shares(['agent', 'hour'])).toEqual([1, 0.75]);
    expect(await shares(['account'])).toEqual([1, 0, 0.75]);
    expect(await shares(['hour'])).toEqual([1, 0, 0.75]);
  });

  it('hold nothing of what an agent may not see: no row without a wait of theirs', async () => {
    const shop = await open([anAccount(), anAccount({ account_id: 2, channel: 'viber' })]);
    await put(of(10, '2026-03-02T09:30:00Z', { answered_by: OLEG }));
    await putDialogues(database.client, last, [
      { started_at: '2026-03-02T09:30:00Z', messages_received: 3, account_id: 2, channel: 'viber' },
    ]);
    expect(await seen(shop, ['channel'])).toEqual([
      ['telegram', '1 in 10'],
      ['viber', '0 in null'],
      ['all', '1 in 10'],
    ]);
    expect(await seen(shop, ['channel'], { agent_ids: [OLEG!] })).toEqual([
      ['telegram', '1 in 10'],
      ['all', '1 in 10'],
    ]);
  });
});
