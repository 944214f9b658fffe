import { decodeRecord, type SpoolRow } from './record.js';
import type { EventsKey, Store } from './store.js';

/** A row on its way, and what quarantine needs to know of it. */
export interface BatchRow extends SpoolRow {
  workspaceId: number;
  /** Where its body lies in the vault. */
  bodyPlace?: number;
}

/** Rows of one month, taken together; `keys` are forgotten when all of them are settled. */
export interface Batch {
  month: number;
  keys: EventsKey[];
  rows: BatchRow[];
  /** Records that cannot be read any more: the bytes as they lie there. */
  damaged: { key: EventsKey; bytes: Buffer; reason: string }[];
}

export const BATCH_ROWS = 10_000;
const BATCH_BYTES = 8 * 1024 * 1024;
/** A batch that is not full waits this long for company … */
const LINGER_MS = 200;
/** … and a month is not visited more often than this, so that ClickHouse gets few, large parts. */
const REST_MS = 1000;

interface MonthState {
  /** Everything up to this place has been taken. */
  taken: number;
  waitingRows: number;
  waitingSince: number;
  takenAt: number;
}

/** Decides which month's rows go next. Holds a few numbers per month, never rows: memory does not grow with the backlog. */
export class Backlog {
  private readonly states = new Map<number, MonthState>();

  constructor(
    private readonly store: Store,
    private readonly now: () => number = Date.now,
  ) {
    // What an earlier run left behind is due at once.
    for (const month of store.months()) this.add(month, BATCH_ROWS);
  }

  /** `rows` more rows of `month` are on the disk. */
  add(month: number, rows: number): void {
    const state = this.states.get(month) ?? { taken: 0, waitingRows: 0, waitingSince: 0, takenAt: 0 };
    if (state.waitingRows === 0) state.waitingSince = this.now();
    state.waitingRows += rows;
    this.states.set(month, state);
  }

  /** When the next batch may be taken, milliseconds; Infinity while nothing waits. */
  nextDueAt(): number {
    let due = Number.POSITIVE_INFINITY;
    for (const state of this.states.values()) due = Math.min(due, dueAt(state));
    return due;
  }

  /**
   * Takes the next batch: of the due months the one that was served longest ago, so that a long import of old months
   * does not hold up today. With `inHaste` everything that waits is due.
   */
  take(inHaste = false): Batch | undefined {
    for (;;) {
      const now = this.now();
      let chosen: [number, MonthState] | undefined;
      for (const [month, state] of this.states) {
        if (state.waitingRows === 0 || (!inHaste && dueAt(state) > now)) continue;
        if (!chosen || state.takenAt < chosen[1].takenAt) chosen = [month, state];
      }
      if (!chosen) return undefined;
      const batch = this.read(chosen[0], chosen[1]);
      chosen[1].takenAt = now;
      if (batch.keys.length > 0) return batch;
    }
  }

  private read(month: number, state: MonthState): Batch {
    const batch: Batch = { month, keys: [], rows: [], damaged: [] };
    let bytes = 0;
    const range = { start: [month, state.taken + 1], end: [month + 1] };
    for (const key of this.store.events.getKeys(range)) {
      const buffer = this.store.events.get(key);
      state.taken = key[1];
      if (buffer === undefined) continue;
      batch.keys.push(key);
      bytes += buffer.length;
      try {
        const { workspaceId, rows, bodyPlace } = decodeRecord(buffer);
        for (const row of rows) {
          const given: BatchRow = Object.assign(row, { workspaceId });
          if (bodyPlace !== undefined) given.bodyPlace = bodyPlace;
          batch.rows.push(given);
        }
      } catch (error) {
        batch.damaged.push({ key, bytes: Buffer.from(buffer), reason: String(error) });
      }
      if (batch.rows.length >= BATCH_ROWS || bytes >= BATCH_BYTES) {
        state.waitingRows = BATCH_ROWS;
        return batch;
      }
    }
    state.waitingRows = 0;
    return batch;
  }
}

function dueAt(state: MonthState): number {
  if (state.waitingRows === 0) return Number.POSITIVE_INFINITY;
  if (state.waitingRows >= BATCH_ROWS) return 0;
  return Math.max(state.waitingSince + LINGER_MS, state.takenAt + REST_MS);
}
