import { createReadStream } from 'node:fs';
import { jsonParser } from 'stream-json/core/parser.js';

/** One piece of a JSON text, in order. */
export type Token = { name: string; value?: string | boolean | null };

/** The file is not JSON, or not UTF-8; `line` counts from 1. */
export class BrokenJsonError extends Error {
  constructor(
    readonly line: number,
    reason: string,
    readonly code: 'not_json' | 'not_utf8' = 'not_json',
  ) {
    super(`line ${line}: ${reason}`);
  }
}

const CHUNK_BYTES = 256 * 1024;
const END = Symbol.for('object-stream.none');

/**
 * The tokens of a JSON file, one chunk after the other, in flat memory whatever its size.
 * Throws {@link BrokenJsonError} with the line where it stops being JSON.
 */
export async function* jsonTokens(path: string, onBytes?: (bytes: number) => void): AsyncGenerator<Token[]> {
  try {
    for await (const { tokens } of piecesOf(path, (text) => [text], onBytes)) yield tokens;
  } catch (error) {
    if (!isParserError(error)) throw error;
    // The parser does not say where. Reading once more, line by line, is slow but happens only now.
    for await (const _ of jsonTokensByLine(path));
    throw error;
  }
}

/** The same tokens with the line on which they end, counted from 1; slower than {@link jsonTokens}. */
export async function* jsonTokensByLine(
  path: string,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<{ line: number; tokens: Token[] }> {
  let line = 1;
  try {
    for await (const { text, tokens } of piecesOf(path, (chunk) => chunk.split(/(?<=\n)/), onBytes)) {
      yield { line, tokens };
      if (text.endsWith('\n')) line++;
    }
  } catch (error) {
    throw isParserError(error) ? new BrokenJsonError(line, reasonOf(error)) : error;
  }
}

async function* piecesOf(
  path: string,
  split: (text: string) => string[],
  onBytes?: (bytes: number) => void,
): AsyncGenerator<{ text: string; tokens: Token[] }> {
  const parse = jsonParser({ streamValues: false }) as (
    text: string | symbol,
  ) => { values?: Token[] } | symbol;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const tokens = (result: ReturnType<typeof parse>) =>
    typeof result === 'object' ? (result.values ?? []) : [];
  let line = 1;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      throw new BrokenJsonError(line, 'the file is not valid UTF-8 from about here on', 'not_utf8');
    }
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) line++;
    for (const piece of split(text)) yield { text: piece, tokens: tokens(parse(piece)) };
    onBytes?.(chunk.length);
  }
  yield { text: '', tokens: tokens(parse(END)) };
}

const isParserError = (error: unknown): error is Error =>
  error instanceof Error && /^Parser /.test(error.message);

function reasonOf(error: Error): string {
  const what = error.message.replace(/^Parser (cannot parse input: )?/, '');
  return `not valid JSON (${what}); is the file complete?`;
}
