import type { ClickHouse } from '../../lib/client.js';
import { IdentityFold } from '../fold/identity-fold.js';
import { EarliestOutgoing, lowerFirstOutgoing } from './account-facts.js';
import { CheckpointWriter } from './checkpoint-writer.js';
import { DerivedWriter, ROWS_IN_HAND } from './derived-writer.js';
import type { Parameters } from './parameters.js';
import { Plan } from './plan.js';
import { eventOf, readEvents, type ReadEvent } from './read-events.js';
import { RepeatingIdentities } from './repeating-identities.js';
import { rowSink } from './row-sink.js';
import type { Scope } from './scope.js';

export interface ScopeOptions {
  parameters: Parameters;
  /** Only this definition; all that are derived when missing. */
  definitionId?: number;
  /** Milliseconds UTC, now or later, and higher than any before. */
  version: number;
  /** Called now and then with the number of events read since the last call. */
  onEvents?: (count: number) => void;
  /** A trial learns nothing of accounts: it leaves no trace but its rows. */
  isTrial?: boolean;
  /** For specs: fewer rows in hand. */
  rowsInHand?: number;
}

export interface ScopeResult {
  written: number;
  /** Whether an account's own messages turned out to be seen earlier than was known: others are dirty now. */
  hasMarked: boolean;
}

/**
 * Derives the identities of a scope from all their events and makes the derived tables, and checkpoints, say so. Memory holds one
 * identity's state and a limited number of rows, whatever the scope. Restart-safe: see {@link DerivedWriter}.
 */
export async function deriveScope(
  client: ClickHouse,
  scope: Scope,
  { parameters, definitionId, version, onEvents, isTrial = false, rowsInHand = ROWS_IN_HAND }: ScopeOptions,
): Promise<ScopeResult> {
  const plan = new Plan(parameters, scope.workspaceIds, definitionId);
  const writer = new DerivedWriter(client, scope, plan, version);
  const checkpoints = new CheckpointWriter(client, scope, plan, version);
  const earliest = new EarliestOutgoing();
  const repeating = new RepeatingIdentities();
  try {
    let of: ReadEvent | null = null;
    let folds: IdentityFold[] = [];
    let room = rowsInHand;
    let count = 0;
    for await (const row of readEvents(client, scope)) {
      const event = eventOf(row);
      if (event.identity_id !== of?.identity_id || event.workspace_id !== of.workspace_id) {
        if (of !== null) finish(of, folds, { plan, checkpoints, repeating });
        of = event;
        folds = foldsOf(event, plan, writer);
      }
      earliest.see(event);
      for (const fold of folds) fold.push(event);
      if (++count % 1000 === 0) onEvents?.(1000);
      if (writer.size < room) continue;
      const { workspace_id: workspaceId, identity_id: identityId } = event;
      await writer.begin({ workspaceId, identityId, beforeMs: completeBefore(folds, event) });
      room = writer.size + rowsInHand;
    }
    if (of !== null) finish(of, folds, { plan, checkpoints, repeating });
    if (!isTrial) await repeating.write(client);
    await writer.finish();
    if (!isTrial) await checkpoints.replace();
    onEvents?.(count % 1000);
  } finally {
    await writer.settle();
  }
  if (isTrial) return { written: writer.written, hasMarked: false };
  const hasMarked = await lowerFirstOutgoing(client, earliest.news(parameters));
  return { written: writer.written, hasMarked };
}

function foldsOf(
  { workspace_id, identity_id }: ReadEvent,
  plan: Plan,
  writer: DerivedWriter,
): IdentityFold[] {
  const { settings, leading } = plan.of(workspace_id);
  return settings.map((each) => {
    const definitionId = 'definitionId' in each ? each.definitionId : null;
    const sink = rowSink(writer, workspace_id, identity_id, definitionId, each === leading);
    return new IdentityFold(each, sink);
  });
}

/** Ends the folds of an identity, which are in the order of the plan, and keeps where they may go on. */
function finish(
  { workspace_id, identity_id }: ReadEvent,
  folds: readonly IdentityFold[],
  {
    plan,
    checkpoints,
    repeating,
  }: { plan: Plan; checkpoints: CheckpointWriter; repeating: RepeatingIdentities },
): void {
  folds.forEach((fold, index) => {
    fold.finish();
    if (fold.hasRepeats) repeating.add(workspace_id, identity_id);
    const settings = plan.of(workspace_id).settings[index];
    if (settings === undefined || !('definitionId' in settings)) return;
    if (fold.checkpoint !== null) checkpoints.keep(workspace_id, identity_id, settings, fold.checkpoint);
  });
}

const completeBefore = (folds: IdentityFold[], event: ReadEvent) =>
  folds.reduce((least, fold) => Math.min(least, fold.completeBefore), event.occurred_at);
