import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aDelivery, aRead, aReply } from '../../testing/factories/index.js';
import { countRows } from '../../testing/row-counts.js';
import { anAccount, openWorkspace } from '../../testing/workspace.js';
import { runReport } from '../index.js';

const at = (time: string) => ({ occurred_at: time });
const of = (id: string) => ({ contact: { id } });
const march2 = {
  from: new Date('2026-03-02T00:00:00+03:00'),
  to: new Date('2026-03-03T00:00:00+03:00'),
  now: new Date('2026-03-10T00:00:00Z'),
};

describe('deliveries in the overview', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('counts what was delivered and read for the moment it was sent, once, where an account tells', async () => {
    const shop = await openWorkspace(database.client, 1, [
      anAccount({ account_id: 1, channel: 'messenger' }),
      anAccount({ account_id: 2 }),
    ]);
    const anna = { account_id: '1', ...of('anna') };
    const messenger = (time: string, id: string) => aReply({ ...anna, id, ...at(time) });
    await shop.receive(
      // The last millisecond before the day; it was read too, but belongs to the day before.
      messenger('2026-03-01T20:59:59.999Z', 'm-0'),
      messenger('2026-03-02T09:00:00Z', 'm-1'),
      messenger('2026-03-02T10:00:00Z', 'm-2'),
      messenger('2026-03-02T11:00:00Z', 'm-3'),
      messenger('2026-03-02T12:00:00Z', 'm-4'),
      // The other account never tells.
      aReply({ account_id: '2', ...of('boris'), ...at('2026-03-02T12:00:00Z') }),
      // After the day: all up to 11:00 delivered, up to 10:00 read; of 12:00 only reading was told.
      aDelivery({
        ...anna,
        message_id: undefined,
        watermark_at: Date.parse('2026-03-02T11:00:00Z'),
        ...at('2026-03-04T10:00:00Z'),
      }),
      aRead({
        ...anna,
        message_id: undefined,
        watermark_at: Date.parse('2026-03-02T10:00:00Z'),
        ...at('2026-03-04T11:00:00Z'),
      }),
      aRead({ ...anna, message_id: 'm-4', ...at('2026-03-04T12:00:00Z') }),
      aRead({ ...anna, id: 'told-again', message_id: 'm-4', ...at('2026-03-04T13:00:00Z') }),
    );
    const [row] = await runReport(database.client, 'overview', shop.asking(march2));
    expect(row).toMatchObject({
      messages_sent: 5,
      messages_delivered: 4,
      messages_read: 3,
      read_share: 0.75,
    });
    const [telegram] = await runReport(
      database.client,
      'overview',
      shop.asking({ ...march2, account_ids: ['2'] }),
    );
    expect(telegram).toMatchObject({
      messages_sent: 1,
      messages_delivered: null,
      messages_read: null,
      read_share: null,
    });
    // Nothing had been told of any message that was sent before that day.
    const before = {
      ...march2,
      from: new Date('2026-02-27T21:00:00Z'),
      to: new Date('2026-02-28T21:00:00Z'),
    };
    expect((await runReport(database.client, 'overview', shop.asking(before)))[0]).toMatchObject({
      messages_delivered: null,
      read_share: null,
    });
  });

  it('gives the share that was read of what was delivered where reading is told of', async () => {
    const shop = await openWorkspace(database.client, 2, [
      anAccount({ account_id: 1, channel: 'messenger' }),
      anAccount({ account_id: 2, channel: 'instagram' }),
    ]);
    const sent = (account_id: string, id: string, time: string) =>
      aReply({ account_id, id, ...of(`of ${account_id}`), ...at(`2026-03-02T${time}Z`) });
    const told = (account_id: string, message_id: string) => {
      return { account_id, message_id, ...of(`of ${account_id}`), ...at('2026-03-02T15:00:00Z') };
    };
    await shop.receive(
      // Delivered before the first of which reading was told.
      sent('1', 'a', '09:00:00'),
      aDelivery(told('1', 'a')),
      sent('1', 'b', '10:00:00'),
      aRead(told('1', 'b')),
      sent('1', 'c', '11:00:00'),
      aDelivery(told('1', 'c')),
      // Tells of delivery alone.
      sent('2', 'd', '12:00:00'),
      aDelivery(told('2', 'd')),
    );
    const expected = { messages_delivered: 4, messages_read: 1, read_share: 0.5 };
    const rows = [
      ...(await runReport(database.client, 'overview', shop.asking(march2))),
      ...(await runReport(database.client, 'overview-over-time', shop.asking(march2))),
    ];
    expect(rows).toMatchObject([expected, expected]);
    // The two that the share is computed from; of the others one was sent too early, one account does not tell.
    const delivered = { directions: ['outgoing'], statuses: ['delivered'] };
    const count = (own: Record<string, unknown>) =>
      countRows(database.client, 'messages', shop.asking(march2), own);
    expect(await count({ ...delivered, tells_read: 'yes' })).toBe(2);
    expect(await count({ ...delivered, tells_read: 'no' })).toBe(2);
  });
});
