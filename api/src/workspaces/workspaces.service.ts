import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  type SettingsAnswer,
  type SettingsInput,
  type WorkspaceInput,
  type WorkspaceKind,
} from '@parley/contracts';
import { DataSource, type Repository } from 'typeorm';
import { type AuditValue } from '../audit/audit-entry.entity.js';
import { AuditService } from '../audit/audit.service.js';
import { ParametersService } from '../clickhouse/parameters.service.js';
import { Vault } from '../crypto/vault.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { notAllowed, notFound } from '../http/problem-error.js';
import { Member } from '../members/member.entity.js';
import { SnapshotService } from '../snapshot/snapshot.service.js';
import { hashKeyOf, newHashKey } from './hash-key.js';
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
      await this.definitions.createFirst(manager, made.workspace_id, hashKeyOf(this.vault, made));
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

  async settings(workspace_id: number): Promise<SettingsAnswer> {
    const workspace = await this.find(workspace_id);
    const { active, building } = await this.definitions.current(workspace_id);
    return {
      settings: {
        name: workspace.name,
        time_zone: workspace.time_zone,
        currency: workspace.currency,
      },
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

  async change(workspace_id: number, actor: string, input: SettingsInput): Promise<SettingsAnswer> {
    const { definition, ...settings } = input;
    const before = await this.settings(workspace_id);
    if (definition !== undefined) await this.definitions.change(workspace_id, given(definition));
    if (Object.keys(settings).length > 0) await this.workspaces.update({ workspace_id }, settings);
    const after = await this.settings(workspace_id);
    await this.audit.record(workspace_id, actor, 'settings.changed', '', {
      asked: given(input) as AuditValue,
      before: { ...before.settings, definition: { ...(before.building ?? before.definition).params } },
    });
    return after;
  }
}

/** The entries that are there. */
const given = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
