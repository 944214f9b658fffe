import type { ClickHouse } from '../../lib/client.js';
import { readSql } from '../../lib/sql-file.js';
import type { Checkpoint } from '../fold/checkpoint.js';
import { decodeState, madeWithOf } from './encode-checkpoint.js';
import type { Plan } from './plan.js';
import { idList, type MarkedScope } from './scope.js';

const READ_CHECKPOINTS = readSql(import.meta.url, 'read-checkpoints.sql');

/** From where an identity is read: one checkpoint for each definition. */
interface Start {
  checkpoints: ReadonlyMap<number, Checkpoint>;
  /** Of the definition that makes the rows without one. */
  leading: Checkpoint;
  /** The first instant that has to be read, milliseconds UTC. */
  since: number;
}

/** The identities that need not be read from their beginning. */
export class Starts {
  private readonly starts = new Map<string, Start>();
  private readonly givenUp = new Set<string>();

  add(identityId: string, checkpoints: ReadonlyMap<number, Checkpoint>, leadingId: number): void {
    const leading = checkpoints.get(leadingId);
    if (leading === undefined) return;
    const since = Math.min(...[...checkpoints.values()].map((each) => each.since));
    this.starts.set(identityId, { checkpoints, leading, since });
  }

  has(identityId: string): boolean {
    return this.starts.has(identityId);
  }

  of(identityId: string, definitionId: number): Checkpoint | undefined {
    return this.starts.get(identityId)?.checkpoints.get(definitionId);
  }

  /** The first instant that has to be read, milliseconds UTC. */
  since(identityId: string): number {
    return this.starts.get(identityId)?.since ?? Infinity;
  }

  /** Nothing is made of it but from its whole history. */
  giveUp(identityId: string): void {
    this.givenUp.add(identityId);
  }

  get leftOver(): string[] {
    return [...this.givenUp];
  }

  /** Whether a stored row lies in what is made anew; rows without a definition have the number 0. */
  covers(identityId: string, definitionId: number, at: number): boolean {
    const start = this.starts.get(identityId);
    if (start === undefined || this.givenUp.has(identityId)) return false;
    return at >= (start.checkpoints.get(definitionId) ?? start.leading).since;
  }
}

/** Who of the marked may start from checkpoints: nothing at or before them is new, under any definition. */
export async function readStarts(client: ClickHouse, marked: MarkedScope, plan: Plan): Promise<Starts> {
  const starts = new Starts();
  let of = '';
  let checkpoints = new Map<number, Checkpoint>();
  const rows = client.stream(READ_CHECKPOINTS, {
    workspace_ids: marked.workspaceIds,
    identity_ids: idList(marked),
  });
  for await (const row of rows) {
    const [workspaceId, identityId, definitionId, madeWith, sinceMs, state] = row as Cells;
    if (identityId !== of) {
      of = identityId;
      checkpoints = new Map();
    }
    const since = Number(sinceMs);
    const settings = plan.definition(workspaceId, definitionId);
    if ((marked.lowest.get(identityId) ?? 0) <= since || settings === undefined) continue;
    if (madeWith !== madeWithOf(settings)) continue;
    checkpoints.set(definitionId, { since, ...decodeState(state) });
    const { settings: all, leading } = plan.of(workspaceId);
    if (checkpoints.size < all.length || leading === null || !('definitionId' in leading)) continue;
    starts.add(identityId, checkpoints, leading.definitionId);
  }
  return starts;
}

type Cells = [
  workspaceId: number,
  identityId: string,
  definitionId: number,
  madeWith: string,
  sinceMs: string,
  state: string,
];
