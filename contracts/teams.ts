import * as z from 'zod';
import { entityId, hashedId, namedAgentId } from './api.js';

const at = z.iso.datetime().describe('UTC.');
const person = z.object({ agent_id: hashedId, name: z.string() });

/**
 * A team of agents. Who is in it now is in it for all time: history moves with the agent. An agent is in one team at
 * most; identities that were joined to another follow it.
 */
export const team = z.object({
  team_id: entityId,
  name: z.string(),
  agents: z.array(person).describe('Each person once, by name; also those who left long ago.'),
  calendar_id: entityId.nullable().describe('Of the team; null: each agent’s own, else the account’s.'),
  created_at: at,
  removed_at: at
    .nullable()
    .describe('When it was removed: its past stays under its name until its agents get another team.'),
});
export type Team = z.infer<typeof team>;

/** GET …/teams, by name, the removed ones last. */
export const teamList = z.object({
  teams: z.array(team),
  without_team: z.array(person).describe('Everybody else who has a name or a number of the platform.'),
});
export type TeamList = z.infer<typeof teamList>;

const name = z.string().trim().min(1).max(120);
const members = z
  .array(namedAgentId)
  .max(2000)
  .describe('Everybody who shall be in it; whoever is in another team leaves that one.');

/** POST …/teams → `team`. */
export const teamInput = z.strictObject({ name, agent_ids: members.default([]) });
export type TeamInput = z.infer<typeof teamInput>;

/** PATCH …/teams/:team_id → `team`. DELETE …/teams/:team_id → 204; POST …/teams/:team_id/restore → `team`. */
export const teamPatch = z.strictObject({ name: name.optional(), agent_ids: members.optional() });
export type TeamPatch = z.infer<typeof teamPatch>;
