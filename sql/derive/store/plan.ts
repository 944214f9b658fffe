import { NO_CALENDARS } from '../../calendars/calendars.js';
import { NO_SOURCE_RULES } from '../../sources/source-rules.js';
import type { IdentitySettings } from '../fold/settings.js';
import { parametersOf, type Definition, type Parameters, type WorkspaceParameters } from './parameters.js';
import { definitionParams } from '@parley/contracts';

/** What to derive of the identities of one workspace. */
export interface WorkspacePlan {
  /** One fold each. */
  settings: readonly (Definition | IdentitySettings)[];
  /** Whose subscriptions and identity are kept; null when none of these. */
  leading: Definition | IdentitySettings | null;
}

/** What to derive, by workspace: all its definitions, or one of them. */
export class Plan {
  private readonly plans = new Map<number, WorkspacePlan>();
  private readonly derived = new Set<string>();
  /** Of all workspaces together. */
  readonly definitionIds: readonly number[];

  constructor(parameters: Parameters, workspaceIds: readonly number[], onlyDefinitionId?: number) {
    const ids = new Set<number>();
    for (const workspaceId of workspaceIds) {
      const plan = planOf(parametersOf(parameters, workspaceId), onlyDefinitionId);
      this.plans.set(workspaceId, plan);
      if (plan.leading !== null) this.derived.add(`${workspaceId}:`);
      for (const settings of plan.settings)
        if ('definitionId' in settings) {
          ids.add(settings.definitionId);
          this.derived.add(`${workspaceId}:${settings.definitionId}`);
        }
    }
    this.definitionIds = [...ids];
  }

  of(workspaceId: number): WorkspacePlan {
    return this.plans.get(workspaceId) ?? { settings: [], leading: null };
  }

  /** A definition that is derived. */
  definition(workspaceId: number, definitionId: number): Definition | undefined {
    return this.of(workspaceId).settings.find(
      (each): each is Definition => 'definitionId' in each && each.definitionId === definitionId,
    );
  }

  /** Whether rows of this definition are derived; null = rows that belong to no definition. */
  derives(workspaceId: number, definitionId: number | null): boolean {
    return this.derived.has(`${workspaceId}:${definitionId ?? ''}`);
  }
}

function planOf(workspace: WorkspaceParameters, only: number | undefined): WorkspacePlan {
  const { definitions, accounts } = workspace;
  // Rows of no definition follow the newest active definition; before there is any, the usual one.
  const active = definitions.filter(({ status }) => status === 'active').at(-1) ?? definitions.at(-1);
  if (active === undefined) {
    const usual = { ...USUAL, accounts };
    return only === undefined ? { settings: [usual], leading: usual } : { settings: [], leading: null };
  }
  const settings = definitions.filter(({ definitionId }) => only === undefined || definitionId === only);
  return { settings, leading: settings.includes(active) ? active : null };
}

const USUAL = {
  silenceGapMs: definitionParams.parse({}).silence_gap_seconds * 1000,
  courtesyHashes: new Set<string>(),
  settleMs: definitionParams.parse({}).settle_seconds * 1000,
  clockStarts: definitionParams.parse({}).clock_starts,
  calendars: NO_CALENDARS,
  sources: NO_SOURCE_RULES,
};
