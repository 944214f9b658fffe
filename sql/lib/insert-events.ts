import { hash } from 'node:crypto';
import type { ClickHouse } from './client.js';
import { EVENT_COLUMNS } from './event-row.js';
import { insertMarks, type Mark } from './marks.js';
import { monthOf } from './time.js';

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
  let lowest = Infinity;
  let highest = -Infinity;
  for (const { occurredAt } of events) {
    if (occurredAt < lowest) lowest = occurredAt;
    if (occurredAt > highest) highest = occurredAt;
  }
  if (monthOf(lowest) !== monthOf(highest)) throw new RangeError('insertEvents takes events of one month');

  // A repeated insert must reach milestones_v1 too: the first one may have died between the two tables.
  const settings = { deduplicate_blocks_in_dependent_materialized_views: 1 };
  await client.insertRows('events_v1', EVENT_COLUMNS, rowsOf(events), { token, settings });
  const markId = hash('sha256', token, 'buffer').readBigUInt64BE(0);
  await insertMarks(client, marksOf(events), { markId, token: `${token}:marks` });
}

function* rowsOf(events: readonly InsertableEvent[]) {
  for (const event of events) yield event.row;
}

/** One mark per identity with the span of its times. */
function marksOf(events: readonly InsertableEvent[]): Mark[] {
  const workspaces = new Map<number, Map<bigint, Mark>>();
  for (const { workspaceId, identityId, occurredAt, isVisitor } of events) {
    if (isVisitor) continue;
    let marks = workspaces.get(workspaceId);
    if (!marks) workspaces.set(workspaceId, (marks = new Map<bigint, Mark>()));
    const mark = marks.get(identityId);
    if (!mark) marks.set(identityId, { workspaceId, identityId, lowest: occurredAt, highest: occurredAt });
    else {
      mark.lowest = Math.min(mark.lowest, occurredAt);
      mark.highest = Math.max(mark.highest, occurredAt);
    }
  }
  return [...workspaces.values()].flatMap((marks) => [...marks.values()]);
}
