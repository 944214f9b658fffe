import type { ClockStart, Schedule, SourceRule } from '@parley/contracts';
import { Calendars } from '../../calendars/calendars.js';
import type { ClickHouse } from '../../lib/client.js';
import { readSql } from '../../lib/sql-file.js';
import { sourceRulesOf, sourceRulesText } from '../../sources/source-rules.js';
import { deriveScope } from '../store/derive-scope.js';
import { parametersOf, readParameters } from '../store/parameters.js';
import { listedScopes } from '../store/scope.js';

const TRIAL_SIZE = readSql(import.meta.url, 'trial-size.sql');
const READ_TRIAL_IDENTITIES = readSql(import.meta.url, 'read-trial-identities.sql');

const LAST_ID = 2n ** 64n - 1n;
const PARTS = 1_000_000n;

/** A definition to be tried on those who wrote or were written to in [from, to). */
export interface TrialTask {
  workspaceId: number;
  /** A number that no definition in use has: the rows of the trial stand under it until somebody drops them. */
  definitionId: number;
  silenceGapSeconds: number;
  settleSeconds: number;
  clockStarts: ClockStart;
  /** By whose hours business time counts. */
  schedule: Schedule;
  /** By which rules refs are read. */
  sourceRules: readonly SourceRule[];
  /** As decimal numbers. */
  courtesyHashes: readonly string[];
  /** ISO 8601, UTC; the end excluded. */
  from: string;
  to: string;
  /** As a decimal number. */
  highestIdentityId: string;
}

/** Who takes part in a trial. */
export interface TrialSize {
  /** All who take part have ids up to this one; the largest there is = everybody. */
  highestIdentityId: bigint;
  identities: number;
  /** How many there would be without a limit. */
  ofIdentities: number;
}

/**
 * Chooses whom a trial of the period reads: everybody, or, where all their events are more than `mostEvents`, as many
 * as about that many events belong to. Ids are keyed hashes: up to a limit they are a sample that chance chose.
 */
export async function trialSize(
  client: ClickHouse,
  { workspaceId, from, to, mostEvents }: { workspaceId: number; from: Date; to: Date; mostEvents: number },
): Promise<TrialSize> {
  const size = async (highest: bigint) => {
    const [row] = await client.query<{ identities: string; events: string }>(
      TRIAL_SIZE,
      { workspace_id: workspaceId, from, to, highest_identity_id: highest },
      { name: 'trial-size' },
    );
    return { identities: Number(row?.identities ?? 0), events: Number(row?.events ?? 0) };
  };
  const all = await size(LAST_ID);
  if (all.events <= mostEvents)
    return { highestIdentityId: LAST_ID, identities: all.identities, ofIdentities: all.identities };
  const parts = BigInt(Math.floor((mostEvents / all.events) * Number(PARTS)));
  const highestIdentityId = (LAST_ID / PARTS) * parts;
  const { identities } = await size(highestIdentityId);
  return { highestIdentityId, identities, ofIdentities: all.identities };
}

/**
 * Derives the dialogues, waits and touches of the period's people under a definition that is only tried: from their
 * whole histories, by the fold that derives everything, so the rows of the period are what the definition would give.
 * What belongs to no definition is left alone, and so are the definitions in use. Rounds do not know of it.
 */
export async function deriveTrial(client: ClickHouse, task: TrialTask): Promise<void> {
  const { workspaceId, definitionId } = task;
  const parameters = await readParameters(client);
  const { accounts, definitions } = parametersOf(parameters, workspaceId);
  const tried = {
    definitionId,
    status: 'building' as const,
    silenceGapMs: task.silenceGapSeconds * 1000,
    settleMs: task.settleSeconds * 1000,
    clockStarts: task.clockStarts,
    calendars: new Calendars(task.schedule),
    sources: sourceRulesOf(sourceRulesText(task.sourceRules)),
    courtesyHashes: new Set(task.courtesyHashes),
    accounts,
  };
  parameters.set(workspaceId, { accounts, definitions: [...definitions, tried] });
  const rows = await client.query<{ identity_id: string }>(READ_TRIAL_IDENTITIES, {
    workspace_id: workspaceId,
    from: new Date(task.from),
    to: new Date(task.to),
    highest_identity_id: BigInt(task.highestIdentityId),
  });
  const ids = rows.map((row) => row.identity_id);
  for (const scope of listedScopes(workspaceId, ids))
    await deriveScope(client, scope, { parameters, definitionId, version: Date.now(), isTrial: true });
}
