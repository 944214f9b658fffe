import { type RowKey } from '@parley/sql';
import { invalidRequest } from '../http/problem-error.js';

/** Where a page ended, and the moment by which its rows were judged: the next page is judged by the same. */
export interface Cursor {
  now: Date;
  after: RowKey;
}

/** Opaque to readers: it may change from version to version. */
export const writeCursor = ({ now, after }: Cursor): string =>
  Buffer.from([now.getTime(), ...after].join('.')).toString('base64url');

const LARGEST = 2n ** 64n;
const HALF = 2n ** 63n;

/** Throws `invalid_request` for what was never given out. */
export function readCursor(text: string): Cursor {
  const found = /^(\d{1,15})\.(-?\d{1,19})\.(-?\d{1,19})\.(\d{1,20})\.(\d{1,20})$/.exec(
    Buffer.from(text, 'base64url').toString('latin1'),
  );
  const [, now = '', rank = '', at = '', identity_id = '', event_id = ''] = found ?? [];
  const fits =
    found !== null &&
    [rank, at].every((number) => BigInt(number) >= -HALF && BigInt(number) < HALF) &&
    [identity_id, event_id].every((number) => BigInt(number) < LARGEST);
  if (!fits) {
    throw invalidRequest([{ path: 'cursor', message: 'must be the next_cursor of an answer' }]);
  }
  return { now: new Date(Number(now)), after: [rank, at, identity_id, event_id] };
}
