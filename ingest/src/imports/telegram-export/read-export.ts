import Assembler from 'stream-json/core/assembler.js';
import { BrokenJsonError, jsonTokens, jsonTokensByLine, type Token } from '../json-tokens.js';

/** A chat of the export, as far as it was read when its messages begin. */
export interface ExportedChat {
  /** Where it stands in the file, such as `chats.list[3]`; empty for a file of one chat. */
  path: string;
  id: string;
  name: string;
  /** `personal_chat`, `private_group` … */
  type: string;
}

/** What the file holds, in its order. Messages of other than personal chats are only counted, never assembled. */
export type ExportItem =
  | { kind: 'owner'; id: string }
  | { kind: 'chat'; chat: ExportedChat }
  | { kind: 'message'; chat: ExportedChat; path: string; value: unknown }
  | { kind: 'foreign_message'; chat: ExportedChat };

/** JSON, but not what Telegram Desktop writes; the message begins with the line, where there is one, and the path. */
export class WrongExportError extends Error {
  constructor(
    message: string,
    readonly place: { line?: number; path?: string; isWriterUnknown?: boolean } = {},
  ) {
    super(message);
  }
}

interface Level {
  key: string;
  isArray: boolean;
  index: number;
}

const CHATS = /^(chats|left_chats)\.list\[\d+\]$/;

/**
 * Reads Telegram Desktop's `result.json`, of one chat or of the whole account, in flat memory.
 * Throws {@link WrongExportError}, or BrokenJsonError where it is no JSON.
 * Source: github.com/telegramdesktop/tdesktop, export_output_json.cpp (checked 2026-11-22)
 */
