/** How much text is handed to the socket at once. */
const CHUNK_CHARACTERS = 64 * 1024;

const bigintAsText = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);

/** One row as a JSON array. 64-bit integers become strings, which ClickHouse reads exactly. */
export function encodeRow(row: readonly unknown[]): string {
  try {
    return JSON.stringify(row);
  } catch {
    // A bigint: rare, and a replacer for every row would cost a third of the encoding.
    return JSON.stringify(row, bigintAsText);
  }
}

/** Rows as JSONCompactEachRow text in chunks, so that an insert of any size needs little memory. */
export function* encodeRows(rows: Iterable<readonly unknown[] | string>): Generator<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += typeof row === 'string' ? row : encodeRow(row);
    chunk += '\n';
    if (chunk.length >= CHUNK_CHARACTERS) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}
