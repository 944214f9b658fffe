import { agentId, broadcastId, identityId, teamId } from '@parley/sql';
import type { ParleyEvent, ProfileRecord } from '@parley/contracts';

/** What an event belongs to, as far as profiles need it. */
export interface ProfileContext {
  workspaceId: number;
  hashKey: Uint8Array;
  identityAccountId: number;
}

/** What an event tells of people, teams and broadcasts by name. An id without a name tells nothing. */
export function profilesOf(event: ParleyEvent, context: ProfileContext): ProfileRecord[] {
  const accountId = Number(event.account_id);
  const { hashKey: key } = context;
  const about = { workspace_id: context.workspaceId, account_id: accountId, seen_at: event.occurred_at };
  const profiles: ProfileRecord[] = [];
  if (event.contact) {
    const { id, ...known } = event.contact;
    if (Object.keys(known).length > 0) {
      const identity = identityId(key, context.identityAccountId, id);
      profiles.push({ ...about, kind: 'contact', id: String(identity), external_id: id, ...known });
    }
  }
  if ('agent' in event && event.agent) {
    const { id, name, team } = event.agent;
    if (name)
      profiles.push({
        ...about,
        kind: 'agent',
        id: String(agentId(key, accountId, id)),
        external_id: id,
        name,
      });
    if (team?.name) {
      const teamKey = String(teamId(key, accountId, team.id));
      profiles.push({ ...about, kind: 'team', id: teamKey, external_id: team.id, name: team.name });
    }
  }
  if ('broadcast' in event && event.broadcast?.name) {
    const { id, name } = event.broadcast;
    profiles.push({
      ...about,
      kind: 'broadcast',
      id: String(broadcastId(key, accountId, id)),
      external_id: id,
      name,
    });
  }
  return profiles;
}
