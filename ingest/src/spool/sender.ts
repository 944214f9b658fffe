import { createHash } from 'node:crypto';
import { encodeRows } from '@parley/sql';
import type { EventsKey } from './store.js';
import { type Backlog, type Batch, type BatchRow } from './backlog.js';
import { pauseMs, sleep } from './pause.js';

/** What became of one insert. `refused`: these rows will never pass; `later`: nothing is wrong with the rows. */
export type InsertOutcome = 'stored' | { refused: string } | { later: string };

export interface SenderParts {
  backlog: Backlog;
  /** Inserts rows of one month. `token` is the hash of their content: the same rows again are dropped by the store. */
  insert(rows: BatchRow[], token: string): Promise<InsertOutcome>;
  /** In one transaction on the disk: keeps what was refused or damaged, and forgets the keys. */
  settle(
    keys: EventsKey[],
    refused: { row: BatchRow; reason: string }[],
    damaged: Batch['damaged'],
  ): Promise<void>;
  log(line: string): void;
  onRetry(): void;
}

const PARALLEL = 4;

/** Moves accepted rows to ClickHouse. A batch leaves the spool only after the acknowledgement, however long that takes. */
export class Sender {
  private readonly flying = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private inHaste = false;

  constructor(private readonly parts: SenderParts) {}

  /** Looks for work; called whenever some may have appeared. */
  readonly wake = (): void => {
    clearTimeout(this.timer);
    if (this.stopping.signal.aborted) return;
    while (this.flying.size < PARALLEL) {
      const batch = this.parts.backlog.take(this.inHaste);
      if (!batch) break;
      const flight = this.deliver(batch).finally(() => {
        this.flying.delete(flight);
        this.wake();
      });
      this.flying.add(flight);
    }
    const due = this.parts.backlog.nextDueAt();
    // A full house is woken by the batch that ends first.
    if (this.flying.size < PARALLEL && Number.isFinite(due)) {
      this.timer = setTimeout(this.wake, Math.max(5, due - Date.now()));
    }
  };

  /** Sends what waits, once and for up to `graceMs`; the rest stays on the disk for the next start. */
  async stop(graceMs: number): Promise<void> {
    const until = Date.now() + graceMs;
    this.inHaste = true;
    this.wake();
    while (this.flying.size > 0 && Date.now() < until) {
      await Promise.race([...this.flying, sleep(until - Date.now())]);
    }
    clearTimeout(this.timer);
    this.stopping.abort();
    await Promise.all(this.flying);
  }

  private async deliver(batch: Batch): Promise<void> {
    const refused: { row: BatchRow; reason: string }[] = [];
    if (!(await this.insertAll(batch.rows, refused))) return;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.parts.settle(batch.keys, refused, batch.damaged);
      } catch (error) {
        this.parts.log(`a delivered batch could not be forgotten: ${String(error)}`);
        if (this.stopping.signal.aborted) return;
        await sleep(pauseMs(attempt), this.stopping.signal);
      }
    }
  }

  /** True when every row is either stored or in `refused`; false when we were stopped before that. */
  private async insertAll(rows: BatchRow[], refused: { row: BatchRow; reason: string }[]): Promise<boolean> {
    const [only] = rows;
    if (!only) return true;
    const token = tokenOf(rows);
    for (let attempt = 1; !this.stopping.signal.aborted; attempt++) {
      const outcome = await this.parts.insert(rows, token);
      if (outcome === 'stored') return true;
      if ('refused' in outcome) {
        if (rows.length === 1) {
          refused.push({ row: only, reason: outcome.refused });
          return true;
        }
        const half = Math.ceil(rows.length / 2);
        return (
          (await this.insertAll(rows.slice(0, half), refused)) &&
          (await this.insertAll(rows.slice(half), refused))
        );
      }
      if (this.inHaste) return false;
      this.parts.onRetry();
      if (attempt === 1 || attempt % 10 === 0) this.parts.log(`insert postponed: ${outcome.later}`);
      await sleep(pauseMs(attempt), this.stopping.signal);
    }
    return false;
  }
}

/** A hash of the content: ClickHouse drops a second insert with the same token, so it must stand for the same rows. */
function tokenOf(rows: BatchRow[]): string {
  const hash = createHash('sha256');
  for (const text of encodeRows(jsonOf(rows))) hash.update(text);
  return hash.digest('hex').slice(0, 32);
}

function* jsonOf(rows: BatchRow[]): Generator<string> {
  for (const row of rows) yield row.json;
}
