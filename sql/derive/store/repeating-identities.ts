import type { ClickHouse } from '../../lib/client.js';

/**
 * Whose history holds an event more than once, at different times. Whoever counts messages looks at their rows one by
 * one, and simply counts those of everybody else; so it is written before the rows that rest on it, and never taken back:
 * somebody who no longer repeats anything only costs a look.
 */
export class RepeatingIdentities {
  private readonly found = new Map<string, readonly [number, string]>();

  add(workspaceId: number, identityId: string): void {
    this.found.set(`${workspaceId} ${identityId}`, [workspaceId, identityId]);
  }

  async write(client: ClickHouse): Promise<void> {
    if (this.found.size === 0) return;
    await client.insertRows('repeating_identities_v1', ['workspace_id', 'identity_id'], this.found.values());
  }
}
