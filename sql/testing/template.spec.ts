import { randomBytes } from 'node:crypto';
import { createClient, quoteName, type ClickHouse } from '../lib/client.js';
import { migrate } from '../lib/migrate.js';
import { openTestDatabase, type TestDatabase } from './database.js';
import { fillFrom, takeTemplate } from './template.js';

describe('a database made like a migrated one', () => {
  let outer: TestDatabase;
  const clients: ClickHouse[] = [];
  beforeAll(async () => {
    outer = await openTestDatabase();
  });
  afterAll(async () => {
    for (const client of clients) {
      await client.command(`DROP DATABASE IF EXISTS ${quoteName(client.database)}`);
      await client.close();
    }
    await outer.close();
  });
  const another = () => {
    const database = `parley_test_${randomBytes(6).toString('hex')}`;
    clients.push(createClient({ ...outer.settings.admin, database }));
    return clients.at(-1)!;
  };

  it('has the same tables and views, and nothing left to migrate', async () => {
    const [migrated, like] = [another(), another()];
    await migrate(migrated);
    await fillFrom(await takeTemplate(migrated), like);
    const schemaOf = async (client: ClickHouse) =>
      (
        await client.query<{ name: string; text: string }>(
          `SELECT name, create_table_query AS text FROM system.tables
           WHERE database = currentDatabase() ORDER BY name`,
        )
      ).map(({ name, text }) => [name, text.replaceAll(client.database, 'here')]);
    const [expected, found] = [await schemaOf(migrated), await schemaOf(like)];
    expect(expected.length).toBeGreaterThan(20);
    expect(found).toEqual(expected);
    // What every other spec is given is no other.
    expect(await schemaOf(outer.client)).toEqual(expected);
    const log = 'SELECT * FROM migrations_v1 ORDER BY name';
    expect(await like.query(log)).toEqual(await migrated.query(log));
    expect(await migrate(like)).toEqual({ applied: [] });
  });
});
