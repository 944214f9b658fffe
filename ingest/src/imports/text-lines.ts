import { createReadStream } from 'node:fs';
import { WrongFileError } from './import-report.js';

/** Longer lines are no text of a person; they would have to be held in memory as a whole. UTF-16 units. */
const LONGEST_LINE = 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;

/** The lines of a UTF-8 file with their numbers from 1, in flat memory. Throws {@link WrongFileError}. */
export async function* textLines(
  path: string,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<{ line: number; text: string }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let rest = '';
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    try {
      rest += decoder.decode(chunk, { stream: true });
    } catch {
      throw new WrongFileError(
        `line ${line}: the file is not valid UTF-8 from about here on`,
        'not_utf8',
        line,
      );
    }
    const pieces = rest.split('\n');
    rest = pieces.pop() ?? '';
    for (const text of pieces) yield { line: line++, text: text.endsWith('\r') ? text.slice(0, -1) : text };
    if (rest.length > LONGEST_LINE)
      throw new WrongFileError(`line ${line}: it is longer than any message`, 'line_too_long', line);
    onBytes?.(chunk.length);
  }
  if (rest !== '') yield { line, text: rest };
}
