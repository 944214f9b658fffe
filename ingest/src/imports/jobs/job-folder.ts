import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { job, type Job } from './job.js';

/** The imports of this process on its disk: a folder each, with the file and what is known of it. Owner only. */
export class JobFolder {
  private readonly dir: string;

  constructor(dataDir: string) {
    this.dir = join(dataDir, 'imports');
    mkdirSync(this.dir, { recursive: true, mode: 0o700 });
  }

  /** What an earlier run left; a folder that cannot be read is left alone. */
  readAll(): Job[] {
    return readdirSync(this.dir).flatMap((name) => {
      try {
        return [job.parse(JSON.parse(readFileSync(join(this.dir, name, 'job.json'), 'utf8')))];
      } catch {
        return [];
      }
    });
  }

  fileOf(importId: number): string {
    return join(this.dir, String(importId), 'file');
  }

  /** Replaces what is known as a whole; a crash leaves the old or the new. */
  async write(value: Job): Promise<void> {
    const folder = join(this.dir, String(value.import_id));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const next = join(folder, 'job.json.new');
    const file = await open(next, 'w', 0o600);
    try {
      await file.writeFile(JSON.stringify(value));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(next, join(folder, 'job.json'));
  }

  /** How many bytes of the file have arrived. */
  async bytesOf(importId: number): Promise<number> {
    return stat(this.fileOf(importId)).then(
      ({ size }) => size,
      () => 0,
    );
  }

  /** Puts a part at its place and flushes it. */
  async append(importId: number, offset: number, part: Uint8Array): Promise<void> {
    const file = await open(this.fileOf(importId), offset === 0 ? 'w' : 'r+', 0o600);
    try {
      await file.write(part, 0, part.length, offset);
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  /** Forgets the file and what was known of it. */
  async forget(importId: number): Promise<void> {
    await rm(join(this.dir, String(importId)), { recursive: true, force: true });
  }
}
