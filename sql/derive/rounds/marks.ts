import type { ClickHouse } from '../../lib/client.js';
import { readSql } from '../../lib/sql-file.js';
import { compareDecimals } from '../fold/stream-event.js';
import { RULES } from '../rules.js';
import { MAX_LISTED_IDS, type MarkedScope } from '../store/scope.js';

const READ_MARKS = readSql(import.meta.url, 'read-marks.sql');
const READ_MARKED_IDENTITIES = readSql(import.meta.url, 'read-marked-identities.sql');
const READ_STATE = readSql(import.meta.url, 'read-state.sql');

/** A mark may become visible so much later than its `marked_at` says; inserts that take longer are refused. */
const OVERLAP_MS = 60_000;
/** Marks and blocks for one round; the rest waits for the next. */
const MARKS_PER_ROUND = 50_000;
const BLOCKS_PER_ROUND = 4_000;
/** An unmoved cursor is written down again this often, so that little is read after a restart. */
const IDLE_STATE_MS = 60_000;
/** Marks live for two days: a deriver that was away longer than this may have missed some. */
const LONGEST_ABSENCE_MS = 36 * 3600 * 1000;

/** Marks that one insert wrote together. Times are milliseconds UTC of the server's clock. */
interface Block {
  markId: string;
  at: number;
  marks: number;
}

interface MarkedIdentity {
  workspace_id: number;
  identity_id: string;
  lowest_ms: string;
}

/** What one round takes on. */
export interface Batch {
  blocks: readonly Block[];
  /** Age of the oldest mark. */
  lagMs: number;
  nextCursor: number;
}

/**
 * Which marks have not been derived yet. The cursor is an instant of the server's clock, written down only after
 * everything before it is derived; which blocks of the overlap were derived is remembered while the process lives.
 * So after a crash some identities are derived again, and none is forgotten.
 */
export class Marks {
  private readonly handled = new Map<string, Block>();
  private cursor = 0;
  private version = 0;
  /** With which everything was derived; where nothing is yet, it will be with ours. */
  private rules = RULES;
  private stateWrittenAt = 0;

  constructor(private readonly client: ClickHouse) {}

  /**
   * Reads how far the last process came. Says why everything has to be derived anew, if it has: it was away for so long
   * that marks may be gone, or it followed other rules.
   */
  async open(now: () => number = Date.now): Promise<'away long' | 'other rules' | null> {
    const [state] = await this.client.query<{ cursor_ms: string; version: string; rules: number }>(
      READ_STATE,
    );
    if (state === undefined) return null;
    this.cursor = Number(state.cursor_ms);
    this.version = Number(state.version);
    this.rules = state.rules;
    if (this.rules !== RULES) return 'other rules';
    return now() - this.cursor > LONGEST_ABSENCE_MS ? 'away long' : null;
  }

  /** Writes down that everything follows our rules. */
  async allDerived(): Promise<void> {
    this.rules = RULES;
    await this.writeState(this.cursor);
  }

  /** A version higher than any before, even when the clock was set back. Milliseconds UTC, at least now. */
  nextVersion(): number {
    this.version = Math.max(Date.now(), this.version + 1);
    return this.version;
  }

  /** What is to be done; null when there is nothing. */
  async next(): Promise<Batch | null> {
    const { now, blocks } = await this.readBlocks();
    const waiting = blocks.filter((block) => block.marks > (this.handled.get(block.markId)?.marks ?? 0));
    if (waiting.length === 0) {
      this.cursor = now;
      if (now - this.stateWrittenAt >= IDLE_STATE_MS) await this.writeState(now);
      return null;
    }
    const taken = firstOf(waiting);
    const left = waiting[taken.length];
    return {
      blocks: taken,
      lagMs: Math.max(0, now - (taken[0]?.at ?? now)),
      nextCursor: left === undefined ? now : left.at,
    };
  }

  /** The marked identities of a batch, a limited number at a time. */
  async *scopesOf(batch: Batch): AsyncGenerator<MarkedScope> {
    let last: Omit<MarkedIdentity, 'lowest_ms'> = { workspace_id: 0, identity_id: '0' };
    for (;;) {
      const page = await this.client.query<MarkedIdentity>(READ_MARKED_IDENTITIES, {
        since: new Date(this.since),
        mark_ids: `[${batch.blocks.map((block) => block.markId).join(',')}]`,
        after_workspace_id: last.workspace_id,
        after_identity_id: last.identity_id,
        page_size: MAX_LISTED_IDS,
      });
      if (page.length > 0) yield scopeOf(page);
      const end = page.at(-1);
      if (end === undefined || page.length < MAX_LISTED_IDS) return;
      last = end;
    }
  }

  /** Writes down that a batch is derived. */
  async done(batch: Batch): Promise<void> {
    for (const block of batch.blocks) this.handled.set(block.markId, block);
    this.cursor = batch.nextCursor;
    for (const [markId, { at }] of this.handled) if (at < this.since) this.handled.delete(markId);
    await this.writeState(this.cursor);
  }

  private get since(): number {
    return Math.max(0, this.cursor - OVERLAP_MS);
  }

  private async readBlocks(): Promise<{ now: number; blocks: Block[] }> {
    const [row] = await this.client.query<{ now_ms: string; blocks: [string, string, string][] }>(
      READ_MARKS,
      {
        since: new Date(this.since),
      },
    );
    const now = Number(row?.now_ms);
    if (now < this.cursor) {
      // The server's clock was set back: new marks will carry times before the cursor.
      this.cursor = now;
      return this.readBlocks();
    }
    const blocks = (row?.blocks ?? []).map(([markId, at, marks]) => ({
      markId,
      at: Number(at),
      marks: Number(marks),
    }));
    return { now, blocks };
  }

  private async writeState(now: number): Promise<void> {
    const version = this.nextVersion();
    await this.client.insertRows(
      'derivation_state_v1',
      ['name', 'cursor', 'rules', 'version'],
      [['rounds', Math.floor(this.cursor), this.rules, version]],
    );
    this.stateWrittenAt = now;
  }
}

/** A page of identities, sorted by workspace. */
function scopeOf(page: readonly MarkedIdentity[]): MarkedScope {
  const ids = page.map(({ identity_id }) => identity_id).sort(compareDecimals);
  const workspaceIds = [...new Set(page.map(({ workspace_id }) => workspace_id))];
  const lowest = new Map(page.map(({ identity_id, lowest_ms }) => [identity_id, Number(lowest_ms)]));
  return { workspaceIds, from: ids[0] ?? '0', to: ids.at(-1) ?? '0', ids, lowest };
}

/** The oldest blocks, as many as fit into one round; at least one. */
function firstOf(blocks: readonly Block[]): Block[] {
  let marks = 0;
  const taken: Block[] = [];
  for (const block of blocks) {
    if (taken.length > 0 && (marks + block.marks > MARKS_PER_ROUND || taken.length >= BLOCKS_PER_ROUND))
      break;
    marks += block.marks;
    taken.push(block);
  }
  return taken;
}
