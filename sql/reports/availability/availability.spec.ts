import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aDelivery, aMessage, aRead, aReply } from '../../testing/factories/index.js';
import { anAccount, openWorkspace } from '../../testing/workspace.js';
import { readAvailability } from '../index.js';

const at = (time: string) => ({ occurred_at: time });

const march2 = {
  from: new Date('2026-03-02T00:00:00+03:00'),
  to: new Date('2026-03-03T00:00:00+03:00'),
  now: new Date('2026-03-10T00:00:00Z'),
};

const noReceipts = {
  delivered: { accounts: 0, covered_share: 0 },
  read: { accounts: 0, covered_share: 0 },
};

describe('availability', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('says what share of the incoming messages lies on accounts that could tell', async () => {
    const shop = await openWorkspace(database.client, 1, [
      anAccount({ account_id: 1, outgoing: 'never', subscriptions: false }),
      anAccount({ account_id: 2, outgoing: 'auto', channel: 'vk' }),
      anAccount({ account_id: 3, outgoing: 'always', channel: 'viber', subscriptions: false }),
    ]);
    const other = await openWorkspace(database.client, 2);
    const repeated = aMessage({ account_id: '1', ...at('2026-03-02T09:00:00Z') });
    await shop.receive(
      repeated,
      // Before account 2 could tell, at that moment, and after.
      aMessage({ account_id: '2', ...at('2026-03-02T09:59:59.999Z') }),
      aReply({ account_id: '2', ...at('2026-03-02T10:00:00.000Z') }),
      aMessage({ account_id: '2', ...at('2026-03-02T10:00:00.000Z') }),
      aMessage({ account_id: '3', ...at('2026-03-02T12:00:00Z') }),
      aMessage({ account_id: '3', ...at('2026-03-01T20:59:59.999Z') }),
      aMessage({ account_id: '3', ...at('2026-03-02T21:00:00.000Z') }),
    );
    await shop.receive(repeated);
    await other.receive(aMessage(at('2026-03-02T09:00:00Z')));

    expect(await readAvailability(database.client, shop.asking(march2))).toEqual({
      accounts: 3,
      outgoing: { accounts: 2, covered_share: 0.5 },
      subscriptions: { accounts: 1, covered_share: 0.5 },
      ...noReceipts,
    });
    expect(
      await readAvailability(database.client, shop.asking({ ...march2, channels: ['telegram'] })),
    ).toEqual({
      accounts: 1,
      outgoing: { accounts: 0, covered_share: 0 },
      subscriptions: { accounts: 0, covered_share: 0 },
      ...noReceipts,
    });
  });

  it('falls back to the accounts where nothing came in, and to 0 without accounts', async () => {
    const shop = await openWorkspace(database.client, 3, [
      anAccount({ account_id: 1, outgoing: 'never' }),
      anAccount({ account_id: 2, outgoing: 'always' }),
    ]);
    expect(await readAvailability(database.client, shop.asking(march2))).toEqual({
      accounts: 2,
      outgoing: { accounts: 1, covered_share: 0.5 },
      subscriptions: { accounts: 2, covered_share: 1 },
      ...noReceipts,
    });
    const empty = await openWorkspace(database.client, 4, []);
    expect(await readAvailability(database.client, empty.asking(march2))).toEqual({
      accounts: 0,
      outgoing: { accounts: 0, covered_share: 0 },
      subscriptions: { accounts: 0, covered_share: 0 },
      ...noReceipts,
    });
  });

  it('says of delivery and reading since the first message of which they were told', async () => {
    const shop = await openWorkspace(database.client, 5, [
      anAccount({ account_id: 1, channel: 'viber' }),
      anAccount({ account_id: 2 }),
    ]);
    await shop.receive(
      aMessage({ account_id: '1', ...at('2026-03-02T09:59:59.999Z') }),
      aReply({ id: 'm-1', account_id: '1', ...at('2026-03-02T10:00:00Z') }),
      aMessage({ account_id: '1', ...at('2026-03-02T10:00:00Z') }),
      aReply({ id: 'm-2', account_id: '1', ...at('2026-03-02T11:00:00Z') }),
      aMessage({ account_id: '1', ...at('2026-03-02T11:00:00Z') }),
      aMessage({ account_id: '2', ...at('2026-03-02T12:00:00Z') }),
      aDelivery({ message_id: 'm-1', account_id: '1', ...at('2026-03-02T13:00:00Z') }),
      aRead({ message_id: 'm-2', account_id: '1', ...at('2026-03-02T13:00:00Z') }),
    );
    expect(await readAvailability(database.client, shop.asking(march2))).toMatchObject({
      delivered: { accounts: 1, covered_share: 0.5 },
      read: { accounts: 1, covered_share: 0.25 },
    });
  });
});
