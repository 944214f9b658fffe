import type { ClickHouse } from '../../lib/client.js';
import { readSql } from '../../lib/sql-file.js';
import type { StreamEvent } from '../fold/stream-event.js';
import { idList, type Scope } from './scope.js';

const READ_EVENTS = readSql(import.meta.url, 'read-events.sql');

/** One event and whose it is. */
export interface ReadEvent extends StreamEvent {
  workspace_id: number;
  identity_id: string;
}

/** The events of a scope, identity by identity in stream order, in flat memory on both sides. */
export async function* readEvents(client: ClickHouse, scope: Scope): AsyncGenerator<ReadEvent> {
  const parameters = {
    workspace_ids: scope.workspaceIds,
    from: scope.from,
    to: scope.to,
    identity_ids: idList(scope),
  };
  const settings = { optimize_read_in_order: 1, max_bytes_before_external_sort: 256 * 1024 * 1024 };
  for await (const row of client.stream(READ_EVENTS, parameters, { name: 'derive', settings }))
    yield eventOf(row);
}

/** TRICKY: in the order of the columns of read-events.sql. */
function eventOf(row: unknown[]): ReadEvent {
  const text = row as string[];
  const number = row as number[];
  return {
    workspace_id: number[0] ?? 0,
    identity_id: text[1] ?? '',
    event_id: text[2] ?? '',
    occurred_at: Number(row[3]),
    sequence: text[4] ?? '',
    version: text[5] ?? '',
    type: text[6] ?? '',
    channel: text[7] ?? '',
    account_id: number[8] ?? 0,
    conversation_id: text[9] ?? '',
    message_id: text[10] ?? '',
    reply_to: text[11] ?? '',
    sender: text[12] ?? '',
    agent_id: text[13] ?? '',
    reason: text[14] ?? '',
    broadcast_id: text[15] ?? '',
    link_id: number[16] ?? 0,
    ref: text[17] ?? '',
    given_source: text[18] ?? '',
    given_medium: text[19] ?? '',
    given_campaign: text[20] ?? '',
    given_content: text[21] ?? '',
    given_term: text[22] ?? '',
    ad_id: text[23] ?? '',
    click_id: text[24] ?? '',
    kind: text[25] ?? '',
    text_hash: text[26] ?? '',
  };
}
