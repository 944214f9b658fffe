import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Gives a random token of 256 bits that fits into headers, cookies and addresses. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Gives the SHA-256 of a token, hex: all that is kept of it. Tokens are random, so no salt is needed. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Compares two secrets without telling by time how much of them is equal. */
export const sameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(hashToken(a)), Buffer.from(hashToken(b)));
