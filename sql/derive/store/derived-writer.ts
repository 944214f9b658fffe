import type { ClickHouse } from '../../lib/client.js';
import { readSql } from '../../lib/sql-file.js';
import { compareDecimals } from '../fold/stream-event.js';
import { asLine, asTombstone, encodeRow, keyText, type EncodedRow, type RowKey } from './encode-rows.js';
import type { Plan } from './plan.js';
import { idList, sinceParams, type Scope } from './scope.js';
import type { Starts } from './starts.js';
import { KINDS, TABLES, columnsOf, type DerivedTable, type Kind } from './tables.js';

const READ_STORED_ROWS = readSql(import.meta.url, 'read-stored-rows.sql');

/**
 * How many rows may wait in memory (half a kilobyte each) before they are written. Each writing makes a part per month and
 * table, and what ClickHouse spends goes by parts, not by rows: a rebuild cost it twice as much with 20 000.
 */
export const ROWS_IN_HAND = 100_000;

/** Up to where rows are complete: all identities before this one, and of this one all before the instant. */
export interface Frontier {
  workspaceId: number;
  identityId: string;
  /** Milliseconds UTC. */
  beforeMs: number;
}

/** What one flush compares: from, included, to, excluded; all its identities lie in [lowestId, highestId]. */
interface Window {
  from: Frontier;
  to: Frontier;
  lowestId: string;
  highestId: string;
}

/**
 * Makes the derived tables hold exactly the rows it is given for the identities of a scope, which come in the order
 * of the table: writes what is new or different, takes away what is gone, leaves alone what is the same.
 * Nothing is lost when it dies half way: the same work done again ends in the same rows.
 */
export class DerivedWriter {
  /** Rows in hand. */
  size = 0;
  /** Rows written so far, those taken away included. */
  written = 0;
  private rows = emptyRows();
  /** What has been written, up to here. */
  private from: Frontier;
  private writing = Promise.resolve();

  /**
   * `version`: milliseconds UTC at which the events were read, or later. `starts`: from where the identities are made
   * anew; null = from their beginning.
   */
  constructor(
    private readonly client: ClickHouse,
    private readonly scope: Scope,
    private readonly plan: Plan,
    private readonly version: number,
    private readonly starts: Starts | null = null,
  ) {
    this.from = { workspaceId: scope.workspaceIds[0] ?? 0, identityId: scope.from, beforeMs: 0 };
  }

  add<Row>(kind: Kind, table: DerivedTable<Row>, key: RowKey, row: Row): void {
    put(this.rows[kind], encodeRow(kind, table, key, row));
    this.size++;
  }

  /** Begins to write what lies before the frontier, as soon as what was begun before is done. */
  async begin(frontier: Frontier): Promise<void> {
    await this.writing;
    this.writing = this.flush(frontier);
    this.writing.catch(() => undefined); // Thrown by whoever waits for it next.
  }

  /** Writes all that is left in the scope. */
  async finish(): Promise<void> {
    await this.writing;
    await this.flush();
  }

  /** Waits until nothing is being written any more, well or badly: late writes would spoil what comes after. */
  async settle(): Promise<void> {
    await this.writing.catch(() => undefined);
  }

  private async flush(frontier?: Frontier): Promise<void> {
    const window = this.windowUpTo(frontier);
    const ripe = this.takeRipe(window.to);
    this.from = window.to;
    const { gone, version } = await this.compare(ripe, window);
    const writes = await Promise.allSettled(
      KINDS.map((kind) => this.write(kind, ripe[kind], gone[kind], version)),
    );
    for (const write of writes) if (write.status === 'rejected') throw write.reason;
  }

  private windowUpTo(frontier: Frontier | undefined): Window {
    const { scope, from } = this;
    const lastWorkspaceId = scope.workspaceIds.at(-1) ?? 0;
    const to = frontier ?? { workspaceId: lastWorkspaceId + 1, identityId: '0', beforeMs: 0 };
    const isOneWorkspace = from.workspaceId === (frontier?.workspaceId ?? lastWorkspaceId);
    return {
      from,
      to,
      lowestId: isOneWorkspace ? from.identityId : scope.from,
      highestId: isOneWorkspace && frontier ? frontier.identityId : scope.to,
    };
  }

