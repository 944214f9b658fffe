import type { ClickHouse } from '../../lib/client.js';
import { readSql } from '../../lib/sql-file.js';
import { listedScopes, type Scope } from '../store/scope.js';

const READ = readSql(import.meta.url, 'read-resting-identities.sql');

/** Those of a scope who did something since `since` (occurred_at, UTC) and are at rest, a limited number at a time. */
export async function restingScopes(client: ClickHouse, scope: Scope, since: Date): Promise<Scope[]> {
  const rows = await client.query<{ workspace_id: number; id: string }>(READ, {
    workspace_ids: scope.workspaceIds,
    from: scope.from,
    to: scope.to,
    since,
  });
  return scope.workspaceIds.flatMap((workspaceId) => [
    ...listedScopes(
      workspaceId,
      rows.filter((row) => row.workspace_id === workspaceId).map((row) => row.id),
    ),
  ]);
}
