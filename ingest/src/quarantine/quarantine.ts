import type { Seal } from '../seal.js';
import { bytesOf, countOf, type Store } from '../spool/store.js';

/** Where something that could not be taken came from. */
export type QuarantineSource = 'webhook' | 'insert' | 'spool' | 'profile';

/** Something that could not be understood or stored, kept until somebody looks. Nothing in it names a person. */
export interface QuarantineEntry {
  source: QuarantineSource;
  reason: string;
  /** Milliseconds UTC. */
  at: number;
  /** Null where even that cannot be known: a damaged record. */
  workspace_id: number | null;
  account_id: number | null;
  /** The redacted body that it came in, as JSON text; empty where there was none. */
  body: string;
  /** The refused row as JSON text, in the order of the events table; empty unless `source` is `insert`. */
  row: string;
}

const EXPIRES_AFTER_MS = 90 * 24 * 3600 * 1000;
const SWEEP_AT_MOST = 1000;

/** The encrypted shelf of what was not understood. Entries leave after 90 days, or the oldest first when it is full. */
export class Quarantine {
  constructor(
    private readonly store: Store,
    private readonly seal: Seal,
    private readonly maxBytes: number,
  ) {}

  /** Puts an entry away; part of the transaction that it is called in ({@link Store.commit}). */
  put(entry: QuarantineEntry): Promise<boolean> {
    return this.store.quarantine.put(this.store.nextPlace(), this.seal.close(JSON.stringify(entry)));
  }

  count(): number {
    return countOf(this.store.quarantine);
  }

  /** The oldest entries first. */
  *entries(): Iterable<QuarantineEntry> {
    for (const key of this.store.quarantine.getKeys()) {
      const sealed = this.store.quarantine.get(key);
      if (sealed) yield JSON.parse(this.seal.open(sealed).toString('utf8')) as QuarantineEntry;
    }
  }

  /** Forgets what is too old or too much; returns how many entries went. */
  async sweep(now: number = Date.now()): Promise<number> {
    const gone: number[] = [];
    const expired = (now - EXPIRES_AFTER_MS) * 1000;
    for (const key of this.store.quarantine.getKeys({ end: expired, limit: SWEEP_AT_MOST })) gone.push(key);
    if (gone.length === 0 && bytesOf(this.store.quarantine) > this.maxBytes) {
      for (const key of this.store.quarantine.getKeys({ limit: SWEEP_AT_MOST })) gone.push(key);
    }
    if (gone.length > 0) await this.store.commit(() => gone.map((key) => this.store.quarantine.remove(key)));
    return gone.length;
  }
}
