import { event, type EventInput, NO_SCHEDULE } from '@parley/contracts';
import { textHash } from '../../lib/ids.js';
import {
  derivedTables,
  type OracleAccount,
  type OracleDefinition,
  type OracleInput,
  plainEvent,
} from './index.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const HASH_KEY = new Uint8Array(32).fill(7);
/** Times in these tests are counted from this Monday. */
export const MONDAY = Date.UTC(2026, 2, 2);

export const at = (ms: number) => ({ occurred_at: MONDAY + ms });

/** A workspace of one account in which this happened; 24 hours of silence end a dialogue, «thanks» is a courtesy. */
export function told(
  events: EventInput[],
  account: Partial<OracleAccount> = {},
  stated: Partial<OracleDefinition> = {},
): OracleInput {
  return {
    rows: events.map((input) =>
      plainEvent(event.parse(input), {
        workspaceId: 1,
        hashKey: HASH_KEY,
        channel: 'telegram',
        identityAccountId: 1,
        receivedAt: MONDAY,
        mapperVersion: 1,
      }),
    ),
    accounts: [
      {
        account_id: 1,
        outgoing: 'always',
        default_sender: 'bot',
        subscriptions: true,
        silence_gap_seconds: 0,
        ...account,
      },
    ],
    definition: {
      definition_id: 1,
      silence_gap_seconds: 86_400,
      courtesy_hashes: [textHash(HASH_KEY, 'thanks')],
      settle_seconds: 60,
      clock_starts: 'first',
      schedule: NO_SCHEDULE,
      ...stated,
    },
  };
}

/** Rows with only the named columns, times counted from Monday again (none stays 0). */
export function seen(rows: Record<string, unknown>[], ...columns: string[]) {
  const value = (name: string, cell: unknown) =>
    typeof cell === 'number' && cell > MONDAY / 2 && /_(at|since)$/.test(name) ? cell - MONDAY : cell;
  return rows.map((row) => columns.map((name) => value(name, row[name])));
}
export const dialogues = (input: OracleInput, ...columns: string[]) =>
  seen(derivedTables(input).dialogues_v1, ...columns);
export const waits = (input: OracleInput, ...columns: string[]) =>
  seen(derivedTables(input).waits_v1, ...columns);
