import { randomBytes } from 'node:crypto';
import type { ClickHouse } from '../lib/client.js';
import type { StreamEvent } from './fold/stream-event.js';
import { deriveScope } from './store/derive-scope.js';
import { readParameters } from './store/parameters.js';
import type { Scope } from './store/scope.js';
import { KINDS } from './store/tables.js';

/** For specs: events as they stand in a database, and what was derived from them. */
export const WORKSPACE = 1;
export const ANNA = '101';
export const BORIS = '102';

export interface Whose {
  workspaceId?: number;
  identityId?: string;
  isDeleted?: boolean;
}

/** Writes events of one identity (Anna's), and a mark unless `isMarked` is false. */
export async function store(
  client: ClickHouse,
  events: readonly StreamEvent[],
  {
    workspaceId = WORKSPACE,
    identityId = ANNA,
    isDeleted = false,
    isMarked = true,
  }: Whose & { isMarked?: boolean } = {},
): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  const columns = Object.keys(first) as (keyof StreamEvent)[];
  await client.insertRows(
    'events_v1',
    ['workspace_id', 'identity_id', 'is_deleted', ...columns],
    events.map((event) => [
      workspaceId,
      identityId,
      isDeleted ? 1 : 0,
      ...columns.map((column) => event[column]),
    ]),
    { settings: { max_partitions_per_insert_block: 0 } },
  );
  const times = events.map(({ occurred_at }) => occurred_at);
  if (isMarked) await mark(client, { workspaceId, identityId }, Math.min(...times), Math.max(...times));
}

/** Marks an identity (Anna) as dirty from `lowest` to `highest`, milliseconds UTC: from its beginning unless told. */
export const mark = (
  client: ClickHouse,
  { workspaceId = WORKSPACE, identityId = ANNA }: Whose = {},
  lowest = 0,
  highest = lowest,
) =>
  client.insertRows(
    'dirty_identities_v1',
    ['mark_id', 'workspace_id', 'identity_id', 'lowest_at', 'highest_at'],
    [[randomBytes(8).readBigUInt64BE().toString(), workspaceId, identityId, lowest, highest]],
  );

export const define = (client: ClickHouse, definitionId: number, status: string, hours = 24, version = 1) =>
  client.insertRows(
    'definitions_v1',
    ['workspace_id', 'definition_id', 'status', 'silence_gap_seconds', 'courtesy_hashes', 'version'],
    [[WORKSPACE, definitionId, status, hours * 3600, ['777'], version]],
  );

/** Says that an account's own messages are seen, as `outgoing` has it. */
export const seesOutgoing = (
  client: ClickHouse,
  outgoing: 'auto' | 'always' | 'never',
  accountId = 1,
  version = 1,
) =>
  client.insertRows(
    'account_settings_v1',
    ['workspace_id', 'account_id', 'channel', 'outgoing', 'default_sender', 'subscriptions', 'version'],
    [[WORKSPACE, accountId, 'telegram', outgoing, 'bot', 1, version]],
  );

/** How many rows stand in each derived table, for an identity (Anna). */
export async function countRows(
  client: ClickHouse,
  { workspaceId = WORKSPACE, identityId = ANNA }: Whose = {},
) {
  const counts: Record<string, number> = {};
  for (const table of ['dialogues', 'waits', 'touches', 'subscriptions', 'message_statuses', 'identities']) {
    const [row] = await client.query<{ rows: string }>(
      `SELECT count() AS rows FROM ${table}_v1 FINAL
       WHERE workspace_id = {workspace_id:UInt32} AND identity_id = {identity_id:UInt64}`,
      { workspace_id: workspaceId, identity_id: identityId },
    );
    counts[table] = Number(row?.rows);
  }
  return counts;
}

/** Start and end of each of an identity's (Anna's) dialogues, milliseconds UTC, under a definition (1). */
export async function spans(
  client: ClickHouse,
  { workspaceId = WORKSPACE, identityId = ANNA, definitionId = 1 } = {},
) {
  const rows = await client.query<{ started: string; ended: string }>(
    `SELECT toUnixTimestamp64Milli(started_at) AS started, toUnixTimestamp64Milli(ended_at) AS ended
     FROM dialogues_v1 FINAL
     WHERE workspace_id = {workspace_id:UInt32} AND definition_id = {definition_id:UInt32}
       AND identity_id = {identity_id:UInt64}
     ORDER BY started_at, first_event_id`,
    { workspace_id: workspaceId, definition_id: definitionId, identity_id: identityId },
  );
  return rows.map(({ started, ended }) => [Number(started), Number(ended)]);
}

let version = Date.now();

/** Derives a scope at once, with few rows in hand if so wished. */
export async function deriveNow(client: ClickHouse, scope: Scope, rowsInHand?: number) {
  return deriveScope(client, scope, {
    parameters: await readParameters(client),
    version: ++version,
    rowsInHand,
  });
}

/** All that stands in the derived tables but when it was written, as text, in the order of the keys. */
export async function everything(client: ClickHouse): Promise<string[]> {
  const lines: string[] = [];
  for (const table of KINDS) {
    const rows = await client.query<object>(
      `SELECT * EXCEPT (version, is_deleted) FROM ${table}_v1 FINAL ORDER BY ALL`,
    );
    lines.push(...rows.map((row) => `${table} ${JSON.stringify(row)}`));
  }
  return lines;
}
