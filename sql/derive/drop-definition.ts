import type { ClickHouse } from '../lib/client.js';

const TABLES_OF_DEFINITIONS = [
  'dialogues_v1',
  'waits_v1',
  'open_waits_v1',
  'touches_v1',
  'subscription_arrivals_v1',
  'checkpoints_v1',
] as const;

/**
 * Takes away all derived rows of one definition of a workspace. Retire the definition first: what is building or
 * active would be derived again. May be repeated. Returns when the rows are no longer seen.
 */
export async function dropDefinition(
  client: ClickHouse,
  workspaceId: number,
  definitionId: number,
): Promise<void> {
  for (const table of TABLES_OF_DEFINITIONS)
    await client.command(
      `DELETE FROM ${table} WHERE workspace_id = {workspace_id:UInt32} AND definition_id = {definition_id:UInt32}`,
      { workspace_id: workspaceId, definition_id: definitionId },
      { settings: { lightweight_deletes_sync: 2 } },
    );
}
