import type { ClickHouse } from '../lib/client.js';
import { readSql } from '../lib/sql-file.js';

const sql = readSql(import.meta.url, 'has-events.sql');

/** Whether anything of the account was ever stored and not taken away again. */
export async function hasEvents(
  client: ClickHouse,
  workspaceId: number,
  accountId: number,
): Promise<boolean> {
  const parameters = { workspace_id: workspaceId, account_id: accountId };
  return (await client.query(sql, parameters, { name: 'has-events' })).length > 0;
}
