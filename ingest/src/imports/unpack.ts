import { createWriteStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { IMPORT_LIMITS } from '@parley/contracts';
import { openPromise, type Entry } from 'yauzl';
import { WrongFileError } from './import-report.js';

const WANTED = /\.(txt|json|csv|ndjson|jsonl)$/i;
/** What WhatsApp calls the chat inside of the archive that a phone shares. */
const CHAT = /(^|\/)(_chat|whatsapp chat .*|чат whatsapp .*)\.txt$/i;

/**
 * Puts the chat (or the one table) of a zip archive in the place of the archive; leaves other files alone.
 * Throws {@link WrongFileError} where nothing in the archive can be imported.
 */
export async function unpack(path: string): Promise<void> {
  if (!(await isArchive(path))) return;
  const archive = await openPromise(path, { lazyEntries: true, autoClose: false });
  try {
    let found: Entry | undefined;
    for await (const entry of archive.eachEntry()) {
      if (CHAT.test(entry.fileName)) found = entry;
      else if (WANTED.test(entry.fileName)) found ??= entry;
    }
    if (!found || found.uncompressedSize > IMPORT_LIMITS.file_bytes)
      throw new WrongFileError('the archive holds no chat and no table', 'empty_archive');
    const unpacked = `${path}.unpacked`;
    await pipeline(await archive.openReadStreamPromise(found), createWriteStream(unpacked, { mode: 0o600 }));
    await rename(unpacked, path);
  } finally {
    archive.close();
  }
}

async function isArchive(path: string): Promise<boolean> {
  const file = await open(path);
  const head = Buffer.alloc(4);
  await file.read(head, 0, 4, 0).finally(() => file.close());
  return head.equals(Buffer.from('PK\u0003\u0004', 'latin1'));
}
