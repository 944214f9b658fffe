import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const VERSION = 'v1';

/** Encrypts what must be readable again (platform secrets, hash keys) with the installation's master key. */
export class Vault {
  /** `masterKey`: 32 bytes. Whoever loses it loses every secret, so it lies beside the data, not in it. */
  constructor(private readonly masterKey: Buffer) {}

  /** Gives AES-256-GCM text, bound to `purpose`: text moved to another row or column cannot be opened. */
  seal(purpose: string, plain: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.masterKey, nonce).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return [VERSION, ...[nonce, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join(
      '.',
    );
  }

  /** Gives the plain text back. Throws when the key, the purpose or a single bit differs. */
  open(purpose: string, text: string): string {
    const [version, nonce, sealed, tag] = text.split('.');
    if (version !== VERSION || nonce === undefined || sealed === undefined || tag === undefined) {
      throw new Error('A stored secret has an unknown form.');
    }
    const decipher = createDecipheriv('aes-256-gcm', this.masterKey, Buffer.from(nonce, 'base64url'), {
      authTagLength: 16,
    })
      .setAAD(Buffer.from(purpose))
      .setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(sealed, 'base64url')), decipher.final()]).toString(
      'utf8',
    );
  }
}
