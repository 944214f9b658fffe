import type { ClickHouse } from '../../lib/client.js';
import { readSql } from '../../lib/sql-file.js';
import { contactsOf, type Link, type MergedIdentity } from './contacts-of.js';

const READ_LINK_STATES = readSql(import.meta.url, 'read-link-states.sql');
const READ_HAND_STATE = readSql(import.meta.url, 'read-hand-state.sql');
const READ_LINKS = readSql(import.meta.url, 'read-links.sql');
const READ_MERGED = readSql(import.meta.url, 'read-merged.sql');
const COLUMNS = ['workspace_id', 'identity_id', 'contact_id', 'merged_at', 'version', 'is_deleted'];

type LinkCells = [
  workspaceId: number,
  atMs: string,
  isMerge: number,
  identityId: string,
  otherIdentityId: string,
];
type MergedCells = [
  workspaceId: number,
  identityId: string,
  contactId: string,
  mergedMs: string,
  version: string,
];

/** Keeps `merged_identities_v1` equal to what merges and splits say, those among the events and those by hand. */
export class MergedIdentities {
  /** What each workspace's merges were when they were last looked at. */
  private states = new Map<number, string>();
  private handState = '';

  constructor(private readonly client: ClickHouse) {}

  /** Writes what has changed by hand, for which no event comes; asks one short question where nothing has. */
  async refreshByHand(version: number): Promise<void> {
    if ((await this.readHandState()) !== this.handState) await this.refresh(version);
  }

  /** Writes what has changed. `version`: milliseconds UTC, now. Throws what the client throws. */
  async refresh(version: number): Promise<void> {
    // Before what it is about: what is written meanwhile is looked at once more.
    const handState = await this.readHandState();
    const rows = await this.client.query<{ workspace_id: number; state: string }>(READ_LINK_STATES);
    const states = new Map(rows.map(({ workspace_id, state }) => [workspace_id, state]));
    const concerned = [...new Set([...states.keys(), ...this.states.keys()])];
    const changed = concerned.filter((workspace) => states.get(workspace) !== this.states.get(workspace));
    if (changed.length > 0) await this.write(changed, version);
    this.states = states;
    this.handState = handState;
  }

  private async readHandState(): Promise<string> {
    const [row] = await this.client.query<{ state: string }>(READ_HAND_STATE);
    return row?.state ?? '';
  }

  private async write(workspaces: readonly number[], version: number): Promise<void> {
    const params = { workspace_ids: workspaces };
    const links = new Map<number, Link[]>(workspaces.map((workspace) => [workspace, []]));
    for await (const row of this.client.stream(READ_LINKS, params)) {
      const [workspace, at, isMerge, identityId, otherIdentityId] = row as LinkCells;
      links.get(workspace)?.push({ isMerge: isMerge === 1, identityId, otherIdentityId, at: Number(at) });
    }
    const wanted = new Map<string, { workspace: number; row: MergedIdentity }>();
    for (const [workspace, ofWorkspace] of links)
      for (const row of contactsOf(ofWorkspace))
        wanted.set(`${workspace}:${row.identityId}`, { workspace, row });

    const lines: unknown[][] = [];
    let newest = version;
    for await (const row of this.client.stream(READ_MERGED, params)) {
      const [workspace, identityId, contactId, mergedMs, storedVersion] = row as MergedCells;
      const name = `${workspace}:${identityId}`;
      const now = wanted.get(name)?.row;
      if (now?.contactId === contactId && now.mergedAt === Number(mergedMs)) {
        wanted.delete(name);
        continue;
      }
      // A clock that was set back must not make what is new look old.
      newest = Math.max(newest, Number(storedVersion) + 1);
      if (!now) lines.push([workspace, identityId, contactId, Number(mergedMs), newest, 1]);
    }
    for (const { workspace, row } of wanted.values())
      lines.push([workspace, row.identityId, row.contactId, row.mergedAt, newest, 0]);
    if (lines.length > 0) await this.client.insertRows('merged_identities_v1', COLUMNS, lines);
  }
}
