import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import {
  aBlock,
  aBroadcastMessage,
  aClick,
  aMessage,
  aReply,
  aStart,
  anUnblock,
  anUnsubscription,
  aSubscription,
} from '../../testing/factories/index.js';
import { anAccount, openWorkspace } from '../../testing/workspace.js';
import { runReport } from '../index.js';

const at = (time: string) => ({ occurred_at: time });
const of = (id: string) => ({ contact: { id } });

/** The week from Monday, 2 March, in Moscow, looked at when everything is 60 days old. */
const week = {
  from: new Date('2026-03-01T21:00:00Z'),
  to: new Date('2026-03-08T21:00:00Z'),
  now: new Date('2026-05-01T00:00:00Z'),
  granularity: 'day' as const,
};
const NOTHING = {
  by: 'source',
  arrivals: [] as string[],
  sources: [] as string[],
  mediums: [] as string[],
  campaigns: [] as string[],
  contents: [] as string[],
  terms: [] as string[],
  link_ids: [] as string[],
  ads: [] as string[],
};

describe('subscriptions', () => {
  let database: TestDatabase;
  let last = 0;
  const open = (accounts = [anAccount()]) => openWorkspace(database.client, ++last, accounts);
  type Shop = Awaited<ReturnType<typeof open>>;
  const ask = <Name extends 'subscribers' | 'subscribers-over-time' | 'before-unsubscribing'>(
    name: Name,
    shop: Shop,
    own: Partial<typeof NOTHING> = {},
  ) => runReport(database.client, name, shop.asking({ ...week, own: { ...NOTHING, ...own } }));

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const fill = async (shop: Shop) =>
    shop.receive(
      // Anna and Boris were there before; Anna left in the week, Boris before it, and came back in it.
      aStart({ ...at('2026-02-20T09:00:00Z'), ref: 'a', source: 'vk' }),
      aBlock(at('2026-03-04T09:00:00Z')),
      aStart({ ...of('boris'), ...at('2026-02-20T09:00:00Z'), ref: 'a', source: 'vk' }),
      aBlock({ ...of('boris'), ...at('2026-02-25T09:00:00Z') }),
      anUnblock({ ...of('boris'), ...at('2026-03-03T09:00:00Z') }),
      // Clara starts and writes, Dora only starts; Dora leaves a day later, two hours after a broadcast.
      aClick({
        ...at('2026-03-05T08:59:00Z'),
        link_id: undefined,
        ref: 'b',
        source: 'mail',
        visitor_id: 'v',
      }),
      aClick({
        ...at('2026-03-05T08:59:00Z'),
        link_id: undefined,
        ref: 'b',
        source: 'mail',
        visitor_id: 'w',
      }),
      aStart({ ...of('clara'), ...at('2026-03-05T09:00:00Z'), ref: 'b', source: 'mail' }),
      aMessage({ ...of('clara'), ...at('2026-03-05T09:01:00Z') }),
      aReply({ ...of('clara'), ...at('2026-03-05T09:02:00Z') }),
      aStart({ ...of('dora'), ...at('2026-03-05T09:00:00Z'), ref: 'b', source: 'mail' }),
      aBroadcastMessage({ ...of('dora'), ...at('2026-03-06T08:00:00Z') }),
      aBlock({ ...of('dora'), ...at('2026-03-06T10:00:00Z') }),
    );

  it('counts who came, who left and who is there, each by what had brought them; the base and its churn', async () => {
    const shop = await open();
    await fill(shop);
    const rows = await ask('subscribers', shop);
    const table = Object.fromEntries(
      rows.map((row) => [
        row.is_total ? 'total' : (row.value ?? row.arrival),
        [
          row.subscriptions_at_start,
          row.contacts_subscribed,
          row.contacts_unsubscribed,
          row.subscriptions_net,
          row.subscriptions_at_end,
          row.subscriptions_lost_of_base,
          row.churn_rate,
        ],
      ]),
    );
    expect(table).toEqual({
      vk: [1, 1, 1, 0, 1, 1, 1],
      mail: [0, 2, 1, 1, 1, 0, null],
      direct: [0, 0, 0, 0, 0, 0, null],
      unattributed: [0, 0, 0, 0, 0, 0, null],
      total: [1, 3, 2, 1, 2, 1, 1],
    });
    expect(rows.find(({ value }) => value === 'mail')).toMatchObject({
      clicks: 2,
      starts: 2,
      starts_written: 1,
      starts_subscribed: 2,
      starts_written_subscribed: 1,
      subscribed_rate_of_clicks: 1,
      subscribed_rate_of_starts: 1,
      subscribed_rate_of_starts_low: expect.closeTo(0.3424, 4),
      subscribed_rate_of_messages: 1,
      subscriptions_mature_d1: 2,
      subscriptions_kept_d1: 2,
      subscriptions_kept_d7: 1,
      kept_rate_d7: 0.5,
      subscriptions_kept_d30: 1,
    });
  });

  it('runs day by day, and the base at the end of a day is that before it plus who came less who left', async () => {
    const shop = await open();
    await fill(shop);
    const days = await ask('subscribers-over-time', shop);
    expect(
      days.map((day) => [
        day.contacts_subscribed,
        day.contacts_unsubscribed,
        day.subscriptions_net,
        day.subscriptions_at_end,
      ]),
    ).toEqual([
      [0, 0, 0, 1],
      [1, 0, 1, 2],
      [0, 1, -1, 1],
      [2, 0, 2, 3],
      [0, 1, -1, 2],
      [0, 0, 0, 2],
      [0, 0, 0, 2],
    ]);
  });

  it('says which of our messages came last before people left, and how long before', async () => {
    const shop = await open();
    await fill(shop);
    const rows = await ask('before-unsubscribing', shop);
    expect(rows.map(({ period: _period, ...row }) => row)).toEqual([
      {
        is_total: false,
        last_sender: 'broadcast',
        contacts_unsubscribed: 1,
        unsubscribed_within_1_hour: 0,
        unsubscribed_within_24_hours: 1,
        unsubscribed_after_median_seconds: 7200,
      },
      {
        is_total: false,
        last_sender: 'none',
        contacts_unsubscribed: 1,
        unsubscribed_within_1_hour: 0,
        unsubscribed_within_24_hours: 0,
        unsubscribed_after_median_seconds: null,
      },
      {
        is_total: true,
        last_sender: null,
        contacts_unsubscribed: 2,
        unsubscribed_within_1_hour: 0,
        unsubscribed_within_24_hours: 1,
        unsubscribed_after_median_seconds: 7200,
      },
    ]);
  });

  it('means by subscribed what each channel means', async () => {
    const shop = await open([anAccount(), anAccount({ account_id: 2, channel: 'viber' })]);
    const viber = { account_id: '2', ...of('boris') };
    await shop.receive(
      // A start is a subscription in Telegram, and none in Viber, where the first message is.
      aStart({ ...at('2026-03-02T09:00:00Z'), ref: 'a', source: 'vk' }),
      aStart({ ...viber, ...at('2026-03-02T09:00:00Z'), ref: 'a', source: 'vk' }),
      aMessage({ ...viber, ...at('2026-03-02T10:00:00Z') }),
      aSubscription({ ...viber, ...of('clara'), ...at('2026-03-02T11:00:00Z') }),
      anUnsubscription({ ...viber, ...of('clara'), ...at('2026-03-02T12:00:00Z') }),
    );
    const rows = await ask('subscribers', shop, { by: 'channel' });
    expect(rows.map((row) => [row.value, row.contacts_subscribed, row.contacts_unsubscribed])).toEqual([
      ['viber', 2, 1],
      ['telegram', 1, 0],
      [null, 3, 1],
    ]);
  });

  it('is empty, not 0, where no account tells of subscriptions', async () => {
    const shop = await open([anAccount({ subscriptions: false })]);
    await fill(shop);
    for (const name of ['subscribers', 'before-unsubscribing'] as const)
      expect((await ask(name, shop)).at(-1)).toMatchObject({ contacts_unsubscribed: null });
    expect((await ask('subscribers-over-time', shop)).at(-1)?.subscriptions_at_end).toBeNull();
  });
});
