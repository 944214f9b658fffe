import { closeSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/**
 * One log on disk that never outgrows `maxBytes` × (`keep` + 1): when full it becomes `.1`, the former `.1` becomes
 * `.2`, and so on. Written at once, so that the last words of a dying process are there. A full disk is not an error.
 */
export class LogFile {
  private fd: number;
  private size: number;
  private isClosed = false;

  constructor(
    readonly path: string,
    private readonly maxBytes = 5_000_000,
    private readonly keep = 3,
  ) {
    this.fd = openSync(path, 'a', 0o600);
    this.size = fstatSync(this.fd).size;
  }

  write(text: string | Uint8Array): void {
    if (this.isClosed) return;
    const bytes = Buffer.from(text as string);
    if (this.size > 0 && this.size + bytes.length > this.maxBytes) this.rotate();
    try {
      this.size += writeSync(this.fd, bytes);
    } catch {
      // Nothing better can be done about a log that cannot be written.
    }
  }

  /** What is written later is dropped: a pipe may still be read after its process has ended. */
  close(): void {
    this.isClosed = true;
    closeSync(this.fd);
  }

  private rotate(): void {
    closeSync(this.fd);
    rmSync(`${this.path}.${this.keep}`, { force: true });
    for (let n = this.keep - 1; n >= 0; n--) {
      try {
        renameSync(n === 0 ? this.path : `${this.path}.${n}`, `${this.path}.${n + 1}`);
      } catch {
        // There is no such file yet.
      }
    }
    this.fd = openSync(this.path, 'a', 0o600);
    this.size = fstatSync(this.fd).size;
  }
}
