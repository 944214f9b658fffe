import type { ClickHouse, RequestOptions } from '../../lib/client.js';
import { readSql } from '../../lib/sql-file.js';
import { boundValues, type BoundParams } from '../bound-params.js';

const sql = readSql(import.meta.url, 'closing-availability.sql');

interface Counts {
  accounts: number;
  accounts_with_closing: number;
  dialogues: number;
  dialogues_closable: number;
}

/**
 * Says of what part (0–1) of the period's dialogues it is told when they are closed, and on how many accounts. Where there is no dialogue, the share of
 * the accounts; where there is no account, 0. Only reports that speak of closing need it: it reads all history.
 */
export async function readClosingAvailability(
  client: ClickHouse,
  bound: BoundParams,
  options: RequestOptions = {},
): Promise<{ accounts: number; covered_share: number }> {
  const { workspace_id, definition_id, channels, account_ids, from, to } = boundValues(
    bound,
    'current',
    bound,
  );
  const values = { workspace_id, definition_id, channels, account_ids, from, to };
  const [counts] = await client.query<Counts>(sql, values, { name: 'closing-availability', ...options });
  if (!counts) throw new Error('closing-availability gave no row');
  const { accounts, accounts_with_closing, dialogues, dialogues_closable } = counts;
  const whole = dialogues > 0 ? dialogues : accounts;
  const part = dialogues > 0 ? dialogues_closable : accounts_with_closing;
  return { accounts: accounts_with_closing, covered_share: whole === 0 ? 0 : part / whole };
}
