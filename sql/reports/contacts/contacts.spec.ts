import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import {
  aBroadcastMessage,
  aMessage,
  aReply,
  anUnsubscription,
  aStart,
} from '../../testing/factories/index.js';
import { unaskedOf } from '../../testing/row-counts.js';
import { anAccount, openWorkspace, type TestWorkspace } from '../../testing/workspace.js';
import { boundValues, type ListedRow, ROW_REPORT_QUERIES } from '../index.js';

const march = {
  from: new Date('2026-03-01T00:00:00Z'),
  to: new Date('2026-04-01T00:00:00Z'),
  now: new Date('2026-06-01T00:00:00Z'),
};
const of = (id: string, occurred_at: string) => ({ contact: { id }, occurred_at });

describe('rows of people', () => {
  let database: TestDatabase;
  let last = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const rowsOf = async <Name extends 'contacts' | 'arrivals' | 'subscriptions' | 'answered-dialogues'>(
    shop: TestWorkspace,
    name: Name,
    own: Record<string, unknown> = {},
  ): Promise<ListedRow<Name>[]> => {
    const bound = shop.asking({ ...march, own: { ...unaskedOf(name), ...own } });
    const { rows } = await ROW_REPORT_QUERIES[name].page(
      database.client,
      boundValues(bound, 'current', bound),
      { limit: 50, after: null },
    );
    return rows as ListedRow<Name>[];
  };
  const open = () => openWorkspace(database.client, ++last, [anAccount()]);

  it('say of a contact who came back what they did in the period and since when they are known', async () => {
    const shop = await open();
    await shop.receive(
      aStart({ ...of('anna', '2026-02-20T10:00:00Z'), ref: 'spring' }),
      aMessage(of('anna', '2026-02-20T10:00:00Z')),
      aReply(of('anna', '2026-02-20T10:05:00Z')),
      aMessage(of('anna', '2026-03-03T10:05:00Z')),
      aReply(of('anna', '2026-03-03T10:10:00Z')),
      // Clara only receives a broadcast; Egor wrote before the period only.
      aBroadcastMessage(of('clara', '2026-03-10T10:00:00Z')),
      aMessage(of('egor', '2026-02-01T10:00:00Z')),
    );
    const [anna, ...others] = await rowsOf(shop, 'contacts');
    expect(others).toEqual([]);
    expect(anna).toMatchObject({
      first_seen_at: '2026-02-20T10:00:00.000Z',
      wrote_at: '2026-03-03T10:05:00.000Z',
      messages_received: 1,
      messages_sent: 1,
      is_new: false,
      is_repeat: true,
      is_unprompted: true,
      // 11 days after the reply in February.
      time_to_repeat_seconds: 11 * 86_400,
      has_earlier_dialogue: true,
      is_immature: false,
      arrival: 'ref',
      ref: 'spring',
    });
    const silent = await rowsOf(shop, 'contacts', { has_written: 'no' });
    expect(silent.map((row) => [row.wrote_at, row.messages_received, row.messages_sent, row.is_new])).toEqual(
      [[null, 0, 1, true]],
    );
  });

  it('say of a start whether a message followed within a day, and of a subscription when it ended', async () => {
    const shop = await open();
    await shop.receive(
      aStart({ ...of('anna', '2026-03-01T00:00:00Z'), ref: 'spring' }),
      aMessage(of('anna', '2026-03-02T00:00:00Z')),
      aStart({ ...of('boris', '2026-03-05T10:00:00Z'), ref: 'spring' }),
      // A day and a moment later is too late.
      aMessage(of('boris', '2026-03-06T10:00:00.001Z')),
      // The end of the period is not in it.
      aStart({ ...of('vera', '2026-04-01T00:00:00Z'), ref: 'spring' }),
      anUnsubscription(of('boris', '2026-03-20T12:00:00Z')),
    );
    const starts = await rowsOf(shop, 'arrivals', { start_outcomes: ['wrote', 'silent'] });
    expect(starts.map(({ occurred_at, start_outcome, ref }) => [occurred_at, start_outcome, ref])).toEqual([
      ['2026-03-01T00:00:00.000Z', 'wrote', 'spring'],
      ['2026-03-05T10:00:00.000Z', 'silent', 'spring'],
    ]);
    const begun = await rowsOf(shop, 'subscriptions');
    // In Telegram a start subscribes.
    expect(begun.map((row) => [row.subscribed_at, row.unsubscribed_at, row.ref])).toEqual([
      ['2026-03-01T00:00:00.000Z', null, 'spring'],
      ['2026-03-05T10:00:00.000Z', '2026-03-20T12:00:00.000Z', 'spring'],
    ]);
    const ended = await rowsOf(shop, 'subscriptions', { of: 'ends' });
    expect(ended.map((row) => [row.occurred_at, row.unsubscribed_reason])).toEqual([
      ['2026-03-20T12:00:00.000Z', 'unsubscribed'],
    ]);
  });

  it('say of a dialogue that two answered in that it is shared, also where one of them is asked for', async () => {
    const shop = await open();
    await shop.receive(
      aMessage(of('anna', '2026-03-03T10:00:00Z')),
      aReply({ ...of('anna', '2026-03-03T10:05:00Z'), agent: { id: 'oleg' } }),
      aMessage(of('anna', '2026-03-03T10:10:00Z')),
      aReply({ ...of('anna', '2026-03-03T10:20:00Z'), agent: { id: 'maria' } }),
      aMessage(of('boris', '2026-03-04T10:00:00Z')),
      aReply({ ...of('boris', '2026-03-04T10:05:00Z'), agent: { id: 'oleg' } }),
    );
    const rows = await rowsOf(shop, 'answered-dialogues');
    expect(rows.map((row) => [row.answered_at, row.waits_answered, row.agents, row.is_shared])).toEqual([
      ['2026-03-03T10:05:00.000Z', 2, 2, true],
      ['2026-03-04T10:05:00.000Z', 1, 1, false],
    ]);
    expect(await rowsOf(shop, 'answered-dialogues', { is_shared: 'yes' })).toEqual([rows[0]]);
  });
});
