import { readSql } from '../lib/sql-file.js';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { createDeriver } from './deriver.js';
import { HOUR, anEvent } from './fold/spec-stream.js';
import { BORIS, define, seesOutgoing, store } from './spec-store.js';

const FILL = readSql(import.meta.url, '../migrations/0081_fill_subscription_arrivals_v1.sql');

describe('subscriptions from before it was kept how they came about', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const rows = () =>
    database.client.query(
      'SELECT * EXCEPT (row_hash, version) FROM subscription_arrivals_v1 FINAL ORDER BY ALL',
    );

  it('are the same by the migration as they are when everything is derived anew', async () => {
    const { client } = database;
    await define(client, 1, 'active');
    await define(client, 2, 'building', 1);
    await seesOutgoing(client, 'always');
    await store(client, [
      anEvent('conversation_started', 0, { ref: 'spring', link_id: 7 }),
      anEvent('blocked', HOUR),
      anEvent('referral_received', 2 * HOUR, { ad_id: '55' }),
      anEvent('unblocked', 3 * HOUR),
    ]);
    await store(client, [anEvent('subscribed', 0)], { identityId: BORIS });
    const deriver = createDeriver(client, () => undefined);
    while ((await deriver.round()).identities > 0);
    const derived = await rows();
    expect(derived).toHaveLength(6);
    await client.command('TRUNCATE TABLE subscription_arrivals_v1');
    await client.command(FILL);
    expect(await rows()).toEqual(derived);
  });
});
