import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  type SourceRule,
  sourceRules,
  type SourceRulesAnswer,
  type SourceRulesHistory,
  type SourceRulesInput,
} from '@parley/contracts';
import { DataSource, LessThan, type Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { ParametersService } from '../clickhouse/parameters.service.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { RebuildQueue } from '../definitions/rebuild-queue.js';
import { conflict, notFound } from '../http/problem-error.js';
import { Workspace } from '../workspaces/workspace.entity.js';
import { SourceRuleVersion } from './source-rule-version.entity.js';

const PAGE = 50;

/** Keeps how refs are read: each change is a version, and history is labelled anew beside the one in use. */
@Injectable()
export class SourceRulesService {
  constructor(
    @InjectRepository(SourceRuleVersion) private readonly versions: Repository<SourceRuleVersion>,
    @Inject(DataSource) private readonly source: DataSource,
    private readonly definitions: DefinitionsService,
    private readonly parameters: ParametersService,
    private readonly queue: RebuildQueue,
    private readonly audit: AuditService,
  ) {}

  async read(workspace_id: number): Promise<SourceRulesAnswer> {
    const [latest] = await this.versions.find({
      where: { workspace_id },
      order: { version: 'DESC' },
      take: 1,
    });
    if (latest === undefined) throw notFound();
    const { active, building } = await this.definitions.current(workspace_id);
    const moves = building !== null && !isDeepStrictEqual(active.source_rules, building.source_rules);
    return {
      version: latest.version,
      rules: sourceRules.parse(latest.rules),
      changed_at: latest.at.toISOString(),
      changed_by: latest.actor,
      building: moves
        ? {
            progress: Math.min(1, Math.max(0, building.progress)),
            started_at: building.created_at.toISOString(),
          }
        : null,
    };
  }

  /** Sets all rules; setting the same again leaves no trace. Throws `conflict` where `version` is not the latest. */
  async change(
    workspace_id: number,
    actor: string,
    { version, rules }: SourceRulesInput,
  ): Promise<SourceRulesAnswer> {
    const made = await this.source.transaction(async (manager) => {
      const lock = { mode: 'pessimistic_write' } as const;
      if ((await manager.findOne(Workspace, { where: { workspace_id }, lock })) === null) throw notFound();
      const [latest] = await manager.find(SourceRuleVersion, {
        where: { workspace_id },
        order: { version: 'DESC' },
        take: 1,
      });
      if (latest === undefined) throw notFound();
      if (latest.version !== version) throw changedMeanwhile(latest);
      const before = sourceRules.parse(latest.rules);
      if (isDeepStrictEqual(before, rules)) return null;
      await this.definitions.change(manager, workspace_id, { source_rules: rules });
      const next = { workspace_id, version: version + 1, at: new Date(), actor, rules };
      await manager.insert(SourceRuleVersion, next);
      return { version: next.version, ...changesBetween(before, rules) };
    });
    if (made !== null) {
      const { version: next, ...changes } = made;
      await this.audit.record(workspace_id, actor, 'source_rules.changed', `version ${next}`, changes);
      await this.parameters.publish(workspace_id);
      this.queue.wake();
    }
    return this.read(workspace_id);
  }

  /** Versions before `before`, newest first. */
  async history(workspace_id: number, before: number | undefined): Promise<SourceRulesHistory> {
    const rows = await this.versions.find({
      where: { workspace_id, ...(before === undefined ? {} : { version: LessThan(before) }) },
      order: { version: 'DESC' },
      take: PAGE + 1,
    });
    const versions = rows.slice(0, PAGE).map(({ version, at, actor, rules }, index) => {
      // Each in the order of its contract: stored JSON has forgotten any.
      const set = sourceRules.parse(rules);
      const changes = changesBetween(sourceRules.parse(rows[index + 1]?.rules ?? []), set);
      return { version, at: at.toISOString(), actor, rules: set, ...changes };
    });
    return { versions, next_before: rows.length > PAGE ? (versions.at(-1)?.version ?? null) : null };
  }
}

/** How many rules came and went, and whether those that stayed stand in another order. */
function changesBetween(before: readonly SourceRule[], after: readonly SourceRule[]) {
  const isIn = (all: readonly SourceRule[]) => (one: SourceRule) =>
    all.some((each) => isDeepStrictEqual(each, one));
  const [stayed, stay] = [before.filter(isIn(after)), after.filter(isIn(before))];
  return {
    added: after.length - stay.length,
    removed: before.length - stayed.length,
    is_reordered: !isDeepStrictEqual(stayed, stay),
  };
}

const changedMeanwhile = ({ version, actor }: SourceRuleVersion) =>
  conflict({
    en: `The rules are at version ${version} now: ${actor} changed them meanwhile. Look at them and make your change again.`,
    ru: `Сейчас у правил версия ${version}: их тем временем изменил(а) ${actor}. Посмотрите на них и внесите изменение снова.`,
  });
