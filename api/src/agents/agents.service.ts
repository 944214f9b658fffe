import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type AgentIdentity as AgentJson, type AgentPatch } from '@parley/contracts';
import { type AgentMessagesRow, type ClickHouse, readAgentMessages } from '@parley/sql';
import { DataSource, type EntityManager, type Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { ScheduleService } from '../calendars/schedule.service.js';
import { conflict, invalidRequest, notFound } from '../http/problem-error.js';
import { Profile } from '../profiles/profile.entity.js';
import { Workspace } from '../workspaces/workspace.entity.js';
import { AgentIdentity } from './agent-identity.entity.js';
import { Known } from './known.js';
import { Roots } from './roots.js';

/** Names the people who answer, and says which identities are one person. Events and waits are never rewritten. */
@Injectable()
export class AgentsService {
  constructor(
    @InjectRepository(AgentIdentity) private readonly identities: Repository<AgentIdentity>,
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    private readonly schedule: ScheduleService,
    private readonly audit: AuditService,
  ) {}

  /** Everybody who has a name, has answered lately, or was spoken of; those who answered most first. */
  async list(workspace_id: number): Promise<AgentJson[]> {
    const [known, answered] = await Promise.all([
      this.known(workspace_id),
      readAgentMessages(this.store, { workspace_id, now: new Date() }),
    ]);
    const named = answered.filter(({ agent_id }) => agent_id !== '0');
    const ids = new Set([...known.ids(), ...named.map(({ agent_id }) => agent_id)]);
    const messages = new Map(named.map((row) => [row.agent_id, row]));
    return [...ids]
      .map((agent_id) => known.toJson(agent_id, messages.get(agent_id)))
      .sort(
        (a, b) => b.messages_last_30_days - a.messages_last_30_days || nameOf(a).localeCompare(nameOf(b)),
      );
  }

  /** The names under which these agents are counted; one without a name is called by the id that the platform gives. */
  async names(workspace_id: number, agent_ids: readonly string[]): Promise<Map<string, string>> {
    if (agent_ids.length === 0) return new Map();
    const known = await this.known(workspace_id);
    return new Map(
      agent_ids.flatMap((id) => {
        const name = known.shownName(id);
        return name === null ? [] : [[id, name] as const];
      }),
    );
  }

  /** What a filter offers: each person once, by name. */
  async choices(workspace_id: number): Promise<{ agent_id: string; name: string; team_id: string | null }[]> {
    const known = await this.known(workspace_id);
    return [...new Set(known.ids().map((id) => known.roots.of(id)))]
      .flatMap((agent_id) => {
        const name = known.shownName(agent_id);
        return name === null ? [] : [{ agent_id, name, team_id: known.teamOf(agent_id) }];
      })
      .sort((a, b) => a.name.localeCompare(b.name) || a.agent_id.localeCompare(b.agent_id));
  }

  /** Those of the given people whom neither a platform nor the workspace names, not even under another identity. */
  async unnamed(
    workspace_id: number,
    answered: readonly AgentMessagesRow[],
  ): Promise<(AgentMessagesRow & { external_id: string | null })[]> {
    const known = await this.known(workspace_id);
    return answered.flatMap((row) =>
      row.agent_id !== '0' && known.isNamed(row.agent_id)
        ? []
        : [{ ...row, external_id: known.toJson(row.agent_id, row).external_id }],
    );
  }

  /** Of these, whoever neither a platform, nor an answer of the last 30 days, nor the workspace knows. */
  async strangers(
    manager: EntityManager,
    workspace_id: number,
    agent_ids: readonly string[],
  ): Promise<string[]> {
    if (agent_ids.length === 0) return [];
    const known = await this.known(workspace_id, manager);
    const unknown = agent_ids.filter((id) => !known.has(id));
    if (unknown.length === 0) return [];
    const answered = await readAgentMessages(this.store, { workspace_id, now: new Date() });
    return unknown.filter((id) => !answered.some(({ agent_id }) => agent_id === id));
  }

  /** Who is counted as whom in this workspace. */
  async roots(workspace_id: number): Promise<Roots> {
    return new Roots(await this.identities.findBy({ workspace_id }));
  }

  /**
   * Names an agent, or joins it to another one; null takes either back. Throws `not_found` for whoever is not of this
   * workspace, `invalid_request` for joining to nobody, `conflict` for a circle.
   */
  async change(workspace_id: number, actor: string, agent_id: string, patch: AgentPatch): Promise<AgentJson> {
    const answered = await readAgentMessages(this.store, { workspace_id, now: new Date() });
    const exists = (known: Known, id: string) =>
      id !== '0' && (known.has(id) || answered.some((row) => row.agent_id === id));
    const now = new Date();
    const changes = await this.source.transaction(async (manager) => {
      // Two joinings at once could make a circle: one after the other per workspace.
      await manager
        .getRepository(Workspace)
        .findOneOrFail({ where: { workspace_id }, lock: { mode: 'pessimistic_write' } });
      const known = await this.known(workspace_id, manager);
      if (!exists(known, agent_id)) throw notFound();
      const before = known.identity(agent_id);
      const same_as = patch.same_as === undefined ? (before?.same_as ?? null) : patch.same_as;
      if (same_as !== null && !exists(known, same_as)) {
        throw invalidRequest([{ path: 'same_as', message: 'is not an agent of this workspace' }]);
      }
      if (
        same_as !== null &&
        known.roots.of(same_as) === known.roots.of(agent_id) &&
        same_as !== before?.same_as
      ) {
        throw sameAlready();
      }
      const next = {
        name: patch.name === undefined ? (before?.name ?? null) : patch.name,
        same_as,
        joined_at: same_as === null ? null : same_as === before?.same_as ? before.joined_at : now,
      };
      await manager.getRepository(AgentIdentity).save({ workspace_id, agent_id, ...next, changed_at: now });
      // Who becomes one agent goes by one calendar.
      const done = { action: 'agent.changed', subject: known.shownName(agent_id) ?? agent_id };
      await this.schedule.follow(manager, workspace_id, actor, done);
      return {
        ...(next.name === (before?.name ?? null)
          ? {}
          : { name: { from: before?.name ?? null, to: next.name } }),
        ...(same_as === (before?.same_as ?? null)
          ? {}
          : { same_as: { from: before?.same_as ?? null, to: same_as } }),
      };
    });
    if (Object.keys(changes).length > 0) {
      await this.audit.record(workspace_id, actor, 'agent.changed', agent_id, { changes });
      if ('same_as' in changes) await this.schedule.published(workspace_id);
    }
    const after = await this.known(workspace_id);
    return after.toJson(
      agent_id,
      answered.find((row) => row.agent_id === agent_id),
    );
  }

  /** What the platforms and the workspace say of its agents. */
  async known(workspace_id: number, manager: EntityManager = this.source.manager): Promise<Known> {
    const profiles = await manager.findBy(Profile, { workspace_id, kind: 'agent' });
    return new Known(profiles, await manager.findBy(AgentIdentity, { workspace_id }));
  }
}

const sameAlready = () =>
  conflict({
    en: 'These two already count as one agent. Take one of them apart first.',
    ru: 'Эти двое уже считаются одним сотрудником. Сначала разделите их.',
  });

const nameOf = (agent: AgentJson) => agent.name ?? agent.external_id ?? '';
