import { type AgentIdentity as AgentJson } from '@parley/contracts';
import { type AgentMessagesRow } from '@parley/sql';
import { type Profile } from '../profiles/profile.entity.js';
import { type AgentIdentity } from './agent-identity.entity.js';
import { Persons } from './persons.js';
import { type Roots } from './roots.js';

/** What the platforms and the workspace say of agents. */
export class Known {
  private readonly profiles: ReadonlyMap<string, Profile>;
  private readonly identities: ReadonlyMap<string, AgentIdentity>;
  readonly persons: Persons;
  readonly roots: Roots;

  constructor(profiles: readonly Profile[], identities: readonly AgentIdentity[]) {
    this.profiles = new Map(profiles.map((profile) => [profile.profile_id, profile]));
    this.identities = new Map(identities.map((identity) => [identity.agent_id, identity]));
    this.persons = new Persons(identities);
    this.roots = this.persons.roots;
  }

  ids = (): string[] => [...new Set([...this.profiles.keys(), ...this.identities.keys()])];
  has = (id: string): boolean => this.profiles.has(id) || this.identities.has(id);
  identity = (id: string): AgentIdentity | undefined => this.identities.get(id);

  /** The name of the person, else that of any identity that was joined to it, else what the platform calls it. */
  shownName(id: string): string | null {
    const joined = this.ids().filter((one) => one !== id && this.roots.of(one) === id);
    const named = [id, ...joined].map((one) => this.name(one)).find((name) => name !== null);
    return named ?? this.profiles.get(id)?.external_id ?? null;
  }

  isNamed(id: string): boolean {
    const root = this.roots.of(id);
    return [id, ...this.ids().filter((one) => this.roots.of(one) === root)].some(
      (one) => this.name(one) !== null,
    );
  }

  toJson(agent_id: string, answered: AgentMessagesRow | undefined): AgentJson {
    const profile = this.profiles.get(agent_id);
    const identity = this.identities.get(agent_id);
    const account_id = answered?.account_id ?? profile?.account_id;
    return {
      agent_id,
      account_id: account_id === undefined ? null : String(account_id),
      external_id: profile?.external_id ?? null,
      name: this.name(agent_id),
      is_named_by_hand: (identity?.name ?? null) !== null,
      same_as: identity?.same_as ?? null,
      joined_at: identity?.joined_at?.toISOString() ?? null,
      team_id: this.teamOf(agent_id),
      messages_last_30_days: answered?.messages ?? 0,
      last_at: answered?.last_at ?? null,
    };
  }

  /** The team of the person, as JSON has it; null: none. */
  teamOf(id: string): string | null {
    const team_id = this.persons.teamOf(id);
    return team_id === null ? null : String(team_id);
  }

  private name = (id: string): string | null =>
    this.identities.get(id)?.name ?? this.profiles.get(id)?.name ?? null;
}
