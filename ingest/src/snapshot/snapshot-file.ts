import { readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { snapshot, type Snapshot } from '@parley/contracts';
import type { Seal } from '../seal.js';

/** The last snapshot on disk, sealed: it holds the secrets of accounts. With it ingest starts while the api is away. */
export class SnapshotFile {
  constructor(
    private readonly path: string,
    private readonly seal: Seal,
  ) {}

  /** The last snapshot; undefined when there is none, or none that this master key and version can read. */
  read(): Snapshot | undefined {
    try {
      return snapshot.parse(JSON.parse(this.seal.open(readFileSync(this.path)).toString('utf8')));
    } catch {
      return undefined;
    }
  }

  /** Replaces the file as a whole; a crash leaves the old one or the new one. Readable by its owner only. */
  async write(value: Snapshot): Promise<void> {
    const next = `${this.path}.new`;
    const file = await open(next, 'w', 0o600);
    try {
      await file.writeFile(this.seal.close(JSON.stringify(value)));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(next, this.path);
  }
}
