import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  type SettingsAnswer,
  type SettingsHistory,
  type SettingsInput,
  type SettingsValues,
} from '@parley/contracts';
import { DataSource, type EntityManager, LessThan, type Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { ParametersService } from '../clickhouse/parameters.service.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { RebuildQueue } from '../definitions/rebuild-queue.js';
import { notFound } from '../http/problem-error.js';
import { SnapshotService } from '../snapshot/snapshot.service.js';
import { Workspace } from '../workspaces/workspace.entity.js';
import { SettingsVersionRow } from './settings-version.entity.js';
import { changed, changesBetween, valuesOf } from './values.js';

const PAGE = 50;

/** Keeps the settings of workspaces: each change is a new version, and none is ever lost. */
@Injectable()
export class SettingsService {
  constructor(
    @InjectRepository(Workspace) private readonly workspaces: Repository<Workspace>,
    @InjectRepository(SettingsVersionRow) private readonly versions: Repository<SettingsVersionRow>,
    @Inject(DataSource) private readonly source: DataSource,
    private readonly definitions: DefinitionsService,
    private readonly parameters: ParametersService,
    private readonly queue: RebuildQueue,
    private readonly snapshot: SnapshotService,
    private readonly audit: AuditService,
  ) {}

  async read(workspace_id: number): Promise<SettingsAnswer> {
    const workspace = await this.workspaces.findOneBy({ workspace_id });
    if (workspace === null) throw notFound();
    const { active, building } = await this.definitions.current(workspace_id);
    const { definition: _, ...settings } = valuesOf(workspace, active);
    return {
      settings,
      definition: { definition_id: String(active.definition_id), params: active.params },
      building:
        building === null
          ? null
          : {
              definition_id: String(building.definition_id),
              params: building.params,
              progress: Math.min(1, Math.max(0, building.progress)),
              started_at: building.created_at.toISOString(),
            },
    };
  }

  /** The settings that are wanted: those of a definition that is still being built count. */
  async values(workspace_id: number): Promise<SettingsValues> {
    return this.source.transaction((manager) => this.valuesIn(manager, workspace_id));
  }

  /** Makes a change, and a version of it; one that changes nothing leaves no trace. Throws `invalid_request`. */
  async change(workspace_id: number, actor: string, input: SettingsInput): Promise<SettingsAnswer> {
    const change = await this.source.transaction(async (manager) => {
      const before = await this.valuesIn(manager, workspace_id);
      const after = changed(before, input);
      const changes = changesBetween(before, after);
      if (changes.length === 0) return null;
      const { definition, ...own } = after;
      if (changes.some(({ path }) => path.startsWith('definition.')))
        await this.definitions.change(manager, workspace_id, { params: definition });
      await manager.update(Workspace, { workspace_id }, own);
      const latest = await manager.maximum(SettingsVersionRow, 'version', { workspace_id });
      const version = (latest ?? 0) + 1;
      await manager.insert(SettingsVersionRow, {
        workspace_id,
        version,
        at: new Date(),
        actor,
        settings: after,
      });
      return { version, changes };
    });
    if (change !== null) {
      const { version, changes } = change;
      await this.audit.record(workspace_id, actor, 'settings.changed', `version ${version}`, { changes });
      await this.parameters.publish(workspace_id);
      this.queue.wake();
      await this.snapshot.changed();
    }
    return this.read(workspace_id);
  }

  /** Versions before `before`, newest first, each with what it changed. */
  async history(workspace_id: number, before: number | undefined): Promise<SettingsHistory> {
    const rows = await this.versions.find({
      where: { workspace_id, ...(before === undefined ? {} : { version: LessThan(before) }) },
      order: { version: 'DESC' },
      take: PAGE + 1,
    });
    const versions = rows.slice(0, PAGE).map(({ version, at, actor, settings }, index) => {
      const previous = rows[index + 1];
      return {
        version,
        at: at.toISOString(),
        actor,
        settings,
        changes: previous === undefined ? [] : changesBetween(previous.settings, settings),
      };
    });
    return { versions, next_before: rows.length > PAGE ? (versions.at(-1)?.version ?? null) : null };
  }

  /** Locks the workspace until the transaction ends: changes come one after the other. */
  private async valuesIn(manager: EntityManager, workspace_id: number): Promise<SettingsValues> {
    const lock = { mode: 'pessimistic_write' } as const;
    const workspace = await manager.findOne(Workspace, { where: { workspace_id }, lock });
    if (workspace === null) throw notFound();
    const { active, building } = await this.definitions.current(workspace_id, manager);
    return valuesOf(workspace, building ?? active);
  }
}
