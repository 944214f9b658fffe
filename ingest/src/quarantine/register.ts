import { countOf, type Store } from '../spool/store.js';
import type { QuarantineEntry, QuarantineSource } from './quarantine.js';

/** What is known of an entry without opening it. */
export interface Filed {
  place: number;
  /** 0 where nobody's. */
  workspaceId: number;
  accountId: number;
  source: QuarantineSource;
  deliveryId: bigint;
  /** Of the refused row; 0 for all others. */
  eventId: bigint;
}

const SOURCES: readonly QuarantineSource[] = ['webhook', 'insert', 'spool', 'profile'];
const LAST_PLACE = Number.MAX_SAFE_INTEGER;

/**
 * The register of quarantine: by workspace and place what lies there, in the clear, and how much of each account in
 * memory. Entries are sealed, so nothing could be found otherwise without opening all of them.
 */
export class Register {
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly store: Store,
    open: (place: number) => QuarantineEntry | undefined,
  ) {
    // Made by a version that kept no register.
    if (countOf(store.register) !== countOf(store.quarantine)) this.rebuild(open);
    for (const { key, value } of store.register.getRange({})) this.add(read(key, value), 1);
  }

  file(place: number, entry: QuarantineEntry): Promise<boolean>[] {
    const filed = this.filedOf(place, entry);
    const key: [number, number] = [filed.workspaceId, place];
    const isNew = this.store.register.get(key) === undefined;
    const written = this.store.register.put(key, write(filed));
    return [isNew ? written.then((did) => this.counted(did, filed, 1)) : written];
  }

  strike(filed: Filed): Promise<boolean>[] {
    const gone = this.store.register.remove([filed.workspaceId, filed.place]);
    // False when it was struck before, also in this very transaction.
    return [gone.then((did) => this.counted(did, filed, -1))];
  }

  count(workspaceId: number, accountId?: number): number {
    return this.counts.get(`${workspaceId}:${accountId ?? 'all'}`) ?? 0;
  }

  /** Newest first. */
  *of(workspaceId: number, { accountId, before }: { accountId?: number; before?: number }): Iterable<Filed> {
    const range = { start: [workspaceId, (before ?? LAST_PLACE) - 1], end: [workspaceId, 0], reverse: true };
    for (const { key, value } of this.store.register.getRange(range)) {
      const filed = read(key, value);
      if (accountId === undefined || filed.accountId === accountId) yield filed;
    }
  }

  find(workspaceId: number, place: number): Filed | undefined {
    const value = this.store.register.get([workspaceId, place]);
    return value && read([workspaceId, place], value);
  }

  filedOf(place: number, entry: QuarantineEntry | undefined): Filed {
    return {
      place,
      workspaceId: entry?.workspace_id ?? 0,
      accountId: entry?.account_id ?? 0,
      source: entry?.source ?? 'spool',
      deliveryId: BigInt(entry?.delivery_id ?? 0),
      eventId: BigInt(entry?.row?.event_id ?? 0),
    };
  }

  private rebuild(open: (place: number) => QuarantineEntry | undefined): void {
    this.store.register.clearSync();
    for (const place of this.store.quarantine.getKeys()) {
      const filed = this.filedOf(place, open(place));
      void this.store.register.put([filed.workspaceId, place], write(filed));
    }
  }

  /** Counts what is on the disk: a transaction that the disk refused changed nothing. */
  private counted(did: boolean, filed: Filed, by: number): boolean {
    if (did) this.add(filed, by);
    return did;
  }

  private add({ workspaceId, accountId }: Filed, by: number): void {
    for (const key of [`${workspaceId}:${accountId}`, `${workspaceId}:all`]) {
      this.counts.set(key, Math.max(0, (this.counts.get(key) ?? 0) + by));
    }
  }
}

/** Account (4 bytes) · source (1) · delivery, event (8 each). */
function write({ accountId, source, deliveryId, eventId }: Filed): Buffer {
  const bytes = Buffer.alloc(21);
  bytes.writeUInt32LE(accountId, 0);
  bytes[4] = SOURCES.indexOf(source);
  bytes.writeBigUInt64LE(deliveryId, 5);
  bytes.writeBigUInt64LE(eventId, 13);
  return bytes;
}

function read([workspaceId, place]: readonly [number, number], bytes: Buffer): Filed {
  return {
    place,
    workspaceId,
    accountId: bytes.readUInt32LE(0),
    source: SOURCES[bytes[4] ?? 0] ?? 'spool',
    deliveryId: bytes.readBigUInt64LE(5),
    eventId: bytes.readBigUInt64LE(13),
  };
}