  private takeRipe(frontier: Frontier): Rows {
    const ripe = this.rows;
    this.rows = emptyRows();
    this.size = 0;
    for (const kind of KINDS)
      for (const [hash, row] of ripe[kind])
        if (!isBefore(kind, row.key, frontier)) {
          ripe[kind].delete(hash);
          put(this.rows[kind], row);
          this.size++;
        }
    return ripe;
  }

  /**
   * Takes out of `rows` what is stored just so; finds what is stored and no longer true. Most rows are the same, and
   * their hash, which covers the key, says so: only what remains is compared by its key.
   */
  private async compare(rows: Rows, window: Window) {
    const { plan } = this;
    const different: { kind: Kind; key: RowKey }[] = [];
    let { version } = this;
    for await (const row of this.readStoredRows(window)) {
      const [kind, workspaceId, definitionId, identityId, accountId, at, eventId, hash, storedVersion] =
        row as StoredRow;
      if (rows[kind].delete(hash)) continue;
      // Another definition's rows are not ours to compare.
      if (!plan.derives(workspaceId, TABLES[kind].hasDefinition ? definitionId : null)) continue;
      const key = { workspaceId, definitionId, identityId, accountId, at: Number(at), eventId };
      if (this.starts?.covers(identityId, definitionId, key.at) ?? true) different.push({ kind, key });
      // A clock that was set back must not make what is new look old.
      version = Math.max(version, Number(storedVersion) + 1);
    }
    return { gone: goneOf(different, rows), version };
  }

  private readStoredRows({ from, to, lowestId, highestId }: Window) {
    return this.client.stream(READ_STORED_ROWS, {
      workspace_ids: this.scope.workspaceIds,
      definition_ids: this.plan.definitionIds,
      identity_ids: idList(this.scope),
      ...sinceParams(this.scope),
      from: lowestId,
      to: highestId,
      from_workspace: from.workspaceId,
      from_identity: from.identityId,
      from_ms: from.beforeMs,
      to_workspace: to.workspaceId,
      to_identity: to.identityId,
      to_ms: to.beforeMs,
    });
  }

  private async write(
    kind: Kind,
    rows: Map<string, EncodedRow>,
    gone: RowKey[],
    version: number,
  ): Promise<void> {
    if (rows.size + gone.length === 0) return;
    const lines = function* () {
      for (const row of rows.values()) yield asLine(row, version);
      for (const key of gone) yield asTombstone(kind, key, version);
    };
    // A long history spreads over more months than one insert may by default.
    const settings = { max_partitions_per_insert_block: 0 };
    await this.client.insertRows(TABLES[kind].name, columnsOf(kind), lines(), { settings });
    this.written += rows.size + gone.length;
  }
}

type StoredRow = [Kind, number, number, string, number, string, string, string, string];
/** By their hashes. */
type Rows = Record<Kind, Map<string, EncodedRow>>;

/** Two rows with one hash, should that ever happen: the second is kept under a name that matches nothing stored. */
function put(rows: Map<string, EncodedRow>, row: EncodedRow): void {
  let name = row.hash;
  while (rows.has(name)) name += '+';
  rows.set(name, row);
}

/** Of the stored rows that are different, those whose key no new row has. */
function goneOf(different: readonly { kind: Kind; key: RowKey }[], rows: Rows): Record<Kind, RowKey[]> {
  const gone: Record<Kind, RowKey[]> = {
    dialogues: [],
    waits: [],
    open_waits: [],
    touches: [],
    subscriptions: [],
    subscription_arrivals: [],
    message_statuses: [],
    identities: [],
  };
  if (different.length === 0) return gone;
  const keys = new Set<string>();
  for (const kind of KINDS) for (const { key } of rows[kind].values()) keys.add(`${kind}:${keyText(key)}`);
  for (const { kind, key } of different) if (!keys.has(`${kind}:${keyText(key)}`)) gone[kind].push(key);
  return gone;
}

const emptyRows = (): Rows => ({
  dialogues: new Map(),
  waits: new Map(),
  open_waits: new Map(),
  touches: new Map(),
  subscriptions: new Map(),
  subscription_arrivals: new Map(),
  message_statuses: new Map(),
  identities: new Map(),
});

function isBefore(kind: Kind, key: RowKey, frontier: Frontier): boolean {
  const order =
    key.workspaceId - frontier.workspaceId || compareDecimals(key.identityId, frontier.identityId);
  if (order !== 0) return order < 0;
  return !TABLES[kind].isOfWhole && key.at < frontier.beforeMs;
}
