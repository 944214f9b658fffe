import { type AgentIdentity } from './agent-identity.entity.js';

export type Joining = Pick<AgentIdentity, 'agent_id' | 'same_as'>;

/** Who an identity counts as when all joinings are followed to their end; itself when it was not joined. */
export class Roots {
  private readonly sameAs: ReadonlyMap<string, string>;

  constructor(joinings: readonly Joining[]) {
    this.sameAs = new Map(
      joinings.flatMap(({ agent_id, same_as }) => (same_as === null ? [] : [[agent_id, same_as] as const])),
    );
  }

  /** Ends even if the joinings should go in a circle. */
  of(agent_id: string): string {
    let root = agent_id;
    for (let steps = 0; steps <= this.sameAs.size; steps++) {
      const next = this.sameAs.get(root);
      if (next === undefined) return root;
      root = next;
    }
    return agent_id;
  }
}
