import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  funnelDefinition,
  MOST_FUNNELS,
  type SavedFunnel,
  type SavedFunnelInput,
  type SavedFunnelList,
  type SavedFunnelPatch,
} from '@parley/contracts';
import { DataSource, type EntityManager, type Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { inOrder } from './steps-in-order.js';
import { invalidRequest, notFound } from '../http/problem-error.js';
import { Workspace } from '../workspaces/workspace.entity.js';
import { FunnelRow } from './funnel.entity.js';

const LONGEST_NAME = 120;

/** Keeps saved funnels: a definition under a name, each change with who made it. */
@Injectable()
export class FunnelsService {
  constructor(
    @InjectRepository(FunnelRow) private readonly funnels: Repository<FunnelRow>,
    @Inject(DataSource) private readonly source: DataSource,
    private readonly audit: AuditService,
  ) {}

  async list(workspace_id: number): Promise<SavedFunnelList> {
    const rows = await this.funnels.find({ where: { workspace_id } });
    rows.sort((a, b) => a.name.localeCompare(b.name) || a.funnel_id - b.funnel_id);
    return { funnels: rows.map(funnelOf) };
  }

  async find(workspace_id: number, funnel_id: number): Promise<SavedFunnel> {
    const found = await this.funnels.findOneBy({ workspace_id, funnel_id });
    if (found === null) throw notFound();
    return funnelOf(found);
  }

  /**
   * What a report is asked, with the saved funnel that it names in the place of one. Throws `invalid_request` where
   * there is none such, as leaving it out would answer another question, and where a time is asked for that does not
   * run from a step to a later one.
   */
  async asked(workspace_id: number, own: Record<string, unknown>): Promise<Record<string, unknown>> {
    const { funnel_id } = own;
    if (typeof funnel_id !== 'string') return inOrder(own);
    const found =
      Number(funnel_id) > 2_147_483_647
        ? null
        : await this.funnels.findOneBy({ workspace_id, funnel_id: Number(funnel_id) });
    if (found === null)
      throw invalidRequest([
        { path: 'funnel_id', message: `${funnel_id}: not a saved funnel of this workspace` },
      ]);
    return inOrder({ ...own, funnel: funnelDefinition.parse(found.definition) });
  }

  /** Throws `invalid_request` for a name that is taken, or one funnel too many. */
  async create(workspace_id: number, actor: string, input: SavedFunnelInput): Promise<SavedFunnel> {
    const made = await this.source.transaction(async (manager) => {
      const others = await this.locked(manager, workspace_id);
      checkName(others, input.name);
      return this.insert(manager, others, workspace_id, actor, input);
    });
    await this.recordMade(workspace_id, actor, made);
    return funnelOf(made);
  }

  /** The same funnel again, under a name of its own. */
  async duplicate(workspace_id: number, actor: string, funnel_id: number): Promise<SavedFunnel> {
    const made = await this.source.transaction(async (manager) => {
      const others = await this.locked(manager, workspace_id);
      const found = others.find((one) => one.funnel_id === funnel_id);
      if (found === undefined) throw notFound();
      const { definition } = found;
      const input = { name: freeName(others, found.name), definition: funnelDefinition.parse(definition) };
      return this.insert(manager, others, workspace_id, actor, input);
    });
    await this.recordMade(workspace_id, actor, made);
    return funnelOf(made);
  }

  /** The same again leaves no trace. */
  async change(
    workspace_id: number,
    actor: string,
    funnel_id: number,
    patch: SavedFunnelPatch,
  ): Promise<SavedFunnel> {
    const { before, after } = await this.source.transaction(async (manager) => {
      const all = await this.locked(manager, workspace_id);
      const found = all.find((one) => one.funnel_id === funnel_id);
      if (found === undefined) throw notFound();
      const is = { name: found.name, definition: funnelDefinition.parse(found.definition) };
      const wanted = { name: patch.name ?? is.name, definition: patch.definition ?? is.definition };
      if (isDeepStrictEqual(is, wanted)) return { before: null, after: found };
      checkName(
        all.filter((one) => one !== found),
        wanted.name,
      );
      const change = { ...wanted, changed_at: new Date(), changed_by: actor };
      await manager.update(FunnelRow, { funnel_id }, change);
      return { before: is, after: await manager.findOneByOrFail(FunnelRow, { funnel_id }) };
    });
    if (before !== null)
      await this.audit.record(workspace_id, actor, 'funnel.changed', after.name, {
        funnel_id: String(funnel_id),
        before,
        after: { name: after.name, definition: funnelDefinition.parse(after.definition) },
      });
    return funnelOf(after);
  }

  async remove(workspace_id: number, actor: string, funnel_id: number): Promise<void> {
    const { name, definition } = await this.source.transaction(async (manager) => {
      const found = (await this.locked(manager, workspace_id)).find((one) => one.funnel_id === funnel_id);
      if (found === undefined) throw notFound();
      await manager.delete(FunnelRow, { funnel_id });
      return found;
    });
    await this.audit.record(workspace_id, actor, 'funnel.removed', name, {
      funnel_id: String(funnel_id),
      definition,
    });
  }

  private async insert(
    manager: EntityManager,
    others: readonly FunnelRow[],
    workspace_id: number,
    actor: string,
    { name, definition }: SavedFunnelInput,
  ): Promise<FunnelRow> {
    if (others.length >= MOST_FUNNELS)
      throw invalidRequest([
        { path: 'name', message: `a workspace saves at most ${MOST_FUNNELS} funnels: remove one first` },
      ]);
    const now = new Date();
    return manager.save(
      FunnelRow,
      manager.create(FunnelRow, {
        workspace_id,
        name,
        definition,
        created_at: now,
        created_by: actor,
        changed_at: now,
        changed_by: actor,
      }),
    );
  }

  private recordMade(workspace_id: number, actor: string, { name, funnel_id, definition }: FunnelRow) {
    return this.audit.record(workspace_id, actor, 'funnel.created', name, {
      funnel_id: String(funnel_id),
      definition,
    });
  }

  /** All funnels that there are, with nobody else changing them meanwhile. */
  private async locked(manager: EntityManager, workspace_id: number): Promise<FunnelRow[]> {
    const lock = { mode: 'pessimistic_write' } as const;
    if ((await manager.findOne(Workspace, { where: { workspace_id }, lock })) === null) throw notFound();
    return manager.find(FunnelRow, { where: { workspace_id } });
  }
}

const isTaken = (others: readonly FunnelRow[], name: string) =>
  others.some((one) => one.name.toLowerCase() === name.toLowerCase());

function checkName(others: readonly FunnelRow[], name: string): void {
  if (isTaken(others, name))
    throw invalidRequest([
      { path: 'name', message: 'is the name of another funnel; choose a different one' },
    ]);
}

/** The name with the first number that is free. */
function freeName(others: readonly FunnelRow[], name: string): string {
  for (let number = 2; ; number++) {
    const ending = ` (${number})`;
    const free = `${name.slice(0, LONGEST_NAME - ending.length)}${ending}`;
    if (!isTaken(others, free)) return free;
  }
}

const funnelOf = (row: FunnelRow): SavedFunnel => ({
  funnel_id: String(row.funnel_id),
  name: row.name,
  // In the order of its contract: stored JSON has forgotten any.
  definition: funnelDefinition.parse(row.definition),
  created_at: row.created_at.toISOString(),
  created_by: row.created_by,
  changed_at: row.changed_at.toISOString(),
  changed_by: row.changed_by,
});
