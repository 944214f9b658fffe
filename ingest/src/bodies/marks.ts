/**
 * How a redacted body says what stood in a place: a string that begins with `~`. So the shape of the body stays, and a
 * mapper reads it as it reads any other.
 */
export const MARK = '~';

/** A string that stays and happens to begin like one of ours. */
export const ESCAPED = '~=';
export const SEALED_NUMBER = '~n:';
export const SEALED_STRING = '~s:';
const TEXT = '~t:';
const REMOVED = '~x:';
/** A number that was removed. */
export const REMOVED_NUMBER = '~0';
/** A string that held JSON: what follows is that JSON, redacted. */
export const JSON_INSIDE = '~j:';

export interface TextSize {
  /** UTF-16 units. */
  length: number;
  hash: bigint;
}

export const textMark = ({ length, hash }: TextSize) => `${TEXT}${length}:${hash}`;

/** What a mark says of a text; undefined for what is no such mark. */
export function readTextMark(mark: string): TextSize | undefined {
  const match = /^~t:(\d{1,9}):(\d{1,20})$/.exec(mark);
  return match ? { length: Number(match[1]), hash: BigInt(match[2] ?? 0) } : undefined;
}

export const removedMark = (length: number) => `${REMOVED}${length}`;

/** How long a removed string was; undefined for what is no such mark. */
export const readRemovedMark = (mark: string): number | undefined =>
  mark.startsWith(REMOVED) ? Number(mark.slice(REMOVED.length)) : undefined;
