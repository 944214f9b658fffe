import type { ClickHouse } from '../../lib/client.js';
import { readSql } from '../../lib/sql-file.js';
import type { Checkpoint } from '../fold/checkpoint.js';
import { encodeCheckpoint, type EncodedCheckpoint } from './encode-checkpoint.js';
import type { Definition } from './parameters.js';
import type { Plan } from './plan.js';
import { idList, type Scope } from './scope.js';

const READ_HASHES = readSql(import.meta.url, 'read-checkpoint-hashes.sql');
const KEY = ['workspace_id', 'identity_id', 'definition_id'] as const;
const COLUMNS = [...KEY, 'since', 'made_with', 'state', 'row_hash', 'version', 'is_deleted'];

/**
 * Keeps the checkpoints of a scope. They are written after the rows before them stand, never sooner: whoever dies in
 * between leaves an older checkpoint, and the mark that made it be passed over.
 */
export class CheckpointWriter {
  private readonly kept = new Map<string, EncodedCheckpoint>();

  /** `version`: milliseconds UTC at which the events were read, or later. */
  constructor(
    private readonly client: ClickHouse,
    private readonly scope: Scope,
    private readonly plan: Plan,
    private readonly version: number,
  ) {}

  keep(workspaceId: number, identityId: string, definition: Definition, checkpoint: Checkpoint): void {
    const { definitionId } = definition;
    const key = `${workspaceId}:${identityId}:${definitionId}`;
    this.kept.set(key, encodeCheckpoint({ workspaceId, identityId, definitionId }, checkpoint, definition));
  }

  /** Writes what was kept; what else stands stays. */
  async add(): Promise<void> {
    await this.write(this.version, []);
  }

  /** Makes the table say just what was kept: a checkpoint that was made of other events must not outlive them. */
  async replace(): Promise<void> {
    const { scope, plan } = this;
    let { version } = this;
    const gone: string[] = [];
    const rows = this.client.stream(READ_HASHES, {
      workspace_ids: scope.workspaceIds,
      definition_ids: plan.definitionIds,
      identity_ids: idList(scope),
      from: scope.from,
      to: scope.to,
    });
    for await (const row of rows) {
      const [workspaceId, identityId, definitionId, hash, storedVersion] = row as Cells;
      if (!plan.derives(workspaceId, definitionId)) continue;
      const key = `${workspaceId}:${identityId}:${definitionId}`;
      const kept = this.kept.get(key);
      if (kept?.hash === hash) this.kept.delete(key);
      else version = Math.max(version, Number(storedVersion) + 1);
      if (kept === undefined) gone.push(`${workspaceId},"${identityId}",${definitionId}`);
    }
    await this.write(version, gone);
  }

  private async write(version: number, gone: readonly string[]): Promise<void> {
    const { kept } = this;
    if (kept.size + gone.length === 0) return;
    const lines = function* () {
      for (const { cells, hash } of kept.values()) yield `[${cells},"${hash}",${version},0]`;
      for (const key of gone) yield `[${key},0,"0","","0",${version},1]`;
    };
    await this.client.insertRows('checkpoints_v1', COLUMNS, lines());
  }
}

type Cells = [
  workspaceId: number,
  identityId: string,
  definitionId: number,
  hash: string,
  storedVersion: string,
];
