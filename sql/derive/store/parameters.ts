import type { ClockStart } from '@parley/contracts';
import { calendarsOf } from '../../calendars/calendars.js';
import type { ClickHouse } from '../../lib/client.js';
import { readSql } from '../../lib/sql-file.js';
import { sourceRulesOf } from '../../sources/source-rules.js';
import { DEFAULT_ACCOUNT, type AccountSettings, type IdentitySettings } from '../fold/settings.js';

const READ_DEFINITIONS = readSql(import.meta.url, 'read-definitions.sql');
const READ_ACCOUNTS = readSql(import.meta.url, 'read-accounts.sql');

/** One definition with all that the rules need. */
export interface Definition extends IdentitySettings {
  definitionId: number;
  status: 'building' | 'active';
}

/** What one workspace is derived with. */
export interface WorkspaceParameters {
  /** Those that are derived, in the order of their ids. */
  definitions: Definition[];
  accounts: Map<number, AccountSettings>;
}

export type Parameters = Map<number, WorkspaceParameters>;

/** The parameters of every workspace that has any, as they stand now. */
export async function readParameters(client: ClickHouse): Promise<Parameters> {
  const [definitions, accounts] = await Promise.all([
    client.query<DefinitionCells>(READ_DEFINITIONS),
    client.query<AccountCells>(READ_ACCOUNTS),
  ]);
  const parameters: Parameters = new Map();
  for (const row of accounts)
    parametersOf(parameters, row.workspace_id).accounts.set(row.account_id, accountOf(row));
  for (const row of definitions) {
    const workspace = parametersOf(parameters, row.workspace_id);
    workspace.definitions.push({
      definitionId: row.definition_id,
      status: row.status,
      silenceGapMs: row.silence_gap_seconds * 1000,
      courtesyHashes: new Set(row.courtesy_hashes),
      settleMs: row.settle_seconds * 1000,
      clockStarts: row.clock_starts,
      calendars: calendarsOf(row.schedule),
      sources: sourceRulesOf(row.source_rules),
      accounts: workspace.accounts,
    });
  }
  return parameters;
}

/** The parameters of a workspace; one that has none yet gets an empty entry. */
export function parametersOf(parameters: Parameters, workspaceId: number): WorkspaceParameters {
  let workspace = parameters.get(workspaceId);
  if (workspace === undefined) {
    workspace = { definitions: [], accounts: new Map() };
    parameters.set(workspaceId, workspace);
  }
  return workspace;
}

interface DefinitionCells {
  workspace_id: number;
  definition_id: number;
  status: 'building' | 'active';
  silence_gap_seconds: number;
  courtesy_hashes: string[];
  settle_seconds: number;
  clock_starts: ClockStart;
  schedule: string;
  source_rules: string;
}

interface AccountCells {
  workspace_id: number;
  account_id: number;
  outgoing: AccountSettings['outgoing'] | '';
  default_sender: AccountSettings['defaultSender'] | '';
  silence_gap_seconds: number;
  first_outgoing_ms: string;
  counted_elsewhere: [type: string, account_id: number, from_ms: string, until_ms: string][];
}

function accountOf(row: AccountCells): AccountSettings {
  const first = Number(row.first_outgoing_ms);
  return {
    outgoing: row.outgoing || DEFAULT_ACCOUNT.outgoing,
    defaultSender: row.default_sender || DEFAULT_ACCOUNT.defaultSender,
    silenceGapMs: row.silence_gap_seconds * 1000,
    firstOutgoingAt: first === 0 ? Infinity : first,
    countedElsewhere: row.counted_elsewhere.map(([type, accountId, from, until]) => ({
      type,
      accountId,
      fromMs: Number(from),
      untilMs: Number(until),
    })),
  };
}
