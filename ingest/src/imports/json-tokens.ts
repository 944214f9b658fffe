import { createReadStream } from 'node:fs';
import { jsonParser } from 'stream-json/core/parser.js';

/** One piece of a JSON text, in order. */
export type Token = { name: string; value?: string | boolean | null };

/** The file is not JSON, or not UTF-8; `line` counts from 1. */
export class BrokenJsonError extends Error {
  constructor(
    readonly line: number,
    reason: string,
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
    yield* tokensOf(path, (text) => [text], onBytes);
  } catch (error) {
    if (error instanceof BrokenJsonError || !isParserError(error)) throw error;
    // The parser does not say where. Reading once more, line by line, is slow but happens only now.
    throw await placeOf(path, error);
  }
}

async function placeOf(path: string, found: Error): Promise<Error> {
  let line = 1;
  const byLine = (text: string) => text.split(/(?<=\n)/);
  try {
    for await (const _ of tokensOf(
      path,
      byLine,
      undefined,
      (piece) => (line += piece.endsWith('\n') ? 1 : 0),
    ));
  } catch (error) {
    return error instanceof Error && isParserError(error)
      ? new BrokenJsonError(line, reasonOf(error))
      : found;
  }
  return found;
}

async function* tokensOf(
  path: string,
  split: (text: string) => string[],
  onBytes?: (bytes: number) => void,
  onParsed?: (piece: string) => void,
): AsyncGenerator<Token[]> {
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
      throw new BrokenJsonError(line, 'the file is not valid UTF-8 from about here on');
    }
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) line++;
    for (const piece of split(text)) {
      yield tokens(parse(piece));
      onParsed?.(piece);
    }
    onBytes?.(chunk.length);
  }
  yield tokens(parse(END));
}

const isParserError = (error: unknown): error is Error =>
  error instanceof Error && /^Parser /.test(error.message);

function reasonOf(error: Error): string {
  const what = error.message.replace(/^Parser (cannot parse input: )?/, '');
  return `not valid JSON (${what}); is the file complete?`;
}
