import type { ProfileRecord } from '@parley/contracts';

const FIELDS = ['name', 'username', 'phone', 'email', 'language', 'customer_id'] as const;
type Known = { [F in (typeof FIELDS)[number]]?: { value: string; seenAt: number } };

/** Remembers what was last said of the people seen most recently, so that the same profile does not travel with each event. */
export class RecentProfiles {
  private readonly known = new Map<string, Known>();

  constructor(private readonly capacity = 20_000) {}

  /**
   * The part of `record` that is new, or undefined when all of it is known already; an id alone is new once. A field that an older event
   * spells differently is left out: the newer event has the last word, in whatever order they come.
   */
  news(record: ProfileRecord): ProfileRecord | undefined {
    const key = `${record.workspace_id}:${record.kind}:${record.id}`;
    const seen = this.known.get(key);
    const known = seen ?? {};
    let fresh: Pick<ProfileRecord, (typeof FIELDS)[number]> | undefined;
    for (const field of FIELDS) {
      const value = record[field];
      if (value === undefined) continue;
      const before = known[field];
      if (before && before.value !== value && before.seenAt > record.seen_at) continue;
      if (before?.value === value) before.seenAt = Math.max(before.seenAt, record.seen_at);
      else {
        (fresh ??= {})[field] = value;
        known[field] = { value, seenAt: Math.max(before?.seenAt ?? 0, record.seen_at) };
      }
    }
    this.remember(key, known);
    if (!fresh && seen) return undefined;
    const { name: _n, username: _u, phone: _p, email: _e, language: _l, customer_id: _c, ...news } = record;
    return { ...news, ...fresh };
  }

  /** Forgets what was said, so that it travels again; for records that did not reach the disk. */
  forget(records: readonly ProfileRecord[]): void {
    for (const record of records) this.known.delete(`${record.workspace_id}:${record.kind}:${record.id}`);
  }

  private remember(key: string, known: Known): void {
    this.known.delete(key);
    this.known.set(key, known);
    const oldest = this.known.size > this.capacity ? this.known.keys().next().value : undefined;
    if (oldest !== undefined) this.known.delete(oldest);
  }
}
