import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { open, type Database, type RootDatabase } from 'lmdb';
import { tryLater } from '../problem.js';

/** A key of accepted rows: the month of `occurred_at` as YYYYMM, then the place in the order of arrival. */
export type EventsKey = [month: number, place: number];

/** A key of the register of quarantine: the workspace, 0 for nobody's, then the place in the order of arrival. */
export type RegisterKey = [workspaceId: number, place: number];

export interface StoreOptions {
  dir: string;
  /** What may lie in the store, in bytes; above it nothing more is accepted. */
  maxBytes: number;
  /** What must stay free on the disk, in bytes. */
  minFreeDiskBytes: number;
}

interface TreeStats {
  pageSize: number;
  treeBranchPageCount: number;
  treeLeafPageCount: number;
  overflowPages: number;
  entryCount: number;
}
interface RootStats extends TreeStats {
  lastPageNumber: number;
}

/** Work for one transaction, and whom to tell what became of it. */
interface Writing {
  write: () => Promise<boolean>[];
  resolve(): void;
  reject(error: Error): void;
}

const DISK_CHECK_MS = 1000;
/** TRICKY: asking LMDB for its size walks its list of free pages, which is long after a backlog has drained. */
const SIZE_CHECK_MS = 50;

/**
 * The one file that ingest keeps: accepted events, profile records on their way, kept bodies, and quarantine.
 * Everything that one request brings is written in one transaction: all of it or nothing.
 *
 * TRICKY: `overlappingSync` is off. With it (the default) a write resolves when it is visible and reaches the disk
 * later. Without it LMDB syncs the pages (fdatasync) and then the root (a descriptor opened with O_DSYNC) before the
 * transaction counts as committed, and the promise resolves after that: so "resolved" means "on disk".
 * What is written while a transaction is being synced is gathered and goes into the next one as a whole, so that many
 * writers cost one sync.
 * Batches are opened by hand: with `eventTurnBatching` a full disk also rejects a promise inside lmdb-js that nobody
 * can catch, which would end the process instead of answering 503 (seen on a full disk, 2026-11-22).
 * Source: lmdb-js 3.5.6, src/writer.cpp and mdb.c `mdb_txn_commit`; the order of the calls was seen with strace
 * (checked 2026-11-22).
 */
export class Store {
  readonly events: Database<Buffer, EventsKey>;
  readonly profiles: Database<Buffer, number>;
  readonly quarantine: Database<Buffer, number>;
  /** What lies in quarantine, by workspace, without opening it. */
  readonly register: Database<Buffer, RegisterKey>;
  /** Webhook bodies, by place. Bounded on its own: it never stands in the way of collecting. */
  readonly vault: Database<Buffer, number>;
  /** What ingest counted of itself, by hour (milliseconds UTC of its beginning). */
  readonly tallies: Database<Buffer, number>;
  /** How far bots that are polled have been read, by account. */
  readonly offsets: Database<Buffer, number>;
  /** How far imports have come, by import. */
  readonly imports: Database<Buffer, number>;
  private readonly root: RootDatabase<Buffer, string>;
  private lastPlace: number;
  private freeDisk = { bytes: Number.POSITIVE_INFINITY, at: 0 };
  private size = { used: 0, reusable: 0, at: 0 };
  private gathered: Writing[] = [];
  private committing: Promise<void> | undefined;

  constructor(private readonly options: StoreOptions) {
    mkdirSync(options.dir, { recursive: true, mode: 0o700 });
    this.root = open({
      path: `${options.dir}/spool`,
      encoding: 'binary',
      maxDbs: 16,
      overlappingSync: false,
      eventTurnBatching: false,
    });
    this.events = this.root.openDB({ name: 'events', encoding: 'binary' });
    this.profiles = this.root.openDB({ name: 'profiles', encoding: 'binary' });
    this.quarantine = this.root.openDB({ name: 'quarantine', encoding: 'binary' });
    this.register = this.root.openDB({ name: 'register', encoding: 'binary' });
    this.vault = this.root.openDB({ name: 'vault', encoding: 'binary' });
    this.tallies = this.root.openDB({ name: 'tallies', encoding: 'binary' });
    this.offsets = this.root.openDB({ name: 'offsets', encoding: 'binary' });
    this.imports = this.root.openDB({ name: 'imports', encoding: 'binary' });
    this.lastPlace = Math.max(
      0,
      ...this.months().map((month) => lastOf(this.events, { start: [month + 1] })?.[1] ?? 0),
      lastOf(this.profiles) ?? 0,
      lastOf(this.quarantine) ?? 0,
      lastOf(this.vault) ?? 0,
    );
  }

  /** The next place in the order of arrival: microseconds since 1970, but always higher than any given before. */
  nextPlace(): number {
    this.lastPlace = Math.max(this.lastPlace + 1, Date.now() * 1000);
    return this.lastPlace;
  }

