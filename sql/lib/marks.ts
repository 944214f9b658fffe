import type { ClickHouse } from './client.js';
import { formatTime } from './time.js';

/** An identity to be derived again, and the span of what is new there; milliseconds UTC, both included. */
export interface Mark {
  workspaceId: number;
  identityId: bigint | string;
  lowest: number;
  highest: number;
}

const MARK_COLUMNS = ['mark_id', 'workspace_id', 'identity_id', 'lowest_at', 'highest_at'] as const;

/**
 * Marks identities for derivation; to be called when what changed is visible. `markId` is 64 bits, one per call: the
 * same with as many marks counts as derived already. `token` makes repeating the call harmless, as for any insert.
 */
export async function insertMarks(
  client: ClickHouse,
  marks: readonly Mark[],
  { markId, token }: { markId: bigint; token?: string },
): Promise<void> {
  if (marks.length === 0) return;
  // TRICKY: marked_at is the moment the insert ran, and a round looks back 60 s for marks that became visible late.
  // An insert of marks that takes longer must fail and be tried again, with a new moment.
  const rows = marks.map((mark) => [
    String(markId),
    mark.workspaceId,
    String(mark.identityId),
    formatTime(mark.lowest),
    formatTime(mark.highest),
  ]);
  await client.insertRows('dirty_identities_v1', MARK_COLUMNS, rows, {
    ...(token === undefined ? {} : { token }),
    timeoutMs: 30_000,
    settings: { max_execution_time: 20 },
  });
}
