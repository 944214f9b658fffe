import type { ClickHouse } from '../lib/client.js';
import { readSql } from '../lib/sql-file.js';
import { dropDefinition } from './drop-definition.js';
import { compareDecimals } from './fold/stream-event.js';
import { MergedIdentities } from './merges/merged-identities.js';
import { Marks } from './rounds/marks.js';
import { restingScopes } from './rounds/resting-identities.js';
import { deriveMarked } from './store/derive-marked.js';
import { deriveScope } from './store/derive-scope.js';
import { readParameters } from './store/parameters.js';
import { allScopes, listedScopes, type MarkedScope, type Scope } from './store/scope.js';

const READ_WORKSPACES = readSql(import.meta.url, 'rounds/read-workspaces.sql');
const PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 10_000;
const WHY_ANEW = {
  'away long': 'derivation was away for long',
  'other rules': 'another version derived by other rules',
};

export interface RoundResult {
  /** How many identities were derived; 0 = there was nothing to do. */
  identities: number;
  /** How many derived rows were written, those taken away included. */
  written: number;
  /** How long the oldest mark had waited, in milliseconds. */
  lag_ms: number;
}

export interface RebuildOptions {
  /** All workspaces when missing. */
  workspaceId?: number;
  /** Only these identities of the workspace: after an erasure, say. */
  identityIds?: readonly bigint[];
  /** Only the rows of this definition: one that is built beside the active one, say. */
  definitionId?: number;
  /** Called now and then with the events read so far and those to read (about), at the end with done = total. */
  onProgress?: (progress: { done: number; total: number }) => void;
}

/**
 * Keeps the derived tables equal to what the events say. One at a time may work on a database: whoever runs it holds
 * a lease. Calls of one deriver may overlap; their work takes turns. Every method but `run` throws what the client
 * throws; what was not finished is done again by the next round.
 */
export interface Deriver {
  /** Derives everybody whom new events touched. */
  round(): Promise<RoundResult>;
  /** Derives from nothing, while rounds go on; rows that are right already stay untouched. */
  rebuild(options: RebuildOptions): Promise<void>;
  /**
   * Derives everybody anew who did something since `since` (occurred_at, UTC), and tells how many rows differed from
   * what the rounds had left. More than 0 is a fault of ours: it is mended, and logged.
   */
  reconcile(since: Date): Promise<{ differing: number }>;
  /** Takes away all rows of a definition that was retired before. */
  dropDefinition(workspaceId: number, definitionId: number): Promise<void>;
  /** Rounds, one a second and without a pause while there is work, until aborted. Never throws: failures are logged. */
  run(signal: AbortSignal): Promise<void>;
}

/** A deriver on a client that may read and write all tables. `log` gets one line for what an operator should know. */
export function createDeriver(client: ClickHouse, log: (line: string) => void): Deriver {
  const marks = new Marks(client);
  const merged = new MergedIdentities(client);
  const exclusive = takingTurns();
  let isOpen = false;

  /** Derives scopes from all their events, with the parameters of this moment. */
  const derive = async (scope: Scope, definitionId?: number, onEvents?: (count: number) => void) => {
    const parameters = await readParameters(client);
    return deriveScope(client, scope, { parameters, definitionId, version: marks.nextVersion(), onEvents });
  };

  const deriveDirty = async (scope: MarkedScope) => {
    const parameters = await readParameters(client);
    return deriveMarked(client, scope, { parameters, version: marks.nextVersion() });
  };

  const open = async () => {
    if (isOpen) return;
    const reason = await exclusive(() => marks.open());
    if (reason !== null) {
      log(`${WHY_ANEW[reason]}: everything is derived again`);
      await rebuild({});
      await exclusive(() => marks.allDerived());
    }
    await exclusive(() => merged.refresh(marks.nextVersion()));
    isOpen = true;
  };

  const oneRound = async (): Promise<RoundResult> => {
    const result: RoundResult = { identities: 0, written: 0, lag_ms: 0 };
    let goesOn = true;
    while (goesOn) {
      const batch = await marks.next();
      if (batch === null) break;
      goesOn = false;
      for await (const scope of marks.scopesOf(batch)) {
        const { written, hasMarked } = await deriveDirty(scope);
        result.identities += scope.ids.length;
        result.written += written;
        goesOn ||= hasMarked;
      }
      await marks.done(batch);
      result.lag_ms = Math.max(result.lag_ms, batch.lagMs);
    }
    if (result.identities > 0) await merged.refresh(marks.nextVersion());
    else await merged.refreshByHand(marks.nextVersion());
    return result;
  };

  const round = async () => {
    await open();
    return exclusive(oneRound);
  };

  const scopesOf = async (options: RebuildOptions): Promise<{ scopes: Iterable<Scope>; total: number }> => {
    const { workspaceId, identityIds } = options;
    if (identityIds !== undefined) {
      if (workspaceId === undefined) throw new TypeError('identityIds need a workspaceId');
      const ids = [...new Set(identityIds.map(String))].sort(compareDecimals);
      return { scopes: listedScopes(workspaceId, ids), total: 0 };
    }
    const rows = await client.query<{ workspace_id: number; events: string }>(READ_WORKSPACES, {
      workspace_id: workspaceId ?? 0,
    });
    const sizes = rows.map((row) => ({ workspaceId: row.workspace_id, events: Number(row.events) }));
    return { scopes: allScopes(sizes), total: sizes.reduce((sum, { events }) => sum + events, 0) };
  };

  const rebuild = async (options: RebuildOptions): Promise<void> => {
    const { definitionId, onProgress } = options;
    const { scopes, total } = await scopesOf(options);
    let done = 0;
    let hasMarked = false;
    const onEvents = (count: number) => {
      done += count;
      onProgress?.({ done: Math.min(done, total), total });
    };
    for (const scope of scopes) {
      const result = await exclusive(() => derive(scope, definitionId, onEvents));
      hasMarked ||= result.hasMarked;
    }
    if (hasMarked) await exclusive(oneRound);
    await exclusive(() => merged.refresh(marks.nextVersion()));
    onProgress?.({ done: total, total });
  };

  const reconcile = async (since: Date): Promise<{ differing: number }> => {
    await open();
    let differing = 0;
    const { scopes } = await scopesOf({});
    for (const part of scopes)
      for (const scope of await restingScopes(client, part, since)) {
        const { written } = await exclusive(async () => {
          await oneRound();
          return derive(scope);
        });
        if (written > 0)
          log(
            `FAULT: ${written} derived rows of workspace ${scope.workspaceIds[0]} differed and were mended`,
          );
        differing += written;
      }
    return { differing };
  };

  const run = async (signal: AbortSignal): Promise<void> => {
    let pause = PAUSE_MS;
    while (!signal.aborted) {
      try {
        const { identities } = await round();
        if (pause > PAUSE_MS) log('derivation goes on');
        pause = PAUSE_MS;
        if (identities > 0) continue;
      } catch (error) {
        if (pause === PAUSE_MS)
          log(`derivation waits: ${error instanceof Error ? error.message : String(error)}`);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
      await sleep(pause, signal);
    }
  };

  return {
    round,
    rebuild: async (options) => {
      if (!isOpen) await exclusive(() => marks.open());
      return rebuild(options);
    },
    reconcile,
    dropDefinition: (workspaceId, definitionId) =>
      exclusive(() => dropDefinition(client, workspaceId, definitionId)),
    run,
  };
}

/** Runs one piece of work after the other, in the order in which they were asked for. */
function takingTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}
