import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { dataFolderInUse } from './problems.js';
import { isRunning, processBirth, sleep } from './processes.js';

const owner = z.object({
  pid: z.int(),
  birth: z.string(),
  address: z.string().optional(),
  /** The processes started by the owner, so that whoever comes after it can wait for them to end. */
  children: z.array(z.object({ pid: z.int(), birth: z.string() })),
});
type Owner = z.infer<typeof owner>;

/** After its parent was killed, a child gets this long to end by itself before it is killed too. */
const ORPHAN_PATIENCE_MS = 10_000;

function readOwner(file: string): Owner | undefined {
  try {
    return owner.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** The right to use one data folder: held by one process at a time, freed by whoever finds its owner dead. */
export class FolderLock {
  private constructor(
    private readonly file: string,
    private readonly own: Owner,
  ) {}

  /** Takes the lock; a lock left behind by a killed Parley is healed. Throws a StartError when it is in use. */
  static async take(dir: string, address: string): Promise<FolderLock> {
    const file = join(dir, 'lock');
    const own = { pid: process.pid, birth: processBirth(process.pid), address, children: [] };
    const lock = new FolderLock(file, own);
    for (;;) {
      if (lock.tryCreate()) return lock;
      const holder = readOwner(file);
      if (holder && isRunning(holder.pid, holder.birth)) {
        throw dataFolderInUse(dir, holder.pid, holder.address);
      }
      if (holder) await endOrphans(holder.children);
      lock.removeStale();
    }
  }

  /** Notes the processes that run now, for a successor that finds us killed. */
  noteChildren(pids: number[]): void {
    this.own.children = pids.map((pid) => ({ pid, birth: processBirth(pid) }));
    const draft = `${this.file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(this.own), { mode: 0o600 });
    renameSync(draft, this.file);
  }

  release(): void {
    if (readOwner(this.file)?.pid === process.pid) rmSync(this.file, { force: true });
  }

  /** Writes the whole lock beside, then links it into place: nobody ever reads a half-written one. */
  private tryCreate(): boolean {
    const draft = `${this.file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(this.own), { mode: 0o600 });
    try {
      linkSync(draft, this.file);
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') return false;
      if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
      return this.createWithoutLinks();
    } finally {
      rmSync(draft, { force: true });
    }
  }

  /** For file systems without hard links. */
  private createWithoutLinks(): boolean {
    try {
      writeFileSync(this.file, JSON.stringify(this.own), { mode: 0o600, flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  /** TRICKY: two starters may heal at once; the rename lets one win, and a live lock moved by mistake is put back. */
  private removeStale(): void {
    const aside = `${this.file}.stale.${process.pid}`;
    try {
      renameSync(this.file, aside);
    } catch {
      return;
    }
    const moved = readOwner(aside);
    if (moved && isRunning(moved.pid, moved.birth)) {
      try {
        linkSync(aside, this.file);
      } catch {
        // Somebody else holds it by now.
      }
    }
    rmSync(aside, { force: true });
  }
}

async function endOrphans(children: Owner['children']): Promise<void> {
  const deadline = Date.now() + ORPHAN_PATIENCE_MS;
  const left = () => children.filter((child) => child.birth !== '' && isRunning(child.pid, child.birth));
  while (left().length > 0 && Date.now() < deadline) await sleep(100);
  for (const child of left()) process.kill(child.pid, 'SIGKILL');
}
