import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aBotReply, aBroadcastMessage, aMessage, aReply } from '../../testing/factories/index.js';
import { anAccount, openWorkspace, type TestAccount, type TestWorkspace } from '../../testing/workspace.js';
import { type BoundParams, runReport, type ReportRow } from '../index.js';

/** Two days of Moscow. */
const days = {
  from: new Date('2026-03-01T21:00:00Z'),
  to: new Date('2026-03-03T21:00:00Z'),
  now: new Date('2026-03-10T00:00:00Z'),
};
const of = (id: string, occurred_at: string) => ({ contact: { id }, occurred_at });

describe('active-and-engaged', () => {
  let database: TestDatabase;
  let last = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const open = (accounts: readonly TestAccount[] = [anAccount()]) =>
    openWorkspace(database.client, ++last, accounts);
  const ask = (shop: TestWorkspace, by = 'none', stated: Partial<BoundParams> = {}) =>
    runReport(
      database.client,
      'active-and-engaged',
      shop.asking({ ...days, granularity: 'day', ...stated, own: { by } }),
    );
  const brief = (row: ReportRow<'active-and-engaged'>) => [
    row.is_total ? 'all' : row.bucket_start.slice(0, 10),
    row.channel,
    row.contacts,
    row.contacts_active,
    row.contacts_engaged,
    row.engaged_share,
  ];

  it('counts people once in each day and once in the whole, whoever of us wrote', async () => {
    const shop = await open();
    await shop.receive(
      // Anna asks on Monday and is answered; on Tuesday she gets a broadcast.
      aMessage(of('anna', '2026-03-02T09:00:00Z')),
      aMessage(of('anna', '2026-03-02T09:00:30Z')),
      aReply(of('anna', '2026-03-02T09:05:00Z')),
      aBroadcastMessage(of('anna', '2026-03-03T09:00:00Z')),
      // Boris gets a broadcast on Monday and writes on Tuesday, at local midnight.
      aBroadcastMessage(of('boris', '2026-03-02T20:59:59.999Z')),
      aMessage(of('boris', '2026-03-02T21:00:00Z')),
      // Nobody answers Vera.
      aMessage(of('vera', '2026-03-01T21:00:00Z')),
      // A bot writes to Gleb; what lies outside counts nowhere.
      aBotReply(of('gleb', '2026-03-03T09:00:00Z')),
      aMessage(of('gleb', '2026-03-03T21:00:00Z')),
      aMessage(of('dora', '2026-03-01T20:59:59.999Z')),
    );
    expect(await ask(shop)).toEqual([
      {
        period: 'current',
        is_total: false,
        bucket_start: '2026-03-01T21:00:00.000Z',
        bucket_end: '2026-03-02T21:00:00.000Z',
        is_partial: false,
        channel: null,
        contacts: 2,
        contacts_active: 2,
        contacts_engaged: 1,
        engaged_share: 0.5,
        outgoing_covered_share: 1,
      },
      {
        period: 'current',
        is_total: false,
        bucket_start: '2026-03-02T21:00:00.000Z',
        bucket_end: '2026-03-03T21:00:00.000Z',
        is_partial: false,
        channel: null,
        contacts: 1,
        contacts_active: 2,
        contacts_engaged: 0,
        engaged_share: 0,
        outgoing_covered_share: 1,
      },
      {
        period: 'current',
        is_total: true,
        bucket_start: '2026-03-01T21:00:00.000Z',
        bucket_end: '2026-03-03T21:00:00.000Z',
        is_partial: false,
        channel: null,
        contacts: 3,
        contacts_active: 3,
        contacts_engaged: 2,
        engaged_share: 2 / 3,
        outgoing_covered_share: 1,
      },
    ]);
  });

  it('has a row of every channel in every unit, also of a silent one, and knows nothing where answers are not seen', async () => {
    const shop = await open([
      anAccount(),
      anAccount({ account_id: 2, channel: 'viber', outgoing: 'never' }),
      anAccount({ account_id: 3, channel: 'vk' }),
    ]);
    await shop.receive(
      aMessage(of('anna', '2026-03-02T09:00:00Z')),
      aReply(of('anna', '2026-03-02T09:05:00Z')),
      aMessage({ ...of('boris', '2026-03-02T09:00:00Z'), account_id: '2' }),
      aReply({ ...of('boris', '2026-03-02T09:05:00Z'), account_id: '2' }),
    );
    expect((await ask(shop, 'channel')).map(brief)).toEqual([
      ['2026-03-01', 'telegram', 1, 1, 1, 1],
      ['2026-03-01', 'viber', 1, null, null, null],
      ['2026-03-01', 'vk', 0, 0, 0, null],
      ['2026-03-01', null, 2, 1, 1, 1],
      ['2026-03-02', 'telegram', 0, 0, 0, null],
      ['2026-03-02', 'viber', 0, null, null, null],
      ['2026-03-02', 'vk', 0, 0, 0, null],
      ['2026-03-02', null, 0, 0, 0, null],
      ['all', 'telegram', 1, 1, 1, 1],
      ['all', 'viber', 1, null, null, null],
      ['all', 'vk', 0, 0, 0, null],
      ['all', null, 2, 1, 1, 1],
    ]);
    const all = await ask(shop, 'channel', { channels: ['viber'] });
    expect(all.at(-1)).toMatchObject({ contacts: 1, contacts_active: null, outgoing_covered_share: 0 });
  });

  it('cuts units by the clock of the zone, also on the day of a clock change, and says which are partial', async () => {
    const shop = await open();
    await shop.receive(
      aReply(of('anna', '2026-03-29T21:59:59.999Z')),
      aReply(of('boris', '2026-03-29T22:00:00Z')),
    );
    const rows = await ask(shop, 'none', {
      from: new Date('2026-03-28T23:00:00Z'),
      to: new Date('2026-03-30T20:00:00Z'),
      now: new Date('2026-03-30T20:00:00Z'),
      time_zone: 'Europe/Berlin',
    });
    expect(rows.map((row) => [row.bucket_start, row.contacts_active, row.is_partial])).toEqual([
      // Sunday has 23 hours; Monday is cut two hours before its end.
      ['2026-03-28T23:00:00.000Z', 1, false],
      ['2026-03-29T22:00:00.000Z', 1, true],
      ['2026-03-28T23:00:00.000Z', 2, false],
    ]);
  });
});
