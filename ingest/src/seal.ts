import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what lies on ingest's disk and could name a person: AES-256-GCM, layout iv · tag · ciphertext. */
export class Seal {
  private readonly key: Uint8Array;

  /** `purpose` gives each use a key of its own, so that no file can be passed off as another. */
  constructor(masterKey: Uint8Array, purpose: string) {
    this.key = new Uint8Array(hkdfSync('sha256', masterKey, 'parley.ingest', purpose, 32));
  }

  close(plain: Uint8Array | string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    const body = Buffer.concat([
      typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain),
      cipher.final(),
    ]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  }

  /** Throws where the bytes were changed, cut, or sealed with another key or for another purpose. */
  open(sealed: Uint8Array): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(0, IV_BYTES));
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  }
}
