import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aBroadcastMessage, aMessage, aReply, aStart } from '../../testing/factories/index.js';
import { golden, GOLDEN_FROM, GOLDEN_TO } from '../../testing/scenarios/golden.js';
import { anAccount, openWorkspace, type TestAccount, type TestWorkspace } from '../../testing/workspace.js';
import { type BoundParams, runReport, type ReportRow } from '../index.js';

const DAY = 86_400;
const march = {
  from: new Date('2026-03-01T00:00:00Z'),
  to: new Date('2026-04-01T00:00:00Z'),
  now: new Date('2026-06-01T00:00:00Z'),
};
const of = (id: string, occurred_at: string) => ({ contact: { id }, occurred_at });

describe('repeat-contact', () => {
  let database: TestDatabase;
  let last = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const open = (accounts: readonly TestAccount[] = [anAccount()]) =>
    openWorkspace(database.client, ++last, accounts);
  const ask = (shop: TestWorkspace, by = 'none', stated: Partial<BoundParams> = {}) =>
    runReport(database.client, 'repeat-contact', shop.asking({ ...march, ...stated, own: { by } }));
  /** What names the group, then contacts, those who came back, those seen too lately, those with a dialogue before. */
  const brief = (row: ReportRow<'repeat-contact'>) => [
    ...(row.is_total ? ['all'] : []),
    ...[row.channel, row.account_id, row.arrival, row.ref, row.agent_id].filter((value) => value !== null),
    row.contacts,
    row.repeat_contacts,
    row.contacts_immature,
    row.contacts_with_earlier_dialogue,
  ];

  const marchOfFive = async () => {
    const shop = await open();
    await shop.receive(
      // Anna comes by a link in February, Oleg answers; 11 days later she is back, Maria answers.
      aStart({ ...of('anna', '2026-02-20T10:00:00Z'), ref: 'spring' }),
      aMessage(of('anna', '2026-02-20T10:00:00Z')),
      aReply(of('anna', '2026-02-20T10:05:00Z')),
      aMessage(of('anna', '2026-03-03T10:05:00Z')),
      aReply({ ...of('anna', '2026-03-03T10:10:00Z'), agent: { id: 'maria' } }),
      // Boris: exactly 24 hours after an answer is the same dialogue; two days after the next one he is back.
      aMessage(of('boris', '2026-03-05T09:00:00Z')),
      aReply(of('boris', '2026-03-05T09:10:00Z')),
      aMessage(of('boris', '2026-03-06T09:10:00Z')),
      aReply(of('boris', '2026-03-06T09:20:00Z')),
      aMessage(of('boris', '2026-03-08T09:20:00Z')),
      // Vera answers a broadcast 9 days and 59 minutes after her dialogue.
      aMessage(of('vera', '2026-03-01T10:00:00Z')),
      aReply(of('vera', '2026-03-01T10:01:00Z')),
      aBroadcastMessage(of('vera', '2026-03-10T10:00:00Z')),
      aMessage(of('vera', '2026-03-10T11:00:00Z')),
      // Gleb writes for the first time an hour before the end.
      aMessage(of('gleb', '2026-03-31T23:00:00Z')),
      // Oleg writes to Dora again, and she answers him.
      aMessage(of('dora', '2026-03-02T10:00:00Z')),
      aReply(of('dora', '2026-03-02T10:01:00Z')),
      aReply(of('dora', '2026-03-20T10:00:00Z')),
      aMessage(of('dora', '2026-03-20T10:30:00Z')),
      // Egor wrote before the period only.
      aMessage(of('egor', '2026-02-01T10:00:00Z')),
    );
    return shop;
  };

  it('gives 45 of 270 for the golden month', async () => {
    const shop = await open([anAccount({ account_id: 7 })]);
    await shop.receive(...golden('7'));
    const asked = { from: GOLDEN_FROM, to: GOLDEN_TO };
    const [row, ...others] = await ask(shop, 'none', asked);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      contacts: 270,
      repeat_contacts: 45,
      repeat_contact_rate: 45 / 270,
      repeat_contacts_unprompted: 45,
      contacts_with_earlier_dialogue: 45,
    });
    expect((await ask(shop, 'account', asked)).map(brief)).toEqual([
      ['7', 270, 45, row!.contacts_immature, 45],
      ['all', 270, 45, row!.contacts_immature, 45],
    ]);
  });

  it('counts returns later than the set time, also by the other rules, and how soon they came', async () => {
    const shop = await marchOfFive();
    expect(await ask(shop)).toEqual([
      {
        period: 'current',
        is_total: true,
        channel: null,
        account_id: null,
        account_name: null,
        arrival: null,
        ref: null,
        agent_id: null,
        agent_name: null,
        contacts: 5,
        repeat_contacts: 3,
        repeat_contact_rate: 0.6,
        contacts_immature: 1,
        // Of 172 800 (Boris), 781 140 (Vera) and 950 400 (Anna).
        time_to_repeat_median_seconds: 781_140,
        time_to_repeat_p90_seconds: 916_548,
        repeat_contacts_unprompted: 2,
        repeat_contact_rate_unprompted: 0.4,
        contacts_with_earlier_dialogue: 4,
        contacts_with_earlier_dialogue_share: 0.8,
      },
    ]);
  });

  it('takes any time from the silence that ends a dialogue on, and not what is exactly as long', async () => {
    const shop = await marchOfFive();
    const returns = async (repeat_after_seconds: number) => {
      const [row] = await ask(shop, 'none', { repeat_after_seconds });
      return [row!.repeat_contacts, row!.contacts_immature];
    };
    expect(await returns(2 * DAY)).toEqual([2, 1]);
    expect(await returns(2 * DAY - 1)).toEqual([3, 1]);
    expect(await returns(11 * DAY)).toEqual([0, 1]);
    expect(await returns(11 * DAY - 1)).toEqual([1, 1]);
    // Everybody but Anna was first seen less than 31 days before the end: in 31 days Vera was not, by 10 hours.
    expect(await returns(31 * DAY)).toEqual([0, 4]);
    expect(await returns(30 * DAY)).toEqual([0, 3]);
  });

  it('judges who was seen too lately from now where the period is not over', async () => {
    const shop = await marchOfFive();
    const now = new Date('2026-03-06T08:00:00Z');
    const [row] = await ask(shop, 'none', { now });
    // Gleb, who comes after that moment, and Boris, who came the day before.
    expect(row!.contacts_immature).toBe(2);
  });

  it('belongs to what a contact first came by, ever', async () => {
    const shop = await marchOfFive();
    expect((await ask(shop, 'source')).map(brief)).toEqual([
      ['direct', 4, 2, 1, 3],
      ['ref', 'spring', 1, 1, 0, 1],
      ['all', 5, 3, 1, 4],
    ]);
  });

  it('belongs, by agent, to who was first in a dialogue of the period or in the one before it', async () => {
    const shop = await marchOfFive();
    const [oleg, maria] = [shop.agentId('oleg'), shop.agentId('maria')];
    expect((await ask(shop, 'agent')).map(brief)).toEqual([
      // Anna, Boris, Vera and Dora; the first three came back after a dialogue of his.
      [oleg, 4, 3, 0, 4],
      // Boris, Vera and Gleb, whom nobody answered the last time.
      [3, 0, 1, 0],
      [maria, 1, 0, 0, 0],
      ['all', 5, 3, 1, 4],
    ]);
    await database.client.insertRows(
      'agent_identities_v1',
      ['workspace_id', 'agent_id', 'counts_as', 'team_id', 'version'],
      [[last, maria, oleg, 0, '1']],
    );
    expect((await ask(shop, 'agent')).map(brief)[0]).toEqual([oleg, 4, 3, 0, 4]);
  });

  it('splits by channel and account, filters by both, and never sees another workspace', async () => {
    const stranger = await open();
    await stranger.receive(aMessage(of('zoe', '2026-03-02T10:00:00Z')));
    const shop = await open([anAccount(), anAccount({ account_id: 2, channel: 'viber' })]);
    await shop.receive(
      aMessage(of('anna', '2026-03-02T10:00:00Z')),
      aReply(of('anna', '2026-03-02T10:01:00Z')),
      aMessage(of('anna', '2026-03-05T10:00:00Z')),
      aMessage({ ...of('anna', '2026-03-02T10:00:00Z'), account_id: '2' }),
    );
    expect((await ask(shop, 'channel')).map(brief)).toEqual([
      ['telegram', 1, 1, 0, 1],
      ['viber', 1, 0, 0, 0],
      ['all', 2, 1, 0, 1],
    ]);
    expect((await ask(shop, 'account', { channels: ['viber'] })).map(brief)).toEqual([
      ['2', 1, 0, 0, 0],
      ['all', 1, 0, 0, 0],
    ]);
    expect((await ask(shop, 'none', { account_ids: ['1'] })).map(brief)).toEqual([['all', 1, 1, 0, 1]]);
    expect(await ask(shop, 'channel', { account_ids: ['9'] })).toMatchObject([
      { is_total: true, contacts: 0, repeat_contact_rate: null, time_to_repeat_median_seconds: null },
    ]);
  });
});
