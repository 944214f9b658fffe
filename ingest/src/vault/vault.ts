import type { KeptBody } from '../bodies/body-keeper.js';
import type { Seal } from '../seal.js';
import { bytesOf, countOf, type Store } from '../spool/store.js';

/** Whose body it is and when it came; readable without opening it. */
export interface VaultLabel {
  workspaceId: number;
  accountId: number;
  /** When it first reached us, milliseconds UTC. */
  receivedAt: number;
  /** Of the rows that were made of it. */
  deliveryId: bigint;
}

export interface VaultEntry extends VaultLabel {
  body: KeptBody;
}

/** Which bodies are meant. */
export interface VaultRange {
  workspaceId: number;
  accountId?: number;
  /** Received at or after, milliseconds UTC. */
  from?: number;
  /** Received before, milliseconds UTC. */
  to?: number;
}

const EXPIRES_AFTER_MS = 30 * 24 * 3600 * 1000;
/** A body gets its place a little after it was received, under load and after the clock was set. */
const SLACK_MS = 3600 * 1000;
const AT_ONCE = 2000;
/** A page of bodies is so long at most, and so large but for its last body. */
export const PAGE_ENTRIES = 10_000;
export const PAGE_CHARACTERS = 8 * 1024 * 1024;
const FORMAT = 1;
const HEADER_BYTES = 26;
const IS_FULL = 1;
const CAN_REPLAY = 2;

/**
 * Every webhook body that was accepted, encrypted, in the order of arrival: what a better mapper is given once more.
 * Bodies leave after 30 days, or the oldest first when they are too many or the disk gets short: collecting goes first.
 * Layout of an entry: format · flags · workspace, account (4 bytes each) · received at · delivery (8 bytes each) ·
 * sealed text.
 */
export class Vault {
  /** Bodies that were not kept since the start, because the disk was too short for them. */
  skipped = 0;
  private trimming: Promise<number> | undefined;

  constructor(
    private readonly store: Store,
    private readonly seal: Seal,
    private readonly maxBytes: number,
  ) {}

  /** Puts a body away, as part of the transaction that it is called in; undefined when the disk is too short for it. */
  put(entry: VaultEntry): { place: number; written: Promise<boolean> } | undefined {
    if (this.store.isShort()) {
      this.skipped++;
      return undefined;
    }
    const sealed = this.seal.close(entry.body.text);
    const bytes = Buffer.allocUnsafe(HEADER_BYTES + sealed.length);
    bytes[0] = FORMAT;
    bytes[1] = (entry.body.isFull ? IS_FULL : 0) | (entry.body.canReplay ? CAN_REPLAY : 0);
    bytes.writeUInt32LE(entry.workspaceId, 2);
    bytes.writeUInt32LE(entry.accountId, 6);
    bytes.writeDoubleLE(entry.receivedAt, 10);
    bytes.writeBigUInt64LE(entry.deliveryId, 18);
    sealed.copy(bytes, HEADER_BYTES);
    const place = this.store.nextPlace();
    return { place, written: this.store.vault.put(place, bytes) };
  }

  /** Undefined when it has left, or cannot be opened. */
  get(place: number): VaultEntry | undefined {
    const bytes = this.store.vault.get(place);
    return bytes && this.read(bytes);
  }

  /** How many bodies of a range can be mapped again. Lets others work in between. */
  async count(range: VaultRange): Promise<number> {
    let count = 0;
    for await (const page of this.pages(range)) count += page.length;
    return count;
  }

  /** The bodies of a range that can be mapped again, oldest first, some at a time. */
  async *entries(range: VaultRange): AsyncGenerator<VaultEntry[]> {
    let entries: VaultEntry[] = [];
    let size = 0;
    for await (const page of this.pages(range)) {
      for (const place of page) {
        const entry = this.get(place);
        if (!entry) continue;
        entries.push(entry);
        size += entry.body.text.length;
        if (entries.length < PAGE_ENTRIES && size < PAGE_CHARACTERS) continue;
        yield entries;
        entries = [];
        size = 0;
      }
    }
    if (entries.length > 0) yield entries;
  }

  size(): { entries: number; bytes: number } {
    return { entries: countOf(this.store.vault), bytes: bytesOf(this.store.vault) };
  }

  /** Forgets what is too old or too much; how many bodies went. Calls that overlap are one. */
  trim(now: number = Date.now()): Promise<number> {
    return (this.trimming ??= this.trimOnce(now).finally(() => (this.trimming = undefined)));
  }

  private async trimOnce(now: number): Promise<number> {
    const expired = (now - EXPIRES_AFTER_MS) * 1000;
    for (let gone = 0; ;) {
      const isTooMuch = bytesOf(this.store.vault) > this.maxBytes || this.store.isShort();
      const places = [
        ...this.store.vault.getKeys({ ...(isTooMuch ? {} : { end: expired }), limit: AT_ONCE }),
      ];
      if (places.length === 0) return gone;
      await this.store.commit(() => places.map((place) => this.store.vault.remove(place)));
      gone += places.length;
    }
  }

  private async *pages({ workspaceId, accountId, from, to }: VaultRange): AsyncGenerator<number[]> {
    let start = from === undefined ? 0 : (from - SLACK_MS) * 1000;
    const end = to === undefined ? this.store.nextPlace() : (to + SLACK_MS) * 1000;
    for (;;) {
      const found: number[] = [];
      let seen = 0;
      for (const { key, value } of this.store.vault.getRange({ start, end, limit: AT_ONCE })) {
        seen++;
        start = key + 1;
        const label = labelOf(value);
        const isMeant =
          label?.workspaceId === workspaceId &&
          (accountId === undefined || label.accountId === accountId) &&
          (from === undefined || label.receivedAt >= from) &&
          (to === undefined || label.receivedAt < to);
        if (isMeant && ((value[1] ?? 0) & CAN_REPLAY) !== 0) found.push(key);
      }
      if (seen === 0) return;
      if (found.length > 0) yield found;
      await new Promise(setImmediate);
    }
  }

  private read(bytes: Buffer): VaultEntry | undefined {
    const label = labelOf(bytes);
    if (!label) return undefined;
    try {
      const text = this.seal.open(bytes.subarray(HEADER_BYTES)).toString('utf8');
      const flags = bytes[1] ?? 0;
      const body = { text, isFull: (flags & IS_FULL) !== 0, canReplay: (flags & CAN_REPLAY) !== 0 };
      return { ...label, body };
    } catch {
      return undefined;
    }
  }
}

function labelOf(bytes: Buffer): VaultLabel | undefined {
  if (bytes[0] !== FORMAT || bytes.length < HEADER_BYTES) return undefined;
  return {
    workspaceId: bytes.readUInt32LE(2),
    accountId: bytes.readUInt32LE(6),
    receivedAt: bytes.readDoubleLE(10),
    deliveryId: bytes.readBigUInt64LE(18),
  };
}
