import { open } from 'node:fs/promises';
import type { ImportFormat } from '@parley/contracts';
import { encodingOf } from './events-csv/suggest-mapping.js';
import { isChatLine } from './whatsapp-chat/read-lines.js';

const LOOK_BYTES = 64 * 1024;
const LOOK_LINES = 20;

/** What the content says that a file is; undefined where it is nothing that can be imported. */
export async function recognise(path: string): Promise<ImportFormat | undefined> {
  const file = await open(path);
  const buffer = Buffer.alloc(LOOK_BYTES);
  const { bytesRead } = await file.read(buffer, 0, LOOK_BYTES, 0).finally(() => file.close());
  const head = buffer.subarray(0, bytesRead);
  const text = new TextDecoder(encodingOf(head, bytesRead < LOOK_BYTES)).decode(head);
  const lines = text.split(/\r?\n/, LOOK_LINES);
  if (lines.some(isChatLine)) return 'whatsapp-chat';
  if (/^\s*[[{]/.test(text)) return recogniseJson(text, lines[0] ?? '');
  return /[,;\t]/.test(lines[0] ?? '') ? 'events-csv' : undefined;
}

function recogniseJson(text: string, first: string): ImportFormat {
  if (/"payload"\s*:/.test(text)) return 'chatwoot';
  try {
    const value = JSON.parse(first) as { type?: unknown; occurred_at?: unknown };
    if (typeof value.type === 'string' && value.occurred_at !== undefined) return 'events-ndjson';
  } catch {
    // A document over several lines.
  }
  return 'telegram-export';
}
