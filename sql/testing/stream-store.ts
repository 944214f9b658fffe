import {
  COURTESY_PHRASES,
  event as eventSchema,
  type ParleyEvent,
  type Schedule,
  type SourceRule,
} from '@parley/contracts';
import { scheduleText } from '../calendars/index.js';
import { sourceRulesText } from '../sources/index.js';
import type { ClickHouse } from '../lib/client.js';
import { EVENT_COLUMNS, toEventRow } from '../lib/event-row.js';
import { agentId, textHash } from '../lib/ids.js';
import { type InsertableEvent, insertEvents } from '../lib/insert-events.js';
import { type DefinitionRow, putAccountSettings } from '../lib/parameters.js';
import { type OracleDefinition, type OracleInput, plainEvent, type PlainEvent } from './oracle/index.js';
import { AGENTS } from './random-events.js';
import { randomSchedule } from './random-schedules.js';
import { randomSourceRules } from './random-source-rules.js';
import type { Delivery, RandomStream } from './random-streams.js';

/** A random stream that lives in a workspace of its own, numbered as its seed. */
export interface StoredStream extends RandomStream {
  workspace_id: number;
  hashKey: Uint8Array;
  courtesy_hashes: bigint[];
  schedule: Schedule;
  source_rules: readonly SourceRule[];
}

export function inWorkspace(stream: RandomStream): StoredStream {
  // No two workspaces share a key, so no two share an identity.
  const hashKey = new Uint8Array(32).fill(stream.seed % 251);
  new DataView(hashKey.buffer).setUint32(0, stream.seed);
  const accountIds = stream.accounts.map(({ account_id }) => account_id);
  const agentIds = accountIds.flatMap((account) =>
    AGENTS.map((name) => String(agentId(hashKey, account, name))),
  );
  return {
    ...stream,
    workspace_id: stream.seed,
    hashKey,
    courtesy_hashes: COURTESY_PHRASES.map((phrase) => textHash(hashKey, phrase)),
    schedule: randomSchedule(stream.seed, accountIds, agentIds),
    source_rules: randomSourceRules(stream.seed),
  };
}

function contextOf(stream: StoredStream, event: ParleyEvent, delivery: Delivery) {
  const account = stream.accounts.find(({ account_id }) => account_id === Number(event.account_id))!;
  return {
    workspaceId: stream.workspace_id,
    hashKey: stream.hashKey,
    channel: account.channel,
    identityAccountId: account.identity_account_id,
    receivedAt: delivery.receivedAt,
    deliveryId: 1n,
    mapperVersion: delivery.mapperVersion,
  };
}

/** The plain rows of what has been delivered. */
export const plainRows = (stream: StoredStream, deliveries: readonly Delivery[]): PlainEvent[] =>
  deliveries.map((delivery) => {
    const event = eventSchema.parse(delivery.event);
    return { ...plainEvent(event, contextOf(stream, event, delivery)), is_deleted: delivery.isWithdrawn };
  });

const definitionOf = (stream: StoredStream): OracleDefinition => ({
  definition_id: 1,
  silence_gap_seconds: stream.silence_gap_seconds,
  courtesy_hashes: stream.courtesy_hashes,
  settle_seconds: stream.settle_seconds,
  clock_starts: stream.clock_starts,
  schedule: stream.schedule,
  source_rules: stream.source_rules,
});

/** What the oracle is to understand once the first `batches` batches have arrived. */
export const oracleInput = (stream: StoredStream, batches: number): OracleInput => ({
  rows: plainRows(stream, stream.batches.slice(0, batches).flat()),
  accounts: stream.accounts,
  definition: definitionOf(stream),
});

const IS_DELETED = EVENT_COLUMNS.indexOf('is_deleted');

function storedRow(stream: StoredStream, delivery: Delivery): InsertableEvent & { month: string } {
  const event = eventSchema.parse(delivery.event);
  const made = toEventRow(event, contextOf(stream, event, delivery));
  const row = made.row.map((cell, index) => (index === IS_DELETED ? Number(delivery.isWithdrawn) : cell));
  return { ...made, row };
}

/** Writes one batch of every stream the way `ingest` does: one insert per month, events first, then the marks. */
export async function storeBatch(
  client: ClickHouse,
  streams: readonly StoredStream[],
  batch: number,
): Promise<void> {
  const months = new Map<string, InsertableEvent[]>();
  for (const stream of streams)
    for (const delivery of stream.batches[batch] ?? []) {
      const row = storedRow(stream, delivery);
      const month = months.get(row.month);
      if (month) month.push(row);
      else months.set(row.month, [row]);
    }
  for (const [month, rows] of months) await insertEvents(client, rows, `batch-${batch}-${month}`);
}

/** Writes what the accounts of all streams decide, and one active definition each. */
export async function storeSettings(client: ClickHouse, streams: readonly StoredStream[]): Promise<void> {
  await putAccountSettings(
    client,
    streams.flatMap(({ workspace_id, accounts }) =>
      accounts.map((account) => ({ workspace_id, ...account, version: 1n })),
    ),
  );
  await storeDefinitions(client, streams, { status: 'active' });
}

/** Writes a definition for each stream: its own, but for what `changed` says. */
export async function storeDefinitions(
  client: ClickHouse,
  streams: readonly StoredStream[],
  changed: Partial<OracleDefinition> & Pick<DefinitionRow, 'status'>,
): Promise<void> {
  // All at once: putDefinition writes one, and hundreds of small inserts take their time.
  await client.insertRows(
    'definitions_v1',
    [
      'workspace_id',
      'definition_id',
      'status',
      'silence_gap_seconds',
      'courtesy_hashes',
      'settle_seconds',
      'clock_starts',
      'schedule',
      'source_rules',
      'version',
    ],
    streams.map((stream) => {
      const definition = { ...definitionOf(stream), ...changed };
      return [
        stream.workspace_id,
        definition.definition_id,
        definition.status,
        definition.silence_gap_seconds,
        definition.courtesy_hashes.map(String),
        definition.settle_seconds,
        definition.clock_starts,
        scheduleText(definition.schedule),
        sourceRulesText(definition.source_rules ?? []),
        '1',
      ];
    }),
  );
}
