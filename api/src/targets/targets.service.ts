import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Target, targets, type TargetsAnswer, type TargetsHistory } from '@parley/contracts';
import { DataSource, type EntityManager, In, LessThan, type Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { invalidRequest, notFound } from '../http/problem-error.js';
import { TeamRow } from '../teams/team.entity.js';
import { Workspace } from '../workspaces/workspace.entity.js';
import { TargetVersion } from './target-version.entity.js';

const PAGE = 50;

/** Keeps how fast things are meant to happen: each change is a version and holds in every report at once. */
@Injectable()
export class TargetsService {
  constructor(
    @InjectRepository(TargetVersion) private readonly versions: Repository<TargetVersion>,
    @Inject(DataSource) private readonly source: DataSource,
    private readonly audit: AuditService,
  ) {}

  async read(workspace_id: number): Promise<TargetsAnswer> {
    const latest = await this.latest(this.source.manager, workspace_id);
    return {
      version: latest?.version ?? 0,
      // Each in the order of its contract: stored JSON has forgotten any.
      targets: targets.parse(latest?.targets ?? []),
      changed_at: latest?.at.toISOString() ?? null,
      changed_by: latest?.actor ?? null,
    };
  }

  /** The targets that hold. */
  async current(workspace_id: number): Promise<Target[]> {
    return (await this.read(workspace_id)).targets;
  }

  /** Sets all targets; setting the same again leaves no trace. Throws `invalid_request` for a team that is not there. */
  async change(workspace_id: number, actor: string, wanted: Target[]): Promise<TargetsAnswer> {
    await this.check(workspace_id, wanted);
    const version = await this.source.transaction(async (manager) => {
      const lock = { mode: 'pessimistic_write' } as const;
      if ((await manager.findOne(Workspace, { where: { workspace_id }, lock })) === null) throw notFound();
      const latest = await this.latest(manager, workspace_id);
      const before = latest?.targets ?? [];
      const { added, removed } = changesBetween(before, wanted);
      if (added.length === 0 && removed.length === 0) return null;
      const next = (latest?.version ?? 0) + 1;
      await manager.insert(TargetVersion, {
        workspace_id,
        version: next,
        at: new Date(),
        actor,
        targets: wanted,
      });
      return { next, added, removed };
    });
    if (version !== null) {
      const { next, added, removed } = version;
      await this.audit.record(workspace_id, actor, 'targets.changed', `version ${next}`, { added, removed });
    }
    return this.read(workspace_id);
  }

  /** Throws `invalid_request` when a target names a team that is not there. */
  async check(workspace_id: number, wanted: readonly Target[]): Promise<void> {
    const named = [...new Set(wanted.flatMap(({ team_id }) => (team_id === null ? [] : [team_id])))];
    if (named.length === 0) return;
    const teams = await this.source.getRepository(TeamRow).findBy({ workspace_id, team_id: In(named) });
    const isThere = (id: string) => teams.some(({ team_id }) => String(team_id) === id);
    const errors = wanted.flatMap(({ team_id }, index) =>
      team_id === null || isThere(team_id)
        ? []
        : [{ path: `targets.${index}.team_id`, message: 'is not a team of this workspace' }],
    );
    if (errors.length > 0) throw invalidRequest(errors);
  }

  /** Versions before `before`, newest first. */
  async history(workspace_id: number, before: number | undefined): Promise<TargetsHistory> {
    const rows = await this.versions.find({
      where: { workspace_id, ...(before === undefined ? {} : { version: LessThan(before) }) },
      order: { version: 'DESC' },
      take: PAGE + 1,
    });
    const versions = rows.slice(0, PAGE).map(({ version, at, actor, targets: set }, index) => {
      const { added, removed } = changesBetween(rows[index + 1]?.targets ?? [], set);
      return { version, at: at.toISOString(), actor, targets: set, added, removed };
    });
    return { versions, next_before: rows.length > PAGE ? (versions.at(-1)?.version ?? null) : null };
  }

  private async latest(manager: EntityManager, workspace_id: number): Promise<TargetVersion | undefined> {
    const [latest] = await manager.find(TargetVersion, {
      where: { workspace_id },
      order: { version: 'DESC' },
      take: 1,
    });
    return latest;
  }
}

/** What differs, whatever the order. */
function changesBetween(before: readonly Target[], after: readonly Target[]) {
  const isIn = (all: readonly Target[]) => (one: Target) => all.some((each) => isDeepStrictEqual(each, one));
  const added = after.filter((one) => !isIn(before)(one));
  const removed = before.filter((one) => !isIn(after)(one));
  return { added, removed };
}
