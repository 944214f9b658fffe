import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether `given` is the lowercase hex HMAC-SHA256 of the untouched bytes; compared in constant time. */
export function isSignedBy(secret: string, rawBody: Buffer, given: string): boolean {
  if (!/^[0-9a-f]{64}$/.test(given)) return false;
  const expected = createHmac('sha256', secret).update(rawBody).digest();
  return timingSafeEqual(expected, Buffer.from(given, 'hex'));
}
