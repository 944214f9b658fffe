import type { ClickHouse } from '../lib/client.js';
import type { DerivedTables, Row } from './oracle/index.js';

/** Columns that say how a row came to be written, not what it says. */
const BOOKKEEPING = ['row_hash', 'version', 'is_deleted'];

/** How the tables of derived rows are told apart, and their keys. */
export const DERIVED_KEYS = {
  dialogues_v1: ['workspace_id', 'definition_id', 'identity_id', 'started_at', 'first_event_id'],
  waits_v1: ['workspace_id', 'definition_id', 'identity_id', 'waiting_since', 'first_event_id'],
  open_waits_v1: ['workspace_id', 'definition_id', 'identity_id', 'waiting_since', 'first_event_id'],
  touches_v1: ['workspace_id', 'definition_id', 'identity_id', 'occurred_at', 'event_id'],
  subscriptions_v1: ['workspace_id', 'identity_id', 'account_id', 'subscribed_at', 'first_event_id'],
  subscription_arrivals_v1: [
    'workspace_id',
    'definition_id',
    'identity_id',
    'account_id',
    'subscribed_at',
    'first_event_id',
  ],
  message_statuses_v1: ['workspace_id', 'identity_id', 'sent_at', 'event_id'],
  identities_v1: ['workspace_id', 'identity_id'],
} as const satisfies Record<keyof DerivedTables, readonly string[]>;
export const DERIVED_TABLES = Object.keys(DERIVED_KEYS) as (keyof DerivedTables)[];

const plainly = ({ name, type }: { name: string; type: string }): string => {
  if (type.startsWith('DateTime64')) return `toFloat64(toUnixTimestamp64Milli(${name})) AS ${name}`;
  if (type === 'Int64') return `toFloat64(${name}) AS ${name}`;
  if (type === 'UInt64') return `toString(${name}) AS ${name}`;
  if (type.startsWith('Array(Tuple('))
    return `arrayMap(x -> [toString(x.1), toString(x.2)], ${name}) AS ${name}`;
  return name;
};

/**
 * What stands in the derived tables, every column but the bookkeeping: 64-bit ids as text, times in milliseconds UTC.
 * One row per key, as reports read it. Grouped by workspace.
 */
export async function readDerived(
  client: ClickHouse,
  definitionId: number,
): Promise<Map<number, DerivedTables>> {
  const workspaces = new Map<number, DerivedTables>();
  for (const table of DERIVED_TABLES) {
    const columns = await client.query<{ name: string; type: string }>(
      'SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = {table:String} ORDER BY position',
      { table },
    );
    const wanted = columns.filter(({ name }) => !BOOKKEEPING.includes(name));
    const isOfDefinition = wanted.some(({ name }) => name === 'definition_id');
    const rows = await client.query<Row>(
      `SELECT ${wanted.map(plainly).join(', ')} FROM ${table} FINAL
       WHERE ${isOfDefinition ? 'definition_id = {definition_id:UInt32}' : '{definition_id:UInt32} > 0'}
       SETTINGS do_not_merge_across_partitions_select_final = 1, max_threads = 2`,
      { definition_id: definitionId },
    );
    for (const row of rows) {
      const workspace = Number(row['workspace_id']);
      const tables = workspaces.get(workspace) ?? noRows();
      workspaces.set(workspace, tables);
      tables[table].push(row);
    }
  }
  return workspaces;
}

export const noRows = (): DerivedTables => ({
  dialogues_v1: [],
  waits_v1: [],
  open_waits_v1: [],
  touches_v1: [],
  subscriptions_v1: [],
  subscription_arrivals_v1: [],
  message_statuses_v1: [],
  identities_v1: [],
});

/** How two sets of derived rows differ, one line per row; nothing where they are equal. */
export function differences(expected: DerivedTables, actual: DerivedTables): string[] {
  return DERIVED_TABLES.flatMap((table) => differencesOf(table, expected[table], actual[table]));
}

function differencesOf(
  table: keyof DerivedTables,
  expected: readonly Row[],
  actual: readonly Row[],
): string[] {
  const keyOf = (row: Row) => DERIVED_KEYS[table].map((column) => String(row[column])).join(' ');
  const left = new Map(actual.map((row) => [keyOf(row), row]));
  const lines: string[] = [];
  if (left.size < actual.length) lines.push(`${table}: ${actual.length - left.size} keys stand twice`);
  for (const row of expected) {
    const key = keyOf(row);
    const other = left.get(key);
    left.delete(key);
    if (!other) lines.push(`${table} lacks ${JSON.stringify(row)}`);
    else lines.push(...changes(row, other).map((change) => `${table} ${key}: ${change}`));
  }
  for (const row of left.values()) lines.push(`${table} has besides ${JSON.stringify(row)}`);
  return lines;
}

const changes = (expected: Row, actual: Row): string[] =>
  [...new Set([...Object.keys(expected), ...Object.keys(actual)])]
    .map((column) => ({
      column,
      wanted: JSON.stringify(expected[column]),
      found: JSON.stringify(actual[column]),
    }))
    .filter(({ wanted, found }) => wanted !== found)
    .map(({ column, wanted, found }) => `${column} should be ${wanted}, is ${found}`);
