import type { ClickHouse } from '../../lib/client.js';
import { reachesBack } from '../fold/checkpoint.js';
import { IdentityFold } from '../fold/identity-fold.js';
import { EarliestOutgoing, lowerFirstOutgoing } from './account-facts.js';
import { CheckpointWriter } from './checkpoint-writer.js';
import { DerivedWriter, ROWS_IN_HAND } from './derived-writer.js';
import type { Definition, Parameters } from './parameters.js';
import type { Plan } from './plan.js';
import { eventOf, readEvents, type ReadEvent } from './read-events.js';
import { RepeatingIdentities } from './repeating-identities.js';
import { rowSink } from './row-sink.js';
import type { Scope } from './scope.js';
import type { Starts } from './starts.js';
import type { ScopeResult } from './derive-scope.js';

/** Events of one identity that are kept in hand until they are known not to reach back. */
const EVENTS_IN_HAND = 5_000;

/**
 * Derives the identities of a scope, which are listed, from their checkpoints on. Whoever cannot be derived so is given
 * up in `starts`, its rows untouched. Restart-safe like `deriveScope`.
 */
export async function deriveSince(
  client: ClickHouse,
  scope: Scope,
  starts: Starts,
  { plan, parameters, version }: { plan: Plan; parameters: Parameters; version: number },
): Promise<ScopeResult> {
  const writer = new DerivedWriter(client, scope, plan, version, starts);
  const checkpoints = new CheckpointWriter(client, scope, plan, version);
  const earliest = new EarliestOutgoing();
  const repeating = new RepeatingIdentities();
  const missing = new Set(scope.ids);
  const derive = (events: readonly ReadEvent[]) => {
    const identityId = events[0]?.identity_id ?? '';
    missing.delete(identityId);
    if (!deriveIdentity(events, { starts, plan, writer, checkpoints, repeating })) starts.giveUp(identityId);
  };
  try {
    let events: ReadEvent[] = [];
    for await (const row of readEvents(client, scope)) {
      const event = eventOf(row);
      if (event.identity_id !== (events[0]?.identity_id ?? event.identity_id)) {
        derive(events);
        events = [];
        const { workspace_id: workspaceId, identity_id: identityId } = event;
        if (writer.size >= ROWS_IN_HAND) await writer.begin({ workspaceId, identityId, beforeMs: 0 });
      }
      earliest.see(event);
      if (events.length <= EVENTS_IN_HAND) events.push(event);
    }
    if (events.length > 0) derive(events);
    // The events since a checkpoint are gone: a mark that comes later will say so, or this one did.
    for (const identityId of missing) starts.giveUp(identityId);
    await repeating.write(client);
    await writer.finish();
    await checkpoints.add();
  } finally {
    await writer.settle();
  }
  const hasMarked = await lowerFirstOutgoing(client, earliest.news(parameters));
  return { written: writer.written, hasMarked };
}

interface Making {
  starts: Starts;
  plan: Plan;
  writer: DerivedWriter;
  checkpoints: CheckpointWriter;
  repeating: RepeatingIdentities;
}

/** False, and nothing made, when only the whole history tells. */
function deriveIdentity(events: readonly ReadEvent[], making: Making): boolean {
  const { starts, plan, writer, checkpoints, repeating } = making;
  const [first] = events;
  if (first === undefined || events.length > EVENTS_IN_HAND) return false;
  const { workspace_id: workspaceId, identity_id: identityId } = first;
  const { settings, leading } = plan.of(workspaceId);
  const folds = settings.map((each) => {
    const definition = each as Definition;
    const checkpoint = starts.of(identityId, definition.definitionId);
    const own = events.filter(({ occurred_at }) => occurred_at >= (checkpoint?.since ?? Infinity));
    return { definition, checkpoint, own };
  });
  if (folds.some(({ checkpoint, own }) => checkpoint === undefined || reachesBack(checkpoint, own)))
    return false;
  for (const { definition, checkpoint = null, own } of folds) {
    const sink = rowSink(writer, workspaceId, identityId, definition.definitionId, definition === leading);
    const fold = new IdentityFold(definition, sink, checkpoint);
    for (const event of own) fold.push(event);
    fold.finish();
    if (fold.hasRepeats) repeating.add(workspaceId, identityId);
    const next = fold.checkpoint;
    if (next !== null && next.since !== checkpoint?.since)
      checkpoints.keep(workspaceId, identityId, definition, next);
  }
  return true;
}
