import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  FIRST_GOALS,
  type Goal,
  goalRule,
  type GoalInput,
  type GoalList,
  type GoalPatch,
  MOST_GOALS,
} from '@parley/contracts';
import { type BoundGoal } from '@parley/sql';
import { DataSource, type EntityManager, In, IsNull, type Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { invalidRequest, notFound } from '../http/problem-error.js';
import { Workspace } from '../workspaces/workspace.entity.js';
import { GoalRow } from './goal.entity.js';

/** Writes the goals of a new workspace. */
export async function createFirstGoals(
  manager: EntityManager,
  workspace_id: number,
  at: Date,
  actor: string,
): Promise<void> {
  for (const { name, rule } of FIRST_GOALS)
    await manager.insert(GoalRow, {
      workspace_id,
      name,
      rule,
      created_at: at,
      changed_at: at,
      changed_by: actor,
      removed_at: null,
    });
}

/** Keeps what counts as a conversion. A change holds at once and for all time, and is kept with who made it. */
@Injectable()
export class GoalsService {
  constructor(
    @InjectRepository(GoalRow) private readonly goals: Repository<GoalRow>,
    @Inject(DataSource) private readonly source: DataSource,
    private readonly audit: AuditService,
  ) {}

  async list(workspace_id: number): Promise<GoalList> {
    return { goals: (await this.rows(workspace_id)).map(goalOf) };
  }

  /**
   * What reports are asked with. Throws `invalid_request` where `goal_ids` names one that is not there: leaving it out
   * would answer another question.
   */
  async bound(workspace_id: number, goal_ids: readonly string[]): Promise<BoundGoal[]> {
    const rows = await this.rows(workspace_id);
    const unknown = goal_ids.filter((id) => !rows.some(({ goal_id }) => String(goal_id) === id));
    if (unknown.length > 0)
      throw invalidRequest([
        {
          path: 'goal_ids',
          message: `${unknown.join(', ')}: not a goal of this workspace; see Settings → Goals`,
        },
      ]);
    return rows.map(({ goal_id, rule }) => ({ goal_id, rule: goalRule.parse(rule) }));
  }

  /** The names of these goals, the removed ones as well. */
  async names(workspace_id: number, goal_ids: readonly string[]): Promise<Map<string, string>> {
    if (goal_ids.length === 0) return new Map();
    const rows = await this.goals.findBy({ workspace_id, goal_id: In(goal_ids.map(Number)) });
    return new Map(rows.map(({ goal_id, name }) => [String(goal_id), name]));
  }

  /** Throws `invalid_request` for a name that is taken, or one goal too many. */
  async create(workspace_id: number, actor: string, { name, rule }: GoalInput): Promise<Goal> {
    const made = await this.source.transaction(async (manager) => {
      const others = await this.locked(manager, workspace_id);
      if (others.length >= MOST_GOALS)
        throw invalidRequest([
          { path: 'name', message: `a workspace has at most ${MOST_GOALS} goals: remove one first` },
        ]);
      checkName(others, name);
      const now = new Date();
      return manager.save(
        GoalRow,
        manager.create(GoalRow, {
          workspace_id,
          name,
          rule,
          created_at: now,
          changed_at: now,
          changed_by: actor,
          removed_at: null,
        }),
      );
    });
    await this.audit.record(workspace_id, actor, 'goal.created', name, {
      goal_id: String(made.goal_id),
      rule,
    });
    return goalOf(made);
  }

  /** The same again leaves no trace. */
  async change(workspace_id: number, actor: string, goal_id: number, patch: GoalPatch): Promise<Goal> {
    const { before, after } = await this.source.transaction(async (manager) => {
      const all = await this.locked(manager, workspace_id);
      const found = all.find((one) => one.goal_id === goal_id);
      if (found === undefined) throw notFound();
      const wanted = { name: patch.name ?? found.name, rule: patch.rule ?? goalRule.parse(found.rule) };
      const is = { name: found.name, rule: goalRule.parse(found.rule) };
      if (isDeepStrictEqual(is, wanted)) return { before: null, after: found };
      checkName(
        all.filter((one) => one !== found),
        wanted.name,
      );
      await manager.update(GoalRow, { goal_id }, { ...wanted, changed_at: new Date(), changed_by: actor });
      return { before: is, after: await manager.findOneByOrFail(GoalRow, { goal_id }) };
    });
    if (before !== null)
      await this.audit.record(workspace_id, actor, 'goal.changed', after.name, {
        goal_id: String(goal_id),
        before,
        after: { name: after.name, rule: goalRule.parse(after.rule) },
      });
    return goalOf(after);
  }

  async remove(workspace_id: number, actor: string, goal_id: number): Promise<void> {
    const name = await this.source.transaction(async (manager) => {
      const found = (await this.locked(manager, workspace_id)).find((one) => one.goal_id === goal_id);
      if (found === undefined) throw notFound();
      await manager.update(GoalRow, { goal_id }, { removed_at: new Date() });
      return found.name;
    });
    await this.audit.record(workspace_id, actor, 'goal.removed', name, { goal_id: String(goal_id) });
  }

  private rows(workspace_id: number): Promise<GoalRow[]> {
    return this.goals.find({ where: { workspace_id, removed_at: IsNull() }, order: { goal_id: 'ASC' } });
  }

  /** All goals that there are, with nobody else changing them meanwhile. */
  private async locked(manager: EntityManager, workspace_id: number): Promise<GoalRow[]> {
    const lock = { mode: 'pessimistic_write' } as const;
    if ((await manager.findOne(Workspace, { where: { workspace_id }, lock })) === null) throw notFound();
    return manager.find(GoalRow, { where: { workspace_id, removed_at: IsNull() } });
  }
}

function checkName(others: readonly GoalRow[], name: string): void {
  if (others.some((one) => one.name.toLowerCase() === name.toLowerCase()))
    throw invalidRequest([{ path: 'name', message: 'is the name of another goal; choose a different one' }]);
}

const goalOf = ({ goal_id, name, rule, created_at, changed_at, changed_by }: GoalRow): Goal => ({
  goal_id: String(goal_id),
  name,
  // In the order of its contract: stored JSON has forgotten any.
  rule: goalRule.parse(rule),
  created_at: created_at.toISOString(),
  changed_at: changed_at.toISOString(),
  changed_by,
});
