import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  COURTESY_PHRASES,
  type DefinitionParams,
  definitionParams,
  derivesAlike,
  NO_SCHEDULE,
  type Schedule,
  type SourceRule,
  USUAL_SOURCE_RULES,
} from '@parley/contracts';
import { textHash } from '@parley/sql';
import { DataSource, type EntityManager, In, type Repository } from 'typeorm';
import { Vault } from '../crypto/vault.js';
import { notFound } from '../http/problem-error.js';
import { hashKeyOf } from '../workspaces/hash-key.js';
import { Workspace } from '../workspaces/workspace.entity.js';
import { Definition, retirement } from './definition.entity.js';
import { RebuildQueue } from './rebuild-queue.js';

/** What dialogues and waits are in each workspace, version by version. */
@Injectable()
export class DefinitionsService {
  constructor(
    @InjectRepository(Definition) private readonly definitions: Repository<Definition>,
    @Inject(DataSource) private readonly source: DataSource,
    private readonly queue: RebuildQueue,
    private readonly vault: Vault,
  ) {}

  /** Writes the first definition of a new workspace, in use at once: nothing is derived yet. */
  async createFirst(
    manager: EntityManager,
    workspace_id: number,
    hashKey: Uint8Array,
  ): Promise<Pick<Definition, 'params' | 'source_rules'>> {
    const params = definitionParams.parse({});
    const source_rules = [...USUAL_SOURCE_RULES];
    await manager.insert(Definition, {
      workspace_id,
      status: 'active',
      params,
      schedule: NO_SCHEDULE,
      source_rules,
      courtesy_hashes: courtesyHashes(hashKey, params.courtesy_phrases),
      rebuild_request: null,
      progress: 1,
      created_at: new Date(),
      retired_at: null,
    });
    return { params, source_rules };
  }

  /** The definition that reports read. */
  async active(workspace_id: number): Promise<Definition> {
    const definition = await this.definitions.findOneBy({ workspace_id, status: 'active' });
    if (definition === null) throw notFound();
    return definition;
  }

  /**
   * The definition that reports read, and the one that is built beside it (null when none is): as of one moment, since
   * a switch between two questions would show the old one and nothing being built.
   */
  async current(
    workspace_id: number,
    manager: EntityManager = this.source.manager,
  ): Promise<{ active: Definition; building: Definition | null }> {
    const both = await manager.findBy(Definition, { workspace_id, status: In(['active', 'building']) });
    const active = both.find(({ status }) => status === 'active');
    if (active === undefined) throw notFound();
    return { active, building: both.find(({ status }) => status === 'building') ?? null };
  }

  /**
   * Changes parameters to valid ones, whose hours are which, or how refs are read (what is left out stays as it was
   * wanted last), inside the caller's transaction, who publishes them afterwards and wakes the queue. What shapes
   * dialogues, times waits, counts business time or labels touches makes a new definition, computed beside and switched
   * to when it is whole. The others are applied when a report is read, so they hold at once, also for what is being built.
   */
  async change(
    manager: EntityManager,
    workspace_id: number,
    wanted: { params?: DefinitionParams; schedule?: Schedule; source_rules?: SourceRule[] },
  ): Promise<void> {
    const { active, building } = await this.current(workspace_id, manager);
    const latest = building ?? active;
    const { params = latest.params, schedule = latest.schedule, source_rules = latest.source_rules } = wanted;
    const isAs = (one: Definition) =>
      derivesAlike(params, one.params) &&
      isDeepStrictEqual(schedule, one.schedule) &&
      isDeepStrictEqual(source_rules, one.source_rules);
    if (isAs(active)) {
      await manager.update(Definition, { workspace_id, status: 'building' }, retirement());
      await manager.update(Definition, { definition_id: active.definition_id }, { params });
      return;
    }
    // What is read until the switch keeps what it was derived with, so T must fit that, too.
    const now = definitionParams.safeParse({ ...params, ...derivedWith(active.params) });
    if (now.success) {
      await manager.update(Definition, { definition_id: active.definition_id }, { params: now.data });
    }
    if (building !== null && isAs(building)) {
      await manager.update(Definition, { definition_id: building.definition_id }, { params });
      return;
    }
    await manager.update(Definition, { workspace_id, status: 'building' }, retirement());
    await manager.insert(Definition, {
      workspace_id,
      status: 'building',
      params,
      schedule,
      source_rules,
      courtesy_hashes: await this.courtesyHashes(workspace_id, params, manager),
      rebuild_request: 1,
      progress: 0,
      created_at: new Date(),
      retired_at: null,
    });
  }

  /** The closing courtesies under these parameters, the usual ones and the workspace's, as the workspace hashes them. */
  async courtesyHashes(
    workspace_id: number,
    { courtesy_phrases }: DefinitionParams,
    manager: EntityManager = this.source.manager,
  ): Promise<string[]> {
    const workspace = await manager.findOneBy(Workspace, { workspace_id });
    if (workspace === null) throw notFound();
    return courtesyHashes(hashKeyOf(this.vault, workspace), courtesy_phrases);
  }

  /** Asks for all derived rows in use to be computed anew, of one workspace or of all; they stay readable meanwhile. */
  async recompute(workspace_id?: number): Promise<void> {
    await this.definitions
      .createQueryBuilder()
      .update()
      .set({ rebuild_request: () => 'coalesce(rebuild_request, 0) + 1', progress: 0 })
      .where(`status IN ('active', 'building')`)
      .andWhere(workspace_id === undefined ? 'true' : 'workspace_id = :workspace_id', { workspace_id })
      .execute();
    this.queue.wake();
  }

  /** How far the rebuilding under way is, 0–1; null when nothing is asked for. */
  async rebuildProgress(workspace_id?: number): Promise<number | null> {
    const [row] = await this.source.query<{ asked: string; progress: number | null }[]>(
      `SELECT count(*) AS asked, avg(progress)::float8 AS progress FROM definitions
       WHERE rebuild_request IS NOT NULL AND status IN ('active', 'building')
         AND ($1::integer IS NULL OR workspace_id = $1)`,
      [workspace_id ?? null],
    );
    return row === undefined || Number(row.asked) === 0 ? null : (row.progress ?? 0);
  }
}

/** The parameters that derived rows depend on. */
const derivedWith = ({
  silence_gap_seconds,
  clock_starts,
  settle_seconds,
  courtesy_phrases,
}: DefinitionParams) => ({
  silence_gap_seconds,
  clock_starts,
  settle_seconds,
  courtesy_phrases,
});

/** Each once. */
const courtesyHashes = (hashKey: Uint8Array, own: readonly string[]): string[] => [
  ...new Set([...COURTESY_PHRASES, ...own].map((phrase) => String(textHash(hashKey, phrase)))),
];
