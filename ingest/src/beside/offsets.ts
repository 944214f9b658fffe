import type { Store } from '../spool/store.js';

/** How far each bot has been read: the `update_id` to ask for next, on the disk beside the spool. */
export class Offsets {
  constructor(private readonly store: Store) {}

  /** 0 when nothing was read yet. */
  of(accountId: number): number {
    return Number(this.store.offsets.get(accountId)?.toString('utf8') ?? '0');
  }

  /** For a transaction of the store. */
  put(accountId: number, offset: number): Promise<boolean> {
    return this.store.offsets.put(accountId, Buffer.from(String(offset)));
  }
}
