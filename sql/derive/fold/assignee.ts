import { NONE } from './stream-event.js';

/** Whom the identity is assigned to; lasts from dialogue to dialogue. */
export class Assignee {
  private agentId = NONE;
  /** Since when this agent has it without a break. */
  private heldSince = 0;
  /** The latest assignment to this agent: the same agent may be assigned again. */
  private assignedAt = 0;

  /** Whoever loses the identity by this, or null when nobody does. */
  assign(agentId: string, at: number): { agentId: string; heldSince: number } | null {
    if (agentId !== NONE && agentId === this.agentId) {
      this.assignedAt = at;
      return null;
    }
    const leaver = this.agentId === NONE ? null : { agentId: this.agentId, heldSince: this.heldSince };
    this.agentId = agentId;
    this.heldSince = at;
    this.assignedAt = at;
    return leaver;
  }

  unassign(at: number): { agentId: string; heldSince: number } | null {
    return this.assign(NONE, at);
  }

  /** '0' = nobody. */
  get current(): string {
    return this.agentId;
  }

  /** When the identity was last assigned to this agent, if that is still so; else 0. */
  assignmentTo(agentId: string): number {
    return agentId !== NONE && agentId === this.agentId ? this.assignedAt : 0;
  }
}
