import { z } from 'zod';
import type { Store } from '../spool/store.js';

const HOUR_MS = 3600 * 1000;
const KEPT_HOURS = 7 * 24;
const WRITE_EVERY_MS = 1000;
/** Mappers name what they do not know; more names than this in one hour are one. */
const REASONS_AT_MOST = 50;
const OTHER_REASON = 'other reasons';

const counts = z.object({
  accepted: z.int().default(0),
  duplicates: z.int().default(0),
  refused_signatures: z.int().default(0),
  last_refused_at: z.int().nullable().default(null),
  forward_failures: z.int().default(0),
  last_forward_error: z.string().nullable().default(null),
  unmapped: z.record(z.string(), z.object({ count: z.int(), last_at: z.int() })).default({}),
});
/** What happened at one account. */
export type Counts = z.infer<typeof counts>;
const hourRecord = z.record(z.string(), counts);

/**
 * What happened at each account, by the hour, for seven days. Counted in memory and written to the disk at most once a
 * second, never per event: a process that is killed forgets one second.
 */
export class Tallies {
  /** By the beginning of the hour, milliseconds UTC; then by account. */
  private readonly hours = new Map<number, Map<number, Counts>>();
  private readonly changed = new Set<number>();
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly store: Store,
    private readonly log: (line: string) => void,
    private readonly now: () => number = Date.now,
  ) {
    for (const { key, value } of store.tallies.getRange({})) {
      const read = hourRecord.safeParse(jsonOf(value));
      if (!read.success) continue;
      const accounts = Object.entries(read.data).map(([id, each]) => [Number(id), each] as const);
      this.hours.set(key, new Map(accounts));
    }
  }

  accepted(accountId: number, events: number, duplicates: number): void {
    const of = this.of(accountId);
    of.accepted += events;
    of.duplicates += duplicates;
  }

  refused(accountId: number): void {
    const of = this.of(accountId);
    of.refused_signatures++;
    of.last_refused_at = this.now();
  }

  forwardFailed(accountId: number, reason: string): void {
    const of = this.of(accountId);
    of.forward_failures++;
    of.last_forward_error = reason;
  }

  unmapped(accountId: number, reasons: readonly string[]): void {
    const { unmapped } = this.of(accountId);
    for (const reason of reasons) {
      const isRoom = Object.hasOwn(unmapped, reason) || Object.keys(unmapped).length < REASONS_AT_MOST;
      const name = isRoom ? reason : OTHER_REASON;
      const before = Object.hasOwn(unmapped, name) ? unmapped[name] : undefined;
      unmapped[name] = { count: (before?.count ?? 0) + 1, last_at: this.now() };
    }
  }

  /** Of the last 24 hours, by whole hours: this one and the 23 before it. */
  lastDay(accountId: number): Counts {
    return this.sum(accountId, 24);
  }

  lastWeek(accountId: number): Counts {
    return this.sum(accountId, KEPT_HOURS);
  }

  /** Writes what was counted since the last time. Resolves when it is on the disk, or could not be written. */
  async write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const changed = [...this.changed];
    this.changed.clear();
    const forgotten = [...this.hours.keys()].filter((hour) => hour <= this.hour() - KEPT_HOURS * HOUR_MS);
    for (const hour of forgotten) this.hours.delete(hour);
    try {
      await this.store.commit(() => [
        ...changed.flatMap((hour) => {
          const accounts = this.hours.get(hour);
          if (!accounts) return [];
          return [this.store.tallies.put(hour, Buffer.from(JSON.stringify(Object.fromEntries(accounts))))];
        }),
        ...forgotten.map((hour) => this.store.tallies.remove(hour)),
      ]);
    } catch (error) {
      for (const hour of changed) this.changed.add(hour);
      this.log(`what was counted could not be written: ${String(error)}`);
    }
  }

  /** Writes for the last time. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.write();
  }

  private hour(): number {
    return Math.floor(this.now() / HOUR_MS) * HOUR_MS;
  }

  private of(accountId: number): Counts {
    const hour = this.hour();
    const accounts = this.hours.get(hour) ?? new Map<number, Counts>();
    this.hours.set(hour, accounts);
    const found = accounts.get(accountId) ?? counts.parse({});
    accounts.set(accountId, found);
    this.changed.add(hour);
    if (!this.isClosed) this.timer ??= setTimeout(() => void this.write(), WRITE_EVERY_MS);
    return found;
  }

  private sum(accountId: number, hours: number): Counts {
    const total = counts.parse({});
    const after = this.hour() - hours * HOUR_MS;
    for (const [hour, accounts] of [...this.hours].sort(([one], [other]) => one - other)) {
      const of = hour > after ? accounts.get(accountId) : undefined;
      if (!of) continue;
      total.accepted += of.accepted;
      total.duplicates += of.duplicates;
      total.refused_signatures += of.refused_signatures;
      total.last_refused_at = of.last_refused_at ?? total.last_refused_at;
      total.forward_failures += of.forward_failures;
      total.last_forward_error = of.last_forward_error ?? total.last_forward_error;
      for (const [reason, { count, last_at }] of Object.entries(of.unmapped)) {
        const before = Object.hasOwn(total.unmapped, reason) ? total.unmapped[reason] : undefined;
        total.unmapped[reason] = { count: (before?.count ?? 0) + count, last_at };
      }
    }
    return total;
  }
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
