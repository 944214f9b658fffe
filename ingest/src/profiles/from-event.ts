import { agentId, broadcastId, conversationId, identityId, teamId } from '@parley/sql';
import type { ParleyEvent, ProfileRecord } from '@parley/contracts';

/** What an event belongs to, as far as profiles need it. */
export interface ProfileContext {
  workspaceId: number;
  hashKey: Uint8Array;
  identityAccountId: number;
}

/**
 * What an event tells of people, teams and broadcasts by name. An id without a name tells nothing, except of an agent:
 * whoever is to name them must know whom they name; and of a conversation: a link into the inbox needs it.
 */
export function profilesOf(event: ParleyEvent, context: ProfileContext): ProfileRecord[] {
  const accountId = Number(event.account_id);
  const { hashKey: key } = context;
  const record = (kind: ProfileRecord['kind'], id: bigint, externalId: string): ProfileRecord => ({
    workspace_id: context.workspaceId,
    account_id: accountId,
    kind,
    id: String(id),
    external_id: externalId,
    seen_at: event.occurred_at,
  });
  const profiles: ProfileRecord[] = [];
  const { contact } = event;
  if (contact && isKnown(contact)) {
    const { id, ...known } = contact;
    const identity = identityId(key, context.identityAccountId, id);
    profiles.push(Object.assign(record('contact', identity, id), known));
  }
  if ('agent' in event && event.agent) {
    const { id, name, team } = event.agent;
    const told = record('agent', agentId(key, accountId, id), id);
    profiles.push(name ? Object.assign(told, { name }) : told);
    if (team?.name) {
      const teamKey = teamId(key, accountId, team.id);
      profiles.push(Object.assign(record('team', teamKey, team.id), { name: team.name }));
    }
  }
  if ('broadcast' in event && event.broadcast?.name) {
    const { id, name } = event.broadcast;
    profiles.push(Object.assign(record('broadcast', broadcastId(key, accountId, id), id), { name }));
  }
  if (event.conversation_id !== undefined) {
    const id = event.conversation_id;
    profiles.push(record('conversation', conversationId(key, accountId, id), id));
  }
  return profiles;
}

/** Whether more than the id is told. */
function isKnown(contact: NonNullable<ParleyEvent['contact']>): boolean {
  const { name, username, phone, email, language, customer_id } = contact;
  return (name ?? username ?? phone ?? email ?? language ?? customer_id) !== undefined;
}
