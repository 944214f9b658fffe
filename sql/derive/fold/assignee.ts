import { NONE } from './stream-event.js';

const NOBODY: AssigneeState = { agentId: NONE, heldSince: 0, assignedAt: 0 };

export interface AssigneeState {
  agentId: string;
  heldSince: number;
  assignedAt: number;
}

/** Whom the identity is assigned to; lasts from dialogue to dialogue. */
export class Assignee {
  private agentId: string;
  /** Since when this agent has it without a break. */
  private heldSince: number;
  /** The latest assignment to this agent: the same agent may be assigned again. */
  private assignedAt: number;

  constructor({ agentId, heldSince, assignedAt }: AssigneeState = NOBODY) {
    this.agentId = agentId;
    this.heldSince = heldSince;
    this.assignedAt = assignedAt;
  }

  get state(): AssigneeState {
    const { agentId, heldSince, assignedAt } = this;
    return { agentId, heldSince, assignedAt };
  }

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
