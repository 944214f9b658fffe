const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const IS_BASE64URL = /^[A-Za-z0-9_-]+={0,2}$/;
const HAS_CONTROL = /\p{Cc}/u;

/**
 * The text that a ref spells in base64url (RFC 4648 §5, with or without padding); null when it spells none: other
 * characters, bytes that are not UTF-8, or control characters. Many a plain word spells something by chance, so rules
 * ask for it and expect the result to have a shape.
 */
export function decodeRef(ref: string): string | null {
  if (!IS_BASE64URL.test(ref)) return null;
  const digits = ref.replaceAll('=', '');
  if (digits.length % 4 === 1) return null;
  let escaped = '';
  let bits = 0;
  let held = 0;
  for (const digit of digits) {
    held = (held << 6) | ALPHABET.indexOf(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    escaped += `%${((held >> bits) & 0xff).toString(16).padStart(2, '0')}`;
    held &= (1 << bits) - 1;
  }
  // What is left over belongs to no byte.
  if (held !== 0) return null;
  try {
    const text = decodeURIComponent(escaped);
    return HAS_CONTROL.test(text) ? null : text;
  } catch {
    return null;
  }
}
