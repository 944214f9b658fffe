import { hash } from 'node:crypto';
import type { ClickHouse } from './client.js';
import { EVENT_COLUMNS } from './event-row.js';
import { formatTime, monthOf } from './time.js';

/** A row for {@link insertEvents}: an {@link EventRow}, or one whose cells are already encoded as a JSON array. */
export interface InsertableEvent {
  row: string | readonly unknown[];
  workspaceId: number;
  identityId: bigint;
  /** Milliseconds UTC. */
  occurredAt: number;
  isVisitor: boolean;
}

/**
 * Writes events of one month (of `occurredAt`, UTC), then marks their identities for derivation.
 * `token` is a hash of the rows: the same call again changes nothing, so a call that failed, or died between the two
 * inserts, is healed by repeating it.
 * Throws RangeError for rows of several months, ClickHouseRefused when a row can never pass, ClickHouseUnavailable
 * when it should be tried again.
 */
export async function insertEvents(
  client: ClickHouse,
  events: readonly InsertableEvent[],
  token: string,
): Promise<void> {
  if (events.length === 0) return;
  if (new Set(events.map((event) => monthOf(event.occurredAt))).size > 1)
    throw new RangeError('insertEvents takes events of one month');

  await client.insertRows('events_v1', EVENT_COLUMNS, rowsOf(events), { token });
  const marks = marksOf(events, token);
  if (marks.length === 0) return;
  // TRICKY: marked_at is the moment the insert ran, and a round looks back 60 s for marks that became visible late.
  // An insert of marks that takes longer must fail and be tried again, with a new moment.
  await client.insertRows('dirty_identities_v1', MARK_COLUMNS, marks, {
    token: `${token}:marks`,
    timeoutMs: 30_000,
    settings: { max_execution_time: 20 },
  });
}

const MARK_COLUMNS = ['mark_id', 'workspace_id', 'identity_id', 'lowest_at', 'highest_at'] as const;

function* rowsOf(events: readonly InsertableEvent[]) {
  for (const event of events) yield event.row;
}

interface Mark {
  workspaceId: number;
  identityId: bigint;
  lowest: number;
  highest: number;
}

/** One mark per identity with the span of its times. */
function marksOf(events: readonly InsertableEvent[], token: string): unknown[][] {
  const marks = new Map<string, Mark>();
  for (const { workspaceId, identityId, occurredAt, isVisitor } of events) {
    if (isVisitor) continue;
    const key = `${workspaceId}:${identityId}`;
    const mark = marks.get(key);
    if (!mark) marks.set(key, { workspaceId, identityId, lowest: occurredAt, highest: occurredAt });
    else {
      mark.lowest = Math.min(mark.lowest, occurredAt);
      mark.highest = Math.max(mark.highest, occurredAt);
    }
  }
  const markId = String(hash('sha256', token, 'buffer').readBigUInt64BE(0));
  return [...marks.values()].map((mark) => [
    markId,
    mark.workspaceId,
    String(mark.identityId),
    formatTime(mark.lowest),
    formatTime(mark.highest),
  ]);
}
