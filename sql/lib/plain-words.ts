import { normalizeText } from '@parley/contracts';

const AFTER_CYRILLIC = 0x460;
const UNKNOWN = 0;
const SPACE = 0x20;

/** By UTF-16 unit: the letter or digit that it is read as, a space for what parts words, 0 for what is not plain. */
const READ_AS = new Uint16Array(AFTER_CYRILLIC);
for (let unit = 0; unit < AFTER_CYRILLIC; unit++) {
  const isPlain = unit < 0x80 || unit === 0x401 || unit === 0x451 || (unit >= 0x410 && unit < 0x450);
  if (isPlain) READ_AS[unit] = normalizeText(String.fromCharCode(unit)).charCodeAt(0) || SPACE;
}

/**
 * Writes {@link normalizeText} of a Latin or Russian text as UTF-8 at `at`, in one walk and without strings on the way;
 * gives where it ends, -1 for a text with other letters. There must be room for two bytes per unit.
 */
export function writePlainWords(bytes: Buffer, at: number, text: string): number {
  let end = at;
  let isParted = false;
  for (let i = 0; i < text.length; i++) {
    const given = text.charCodeAt(i);
    const unit = given < AFTER_CYRILLIC ? (READ_AS[given] ?? UNKNOWN) : UNKNOWN;
    if (unit === UNKNOWN) return -1;
    if (unit === SPACE) {
      isParted = end > at;
      continue;
    }
    if (isParted) {
      bytes[end++] = SPACE;
      isParted = false;
    }
    if (unit < 0x80) bytes[end++] = unit;
    else {
      bytes[end++] = 0xc0 | (unit >>> 6);
      bytes[end++] = 0x80 | (unit & 0x3f);
    }
  }
  return end;
}
