import { type AgentIdentity } from './agent-identity.entity.js';
import { Roots } from './roots.js';

/** The people behind identities: which identities are one person, and in which team that person is. */
export class Persons {
  readonly roots: Roots;
  private readonly byRoot = new Map<string, AgentIdentity[]>();

  constructor(identities: readonly AgentIdentity[]) {
    this.roots = new Roots(identities);
    for (const identity of identities) {
      const root = this.roots.of(identity.agent_id);
      const person = this.byRoot.get(root) ?? [];
      // The one that the others count as speaks first, then by number: always in the same order.
      if (identity.agent_id === root) person.unshift(identity);
      else person.push(identity);
      this.byRoot.set(root, person);
    }
  }

  /** The number under which each person is counted. */
  all = (): string[] => [...this.byRoot.keys()];

  /** Every identity of the person to whom this one belongs, whom the others count as first. */
  identitiesOf(agent_id: string): string[] {
    const root = this.roots.of(agent_id);
    // Of the one that the others count as, nothing need ever have been said.
    return [...new Set([root, ...(this.byRoot.get(root) ?? []).map((identity) => identity.agent_id)])];
  }

  /** The team of the person; null: none. What a joined identity says counts where the one it was joined to says nothing. */
  teamOf(agent_id: string): number | null {
    const person = this.byRoot.get(this.roots.of(agent_id)) ?? [];
    return person.find(({ team_id }) => team_id !== null)?.team_id ?? null;
  }
}
