import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aMessage, aReferral, aReply, aStart } from '../../testing/factories/index.js';
import { anAccount, openWorkspace } from '../../testing/workspace.js';
import { runReport, type ReportRow } from '../index.js';

const at = (time: string) => ({ occurred_at: time });
const of = (id: string) => ({ contact: { id } });

/** Monday, 2 March, in Moscow. */
const march2 = {
  from: new Date('2026-03-01T21:00:00Z'),
  to: new Date('2026-03-02T21:00:00Z'),
  now: new Date('2026-03-10T00:00:00Z'),
};
type Row = ReportRow<'by-source'>;
const row = (stated: Partial<Row>): Row => ({
  period: 'current',
  is_total: false,
  arrival: null,
  ref: null,
  touches: 0,
  touches_re_engagement: 0,
  new_contacts: 0,
  starts: 0,
  starts_immature: 0,
  message_rate: null,
  dialogues: 0,
  first_responses: 0,
  first_response_median_seconds: null,
  waits_answered: 0,
  answered_share: null,
  contacts_subscribed: 0,
  outgoing_covered_share: null,
  subscriptions_covered_share: null,
  ...stated,
});
const covered = { outgoing_covered_share: 1, subscriptions_covered_share: 1 };

describe('by-source', () => {
  let database: TestDatabase;
  let last = 0;
  const open = (accounts = [anAccount()]) => openWorkspace(database.client, ++last, accounts);
  const ask = (shop: Awaited<ReturnType<typeof open>>, stated: object = {}) =>
    runReport(database.client, 'by-source', shop.asking({ ...march2, ...stated }));

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('credits each link with whom it brought, names what has none, and computes the total anew', async () => {
    const shop = await open();
    await shop.receive(
      // Anna comes by a link, writes, is answered after 60 s; then comes back by another link and writes nothing.
      aStart({ ...at('2026-03-02T09:00:00Z'), ref: 'spring' }),
      aMessage(at('2026-03-02T09:00:30Z')),
      aReply(at('2026-03-02T09:01:30Z')),
      aReferral({ ...at('2026-03-02T12:00:00Z'), ref: 'sale' }),
      // Boris comes by the first link and writes nothing.
      aStart({ ...of('boris'), ...at('2026-03-02T09:00:00Z'), ref: 'spring' }),
      // Clara simply writes; nobody answers. Dora presses start, and nothing says where from.
      aMessage({ ...of('clara'), ...at('2026-03-02T10:00:00Z') }),
      aStart({ ...of('dora'), ...at('2026-03-02T10:00:00Z') }),
      // Egor saw an ad that carries no ref.
      aReferral({ ...of('egor'), ...at('2026-03-02T11:00:00Z'), ref: undefined, ad_id: 'ad-7' }),
      // We write to Fedor first; he writes back and is answered after 120 s.
      aReply({ ...of('fedor'), ...at('2026-03-02T13:00:00Z') }),
      aMessage({ ...of('fedor'), ...at('2026-03-02T13:05:00Z') }),
      aReply({ ...of('fedor'), ...at('2026-03-02T13:07:00Z') }),
    );
    expect(await ask(shop)).toEqual([
      row({
        arrival: 'direct',
        touches: 2,
        new_contacts: 2,
        starts: 1,
        message_rate: 0,
        dialogues: 1,
        answered_share: 0,
        contacts_subscribed: 1,
        ...covered,
      }),
      row({
        arrival: 'ref',
        ref: 'spring',
        touches: 2,
        new_contacts: 2,
        starts: 2,
        message_rate: 0.5,
        dialogues: 1,
        first_responses: 1,
        first_response_median_seconds: 60,
        waits_answered: 1,
        answered_share: 1,
        contacts_subscribed: 2,
        ...covered,
      }),
      row({ arrival: 'no_ref', touches: 1, new_contacts: 1, starts: 1, message_rate: 0 }),
      row({
        arrival: 'ref',
        ref: 'sale',
        touches: 1,
        touches_re_engagement: 1,
        starts: 1,
        // Fedor's and Anna's later words are nobody's here: she wrote nothing after this link.
        message_rate: 0,
      }),
      row({
        arrival: 'unattributed',
        new_contacts: 1,
        dialogues: 1,
        waits_answered: 1,
        answered_share: 1,
        ...covered,
      }),
      row({
        is_total: true,
        touches: 6,
        touches_re_engagement: 1,
        new_contacts: 6,
        starts: 5,
        message_rate: 0.2,
        dialogues: 3,
        first_responses: 1,
        first_response_median_seconds: 60,
        waits_answered: 2,
        answered_share: 2 / 3,
        contacts_subscribed: 3,
        ...covered,
      }),
    ]);
  });

  it('waits a whole day for the message after a start, and counts younger starts apart', async () => {
    const shop = await open();
    await shop.receive(
      aStart({ ...at('2026-03-02T09:00:00.000Z'), ref: 'a' }),
      aMessage(at('2026-03-03T09:00:00.000Z')),
      aStart({ ...of('boris'), ...at('2026-03-02T09:00:00.000Z'), ref: 'b' }),
      aMessage({ ...of('boris'), ...at('2026-03-03T09:00:00.001Z') }),
    );
    const found = async (now: string) =>
      (await ask(shop, { now: new Date(now) }))
        .filter(({ arrival }) => arrival === 'ref')
        .map((one) => [one.ref, one.starts, one.starts_immature, one.message_rate]);
    expect(await found('2026-03-03T09:00:00.000Z')).toEqual([
      ['a', 1, 0, 1],
      ['b', 1, 0, 0],
    ]);
    expect(await found('2026-03-03T08:59:59.999Z')).toEqual([
      ['a', 0, 1, null],
      ['b', 0, 1, null],
    ]);
  });

  it('credits a later dialogue to the touch in force, also when it lies before the period', async () => {
    const shop = await open();
    await shop.receive(
      aStart({ ...at('2026-02-20T09:00:00Z'), ref: 'winter' }),
      aMessage(at('2026-02-20T09:01:00Z')),
      aReply(at('2026-02-20T09:02:00Z')),
      aReferral({ ...at('2026-03-01T20:00:00Z'), ref: 'march' }),
      aMessage(at('2026-03-02T09:00:00Z')),
      aReply(at('2026-03-02T09:10:00Z')),
    );
    const rows = await ask(shop);
    expect(rows.filter(({ arrival }) => arrival === 'ref')).toEqual([
      row({
        arrival: 'ref',
        ref: 'march',
        dialogues: 1,
        first_responses: 1,
        first_response_median_seconds: 600,
        waits_answered: 1,
        answered_share: 1,
        ...covered,
      }),
    ]);
  });

  it('is empty, not 0, in the row of a source on an account that cannot tell', async () => {
    const shop = await open([
      anAccount(),
      anAccount({ account_id: 2, channel: 'viber', outgoing: 'never', subscriptions: false }),
    ]);
    const viber = { account_id: '2', ...of('boris') };
    await shop.receive(
      aStart({ ...at('2026-03-02T09:00:00Z'), ref: 'seen' }),
      aMessage(at('2026-03-02T09:01:00Z')),
      aReply(at('2026-03-02T09:02:00Z')),
      aStart({ ...viber, ...at('2026-03-02T10:00:00Z'), ref: 'unseen' }),
      aMessage({ ...viber, ...at('2026-03-02T10:01:00Z') }),
      aReply({ ...viber, ...at('2026-03-02T10:02:00Z') }),
      aMessage({ ...viber, ...at('2026-03-02T10:03:00Z') }),
      aMessage({ ...viber, ...at('2026-03-02T10:04:00Z') }),
    );
    const rows = await ask(shop);
    expect(rows.find(({ ref }) => ref === 'unseen')).toMatchObject({
      dialogues: 1,
      message_rate: 1,
      first_responses: null,
      waits_answered: null,
      answered_share: null,
      contacts_subscribed: null,
      outgoing_covered_share: 0,
      subscriptions_covered_share: 0,
    });
    expect(rows.find(({ is_total }) => is_total)).toMatchObject({
      first_responses: 1,
      contacts_subscribed: 1,
      outgoing_covered_share: 0.25,
      subscriptions_covered_share: 0.25,
    });
    expect(rows.find(({ arrival }) => arrival === 'direct')).toEqual(row({ arrival: 'direct' }));
  });

  it('takes what lies in [from, to) to the millisecond, each once, however late and often it came', async () => {
    const shop = await open();
    const starts = [
      ['early', '2026-03-01T20:59:59.999Z'],
      ['first', '2026-03-01T21:00:00.000Z'],
      ['last', '2026-03-02T20:59:59.999Z'],
      ['late', '2026-03-02T21:00:00.000Z'],
    ].map(([id = '', time = '']) => aStart({ ...of(id), ...at(time), ref: id }));
    await shop.receive(...starts.slice(2));
    await shop.receive(...starts);
    const rows = await ask(shop);
    expect(rows.map(({ arrival, ref, touches }) => [arrival, ref, touches])).toEqual([
      ['ref', 'first', 1],
      ['ref', 'last', 1],
      ['direct', null, 0],
      ['unattributed', null, 0],
      [null, null, 2],
    ]);
  });

  it("shows direct and unattributed where nothing happened, and nothing of another workspace's", async () => {
    const mine = await open();
    const theirs = await open();
    await theirs.receive(aStart({ ...at('2026-03-02T09:00:00Z'), ref: 'theirs' }));
    expect(await ask(mine)).toEqual([
      row({ arrival: 'direct' }),
      row({ arrival: 'unattributed' }),
      row({ is_total: true }),
    ]);
    const nowhere = await open([]);
    expect(await ask(nowhere)).toEqual([
      row({ is_total: true, first_responses: null, waits_answered: null, contacts_subscribed: null }),
    ]);
  });
});
