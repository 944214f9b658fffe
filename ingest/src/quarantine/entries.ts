import { EVENT_COLUMNS } from '@parley/sql';
import type { Batch, BatchRow } from '../spool/backlog.js';
import type { Vault } from '../vault/vault.js';
import type { QuarantineEntry } from './quarantine.js';

const EVENT_ID = EVENT_COLUMNS.indexOf('event_id');
const DELIVERY_ID = EVENT_COLUMNS.indexOf('delivery_id');

/** A row that ClickHouse refused, with the body it was made of where the vault has that still. */
export function refusedEntry(
  { row, reason }: { row: BatchRow; reason: string },
  vault: Pick<Vault, 'get'>,
): QuarantineEntry {
  const cells = JSON.parse(row.json) as unknown[];
  const kept = row.bodyPlace === undefined ? undefined : vault.get(row.bodyPlace);
  return {
    source: 'insert',
    reason,
    at: Date.now(),
    received_at: kept?.receivedAt ?? Date.now(),
    workspace_id: row.workspaceId,
    account_id: row.accountId,
    delivery_id: digitsOf(cells[DELIVERY_ID]),
    body: kept?.body.canReplay ? kept.body.text : '',
    is_full: kept?.body.isFull ?? false,
    can_replay: true,
    row: {
      event_id: digitsOf(cells[EVENT_ID]),
      identity_id: String(row.identityId),
      occurred_at: row.occurredAt,
      is_visitor: row.isVisitor,
      json: row.json,
    },
  };
}

/** A record of the spool that cannot be read any more. */
export function damagedEntry({ bytes, reason }: Batch['damaged'][number]): QuarantineEntry {
  return {
    source: 'spool',
    reason: `a record of the spool is damaged: ${reason}`,
    at: Date.now(),
    received_at: Date.now(),
    workspace_id: null,
    account_id: null,
    delivery_id: '0',
    body: JSON.stringify({ base64: bytes.toString('base64') }),
    is_full: false,
    can_replay: false,
    row: null,
  };
}

const digitsOf = (cell: unknown) => (/^\d{1,20}$/.test(String(cell)) ? String(cell) : '0');
