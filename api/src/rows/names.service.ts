import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { heldBy } from '@parley/contracts';
import { DataSource, In, type Repository } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { type Place } from '../access/access.js';
import { can } from '../access/can.js';
import { AgentsService } from '../agents/agents.service.js';
import { GoalsService } from '../goals/goals.service.js';
import { Profile } from '../profiles/profile.entity.js';
import { type Row } from '../reports/write-answer.js';
import { TeamsService } from '../teams/teams.service.js';

/** Writes names into rows, batch by batch. */
export type WriteNames = (rows: readonly Row[]) => Promise<void>;

/** Columns of agents: which id stands beside which name. */
const AGENTS = [
  ['agent_id', 'agent_name'],
  ['first_agent_id', 'first_agent_name'],
  ['responsible_agent_id', 'responsible_agent_name'],
] as const;

/** Names of agents, teams, accounts and contacts, which only PostgreSQL knows. */
@Injectable()
export class NamesService {
  constructor(
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    @Inject(DataSource) private readonly source: DataSource,
    private readonly agents: AgentsService,
    private readonly teams: TeamsService,
    private readonly goals: GoalsService,
  ) {}

  /**
   * What writes names into the rows of one answer. It keeps those of agents, teams and accounts, which are few, and looks those
   * of contacts up batch by batch, so that any number of rows fits. Contacts are named only for who may see it.
   */
  forReader(place: Place): WriteNames {
    const role = place.user?.membership.role;
    return this.forAny(place.workspace_id, role !== undefined && can(role, 'contacts.read_names'));
  }

  /** The same for a reader who may or may not see names of contacts. */
  forAny(workspace_id: number, seesContacts: boolean): WriteNames {
    const agents = this.remembering((ids) => this.agents.names(workspace_id, ids));
    // A team that was removed keeps its name in what is past.
    const teams = this.remembering((ids) => this.teams.names(workspace_id, ids));
    const accounts = this.remembering((ids) => this.accountNames(workspace_id, ids));
    const goals = this.remembering((ids) => this.goals.names(workspace_id, ids));
    return async (rows) => {
      const held = rows.flatMap(heldIn);
      const [ofAgents, ofTeams, ofAccounts, ofGoals, ofContacts] = await Promise.all([
        agents([...AGENTS.flatMap(([id]) => idsIn(rows, id)), ...held.map(({ agent_id }) => agent_id)]),
        teams(idsIn(rows, 'team_id')),
        accounts(idsIn(rows, 'account_id')),
        goals(idsIn(rows, 'goal_id')),
        seesContacts ? this.contactNames(workspace_id, idsIn(rows, 'identity_id')) : NOBODY,
      ]);
      for (const one of held) one.agent_name = ofAgents.get(one.agent_id) ?? null;
      for (const row of rows) {
        for (const [id, name] of AGENTS) if (name in row) row[name] = ofAgents.get(String(row[id])) ?? null;
        if ('team_name' in row) row['team_name'] = ofTeams.get(String(row['team_id'])) ?? null;
        if ('account_name' in row) row['account_name'] = ofAccounts.get(String(row['account_id'])) ?? null;
        if ('goal_name' in row) row['goal_name'] = ofGoals.get(String(row['goal_id'])) ?? null;
        if ('contact_name' in row) row['contact_name'] = ofContacts.get(String(row['identity_id'])) ?? null;
      }
    };
  }

  /** What a contact is called: the name, else the name of the account there. Phone numbers and ids are no names. */
  private async contactNames(workspace_id: number, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const profiles = await this.source.getRepository(Profile).find({
      select: { profile_id: true, name: true, username: true },
      where: { workspace_id, kind: 'contact', profile_id: In([...new Set(ids)]) },
    });
    return new Map(
      profiles.flatMap(({ profile_id, name, username }) => {
        const shown = name ?? username;
        return shown === null ? [] : [[profile_id, shown] as const];
      }),
    );
  }

  private async accountNames(workspace_id: number, ids: readonly string[]): Promise<Map<string, string>> {
    const found = await this.accounts.findBy({ workspace_id, account_id: In(ids.map(Number)) });
    return new Map(found.map((account) => [String(account.account_id), account.name]));
  }

  /** Asks for each id once, also for those without a name. */
  private remembering(look: (ids: string[]) => Promise<Map<string, string>>) {
    const known = new Map<string, string>();
    const asked = new Set<string>();
    return async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
      const fresh = [...new Set(ids)].filter((id) => !asked.has(id));
      if (fresh.length > 0) {
        for (const [id, name] of await look(fresh)) known.set(id, name);
        for (const id of fresh) asked.add(id);
      }
      return known;
    };
  }
}

const NOBODY: ReadonlyMap<string, string> = new Map();

const idsIn = (rows: readonly Row[], column: string): string[] =>
  rows.flatMap((row) => (typeof row[column] === 'string' ? [row[column]] : []));

/** The list itself, so that names can be written into it. */
function heldIn(row: Row): { agent_id: string; agent_name: string | null }[] {
  const list: unknown = row['held_by'];
  if (!Array.isArray(list) || !list.every((one) => heldBy.safeParse(one).success)) return [];
  return list as { agent_id: string; agent_name: string | null }[];
}
