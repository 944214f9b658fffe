import { decodeRecord } from '../../dist/spool/record.js';
import { Store } from '../../dist/spool/store.js';

const ENOUGH_ROWS = 50_000;

/** What an ingest without a ClickHouse left in its spool: the bytes and the rows of each record. */
export function readRecords(dir) {
  const store = new Store({ dir, maxBytes: Number.MAX_SAFE_INTEGER, minFreeDiskBytes: 0 });
  const records = [];
  let rows = 0;
  for (const { value } of store.events.getRange()) {
    const bytes = Buffer.from(value);
    const record = { bytes, rows: decodeRecord(bytes).rows };
    records.push(record);
    if ((rows += record.rows.length) >= ENOUGH_ROWS) break;
  }
  void store.close();
  return records;
}
