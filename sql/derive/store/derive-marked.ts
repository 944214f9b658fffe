import type { ClickHouse } from '../../lib/client.js';
import { compareDecimals } from '../fold/stream-event.js';
import { deriveScope, type ScopeResult } from './derive-scope.js';
import { deriveSince } from './derive-since.js';
import type { Parameters } from './parameters.js';
import { Plan } from './plan.js';
import type { MarkedScope, Scope } from './scope.js';
import { readStarts, type Starts } from './starts.js';

/** Fewer are not worth a round of statements of their own. */
const WORTH_PARTING = 500;
const DAY_MS = 86_400_000;
/** Who was away for how long: tables are parted by month, and one who was away long makes all be read. */
const AGES_MS = [45 * DAY_MS, 365 * DAY_MS, Infinity];

/**
 * Derives marked identities: from their latest checkpoint on where nothing before it is new, else from all their
 * events. The rows are the same. `version` as of {@link deriveScope}.
 */
export async function deriveMarked(
  client: ClickHouse,
  marked: MarkedScope,
  options: { parameters: Parameters; version: number },
): Promise<ScopeResult> {
  const plan = new Plan(options.parameters, marked.workspaceIds);
  const starts = await readStarts(client, marked, plan);
  const results: ScopeResult[] = [];
  for (const part of partsOf(marked, starts))
    results.push(await deriveSince(client, part, starts, { ...options, plan }));
  const left = [...marked.ids.filter((id) => !starts.has(id)), ...starts.leftOver];
  if (left.length > 0) results.push(await deriveScope(client, partOf(marked, left), options));
  return {
    written: results.reduce((sum, { written }) => sum + written, 0),
    hasMarked: results.some(({ hasMarked }) => hasMarked),
  };
}

/** Those who start from a checkpoint, by the age of what has to be read. */
function partsOf(marked: MarkedScope, starts: Starts): Scope[] {
  let left = marked.ids.filter((id) => starts.has(id));
  const parts: Scope[] = [];
  const latest = left.reduce((most, id) => Math.max(most, starts.since(id)), 0);
  for (const age of left.length < WORTH_PARTING ? [Infinity] : AGES_MS) {
    const ids = left.filter((id) => latest - starts.since(id) <= age);
    left = left.filter((id) => latest - starts.since(id) > age);
    const since = new Map(ids.map((id) => [id, starts.since(id)]));
    if (ids.length > 0) parts.push({ ...partOf(marked, ids), since });
  }
  return parts;
}

function partOf({ workspaceIds }: Scope, some: readonly string[]): Scope {
  const ids = [...some].sort(compareDecimals);
  return { workspaceIds, from: ids[0] ?? '0', to: ids.at(-1) ?? '0', ids };
}
