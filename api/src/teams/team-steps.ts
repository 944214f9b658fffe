import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type TeamInput, type TeamPatch } from '@parley/contracts';
import { type EntityManager, In, IsNull } from 'typeorm';
import { AgentIdentity } from '../agents/agent-identity.entity.js';
import { AgentsService } from '../agents/agents.service.js';
import { Persons } from '../agents/persons.js';
import { type Step } from '../calendars/schedule.service.js';
import { conflict, invalidRequest, notFound } from '../http/problem-error.js';
import { TeamRow } from './team.entity.js';

/** The changes to teams, as steps: made for good, or tried for a preview. */
@Injectable()
export class TeamSteps {
  constructor(private readonly agents: AgentsService) {}

  /** Throws `conflict` for a name that is taken, `invalid_request` for agents that are not there. */
  create =
    (workspace_id: number, { name, agent_ids }: TeamInput): Step<number> =>
    async (manager) => {
      await this.refuseTaken(manager, workspace_id, name);
      const { team_id } = await manager.save(
        manager.create(TeamRow, { workspace_id, name, created_at: new Date(), removed_at: null }),
      );
      await this.setMembers(manager, workspace_id, team_id, agent_ids);
      const details = { team_id: String(team_id), agent_ids };
      return { done: { action: 'team.created', subject: name, details }, result: team_id };
    };

  /** Throws `not_found`, also for a removed team; `conflict`; `invalid_request` for agents that are not there. */
  change =
    (workspace_id: number, team_id: number, patch: TeamPatch): Step<number> =>
    async (manager) => {
      const row = await this.find(manager, workspace_id, team_id);
      if (row.removed_at !== null) throw notFound();
      const before = await this.members(manager, workspace_id, team_id);
      if (patch.name !== undefined) {
        await this.refuseTaken(manager, workspace_id, patch.name, team_id);
        await manager.update(TeamRow, { team_id }, { name: patch.name });
      }
      if (patch.agent_ids !== undefined) {
        await this.setMembers(manager, workspace_id, team_id, patch.agent_ids);
      }
      const name = patch.name ?? row.name;
      const after = await this.members(manager, workspace_id, team_id);
      const joined = after.filter((id) => !before.includes(id));
      const left = before.filter((id) => !after.includes(id));
      if (name === row.name && isDeepStrictEqual(before, after)) return { done: null, result: team_id };
      const details = {
        team_id: String(team_id),
        joined,
        left,
        ...(name === row.name ? {} : { name: { from: row.name, to: name } }),
      };
      return { done: { action: 'team.changed', subject: name, details }, result: team_id };
    };

  /** Its agents keep it until they get another one, so no number moves. Throws `not_found`. */
  remove =
    (workspace_id: number, team_id: number): Step<void> =>
    async (manager) => {
      const { name, removed_at } = await this.find(manager, workspace_id, team_id);
      if (removed_at !== null) throw notFound();
      await manager.update(TeamRow, { team_id }, { removed_at: new Date() });
      const details = { team_id: String(team_id) };
      return { done: { action: 'team.removed', subject: name, details }, result: undefined };
    };

  /** Throws `not_found`, and `conflict` when another team has taken the name. */
  restore =
    (workspace_id: number, team_id: number): Step<number> =>
    async (manager) => {
      const { name, removed_at } = await this.find(manager, workspace_id, team_id);
      if (removed_at === null) return { done: null, result: team_id };
      await this.refuseTaken(manager, workspace_id, name);
      await manager.update(TeamRow, { team_id }, { removed_at: null });
      const details = { team_id: String(team_id) };
      return { done: { action: 'team.restored', subject: name, details }, result: team_id };
    };

  private async find(manager: EntityManager, workspace_id: number, team_id: number): Promise<TeamRow> {
    const row = await manager.findOneBy(TeamRow, { workspace_id, team_id });
    if (row === null) throw notFound();
    return row;
  }

  private async members(manager: EntityManager, workspace_id: number, team_id: number): Promise<string[]> {
    const persons = new Persons(await manager.findBy(AgentIdentity, { workspace_id }));
    return persons
      .all()
      .filter((id) => persons.teamOf(id) === team_id)
      .sort();
  }

  /** The person is in the team under the number that counts; what other identities said of a team is taken back. */
  private async setMembers(
    manager: EntityManager,
    workspace_id: number,
    team_id: number,
    agent_ids: readonly string[],
  ): Promise<void> {
    const strangers = await this.agents.strangers(manager, workspace_id, agent_ids);
    const [stranger] = strangers;
    if (stranger !== undefined) {
      throw invalidRequest([{ path: `agent_ids ${stranger}`, message: 'is not an agent of this workspace' }]);
    }
    const { persons } = await this.agents.known(workspace_id, manager);
    const now = new Date();
    await manager.update(AgentIdentity, { workspace_id, team_id }, { team_id: null, changed_at: now });
    const roots = new Set(agent_ids.map((id) => persons.roots.of(id)));
    const same = [...roots].flatMap((root) => persons.identitiesOf(root));
    await manager.update(AgentIdentity, { workspace_id, agent_id: In(same) }, { team_id: null });
    for (const agent_id of roots) {
      const there = await manager.update(
        AgentIdentity,
        { workspace_id, agent_id },
        { team_id, changed_at: now },
      );
      if (there.affected === 0) {
        const untold = { name: null, same_as: null, joined_at: null };
        await manager.insert(AgentIdentity, { workspace_id, agent_id, ...untold, team_id, changed_at: now });
      }
    }
  }

  private async refuseTaken(
    manager: EntityManager,
    workspace_id: number,
    name: string,
    but?: number,
  ): Promise<void> {
    const teams = await manager.findBy(TeamRow, { workspace_id, removed_at: IsNull() });
    const isTaken = teams.some((one) => one.team_id !== but && one.name.toLowerCase() === name.toLowerCase());
    if (isTaken) throw nameTaken();
  }
}

const nameTaken = () =>
  conflict({
    en: 'There is a team of this name already. Choose another name.',
    ru: 'Команда с таким названием уже есть. Выберите другое.',
  });
