import type { Seal } from '../seal.js';
import { bytesOf, countOf, type Store } from '../spool/store.js';
import { Register, type Filed } from './register.js';

export type { Filed };

/** Where something that could not be taken came from. */
export type QuarantineSource = 'webhook' | 'insert' | 'spool' | 'profile';

/** Something that could not be understood or stored, kept until somebody looks. */
export interface QuarantineEntry {
  source: QuarantineSource;
  reason: string;
  /** When it was put here, milliseconds UTC. */
  at: number;
  /** When the body first reached us, milliseconds UTC; of a row without a body, when it was put here. */
  received_at: number;
  /** Null where even that cannot be known: a damaged record. */
  workspace_id: number | null;
  account_id: number | null;
  /** Of the body, or of the refused row; '0' where there is none. */
  delivery_id: string;
  /** The body that it came in, as JSON text, as the vault keeps it; empty where there was none. */
  body: string;
  /** The body is as it came, because the workspace keeps full bodies. */
  is_full: boolean;
  /** Whether anything is left that could be mapped or stored again. */
  can_replay: boolean;
  /** What ClickHouse refused; only where `source` is `insert`. */
  row: RefusedRow | null;
}

export interface RefusedRow {
  event_id: string;
  identity_id: string;
  /** Milliseconds UTC. */
  occurred_at: number;
  is_visitor: boolean;
  /** As JSON text, in the order of the events table. */
  json: string;
}

/** An entry and where it lies. Places grow with time. */
export interface Kept {
  place: number;
  entry: QuarantineEntry;
}

export interface Page {
  entries: Kept[];
  total: number;
  /** Ask for the next page with it; undefined on the last one. */
  nextBefore: number | undefined;
}

const EXPIRES_AFTER_MS = 90 * 24 * 3600 * 1000;
const SWEEP_AT_MOST = 1000;

/** The encrypted shelf of what was not understood. Entries leave after 90 days, or the oldest first when it is full. */
export class Quarantine {
  private readonly register: Register;

  constructor(
    private readonly store: Store,
    private readonly seal: Seal,
    private readonly maxBytes: number,
  ) {
    this.register = new Register(store, (place) => this.get(place));
  }

  /** Puts an entry away, at a place where one lies already to change it; part of the transaction it is called in. */
  put(entry: QuarantineEntry, place: number = this.store.nextPlace()): Promise<boolean>[] {
    return [
      this.store.quarantine.put(place, this.seal.close(JSON.stringify(entry))),
      ...this.register.file(place, entry),
    ];
  }

  /** Takes entries away; part of the transaction that it is called in. */
  remove(filed: readonly Filed[]): Promise<boolean>[] {
    return filed.flatMap((each) => [this.store.quarantine.remove(each.place), ...this.register.strike(each)]);
  }

  nextPlace(): number {
    return this.store.nextPlace();
  }

  /** What {@link filed} will say of an entry. */
  filedOf(place: number, entry: QuarantineEntry): Filed {
    return this.register.filedOf(place, entry);
  }

  count(): number {
    return countOf(this.store.quarantine);
  }

  /** How many entries an account has. */
  countOf(workspaceId: number, accountId: number): number {
    return this.register.count(workspaceId, accountId);
  }

  /** Undefined where none lies, or it cannot be opened. */
  get(place: number): QuarantineEntry | undefined {
    const sealed = this.store.quarantine.get(place);
    if (!sealed) return undefined;
    try {
      return withDefaults(JSON.parse(this.seal.open(sealed).toString('utf8')) as QuarantineEntry);
    } catch {
      return undefined;
    }
  }

  /** The oldest entries first. */
  *entries(): Iterable<QuarantineEntry> {
    for (const key of this.store.quarantine.getKeys()) {
      const entry = this.get(key);
      if (entry) yield entry;
    }
  }

  /** What a workspace has here, newest first, without opening it. */
  filed(workspaceId: number, options: { accountId?: number; before?: number } = {}): Iterable<Filed> {
    return this.register.of(workspaceId, options);
  }

  page(
    workspaceId: number,
    { size, ...options }: { accountId?: number; before?: number; size: number },
  ): Page {
    const entries: Kept[] = [];
    let nextBefore: number | undefined;
    for (const { place } of this.filed(workspaceId, options)) {
      if (entries.length === size) {
        nextBefore = entries.at(-1)?.place;
        break;
      }
      const entry = this.get(place);
      if (entry) entries.push({ place, entry });
    }
    return { entries, total: this.register.count(workspaceId, options.accountId), nextBefore };
  }

  /** Takes entries of a workspace away; how many there were. */
  async dismiss(workspaceId: number, places: readonly number[]): Promise<number> {
    const filed = [...new Set(places)].flatMap((place) => this.register.find(workspaceId, place) ?? []);
    if (filed.length > 0) await this.store.commit(() => this.remove(filed));
    return filed.length;
  }

  /** Forgets what is too old or too much; returns how many entries went. */
  async sweep(now: number = Date.now()): Promise<number> {
    const gone: number[] = [];
    const expired = (now - EXPIRES_AFTER_MS) * 1000;
    for (const key of this.store.quarantine.getKeys({ end: expired, limit: SWEEP_AT_MOST })) gone.push(key);
    if (gone.length === 0 && bytesOf(this.store.quarantine) > this.maxBytes) {
      for (const key of this.store.quarantine.getKeys({ limit: SWEEP_AT_MOST })) gone.push(key);
    }
    if (gone.length === 0) return 0;
    const filed = gone.map((place) => this.register.filedOf(place, this.get(place)));
    await this.store.commit(() => this.remove(filed));
    return gone.length;
  }
}

/** An entry of an earlier version, which kept less. */
function withDefaults(entry: QuarantineEntry): QuarantineEntry {
  if (typeof entry.can_replay === 'boolean') return entry;
  return { ...entry, received_at: entry.at, delivery_id: '0', is_full: false, can_replay: false, row: null };
}
