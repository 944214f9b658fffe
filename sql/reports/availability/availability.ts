import type { ClickHouse, RequestOptions } from '../../lib/client.js';
import { readSql } from '../../lib/sql-file.js';
import { boundValues, type BoundParams } from '../bound-params.js';

const sql = readSql(import.meta.url, 'availability.sql');

/** What the accounts in question could tell in a period. */
export interface Availability {
  /** How many accounts the filters leave. */
  accounts: number;
  outgoing: Coverage;
  subscriptions: Coverage;
  delivered: Coverage;
  read: Coverage;
}

export interface Coverage {
  /** How many of the accounts can tell at some moment of the period; where 0, the numbers that need it are null. */
  accounts: number;
  /**
   * The share (0–1) of the incoming messages of the period that lie on accounts that could tell at that moment. Where
   * nothing came in, the share of the accounts; where there is no account, 0.
   */
  covered_share: number;
}

interface Counts {
  accounts: number;
  accounts_with_outgoing: number;
  accounts_with_subscriptions: number;
  accounts_with_delivered: number;
  accounts_with_read: number;
  messages_received: number;
  messages_with_outgoing: number;
  messages_with_subscriptions: number;
  messages_with_delivered: number;
  messages_with_read: number;
}

/** Says of what part of the period's incoming messages outgoing messages, subscriptions and so on are known as well. */
export async function readAvailability(
  client: ClickHouse,
  bound: BoundParams,
  options: RequestOptions = {},
): Promise<Availability> {
  const { workspace_id, channels, account_ids, from, to } = boundValues(bound, 'current', bound);
  const values = { workspace_id, channels, account_ids, from, to };
  const [counts] = await client.query<Counts>(sql, values, { name: 'availability', ...options });
  if (!counts) throw new Error('availability gave no row');
  const coverage = (able: number, covered: number): Coverage => ({
    accounts: able,
    covered_share:
      counts.messages_received > 0
        ? covered / counts.messages_received
        : counts.accounts > 0
          ? able / counts.accounts
          : 0,
  });
  return {
    accounts: counts.accounts,
    outgoing: coverage(counts.accounts_with_outgoing, counts.messages_with_outgoing),
    subscriptions: coverage(counts.accounts_with_subscriptions, counts.messages_with_subscriptions),
    delivered: coverage(counts.accounts_with_delivered, counts.messages_with_delivered),
    read: coverage(counts.accounts_with_read, counts.messages_with_read),
  };
}
