import { crc32 } from 'node:zlib';

/** One row of the events table, ready to be sent, with what its insert and its quarantine need beside it. */
export interface SpoolRow {
  identityId: bigint;
  /** Milliseconds UTC. */
  occurredAt: number;
  accountId: number;
  /** An anonymous visitor's row: it marks no identity for derivation. */
  isVisitor: boolean;
  /** The row as one JSON array, in the order of EVENT_COLUMNS. */
  json: string;
}

/** What one key of the spool holds: rows of one workspace and one month. */
export interface SpoolRecord {
  workspaceId: number;
  rows: SpoolRow[];
  /** Where the body of the webhook that the rows came from lies in the vault. */
  bodyPlace?: number;
}

/** The bytes on the disk are not the bytes that were written. */
export class DamagedRecordError extends Error {}

const FORMAT = 1;
const HEADER_BYTES = 5;

/** Layout: format byte · CRC-32 of the rest (little endian) · one JSON line about the record · one line per row. */
export function encodeRecord(record: SpoolRecord): Buffer {
  const lines = [JSON.stringify({ workspace_id: record.workspaceId, body_place: record.bodyPlace })];
  for (const row of record.rows) {
    lines.push(
      `${row.identityId}\t${row.occurredAt}\t${row.accountId}\t${row.isVisitor ? 1 : 0}\t${row.json}`,
    );
  }
  const text = lines.join('\n');
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + Buffer.byteLength(text));
  buffer.write(text, HEADER_BYTES);
  buffer[0] = FORMAT;
  buffer.writeUInt32LE(crc32(buffer.subarray(HEADER_BYTES)), 1);
  return buffer;
}

/** Throws {@link DamagedRecordError} where the checksum or the layout does not hold. */
export function decodeRecord(buffer: Buffer): SpoolRecord {
  if (buffer.length < HEADER_BYTES || buffer[0] !== FORMAT) throw new DamagedRecordError('unknown format');
  if (crc32(buffer.subarray(HEADER_BYTES)) !== buffer.readUInt32LE(1)) {
    throw new DamagedRecordError('the checksum does not match');
  }
  const [about = '', ...lines] = buffer.toString('utf8', HEADER_BYTES).split('\n');
  const { workspace_id: workspaceId, body_place: bodyPlace } = JSON.parse(about) as {
    workspace_id: number;
    body_place?: number;
  };
  return { workspaceId, rows: lines.map(decodeRow), ...(bodyPlace === undefined ? {} : { bodyPlace }) };
}

function decodeRow(line: string): SpoolRow {
  // JSON escapes tabs inside strings, so the first four belong to this layout.
  const ends: number[] = [];
  for (let at = line.indexOf('\t'); ends.length < 4 && at >= 0; at = line.indexOf('\t', at + 1))
    ends.push(at);
  const [first = 0, second = 0, third = 0, fourth] = ends;
  if (fourth === undefined) throw new DamagedRecordError('a row is cut');
  return {
    identityId: BigInt(line.slice(0, first)),
    occurredAt: Number(line.slice(first + 1, second)),
    accountId: Number(line.slice(second + 1, third)),
    isVisitor: line.slice(third + 1, fourth) === '1',
    json: line.slice(fourth + 1),
  };
}