  /**
   * Runs `write`, which puts and removes and returns at once, as one transaction, alone or with what others write at
   * the same time. Resolves when it is on the disk. Throws when the disk refused; then nothing of it was written.
   */
  commit(write: () => Promise<boolean>[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.gathered.push({ write, resolve, reject });
      this.committing ??= this.commitGathered();
    });
  }

  private async commitGathered(): Promise<void> {
    while (this.gathered.length > 0) {
      // Whatever has arrived by now is read first: it shares this sync instead of waiting for the next one.
      await new Promise(setImmediate);
      const group = this.gathered;
      this.gathered = [];
      try {
        await this.commitOnce(() => group.flatMap(({ write }) => write()));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error as Error);
      }
    }
    // In the same turn in which nothing was left: whoever writes after this starts a round of its own.
    this.committing = undefined;
  }

  private async commitOnce(write: () => Promise<boolean>[]): Promise<void> {
    let writes: Promise<boolean>[] = [];
    try {
      const batch = this.root.batch(() => {
        writes = write();
      });
      await Promise.all([batch, ...writes]);
    } catch (error) {
      // The reason arrives as a second promise that nobody else would catch.
      const reason = await (error as { commitError?: Promise<never> }).commitError?.catch((cause) => cause);
      throw new Error('the spool could not be written', { cause: reason ?? error });
    }
  }

  /** Throws a 503 when the store is over its limit or the disk is nearly full. */
  async assertRoom(): Promise<void> {
    const { used, reusable } = this.recentSize();
    if (used > this.options.maxBytes) {
      throw tryLater('The spool is full: the store has been away for long. Send it again later.', 30);
    }
    // Pages that were freed inside the file take no new room on the disk.
    if ((await this.freeDiskBytes()) + reusable < this.options.minFreeDiskBytes) {
      throw tryLater('The disk of the server is nearly full. Free some space, then send it again.', 30);
    }
  }

  /** The months that hold accepted rows, ascending. Costs one seek per month, whatever the backlog. */
  months(): number[] {
    const months: number[] = [];
    for (let from = 0; ;) {
      const key = firstOf(this.events, { start: [from] });
      if (key === undefined) return months;
      months.push(key[0]);
      from = key[0] + 1;
    }
  }

  /** Accepted records that ClickHouse has not acknowledged. */
  depth(): number {
    return statsOf(this.events).entryCount;
  }

  /** When the oldest waiting record arrived, milliseconds; undefined when nothing waits. */
  oldestAt(): number | undefined {
    const place = this.oldestPlace();
    return place === undefined ? undefined : place / 1000;
  }

  /** The place of the oldest waiting record; undefined when nothing waits. */
  oldestPlace(): number | undefined {
    const places = this.months().map((month) => firstOf(this.events, { start: [month] })?.[1] ?? Infinity);
    return places.length === 0 ? undefined : Math.min(...places);
  }

  /** What counts against the limit: all but the vault. */
  usedBytes(): number {
    return [
      this.root,
      this.events,
      this.profiles,
      this.quarantine,
      this.register,
      this.tallies,
      this.offsets,
      this.imports,
    ].reduce((sum, database) => sum + bytesOf(database), 0);
  }

  /** Whether the disk comes near to where collecting would stop: what can be done without must then go. */
  isShort(): boolean {
    return this.freeDisk.bytes + this.recentSize().reusable < 2 * this.options.minFreeDiskBytes;
  }

  async close(): Promise<void> {
    await this.committing;
    await this.root.close();
  }

  private recentSize(): { used: number; reusable: number } {
    if (Date.now() - this.size.at >= SIZE_CHECK_MS) {
      const { lastPageNumber, pageSize } = this.root.getStats() as RootStats;
      const used = this.usedBytes();
      this.size = {
        used,
        reusable: Math.max(0, lastPageNumber * pageSize - used - bytesOf(this.vault)),
        at: Date.now(),
      };
    }
    return this.size;
  }

  private async freeDiskBytes(): Promise<number> {
    if (Date.now() - this.freeDisk.at >= DISK_CHECK_MS) {
      this.freeDisk.at = Date.now();
      const disk = await statfs(this.options.dir);
      this.freeDisk.bytes = disk.bavail * disk.bsize;
    }
    return this.freeDisk.bytes;
  }
}

type AnyDatabase =
  | Database<Buffer, string>
  | Database<Buffer, number>
  | Database<Buffer, EventsKey>
  | Database<Buffer, RegisterKey>;

function statsOf(database: AnyDatabase): TreeStats {
  return database.getStats() as TreeStats;
}

/** What a tree occupies, whole pages. */
export function bytesOf(database: AnyDatabase): number {
  const stats = statsOf(database);
  return (stats.treeBranchPageCount + stats.treeLeafPageCount + stats.overflowPages) * stats.pageSize;
}

/** How many entries a tree has. */
export function countOf(database: AnyDatabase): number {
  return statsOf(database).entryCount;
}

function firstOf(database: Database<Buffer, EventsKey>, range: { start: number[] }): EventsKey | undefined {
  for (const key of database.getKeys({ ...range, limit: 1 })) return key;
  return undefined;
}

function lastOf<Key extends number | EventsKey>(
  database: Database<Buffer, Key>,
  range: { start?: number[] } = {},
): Key | undefined {
  for (const key of database.getKeys({ ...range, reverse: true, limit: 1 })) return key;
  return undefined;
}
