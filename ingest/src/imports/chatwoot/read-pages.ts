import Assembler from 'stream-json/core/assembler.js';
import { jsonTokensByLine } from '../json-tokens.js';

/** An object of a list `payload`: a conversation or a message. */
export interface Listed {
  /** Where it ends, from 1. */
  line: number;
  value: unknown;
}

/**
 * The objects of the lists `payload` of one page of Chatwoot's API, or of an array of pages, in flat memory. Lists inside
 * of such an object, and the contact that a page names beside its list, are no objects of their own.
 * Throws BrokenJsonError where the file is no JSON.
 */
export async function* readPages(path: string, onBytes?: (bytes: number) => void): AsyncGenerator<Listed> {
  const stack: { key: string; isArray: boolean }[] = [];
  let key = '';
  let assembler: Assembler | undefined;
  for await (const { line, tokens } of jsonTokensByLine(path, onBytes)) {
    for (const token of tokens) {
      const parent = stack.at(-1);
      if (
        !assembler &&
        token.name === 'startObject' &&
        parent?.isArray &&
        parent.key === 'payload' &&
        !isMeta(stack)
      )
        assembler = new Assembler();
      if (assembler) {
        assembler.consume(token as Parameters<Assembler['consume']>[0]);
        if (!assembler.done) continue;
        const value = assembler.current as unknown;
        assembler = undefined;
        yield { line, value };
      } else if (token.name === 'keyValue') key = String(token.value);
      else if (token.name === 'startObject' || token.name === 'startArray')
        stack.push({ key: parent?.isArray ? '' : key, isArray: token.name === 'startArray' });
      else if (token.name === 'endObject' || token.name === 'endArray') stack.pop();
    }
  }
}

const isMeta = (stack: readonly { key: string }[]) => stack.some((level) => level.key === 'meta');
