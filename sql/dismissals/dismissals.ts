import { hash } from 'node:crypto';
import { sequenceOf, type Channel } from '@parley/contracts';
import type { ClickHouse } from '../lib/client.js';
import { EVENT_COLUMNS, versionOf } from '../lib/event-row.js';
import { eventId } from '../lib/ids.js';
import { insertEvents } from '../lib/insert-events.js';
import { readSql } from '../lib/sql-file.js';
import { formatSecond, formatTime } from '../lib/time.js';

const OF_WAIT = readSql(import.meta.url, 'dismissals-of-wait.sql');
const TYPE = 'wait_dismissed';

/** A wait as its row tells of it. */
export interface SeenWait {
  workspaceId: number;
  /** 64 bits, as text. */
  identityId: string;
  accountId: number;
  channel: Channel;
  /** Its newest message, milliseconds UTC: only what had come by then was looked at. */
  lastIncomingAt: number;
}

/** Who said that no reply is needed, and when. */
export interface Saying {
  /** The workspace's key; ids are hashed with it. */
  hashKey: Uint8Array;
  /** The agent who said so, 64 bits as text; null where it is none. */
  agentId: string | null;
  /** Milliseconds UTC. */
  at: number;
}

/**
 * Says of a wait that nobody needs to answer, as one more event, and marks its person for derivation. Says nothing where
 * that was said before, and gives false. Of two at the same time both write the same event: the earlier one counts.
 */
export async function dismissWait(
  client: ClickHouse,
  wait: SeenWait,
  { hashKey, agentId, at }: Saying,
): Promise<boolean> {
  if ((await readDismissals(client, wait)).length > 0) return false;
  const id = `no-reply-needed:${wait.identityId}:${wait.lastIncomingAt}`;
  await insert(client, wait, {
    event_id: String(eventId(hashKey, wait.accountId, id, TYPE)),
    // TRICKY: a message may bear a number of its platform and would then come after whatever shares its instant.
    occurred_ms: Math.max(at, wait.lastIncomingAt + 1),
    sequence: String(sequenceOf(TYPE, undefined)),
    version: String(versionOf(1, at)),
    account_id: wait.accountId,
    channel: wait.channel,
    // No body brought it.
    delivery_id: '0',
    received_seconds: Math.floor(at / 1000),
    agent_id: agentId ?? '0',
    watermark_ms: wait.lastIncomingAt,
    is_deleted: 0,
  });
  return true;
}

/**
 * Takes back all that was said of a wait, wherever it came from, as if it had never been said, and marks its person for
 * derivation. Leaves tombstones: the same event sent anew stays taken back. Gives how many sayings there were.
 * `at`: now, milliseconds UTC.
 */
export async function takeBackDismissals(client: ClickHouse, wait: SeenWait, at: number): Promise<number> {
  const said = await readDismissals(client, wait);
  for (const one of said) {
    const version = String(BigInt(one.version) + 1n);
    await insert(client, wait, {
      ...one,
      version,
      received_seconds: Math.floor(at / 1000),
      agent_id: '0',
      watermark_ms: 0,
      is_deleted: 1,
    });
  }
  return said.length;
}

interface Said {
  event_id: string;
  occurred_ms: number;
  sequence: string;
  version: string;
  account_id: number;
  channel: string;
  delivery_id: string;
  received_seconds: number;
}

async function readDismissals(
  client: ClickHouse,
  { workspaceId, identityId, lastIncomingAt }: SeenWait,
): Promise<Said[]> {
  const rows = await client.query<Omit<Said, 'occurred_ms'> & { occurred_ms: string }>(
    OF_WAIT,
    {
      workspace_id: workspaceId,
      identity_id: BigInt(identityId),
      last_incoming_at: new Date(lastIncomingAt),
    },
    { name: 'dismissals of a wait' },
  );
  return rows.map((row) => ({ ...row, occurred_ms: Number(row.occurred_ms) }));
}

interface Dismissal extends Said {
  agent_id: string;
  watermark_ms: number;
  is_deleted: 0 | 1;
}

async function insert(client: ClickHouse, wait: SeenWait, one: Dismissal): Promise<void> {
  const cells: Partial<Record<(typeof EVENT_COLUMNS)[number], unknown>> = {
    workspace_id: wait.workspaceId,
    identity_id: wait.identityId,
    occurred_at: formatTime(one.occurred_ms),
    sequence: one.sequence,
    event_id: one.event_id,
    type: TYPE,
    channel: one.channel,
    account_id: one.account_id,
    agent_id: one.agent_id,
    watermark_at: formatTime(one.watermark_ms),
    received_at: formatSecond(one.received_seconds * 1000),
    delivery_id: one.delivery_id,
    version: one.version,
    is_deleted: one.is_deleted,
  };
  // What is left out takes the default of its column.
  const row = EVENT_COLUMNS.map((column) => cells[column] ?? null);
  await insertEvents(
    client,
    [
      {
        row,
        workspaceId: wait.workspaceId,
        identityId: BigInt(wait.identityId),
        occurredAt: one.occurred_ms,
        isVisitor: false,
      },
    ],
    hash('sha256', JSON.stringify(row), 'hex'),
  );
}
