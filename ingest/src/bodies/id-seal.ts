import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const IV_BYTES = 16;

/**
 * Encrypts ids so that the same id is always the same token, and whoever has the workspace's key can open it again:
 * a replay needs the id itself, because `identity_id` and `event_id` are hashes of it. A synthetic IV: AES-256-CTR under
 * an IV that is the HMAC of the plaintext, checked again on opening. Two keys, derived from the workspace's hash key.
 * A keyed hash would be no more secret than this: phone numbers are so few that the holder of the key tries them all.
 */
export class IdSeal {
  private readonly macKey: Buffer;
  private readonly cipherKey: Buffer;

  constructor(hashKey: Uint8Array) {
    const keys = Buffer.from(hkdfSync('sha256', hashKey, 'parley.ingest', 'ids in kept bodies', 64));
    this.macKey = keys.subarray(0, 32);
    this.cipherKey = keys.subarray(32);
  }

  /** A token of letters, digits, `-` and `_`. */
  close(plain: string): string {
    const iv = this.ivOf(plain);
    const cipher = createCipheriv('aes-256-ctr', this.cipherKey, iv);
    return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()]).toString('base64url');
  }

  /** Throws for what was not closed with this key. */
  open(token: string): string {
    const bytes = Buffer.from(token, 'base64url');
    const iv = bytes.subarray(0, IV_BYTES);
    if (iv.length < IV_BYTES) throw new Error('not a sealed id');
    const decipher = createDecipheriv('aes-256-ctr', this.cipherKey, iv);
    const plain = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES)), decipher.final()]).toString(
      'utf8',
    );
    if (!timingSafeEqual(iv, this.ivOf(plain))) throw new Error('an id that was sealed with another key');
    return plain;
  }

  private ivOf(plain: string): Buffer {
    return createHmac('sha256', this.macKey).update(plain, 'utf8').digest().subarray(0, IV_BYTES);
  }
}
