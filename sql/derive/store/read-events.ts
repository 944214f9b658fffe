import type { ClickHouse } from '../../lib/client.js';
import { readSql } from '../../lib/sql-file.js';
import type { StreamEvent } from '../fold/stream-event.js';
import { idList, sinceParams, type Scope } from './scope.js';

const READ_EVENTS = readSql(import.meta.url, 'read-events.sql');

/** One event and whose it is. */
export interface ReadEvent extends StreamEvent {
  workspace_id: number;
  identity_id: string;
}

/**
 * The events of a scope as rows, identity by identity in stream order, in flat memory on both sides; `eventOf` makes
 * an event of a row.
 */
export function readEvents(client: ClickHouse, scope: Scope): AsyncIterable<unknown[]> {
  const parameters = {
    workspace_ids: scope.workspaceIds,
    from: scope.from,
    to: scope.to,
    identity_ids: idList(scope),
    ...sinceParams(scope),
  };
  const settings = { optimize_read_in_order: 1, max_bytes_before_external_sort: 256 * 1024 * 1024 };
  return client.stream(READ_EVENTS, parameters, { name: 'derive', settings });
}

/** TRICKY: in the order of the columns of read-events.sql. */
type EventCells = [
  workspace_id: number,
  identity_id: string,
  event_id: string,
  occurred_ms: string,
  sequence: string,
  version: string,
  type: string,
  channel: string,
  account_id: number,
  conversation_id: string,
  message_id: string,
  sender: string,
  agent_id: string,
  kind: string,
  text_hash: string,
  rare: RareCells | [],
];
/** reply_to, broadcast_id, link_id, reason, ref, given source, medium, campaign, content, term, ad_id, click_id, watermark. */
type RareCells = [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const NOTHING_RARE: RareCells = ['0', '0', '0', '', '', '', '', '', '', '', '', '', '0'];

export function eventOf(row: unknown[]): ReadEvent {
  const cells = row as EventCells;
  const rare = cells[15].length === 0 ? NOTHING_RARE : cells[15];
  return {
    workspace_id: cells[0],
    identity_id: cells[1],
    event_id: cells[2],
    occurred_at: Number(cells[3]),
    sequence: cells[4],
    version: cells[5],
    type: cells[6],
    channel: cells[7],
    account_id: cells[8],
    conversation_id: cells[9],
    message_id: cells[10],
    reply_to: rare[0],
    sender: cells[11],
    agent_id: cells[12],
    watermark_at: Number(rare[12]),
    reason: rare[3],
    broadcast_id: rare[1],
    link_id: Number(rare[2]),
    ref: rare[4],
    given_source: rare[5],
    given_medium: rare[6],
    given_campaign: rare[7],
    given_content: rare[8],
    given_term: rare[9],
    ad_id: rare[10],
    click_id: rare[11],
    kind: cells[13],
    text_hash: cells[14],
  };
}
