import { createCipheriv, createDecipheriv, hkdfSync, randomFillSync } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Asking the system for random bytes costs more than the encryption of a webhook, so they are fetched ahead. */
const ivs = Buffer.alloc(IV_BYTES * 512);
let ivsUsed = ivs.length;

/** Fresh random bytes, good until the next call; never the same place of a filling twice. */
function freshIv(): Buffer {
  if (ivsUsed === ivs.length) {
    randomFillSync(ivs);
    ivsUsed = 0;
  }
  return ivs.subarray(ivsUsed, (ivsUsed += IV_BYTES));
}

/** Encrypts what lies on ingest's disk and could name a person: AES-256-GCM, layout iv · tag · ciphertext. */
export class Seal {
  private readonly key: Uint8Array;

  /** `purpose` gives each use a key of its own, so that no file can be passed off as another. */
  constructor(masterKey: Uint8Array, purpose: string) {
    this.key = new Uint8Array(hkdfSync('sha256', masterKey, 'parley.ingest', purpose, 32));
  }

  close(plain: Uint8Array | string): Buffer {
    const iv = freshIv();
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
    // A mode without blocks: all of it is there already, and the end adds nothing but the tag.
    cipher.final();
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  }

  /** Throws where the bytes were changed, cut, or sealed with another key or for another purpose. */
  open(sealed: Uint8Array): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(0, IV_BYTES));
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  }
}
