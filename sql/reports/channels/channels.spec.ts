import type { AcquisitionGroup } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import {
  aBlock,
  aClick,
  aMessage,
  aReferral,
  aReply,
  aStart,
  aSubscription,
  anUnblock,
} from '../../testing/factories/index.js';
import { anAccount, openWorkspace } from '../../testing/workspace.js';
import { runReport, type ReportRow } from '../index.js';

const at = (time: string) => ({ occurred_at: time });
const of = (id: string) => ({ contact: { id } });
const visitor = (visitor_id: string) => ({ visitor_id, link_id: undefined });
const vk = { source: 'vk', medium: 'cpc', campaign: 'spring' };

/** Monday, 2 March, in Moscow, looked at when everything is 60 days old. */
const march2 = {
  from: new Date('2026-03-01T21:00:00Z'),
  to: new Date('2026-03-02T21:00:00Z'),
  now: new Date('2026-05-01T00:00:00Z'),
};
const NOTHING = {
  by: 'source' as AcquisitionGroup,
  model: 'last_non_direct',
  dated_by: 'conversion',
  ...{ lookback_days: null, goal_ids: [] as string[] },
  arrivals: [] as string[],
  sources: [] as string[],
  mediums: [] as string[],
  campaigns: [] as string[],
  contents: [] as string[],
  terms: [] as string[],
  link_ids: [] as string[],
  ads: [] as string[],
};
type Row = ReportRow<'channels'>;