export async function* readExport(
  path: string,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<ExportItem[]> {
  const reader = new ExportReader();
  for await (const tokens of jsonTokens(path, onBytes)) {
    const items: ExportItem[] = [];
    try {
      for (const token of tokens) {
        const item = reader.take(token);
        if (item) items.push(item);
      }
    } catch (error) {
      if (!(error instanceof WrongExportError)) throw error;
      // What stands before the wrong place may be wrong itself, and is told first then.
      if (items.length > 0) yield items;
      const { brokenAt } = await placesIn(path, []);
      throw new WrongExportError(`${lineText(brokenAt)}${error.message}`, placeOf(brokenAt));
    }
    if (items.length > 0) yield items;
  }
  if (!reader.hasChats) {
    throw new WrongExportError(
      'the file holds neither "messages" nor "chats": it is not a chat export of Telegram Desktop in machine-readable JSON',
    );
  }
}

/**
 * The lines, from 1, on which the messages of personal chats with these places in the order of the file begin.
 * Reads the file once more, line by line, no further than needed; a place that is no longer there has no line.
 */
export async function messageLines(
  path: string,
  ordinals: readonly number[],
): Promise<(number | undefined)[]> {
  const { lines } = await placesIn(path, ordinals);
  return ordinals.map((ordinal) => lines.get(ordinal));
}

const placeOf = (line: number | undefined) => (line === undefined ? {} : { line });

/** «line 5: », or nothing where the line is not known. */
export const lineText = (line: number | undefined) => (line === undefined ? '' : `line ${line}: `);

async function placesIn(
  path: string,
  ordinals: readonly number[],
): Promise<{ lines: Map<number, number>; brokenAt?: number }> {
  const reader = new ExportReader();
  const lines = new Map<number, number>();
  const last = ordinals.length > 0 ? Math.max(...ordinals) : Infinity;
  let at = 1;
  try {
    for await (const { line, tokens } of jsonTokensByLine(path)) {
      at = line;
      for (const token of tokens) {
        reader.take(token);
        if (ordinals.includes(reader.messages) && !lines.has(reader.messages))
          lines.set(reader.messages, line);
        if (reader.messages >= last) return { lines };
      }
    }
  } catch (error) {
    if (error instanceof WrongExportError) return { lines, brokenAt: at };
    if (!(error instanceof BrokenJsonError)) throw error;
  }
  return { lines };
}

class ExportReader {
  hasChats = false;
  /** Messages of personal chats that have begun. */
  messages = 0;
  private readonly stack: Level[] = [];
  private key = '';
  private chat: { path: string; id?: string; name?: string; type?: string } = { path: '' };
  private open: ExportedChat | undefined;
  private assembler: Assembler | undefined;
  private skipped = 0;

  take(token: Token): ExportItem | undefined {
    if (this.assembler) return this.assemble(token);
    if (this.skipped > 0) return this.skip(token);
    switch (token.name) {
      case 'keyValue':
        this.key = String(token.value);
        return undefined;
      case 'startObject':
      case 'startArray':
        return this.enter(token);
      case 'endObject':
      case 'endArray':
        this.stack.pop();
        if (this.path() === this.open?.path) this.open = undefined;
        return undefined;
      default:
        return this.scalar(token);
    }
  }

  private enter(token: Token): ExportItem | undefined {
    const isArray = token.name === 'startArray';
    const parent = this.stack.at(-1);
    if (!parent && isArray)
      throw new WrongExportError('the file is a list: it is not an export of Telegram Desktop');
    const wasMessages = this.open !== undefined && parent?.isArray && this.isMessages();
    if (parent?.isArray) parent.index++;
    if (wasMessages && this.open) return this.message(token, this.open);
    if (parent) this.stack.push({ key: parent.isArray ? '' : this.key, isArray, index: -1 });
    else this.stack.push({ key: '', isArray, index: -1 });
    const path = this.path();
    if (!isArray && (path === '' || CHATS.test(path))) this.chat = { path };
    if (isArray && this.isMessages()) return this.begin();
    return undefined;
  }

  /** Whether the innermost level is the list of messages of a chat. */
  private isMessages(): boolean {
    const path = this.path();
    return path === join(this.chat.path, 'messages') && (this.chat.path === '' || CHATS.test(this.chat.path));
  }

  private begin(): ExportItem {
    const { path, id, type, name } = this.chat;
    if (id === undefined || type === undefined) {
      throw new WrongExportError(`${path || 'the chat'}: "type" and "id" are missing before "messages"`);
    }
    this.hasChats = true;
    this.open = { path, id, type, name: name ?? '' };
    return { kind: 'chat', chat: this.open };
  }

  private message(token: Token, chat: ExportedChat): ExportItem | undefined {
    if (chat.type !== 'personal_chat') {
      this.skipped = 1;
      return { kind: 'foreign_message', chat };
    }
    this.messages++;
    this.assembler = new Assembler();
    return this.assemble(token);
  }

  private assemble(token: Token): ExportItem | undefined {
    const assembler = this.assembler;
    if (!assembler) return undefined;
    assembler.consume(token as Parameters<Assembler['consume']>[0]);
    if (!assembler.done || !this.open) return undefined;
    this.assembler = undefined;
    const path = `${join(this.open.path, 'messages')}[${this.stack.at(-1)?.index ?? 0}]`;
    return { kind: 'message', chat: this.open, path, value: assembler.current as unknown };
  }

  private skip(token: Token): undefined {
    if (token.name === 'startObject' || token.name === 'startArray') this.skipped++;
    else if (token.name === 'endObject' || token.name === 'endArray') this.skipped--;
    return undefined;
  }

  private scalar(token: Token): ExportItem | undefined {
    const parent = this.stack.at(-1);
    if (!parent)
      throw new WrongExportError('the file holds a single value: it is not an export of Telegram Desktop');
    if (parent.isArray) {
      parent.index++;
      if (this.isMessages() && this.open) {
        throw new WrongExportError(`${join(this.open.path, 'messages')}[${parent.index}] is not a message`);
      }
      return undefined;
    }
    const value = token.value === null || token.value === undefined ? '' : String(token.value);
    const path = this.path();
    if (path === 'personal_information' && this.key === 'user_id') return { kind: 'owner', id: value };
    if (path === this.chat.path && (this.key === 'id' || this.key === 'name' || this.key === 'type')) {
      this.chat[this.key] = value;
    }
    if (path === this.chat.path && this.key === 'messages') {
      throw new WrongExportError(`${join(path, 'messages')} is not a list`);
    }
    return undefined;
  }

  private path(): string {
    let path = '';
    let parent: Level | undefined;
    for (const level of this.stack) {
      if (parent) path = parent.isArray ? `${path}[${parent.index}]` : join(path, level.key);
      parent = level;
    }
    return path;
  }
}

const join = (path: string, key: string) => (path === '' ? key : `${path}.${key}`);
