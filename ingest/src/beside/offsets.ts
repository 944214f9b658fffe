import type { Store } from '../spool/store.js';

/** How far each bot has been read: the `update_id` to ask for next, on the disk beside the spool. */
export class Offsets {
  constructor(private readonly store: Store) {}

  /** 0 when nothing was read yet. */
  of(accountId: number): number {
    return Number(this.store.offsets.get(accountId)?.toString('utf8') ?? '0');
  }

  /** Resolves when it is on the disk. */
  async set(accountId: number, offset: number): Promise<void> {
    await this.store.commit(() => [this.store.offsets.put(accountId, Buffer.from(String(offset)))]);
  }
}