describe('channels', () => {
  let database: TestDatabase;
  let last = 0;
  const open = (accounts = [anAccount()]) => openWorkspace(database.client, ++last, accounts);
  const ask = (
    shop: Awaited<ReturnType<typeof open>>,
    own: Partial<typeof NOTHING> = {},
    stated: object = {},
  ) =>
    runReport(
      database.client,
      'channels',
      shop.asking({ ...march2, ...stated, own: { ...NOTHING, ...own } }),
    );
  const named = ({ is_total, value, arrival }: Row) => (is_total ? 'total' : (value ?? arrival));
  const table = (rows: Row[], ...keys: (keyof Row)[]) =>
    Object.fromEntries(rows.map((row) => [named(row), keys.map((key) => row[key])]));

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('follows each source from the click to who is kept, names what has none, and computes the total anew', async () => {
    const shop = await open();
    await shop.receive(
      // Anna comes by VK, writes 30 s later, is answered after 60 s, and stays.
      aClick({ ...at('2026-03-02T08:59:00Z'), ...visitor('a'), ref: 'vk-1', ...vk }),
      aStart({ ...at('2026-03-02T09:00:00Z'), ref: 'vk-1', ...vk }),
      aMessage(at('2026-03-02T09:00:30Z')),
      aReply(at('2026-03-02T09:01:30Z')),
      // Boris comes by VK too, writes nothing and blocks after 10 days.
      aStart({ ...of('boris'), ...at('2026-03-02T10:00:00Z'), ref: 'vk-2', ...vk }),
      aBlock({ ...of('boris'), ...at('2026-03-12T10:00:00Z') }),
      // Clara simply starts and blocks the next day; Dora came by a ref of which nothing is known, and came back by VK.
      aStart({ ...of('clara'), ...at('2026-03-02T11:00:00Z') }),
      aBlock({ ...of('clara'), ...at('2026-03-03T11:00:00Z') }),
      aStart({ ...of('dora'), ...at('2026-03-02T12:00:00Z'), ref: 'poster' }),
      aReferral({ ...of('dora'), ...at('2026-03-02T13:00:00Z'), ref: 'vk-1', ...vk }),
      // We write to Fedor first.
      aReply({ ...of('fedor'), ...at('2026-03-02T14:00:00Z') }),
      aMessage({ ...of('fedor'), ...at('2026-03-02T14:05:00Z') }),
      aReply({ ...of('fedor'), ...at('2026-03-02T14:07:00Z') }),
    );
    const rows = await ask(shop);
    expect(
      table(rows, 'clicks', 'touches', 'touches_re_engagement', 'new_contacts', 'starts', 'starts_written'),
    ).toEqual({
      vk: [1, 3, 1, 2, 3, 1],
      direct: [0, 1, 0, 1, 1, 0],
      ref: [0, 1, 0, 1, 1, 0],
      expired: [0, 0, 0, 0, 0, 0],
      unattributed: [0, 0, 0, 1, 0, 0],
      total: [1, 5, 1, 5, 5, 1],
    });
    expect(
      table(rows, 'dialogues', 'first_response_median_seconds', 'waits_answered', 'answered_share'),
    ).toEqual({
      vk: [1, 60, 1, 1],
      direct: [0, null, 0, null],
      ref: [0, null, 0, null],
      expired: [0, null, 0, null],
      unattributed: [1, null, 1, 1],
      total: [2, 60, 2, 1],
    });
    expect(
      table(
        rows,
        'contacts_subscribed',
        'subscriptions_mature_d7',
        'subscriptions_kept_d7',
        'subscriptions_mature_d30',
        'subscriptions_kept_d30',
      ),
    ).toEqual({
      vk: [2, 2, 2, 2, 1],
      direct: [1, 1, 0, 1, 0],
      ref: [1, 1, 1, 1, 1],
      expired: [0, 0, 0, 0, 0],
      unattributed: [0, 0, 0, 0, 0],
      total: [4, 4, 3, 4, 2],
    });
    // 1 of 3, by the Wilson interval.
    expect(rows[0]).toMatchObject({
      value: 'vk',
      arrival: null,
      message_rate: 1 / 3,
      message_rate_low: expect.closeTo(0.0615, 4),
      message_rate_high: expect.closeTo(0.7923, 4),
      kept_rate_d30: 0.5,
      kept_rate_d7: 1,
      kept_rate_d7_high: 1,
    });
  });

  it('splits by anything else, and a row opens into the next level', async () => {
    const shop = await open();
    await shop.receive(
      aStart({ ...at('2026-03-02T09:00:00Z'), ref: 'a', source: 'vk', campaign: 'spring', link_id: 7 }),
      aMessage(at('2026-03-02T09:00:30Z')),
      aStart({ ...of('boris'), ...at('2026-03-02T09:00:00Z'), ref: 'b', source: 'vk', campaign: 'sale' }),
      aReferral({ ...of('clara'), ...at('2026-03-02T09:00:00Z'), ref: undefined, ad_id: 'ad-7' }),
      aMessage({ ...of('clara'), ...at('2026-03-02T09:01:00Z') }),
    );
    const found = async (own: Partial<typeof NOTHING>) => table(await ask(shop, own), 'touches', 'dialogues');
    const always = { direct: [0, 0], expired: [0, 0], unattributed: [0, 0] };
    expect(await found({ by: 'source' })).toEqual({ vk: [2, 1], no_ref: [1, 1], ...always, total: [3, 2] });
    expect(await found({ by: 'campaign', sources: ['vk'] })).toEqual({
      spring: [1, 1],
      sale: [1, 0],
      total: [2, 1],
    });
    expect(await found({ by: 'campaign', sources: [''], arrivals: ['no_ref'] })).toEqual({
      no_ref: [1, 1],
      total: [1, 1],
    });
    expect(await found({ by: 'ref' })).toEqual({
      a: [1, 1],
      b: [1, 0],
      no_ref: [1, 1],
      ...always,
      total: [3, 2],
    });
    expect(await found({ by: 'link' })).toEqual({
      '7': [1, 1],
      ref: [1, 0],
      no_ref: [1, 1],
      ...always,
      total: [3, 2],
    });
    expect(await found({ by: 'ad', ads: ['ad-7'] })).toEqual({ 'ad-7': [1, 1], total: [1, 1] });
    expect(await found({ by: 'channel' })).toEqual({ telegram: [3, 2], total: [3, 2] });
    expect(await found({ by: 'account' })).toEqual({ '1': [3, 2], total: [3, 2] });
  });

  it('a re-engagement is not a new contact, and a first touch before the period stays the first', async () => {
    const shop = await open();
    await shop.receive(
      aStart({ ...at('2026-02-20T09:00:00Z'), ref: 'a', source: 'winter' }),
      aReferral({ ...at('2026-03-02T09:00:00Z'), ref: 'b', source: 'spring' }),
    );
    expect(table(await ask(shop), 'touches', 'touches_re_engagement', 'new_contacts')['spring']).toEqual([
      1, 1, 0,
    ]);
  });

  it('tells kept from not kept to the millisecond, and counts apart what is too young to say', async () => {
    const shop = await open();
    await shop.receive(
      aSubscription(at('2026-03-02T09:00:00.000Z')),
      aBlock(at('2026-03-09T09:00:00.000Z')),
      aSubscription({ ...of('boris'), ...at('2026-03-02T09:00:00.000Z') }),
      aBlock({ ...of('boris'), ...at('2026-03-09T08:59:59.999Z') }),
      // Who comes back is a subscription of its own, and the first one still was lost.
      anUnblock({ ...of('boris'), ...at('2026-03-09T09:00:00.000Z') }),
    );
    const found = async (now: string) => {
      const { total } = table(
        await ask(shop, {}, { now: new Date(now) }),
        'contacts_subscribed',
        'subscriptions_mature_d7',
        'subscriptions_immature_d7',
        'subscriptions_kept_d7',
        'kept_rate_d7',
      );
      return total;
    };
    expect(await found('2026-03-09T09:00:00.000Z')).toEqual([2, 2, 0, 1, 0.5]);
    expect(await found('2026-03-09T08:59:59.999Z')).toEqual([2, 0, 2, 0, null]);
  });

  it('counts clicks once per person, link and hour, and takes the name of a ref from its latest arrival', async () => {
    const shop = await open();
    const click = (time: string, who: string, ref = 'vk-1') => aClick({ ...at(time), ...visitor(who), ref });
    await shop.receive(
      click('2026-03-02T09:00:00.000Z', 'a'),
      click('2026-03-02T09:59:59.999Z', 'a'),
      click('2026-03-02T10:00:00.000Z', 'a'),
      click('2026-03-02T09:10:00.000Z', 'b'),
      click('2026-03-02T09:20:00.000Z', 'a', 'unknown'),
      aStart({ ...at('2026-02-01T09:00:00Z'), ref: 'vk-1', source: 'old' }),
      aStart({ ...of('boris'), ...at('2026-02-02T09:00:00Z'), ref: 'vk-1', source: 'vk' }),
    );
    expect(table(await ask(shop), 'clicks')).toEqual({
      vk: [3],
      ref: [1],
      direct: [0],
      expired: [0],
      unattributed: [0],
      total: [4],
    });
  });

  it('guesses which starts lost the code of a click, each click and start once, and credits nobody', async () => {
    const shop = await open([anAccount(), anAccount({ account_id: 2 })]);
    const click = (time: string, ref: string, more: object = {}) =>
      aClick({ ...at(time), ...visitor(ref + time), ref, ...vk, ...more });
    const start = (who: string, time: string, more: object = {}) =>
      aStart({ ...of(who), ...at(time), ...more });
    await shop.receive(
      // Its code arrived: whoever starts without one next has nothing to do with it.
      click('2026-03-02T09:00:00Z', 'arrived'),
      start('anna', '2026-03-02T09:01:00Z', { ref: 'arrived', ...vk }),
      start('boris', '2026-03-02T09:02:00Z'),
      // Exactly 10 minutes; one millisecond more; on another account.
      click('2026-03-02T10:00:00.000Z', 'lost'),
      start('clara', '2026-03-02T10:10:00.000Z'),
      click('2026-03-02T11:00:00.000Z', 'late'),
      start('dora', '2026-03-02T11:10:00.001Z'),
      click('2026-03-02T12:00:00Z', 'elsewhere', { account_id: '2' }),
      start('egor', '2026-03-02T12:01:00Z'),
      // One click cannot explain two starts.
      click('2026-03-02T13:00:00Z', 'once'),
      start('fedor', '2026-03-02T13:01:00Z'),
      start('gleb', '2026-03-02T13:02:00Z'),
    );
    expect(table(await ask(shop, { by: 'ref' }), 'clicks', 'starts', 'lost_codes')).toEqual({
      arrived: [1, 1, 0],
      lost: [1, 0, 1],
      late: [1, 0, 0],
      elsewhere: [1, 0, 0],
      once: [1, 0, 1],
      direct: [0, 6, 0],
      expired: [0, 0, 0],
      unattributed: [0, 0, 0],
      total: [5, 7, 2],
    });
  });

  it('is empty, not 0, where no account can tell', async () => {
    const shop = await open([anAccount({ outgoing: 'never', subscriptions: false })]);
    await shop.receive(aStart({ ...at('2026-03-02T09:00:00Z'), ref: 'a', source: 'vk' }));
    expect((await ask(shop)).find(({ value }) => value === 'vk')).toMatchObject({
      starts: 1,
      waits_answered: null,
      answered_share: null,
      answered_share_low: null,
      contacts_subscribed: null,
      subscriptions_kept_d7: null,
      kept_rate_d7: null,
    });
  });

  it("takes [from, to) to the millisecond, each once, and nothing of another workspace's", async () => {
    const [mine, theirs] = [await open(), await open()];
    const starts = [
      ['early', '2026-03-01T20:59:59.999Z'],
      ['first', '2026-03-01T21:00:00.000Z'],
      ['last', '2026-03-02T20:59:59.999Z'],
      ['late', '2026-03-02T21:00:00.000Z'],
    ].map(([id = '', time = '']) => aStart({ ...of(id), ...at(time), ref: id, source: id }));
    await mine.receive(...starts.slice(2));
    await mine.receive(...starts);
    const always = { direct: [0], expired: [0], unattributed: [0] };
    expect(table(await ask(mine), 'touches')).toEqual({ first: [1], last: [1], ...always, total: [2] });
    expect(table(await ask(theirs), 'touches')).toEqual({ ...always, total: [0] });
  });
});
