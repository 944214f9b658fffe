import type { ClickHouse } from '../../lib/client.js';
import { readSql } from '../../lib/sql-file.js';
import { compareDecimals } from '../fold/stream-event.js';
import { asLine, asTombstone, encodeRow, keyText, type EncodedRow, type RowKey } from './encode-rows.js';
import type { Plan } from './plan.js';
import { idList, type Scope } from './scope.js';
import { KINDS, TABLES, columnsOf, type DerivedTable, type Kind } from './tables.js';

const READ_STORED_ROWS = readSql(import.meta.url, 'read-stored-rows.sql');

/** Up to where rows are complete: all identities before this one, and of this one all before the instant. */
export interface Frontier {
  workspaceId: number;
  identityId: string;
  /** Milliseconds UTC. */
  beforeMs: number;
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
  private from: Frontier = { workspaceId: 0, identityId: '0', beforeMs: 0 };

  /** `version`: milliseconds UTC at which the events were read, or later. */
  constructor(
    private readonly client: ClickHouse,
    private readonly scope: Scope,
    private readonly plan: Plan,
    private readonly version: number,
  ) {}

  add<Row>(kind: Kind, table: DerivedTable<Row>, key: RowKey, row: Row): void {
    this.rows[kind].set(keyText(key), encodeRow(kind, table, key, row));
    this.size++;
  }

  /** Writes what lies before the frontier; without one, everything that is left in the scope. */
  async flush(frontier?: Frontier): Promise<void> {
    const beyond = (this.scope.workspaceIds.at(-1) ?? 0) + 1;
    const to = frontier ?? { workspaceId: beyond, identityId: '0', beforeMs: 0 };
    const ripe = this.takeRipe(to);
    const { gone, version } = await this.compare(ripe, to);
    await Promise.all(KINDS.map((kind) => this.write(kind, ripe[kind], gone[kind], version)));
    this.from = to;
  }

  private takeRipe(frontier: Frontier): Rows {
    const ripe = this.rows;
    this.rows = emptyRows();
    this.size = 0;
    for (const kind of KINDS)
      for (const [text, row] of ripe[kind])
        if (!isBefore(kind, row.key, frontier)) {
          ripe[kind].delete(text);
          this.rows[kind].set(text, row);
          this.size++;
        }
    return ripe;
  }

  /** Takes out of `rows` what is stored just so; finds what is stored and no longer true. */
  private async compare(rows: Rows, to: Frontier) {
    const gone: Record<Kind, RowKey[]> = {
      dialogues: [],
      waits: [],
      touches: [],
      subscriptions: [],
      identities: [],
    };
    let { version } = this;
    for await (const { kind, key, rowHash, storedVersion } of this.storedRows(to)) {
      const text = keyText(key);
      const derived = rows[kind].get(text);
      if (derived?.hash === rowHash) rows[kind].delete(text);
      else {
        // A clock that was set back must not make what is new look old.
        version = Math.max(version, storedVersion + 1);
        if (derived === undefined) gone[kind].push(key);
      }
    }
    return { gone, version };
  }

  /** Rows of what this plan derives, and of nothing else: another definition's rows are not ours to compare. */
  private async *storedRows(to: Frontier) {
    const { scope, from, plan } = this;
    const isOneWorkspace = from.workspaceId === to.workspaceId;
    const rows = this.client.stream(READ_STORED_ROWS, {
      workspace_ids: scope.workspaceIds,
      definition_ids: plan.definitionIds,
      identity_ids: idList(scope),
      from: isOneWorkspace ? from.identityId : scope.from,
      to: isOneWorkspace ? to.identityId : scope.to,
      from_workspace: from.workspaceId,
      from_identity: from.identityId,
      from_ms: from.beforeMs,
      to_workspace: to.workspaceId,
      to_identity: to.identityId,
      to_ms: to.beforeMs,
    });
    for await (const row of rows) {
      const [kind, workspaceId, definitionId, identityId, accountId, at, eventId, rowHash, version] =
        row as StoredRow;
      if (!plan.derives(workspaceId, TABLES[kind].hasDefinition ? definitionId : null)) continue;
      const key = { workspaceId, definitionId, identityId, accountId, at: Number(at), eventId };
      yield { kind, key, rowHash, storedVersion: Number(version) };
    }
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
type Rows = Record<Kind, Map<string, EncodedRow>>;

const emptyRows = (): Rows => ({
  dialogues: new Map(),
  waits: new Map(),
  touches: new Map(),
  subscriptions: new Map(),
  identities: new Map(),
});

function isBefore(kind: Kind, key: RowKey, frontier: Frontier): boolean {
  const order =
    key.workspaceId - frontier.workspaceId || compareDecimals(key.identityId, frontier.identityId);
  if (order !== 0) return order < 0;
  return TABLES[kind].hasDefinition && key.at < frontier.beforeMs;
}
