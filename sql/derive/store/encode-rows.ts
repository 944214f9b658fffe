import { hash } from 'node:crypto';
import { TABLES, type DerivedTable, type Kind } from './tables.js';

/** Which row it is. Numbers and ids are as they come from the database; what a table has not is 0. */
export interface RowKey {
  workspaceId: number;
  definitionId: number;
  identityId: string;
  accountId: number;
  /** Milliseconds UTC. */
  at: number;
  eventId: string;
}

/** A row ready to be compared and written. */
export interface EncodedRow {
  key: RowKey;
  /** Key and content as JSON cells, without brackets. */
  cells: string;
  /** Of `cells`, so of key and content, as an unsigned decimal number. */
  hash: string;
}

/** One text for each key of a table. */
export const keyText = (key: RowKey) =>
  `${key.workspaceId}:${key.definitionId}:${key.identityId}:${key.accountId}:${key.at}:${key.eventId}`;

/**
 * Encodes a derived row. Instants stay milliseconds: DateTime64(3) reads a JSON integer as just that.
 * A row is written again only when its hash differs.
 */
export function encodeRow<Row>(kind: Kind, table: DerivedTable<Row>, key: RowKey, row: Row): EncodedRow {
  const values = table.content.map((column) => row[column]);
  const cells = `${keyCells(kind, key)},${JSON.stringify(values).slice(1, -1)}`;
  return { key, cells, hash: hashOf(cells) };
}

/** TRICKY: 52 bits, which a number holds: 64 would take a bigint, and three times as long. */
export const hashOf = (text: string) => String(Number.parseInt(hash('sha256', text).slice(0, 13), 16));

/** In the order of the table. */
function keyCells(kind: Kind, key: RowKey): string {
  const { workspaceId, definitionId, identityId, accountId, at, eventId } = key;
  if (kind === 'identities') return `${workspaceId},"${identityId}"`;
  if (kind === 'subscription_arrivals')
    return `${workspaceId},${definitionId},"${identityId}",${accountId},${at},"${eventId}"`;
  if (kind === 'subscriptions') return `${workspaceId},"${identityId}",${accountId},${at},"${eventId}"`;
  if (kind === 'message_statuses') return `${workspaceId},"${identityId}",${at},"${eventId}"`;
  return `${workspaceId},${definitionId},"${identityId}",${at},"${eventId}"`;
}

/** The whole row as a JSON array. */
export const asLine = (row: EncodedRow, version: number) => `[${row.cells},"${row.hash}",${version},0]`;

/** What takes a row away. */
export function asTombstone(kind: Kind, key: RowKey, version: number): string {
  const nothing = JSON.stringify(TABLES[kind].nothing).slice(1, -1);
  return `[${keyCells(kind, key)},${nothing},"0",${version},1]`;
}
