import { openTestDatabase } from '../../testing/database.js';
import { KINDS, TABLES, columnsOf } from './tables.js';

it('writes every column of every derived table', async () => {
  const { client, close } = await openTestDatabase();
  for (const kind of KINDS) {
    const columns = await client.query<{ name: string }>(
      'SELECT name FROM system.columns WHERE database = currentDatabase() AND table = {table:String}',
      { table: TABLES[kind].name },
    );
    expect([...columnsOf(kind)].sort()).toEqual(columns.map(({ name }) => name).sort());
  }
  await close();
});
