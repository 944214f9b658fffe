/** Some identities of some workspaces. */
export interface Scope {
  /** In the order of numbers. */
  workspaceIds: readonly number[];
  /** The lowest and the highest identity_id, both included. */
  from: string;
  to: string;
  /** Which ids between them; all when missing. Ids are hashes with the workspace's key: no two workspaces share one. */
  ids?: readonly string[];
  /** By listed id: only what begins then (milliseconds UTC) or later. Everything when missing. */
  since?: ReadonlyMap<string, number>;
}

/** Some identities that are dirty, listed. */
export interface MarkedScope extends Scope {
  ids: readonly string[];
  /** By id: the earliest of what is new or gone there, milliseconds UTC. */
  lowest: ReadonlyMap<string, number>;
}

/** How much of a workspace there is. */
export interface WorkspaceSize {
  workspaceId: number;
  events: number;
}

/** The largest identity_id, 2^64 − 1. */
const LAST_ID = 2n ** 64n - 1n;
/** How many listed ids one scope may have: a parameter may be 128 KiB long, an id 20 digits and a comma. */
export const MAX_LISTED_IDS = 5_000;
const MAX_WORKSPACES = 5_000;
/** About so many events are taken on at a time. */
const EVENTS_PER_SCOPE = 100_000;

/** Before all that there may be: the year 1900. */
const EARLIEST_MS = -2_208_988_800_000;

/** `since` of a scope as the statements want it. */
export function sinceParams({ since }: Scope) {
  const of = since ?? new Map([['0', EARLIEST_MS]]);
  const least = [...of.values()].reduce((a, b) => Math.min(a, b), Infinity);
  return { least, since_ids: `[${[...of.keys()].join(',')}]`, since_ms: [...of.values()] };
}

/** The listed ids as ClickHouse reads an Array(UInt64) parameter; empty = all. */
export const idList = (scope: Scope) => `[${scope.ids?.join(',') ?? ''}]`;

/** Listed ids of one workspace, a limited number at a time. They must be sorted as numbers. */
export function* listedScopes(workspaceId: number, ids: readonly string[]): Generator<Scope> {
  for (let at = 0; at < ids.length; at += MAX_LISTED_IDS) {
    const part = ids.slice(at, at + MAX_LISTED_IDS);
    yield { workspaceIds: [workspaceId], from: part[0] ?? '0', to: part.at(-1) ?? '0', ids: part };
  }
}

/** Every identity of the workspaces, which must be sorted: large ones in parts, small ones together. */
export function* allScopes(workspaces: readonly WorkspaceSize[]): Generator<Scope> {
  let small: number[] = [];
  let events = 0;
  const together = (): Scope => ({ workspaceIds: small, from: '0', to: String(LAST_ID) });
  for (const workspace of workspaces) {
    if (
      small.length > 0 &&
      (events + workspace.events > EVENTS_PER_SCOPE || small.length >= MAX_WORKSPACES)
    ) {
      yield together();
      small = [];
      events = 0;
    }
    if (workspace.events > EVENTS_PER_SCOPE) yield* partsOf(workspace);
    else {
      small.push(workspace.workspaceId);
      events += workspace.events;
    }
  }
  if (small.length > 0) yield together();
}

/** Parts of equal width: ids are spread evenly. */
function* partsOf({ workspaceId, events }: WorkspaceSize): Generator<Scope> {
  const width = LAST_ID / BigInt(Math.ceil(events / EVENTS_PER_SCOPE)) + 1n;
  for (let from = 0n; from <= LAST_ID; from += width) {
    const to = from + width - 1n;
    yield { workspaceIds: [workspaceId], from: String(from), to: String(to > LAST_ID ? LAST_ID : to) };
  }
}
