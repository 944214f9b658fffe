import { isSafeNumber, parse } from 'lossless-json';

/**
 * Parses JSON without losing digits: a number that a JavaScript number cannot hold exactly comes as a string. Ids such
 * as Viber's `message_token` have 19 digits. Throws as JSON.parse does.
 */
export function parseExact(text: string): unknown {
  // The exact parser is some ten times slower, and most bodies hold no long number. Digits right behind a quotation
  // mark are text, such as the ids of Messenger.
  return /(?:^|[^"\d])\d{16}/.test(text)
    ? parse(text, undefined, { parseNumber: exactNumber })
    : (JSON.parse(text) as unknown);
}

const exactNumber = (digits: string): number | string => (isSafeNumber(digits) ? Number(digits) : digits);
