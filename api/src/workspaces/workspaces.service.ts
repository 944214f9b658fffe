import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type WorkspaceInput, type WorkspaceKind } from '@parley/contracts';
import { DataSource, type Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { ParametersService } from '../clickhouse/parameters.service.js';
import { Vault } from '../crypto/vault.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { notAllowed, notFound } from '../http/problem-error.js';
import { Member } from '../members/member.entity.js';
import { SettingsVersionRow } from '../settings/settings-version.entity.js';
import { valuesOf } from '../settings/values.js';
import { SnapshotService } from '../snapshot/snapshot.service.js';
import { SourceRuleVersion } from '../sources/source-rule-version.entity.js';
import { hashKeyOf, newHashKey } from './hash-key.js';
import { createFirstGoals } from '../goals/goals.service.js';
import { Workspace } from './workspace.entity.js';

/** Makes workspaces and keeps their settings. */
@Injectable()
export class WorkspacesService {
  constructor(
    @InjectRepository(Workspace) private readonly workspaces: Repository<Workspace>,
    @Inject(DataSource) private readonly source: DataSource,
    private readonly vault: Vault,
    private readonly definitions: DefinitionsService,
    private readonly parameters: ParametersService,
    private readonly snapshot: SnapshotService,
    private readonly audit: AuditService,
  ) {}

  /** Makes an empty workspace for somebody who owns one already. Throws `not_allowed` for everybody else. */
  async createFor(
    { user_id, email }: { user_id: number; email: string },
    input: WorkspaceInput,
  ): Promise<void> {
    const isOwner = await this.source.getRepository(Member).existsBy({ user_id, role: 'owner' });
    if (!isOwner) throw notAllowed();
    await this.create(user_id, { ...input, kind: 'own' }, email);
  }

  /** Makes a workspace with its first definition and its owner. */
  async create(
    owner_user_id: number,
    input: { name: string; time_zone: string; currency: string; kind: WorkspaceKind },
    actor = 'system',
  ): Promise<Workspace> {
    const workspace = await this.source.transaction(async (manager) => {
      const created_at = new Date();
      const made = await manager.save(
        Workspace,
        manager.create(Workspace, {
          ...input,
          hash_key_sealed: newHashKey(this.vault),
          created_at,
        }),
      );
      await manager.insert(Member, {
        workspace_id: made.workspace_id,
        user_id: owner_user_id,
        role: 'owner',
        agent_id: null,
        created_at,
      });
      const { workspace_id } = made;
      const definition = await this.definitions.createFirst(
        manager,
        workspace_id,
        hashKeyOf(this.vault, made),
      );
      await manager.insert(SettingsVersionRow, {
        workspace_id,
        version: 1,
        at: created_at,
        actor,
        // The columns that only the database fills in are read back.
        settings: valuesOf(await manager.findOneByOrFail(Workspace, { workspace_id }), definition),
      });
      await manager.insert(SourceRuleVersion, {
        workspace_id,
        version: 1,
        at: created_at,
        actor,
        rules: definition.source_rules,
      });
      await createFirstGoals(manager, workspace_id, created_at, actor);
      return made;
    });
    await this.parameters.publish(workspace.workspace_id);
    await this.snapshot.changed();
    await this.audit.record(workspace.workspace_id, actor, 'workspace.created', workspace.name);
    return workspace;
  }

  async find(workspace_id: number): Promise<Workspace> {
    const workspace = await this.workspaces.findOneBy({ workspace_id });
    if (workspace === null) throw notFound();
    return workspace;
  }

  all(): Promise<Workspace[]> {
    return this.workspaces.find({ order: { workspace_id: 'ASC' } });
  }

  /** The workspace that commands mean when they name none: the owner's first own one. */
  async findOwn(): Promise<Workspace> {
    const [workspace] = await this.workspaces.find({
      where: { kind: 'own' },
      order: { workspace_id: 'ASC' },
      take: 1,
    });
    if (workspace === undefined) throw notFound();
    return workspace;
  }
}
