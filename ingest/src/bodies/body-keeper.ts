import { keyedId } from '@parley/sql';
import type { Workspace } from '../snapshot/directory.js';
import type { Platform } from '../webhooks/platform.js';
import { IdSeal } from './id-seal.js';
import { openRedacted, showRedacted } from './open-redacted.js';
import { Redactor, type BodyKeys } from './redact.js';

/** A webhook body as it may be kept. */
export interface KeptBody {
  /** The body as it came when `isFull`, else redacted, as JSON text. */
  text: string;
  isFull: boolean;
  /** Whether anything is left that could be mapped again. */
  canReplay: boolean;
}

/** Makes of a body what may be kept of it, and a payload of that again. */
export class BodyKeeper {
  private readonly redactors = new WeakMap<Platform, Redactor>();
  /** By hash key: deriving keys takes its time, and a workspace has one for ever. */
  private readonly keys = new Map<string, BodyKeys>();

  /** `payload` is the parsed body, undefined where it is no JSON. */
  keep(platform: Platform, workspace: Workspace, rawBody: Buffer, payload: unknown): KeptBody {
    if (workspace.keepsFullBodies) {
      const text = utf8Of(rawBody);
      if (text !== undefined) return { text, isFull: true, canReplay: true };
    }
    if (payload === undefined) return { ...sizeOnly(rawBody, workspace), isFull: false, canReplay: false };
    const redacted = this.redactorOf(platform).redact(payload, this.keysOf(workspace));
    return { text: JSON.stringify(redacted), isFull: false, canReplay: true };
  }

  /** The payload for the mapper; undefined where it cannot be read any more. */
  open(platform: Platform, workspace: Workspace, { text, isFull, canReplay }: KeptBody): unknown {
    if (!canReplay) return undefined;
    if (isFull) return parseText(platform, text);
    try {
      return openRedacted(JSON.parse(text), this.keysOf(workspace).ids);
    } catch {
      return undefined;
    }
  }

  private redactorOf(platform: Platform): Redactor {
    const known = this.redactors.get(platform);
    if (known) return known;
    const redactor = new Redactor(platform.fields);
    this.redactors.set(platform, redactor);
    return redactor;
  }

  private keysOf({ hashKey }: Workspace): BodyKeys {
    const name = Buffer.from(hashKey).toString('base64');
    const known = this.keys.get(name);
    if (known) return known;
    const keys = { hashKey, ids: new IdSeal(hashKey) };
    this.keys.set(name, keys);
    return keys;
  }
}

/** A kept body as people may read it, as JSON text. */
export function shown({ text, isFull }: Pick<KeptBody, 'text' | 'isFull'>): string {
  if (isFull || text === '') return text;
  try {
    return JSON.stringify(showRedacted(JSON.parse(text)));
  } catch {
    return '';
  }
}

/** Undefined for what is no JSON in UTF-8. */
export function parseBody(platform: Platform, body: Buffer): unknown {
  const text = utf8Of(body);
  return text === undefined ? undefined : parseText(platform, text);
}

function parseText(platform: Platform, text: string): unknown {
  try {
    return platform.parse ? platform.parse(text) : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function utf8Of(bytes: Buffer): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** A body that is not even JSON: nothing but its size and hash. */
function sizeOnly(bytes: Buffer, { hashKey }: Workspace): { text: string } {
  const hash = String(keyedId(hashKey, 'redacted', bytes.toString('base64')));
  return { text: JSON.stringify({ kind: 'bytes', length: bytes.length, hash }) };
}
