import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import {
  aBotReply,
  aHandOff,
  aMessage,
  aReply,
  aResolution,
  aStart,
  anAutoReply,
  anUnknownReply,
} from '../../testing/factories/index.js';
import { anAccount, openWorkspace, type TestAccount, type TestWorkspace } from '../../testing/workspace.js';
import { type BoundParams, runReport } from '../index.js';

const march2 = {
  from: new Date('2026-03-02T00:00:00Z'),
  to: new Date('2026-03-03T00:00:00Z'),
  now: new Date('2026-03-10T00:00:00Z'),
};
const of = (id: string, time: string) => ({
  contact: { id },
  occurred_at: time.includes('T') ? time : `2026-03-02T${time}Z`,
});

describe('bots', () => {
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
      'bots',
      shop.asking({ ...march2, ...stated, own: { hours: 'calendar', by, ...stated.own } }),
    );

  it('tells what the bot settled, handed over, or what was taken from it, and how long people then waited', async () => {
    const shop = await open();
    await shop.receive(
      // The bot alone; a greeting before it changes nothing.
      aMessage(of('anna', '10:00:00')),
      anAutoReply(of('anna', '10:00:01')),
      aBotReply(of('anna', '10:00:05')),
      // Handed over, answered after 120 s.
      aMessage(of('boris', '10:00:00')),
      aBotReply(of('boris', '10:00:10')),
      aHandOff(of('boris', '10:01:00')),
      aReply(of('boris', '10:03:00')),
      // Handed over, answered after 30 s.
      aMessage(of('bella', '10:00:00')),
      aBotReply(of('bella', '10:00:10')),
      aHandOff(of('bella', '10:01:00')),
      aReply(of('bella', '10:01:30')),
      // Handed over, and nobody came.
      aMessage(of('egor', '10:00:00')),
      aBotReply(of('egor', '10:00:10')),
      aHandOff(of('egor', '10:02:00')),
      // Oleg joins without a hand-off.
      aMessage(of('vera', '10:00:00')),
      aBotReply(of('vera', '10:00:10')),
      aMessage(of('vera', '10:05:00')),
      aReply(of('vera', '10:06:00')),
      // A person first: the bot is not in front.
      aMessage(of('gleb', '10:00:00')),
      aReply(of('gleb', '10:01:00')),
      aBotReply(of('gleb', '10:02:00')),
      // The bot alone and closed, but Dora comes back and Oleg has to answer.
      aMessage(of('dora', '10:00:00')),
      aBotReply(of('dora', '10:00:10')),
      aResolution(of('dora', '10:01:00')),
      aMessage(of('dora', '11:00:00')),
      aReply(of('dora', '11:05:00')),
      // The day before, and the day after.
      aMessage(of('yan', '2026-03-01T23:59:59.999Z')),
      aBotReply(of('yan', '2026-03-02T00:00:05Z')),
      aMessage(of('zoe', '2026-03-03T00:00:00Z')),
      aBotReply(of('zoe', '2026-03-03T00:00:05Z')),
    );
    expect(await ask(shop)).toEqual([
      {
        period: 'current',
        is_total: true,
        channel: null,
        account_id: null,
        account_name: null,
        arrival: null,
        ref: null,
        dialogues: 8,
        bot_dialogues: 6,
        bot_dialogues_contained: 2,
        containment_share: 2 / 6,
        bot_dialogues_handed_off: 3,
        bot_dialogues_taken_over: 1,
        hand_offs_answered: 2,
        hand_offs_unanswered: 1,
        wait_after_hand_off_median_seconds: 75,
        wait_after_hand_off_p90_seconds: 111,
        waits_without_calendar: 0,
        bot_dialogues_reopened: 1,
        reopened_after_bot_share: 0.5,
        outgoing_covered_share: 1,
      },
    ]);
    // Without a calendar nothing is known of business hours.
    const [business] = await ask(shop, 'none', { own: { hours: 'business' } });
    expect(business).toMatchObject({
      hand_offs_answered: 2,
      wait_after_hand_off_median_seconds: null,
      waits_without_calendar: 2,
    });
  });

  it('takes who is back exactly 24 hours after the bot, and not a millisecond later', async () => {
    const shop = await open();
    const back = (id: string, time: string) => [
      aMessage(of(id, '10:00:00')),
      aBotReply(of(id, '10:00:10')),
      aResolution(of(id, '10:01:00')),
      aMessage(of(id, time)),
      aReply(of(id, '2026-03-04T10:00:00Z')),
    ];
    await shop.receive(
      ...back('anna', '2026-03-03T10:00:10.000Z'),
      ...back('boris', '2026-03-03T10:00:10.001Z'),
    );
    expect(await ask(shop)).toMatchObject([
      { bot_dialogues_contained: 2, bot_dialogues_reopened: 1, reopened_after_bot_share: 0.5 },
    ]);
  });

  it('takes whoever writes without a name for what the account says', async () => {
    const accounts = [anAccount(), anAccount({ account_id: 2, default_sender: 'agent' })];
    const shop = await open(accounts);
    const in2 = { account_id: '2' };
    await shop.receive(
      aMessage(of('anna', '10:00:00')),
      anUnknownReply(of('anna', '10:00:05')),
      aMessage({ ...of('anna', '10:00:00'), ...in2 }),
      anUnknownReply({ ...of('anna', '10:00:05'), ...in2 }),
    );
    const rows = await ask(shop, 'account');
    expect(rows.map((row) => [row.account_id, row.dialogues, row.bot_dialogues_contained])).toEqual([
      ['1', 1, 1],
      ['2', 1, 0],
      [null, 2, 1],
    ]);
  });

  it('splits by source and channel, and knows nothing where answers are not seen', async () => {
    const viber = anAccount({ account_id: 2, channel: 'viber', outgoing: 'never' });
    const shop = await open([anAccount(), viber]);
    await shop.receive(
      aStart({ ...of('anna', '09:59:00'), ref: 'spring' }),
      aMessage(of('anna', '10:00:00')),
      aBotReply(of('anna', '10:00:05')),
      aHandOff(of('anna', '10:01:00')),
      aReply(of('anna', '10:02:00')),
      aMessage(of('boris', '10:00:00')),
      aBotReply(of('boris', '10:00:05')),
      aMessage({ ...of('vera', '10:00:00'), account_id: '2' }),
    );
    const brief = (by: 'arrival' | 'channel', rows: Awaited<ReturnType<typeof ask>>) =>
      rows.map((row) => [
        row[by],
        row.dialogues,
        row.bot_dialogues,
        row.containment_share,
        row.wait_after_hand_off_median_seconds,
        row.outgoing_covered_share,
      ]);
    expect(brief('arrival', await ask(shop, 'source'))).toEqual([
      ['direct', 2, 1, 1, null, 0.5],
      ['ref', 1, 1, 0, 60, 1],
      [null, 3, 2, 0.5, 60, 2 / 3],
    ]);
    expect(brief('channel', await ask(shop, 'channel'))).toEqual([
      ['telegram', 2, 2, 0.5, 60, 1],
      ['viber', 1, null, null, null, 0],
      [null, 3, 2, 0.5, 60, 2 / 3],
    ]);
    expect(brief('channel', await ask(shop, 'channel', { channels: ['viber'] }))).toEqual([
      ['viber', 1, null, null, null, 0],
      [null, 1, null, null, null, 0],
    ]);
  });
});
