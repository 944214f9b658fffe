import { createCipheriv, createDecipheriv, hash, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Recent } from '@parley/sql';

const IV_BYTES = 16;
const BLOCK_BYTES = 64;
const HASH_BYTES = 32;
/** People write more than once, and their own account stands in every body. */
const REMEMBERED = 10_000;
/** Longer ids than this are not remembered: none of a platform's is. */
const LONGEST_REMEMBERED = 64;

/**
 * Encrypts ids so that the same id is always the same token, and whoever has the workspace's key can open it again:
 * a replay needs the id itself, because `identity_id` and `event_id` are hashes of it. A synthetic IV: AES-256-CTR under
 * an IV that is the HMAC of the plaintext, checked again on opening. Two keys, derived from the workspace's hash key.
 * A keyed hash would be no more secret than this: phone numbers are so few that the holder of the key tries them all.
 */
export class IdSeal {
  /** The key as HMAC hashes it before what is told, and before the hash of that. */
  private readonly inner: Buffer;
  private readonly outer = Buffer.alloc(BLOCK_BYTES + HASH_BYTES, 0x5c);
  private readonly tokens = new Recent<string>(REMEMBERED);
  private readonly cipherKey: Buffer;

  constructor(hashKey: Uint8Array) {
    const keys = Buffer.from(hkdfSync('sha256', hashKey, 'parley.ingest', 'ids in kept bodies', 64));
    const macKey = keys.subarray(0, HASH_BYTES);
    this.inner = Buffer.alloc(BLOCK_BYTES, 0x36);
    for (const [at, byte] of macKey.entries()) {
      this.inner[at] = byte ^ 0x36;
      this.outer[at] = byte ^ 0x5c;
    }
    this.cipherKey = keys.subarray(32);
  }

  /** A token of letters, digits, `-` and `_`. */
  close(plain: string): string {
    return plain.length > LONGEST_REMEMBERED
      ? this.closeAnew(plain)
      : this.tokens.of(plain, () => this.closeAnew(plain));
  }

  private closeAnew(plain: string): string {
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

  /** The first half of HMAC-SHA256; written out, because an Hmac of Node costs more than the two hashes inside it. */
  private ivOf(plain: string): Buffer {
    const told = Buffer.concat([this.inner, Buffer.from(plain, 'utf8')]);
    this.outer.set(hash('sha256', told, 'buffer'), BLOCK_BYTES);
    return hash('sha256', this.outer, 'buffer').subarray(0, IV_BYTES);
  }
}
