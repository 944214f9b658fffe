import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { type Schedule, type ScheduleHistory } from '@parley/contracts';
import { DataSource, type EntityManager, LessThan } from 'typeorm';
import { AgentIdentity } from '../agents/agent-identity.entity.js';
import { Persons } from '../agents/persons.js';
import { type AuditValue } from '../audit/audit-entry.entity.js';
import { AuditService } from '../audit/audit.service.js';
import { ParametersService } from '../clickhouse/parameters.service.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { RebuildQueue } from '../definitions/rebuild-queue.js';
import { notFound } from '../http/problem-error.js';
import { TeamRow } from '../teams/team.entity.js';
import { Workspace } from '../workspaces/workspace.entity.js';
import { usedBy } from './assignees.js';
import { CalendarAssignment, CalendarRow } from './calendar.entity.js';
import { resolveSchedule } from './resolve-schedule.js';
import { type ScheduleSetup, ScheduleVersion } from './schedule-version.entity.js';

const PAGE = 20;

/** What a change did, for the history and the audit log. */
export interface Done {
  action: string;
  subject: string;
  effective_from?: string | null;
  details?: Record<string, AuditValue>;
}

/** A change to calendars, their users or teams, inside a transaction; `done` is null where nothing differs. */
export type Step<T> = (manager: EntityManager) => Promise<{ done: Done | null; result: T }>;

/**
 * Makes changes to whose hours are which: each is a version and an entry of the audit log, and one after which
 * anybody's hours differ has a definition built beside the one in use.
 */
@Injectable()
export class ScheduleService {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    private readonly definitions: DefinitionsService,
    private readonly parameters: ParametersService,
    private readonly queue: RebuildQueue,
    private readonly audit: AuditService,
  ) {}

  async change<T>(workspace_id: number, actor: string, step: Step<T>): Promise<T> {
    const { done, result } = await this.source.transaction(async (manager) => {
      await this.lock(manager, workspace_id);
      const made = await step(manager);
      if (made.done !== null) await this.keep(manager, workspace_id, actor, made.done);
      return made;
    });
    if (done !== null) {
      const { action, subject, effective_from, details } = done;
      await this.audit.record(workspace_id, actor, action, subject, {
        ...details,
        ...(effective_from === undefined ? {} : { effective_from }),
      });
      await this.published(workspace_id);
    }
    return result;
  }

  /** Whose hours would be which after a step that is then taken back. Throws what the step throws. */
  async tried(workspace_id: number, step: Step<unknown>): Promise<Schedule> {
    let schedule: Schedule | undefined;
    try {
      await this.source.transaction(async (manager) => {
        await this.lock(manager, workspace_id);
        await step(manager);
        schedule = await this.resolve(manager, workspace_id);
        throw new TakenBack();
      });
    } catch (error) {
      if (!(error instanceof TakenBack)) throw error;
    }
    if (schedule === undefined) throw new Error('A step was tried and gave no schedule.');
    return schedule;
  }

  /**
   * Follows a change that was made elsewhere in the same transaction, such as two identities that became one agent: a
   * version, where anybody's hours differ by it. The caller publishes afterwards, see {@link published}.
   */
  async follow(manager: EntityManager, workspace_id: number, actor: string, done: Done): Promise<void> {
    if (await this.moves(manager, workspace_id)) await this.keep(manager, workspace_id, actor, done);
  }

  /** After the transaction: derivation reads the new parameters and begins. */
  async published(workspace_id: number): Promise<void> {
    await this.parameters.publish(workspace_id);
    this.queue.wake();
  }

  /** Versions before `before`, newest first. */
  async history(workspace_id: number, before: number | undefined): Promise<ScheduleHistory> {
    const rows = await this.source.getRepository(ScheduleVersion).find({
      where: { workspace_id, ...(before === undefined ? {} : { version: LessThan(before) }) },
      order: { version: 'DESC' },
      take: PAGE + 1,
    });
    const versions = rows.slice(0, PAGE).map(({ workspace_id: _, at, setup, ...row }) => ({
      ...row,
      at: at.toISOString(),
      ...setup,
    }));
    return { versions, next_before: rows.length > PAGE ? (versions.at(-1)?.version ?? null) : null };
  }

  private async keep(
    manager: EntityManager,
    workspace_id: number,
    actor: string,
    { action, subject, effective_from }: Done,
  ): Promise<void> {
    const rebuilds = await this.moves(manager, workspace_id);
    if (rebuilds) {
      const schedule = await this.resolve(manager, workspace_id);
      await this.definitions.change(manager, workspace_id, { schedule });
    }
    const latest = await manager.maximum(ScheduleVersion, 'version', { workspace_id });
    await manager.insert(ScheduleVersion, {
      workspace_id,
      version: (latest ?? 0) + 1,
      at: new Date(),
      actor,
      action,
      subject,
      effective_from: effective_from ?? null,
      rebuilds,
      setup: await this.setup(manager, workspace_id),
    });
  }

  private async moves(manager: EntityManager, workspace_id: number): Promise<boolean> {
    const { active, building } = await this.definitions.current(workspace_id, manager);
    return !isDeepStrictEqual(await this.resolve(manager, workspace_id), (building ?? active).schedule);
  }

  private async resolve(manager: EntityManager, workspace_id: number): Promise<Schedule> {
    return resolveSchedule(
      await manager.findBy(CalendarRow, { workspace_id }),
      await manager.findBy(CalendarAssignment, { workspace_id }),
      await manager.findBy(AgentIdentity, { workspace_id }),
    );
  }

  private async setup(manager: EntityManager, workspace_id: number): Promise<ScheduleSetup> {
    const assignments = await manager.findBy(CalendarAssignment, { workspace_id });
    const calendars = await manager.find(CalendarRow, {
      where: { workspace_id },
      order: { calendar_id: 'ASC' },
    });
    const teams = await manager.find(TeamRow, { where: { workspace_id }, order: { team_id: 'ASC' } });
    const persons = new Persons(await manager.findBy(AgentIdentity, { workspace_id }));
    return {
      calendars: calendars.map(({ calendar_id, name, hours }) => ({
        calendar_id: String(calendar_id),
        name,
        hours,
        used_by: usedBy(assignments, calendar_id),
      })),
      teams: teams.map(({ team_id, name }) => ({
        team_id: String(team_id),
        name,
        agent_ids: persons.all().filter((id) => persons.teamOf(id) === team_id),
      })),
    };
  }

  /** Changes of one workspace come one after the other. */
  private async lock(manager: EntityManager, workspace_id: number): Promise<void> {
    const lock = { mode: 'pessimistic_write' } as const;
    if ((await manager.findOne(Workspace, { where: { workspace_id }, lock })) === null) throw notFound();
  }
}

/** What takes a tried step back: the transaction ends with it. */
class TakenBack extends Error {}
