import { Inject, Injectable } from '@nestjs/common';
import { eachDay } from '@parley/contracts';
import { type ClickHouse, standForDays, type StandingDay } from '@parley/sql';
import { DataSource, type EntityManager } from 'typeorm';
import { ADMIN_STORE } from '../clickhouse/clickhouse.js';
import { notFound } from '../http/problem-error.js';
import { Workspace } from '../workspaces/workspace.entity.js';
import { CostImportRow, ManualCostRow } from './cost.entities.js';

/**
 * Which entry stands for which day: decided here alone, one change of a workspace at a time. PostgreSQL says what there
 * is, and the store is told before the change is kept: a change that fails half way leaves either nothing, or days that
 * are put right by the next change of the same or by the next start.
 */
@Injectable()
export class CostDays {
  constructor(
    @Inject(ADMIN_STORE) private readonly store: ClickHouse,
    @Inject(DataSource) private readonly source: DataSource,
  ) {}

  /** Does a change and has its days stand, together or not at all. */
  async change<T>(
    workspace_id: number,
    work: (manager: EntityManager) => Promise<{ days: StandingDay[]; result: T }>,
  ): Promise<T> {
    return this.alone(workspace_id, async (manager) => {
      const { days, result } = await work(manager);
      await standForDays(this.store, days, await versionOf(manager));
      return result;
    });
  }

  /** Work that no other change of the costs of this workspace runs beside. Throws `not_found` without the workspace. */
  alone<T>(workspace_id: number, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.source.transaction(async (manager) => {
      const lock = { mode: 'pessimistic_write' } as const;
      if ((await manager.findOne(Workspace, { where: { workspace_id }, lock })) === null) throw notFound();
      return work(manager);
    });
  }

  /** What stands for each of these days of a sheet of imports: the last saved one that brings it. */
  async ofImports(
    manager: EntityManager,
    workspace_id: number,
    sheet_id: number,
    days: readonly string[],
  ): Promise<StandingDay[]> {
    const standing = standingOf(await doneOf(manager, { workspace_id, sheet_id }));
    return days.map((day) => ({
      workspace_id,
      sheet_id,
      day,
      entry_id: standing.get(key(sheet_id, day)) ?? 0,
    }));
  }

  /** For how many days each import of a workspace still stands. */
  async standingDays(workspace_id: number): Promise<ReadonlyMap<number, number>> {
    const counts = new Map<number, number>();
    for (const entry of standingOf(await doneOf(this.source.manager, { workspace_id })).values())
      counts.set(entry, (counts.get(entry) ?? 0) + 1);
    return counts;
  }

  /** Has stand in the store what PostgreSQL says, wherever the two differ; how many days did. */
  async heal(workspace_id: number): Promise<number> {
    return this.alone(workspace_id, async (manager) => {
      const wanted = standingOf(await doneOf(manager, { workspace_id }));
      for (const { cost_id, entry_id, cost } of await manager.findBy(ManualCostRow, { workspace_id }))
        for (const day of eachDay(cost.first_day, cost.last_day)) wanted.set(key(cost_id, day), entry_id);
      const found = await this.store.query<Omit<StandingDay, 'workspace_id'>>(STANDING, { workspace_id });
      const there = new Map(found.map(({ sheet_id, day, entry_id }) => [key(sheet_id, day), entry_id]));
      const places = [...new Set([...wanted.keys(), ...there.keys()])];
      const wrong = places.filter((place) => (wanted.get(place) ?? 0) !== (there.get(place) ?? 0));
      const days = wrong.map((place) => {
        const [sheet = '', day = ''] = place.split('|');
        return { workspace_id, sheet_id: Number(sheet), day, entry_id: wanted.get(place) ?? 0 };
      });
      await standForDays(this.store, days, await versionOf(manager));
      return days.length;
    });
  }
}

const STANDING = `
  SELECT sheet_id, day, entry_id
  FROM ad_cost_days_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32} AND entry_id > 0`;

const key = (sheet_id: number, day: string) => `${sheet_id}|${day}`;

type Done = Pick<CostImportRow, 'cost_import_id' | 'sheet_id' | 'days'>;

/** The imports that were saved and not undone, in the order in which they were saved. */
function doneOf(manager: EntityManager, of: { workspace_id: number; sheet_id?: number }): Promise<Done[]> {
  return manager.find(CostImportRow, {
    select: { cost_import_id: true, sheet_id: true, days: true },
    where: { ...of, state: 'done' },
    order: { saved_at: 'ASC', cost_import_id: 'ASC' },
  });
}

/** By sheet and day, the last import that brings it. */
function standingOf(done: readonly Done[]): Map<string, number> {
  const standing = new Map<string, number>();
  for (const { cost_import_id, sheet_id, days } of done)
    for (const day of days) standing.set(key(sheet_id ?? 0, day), cost_import_id);
  return standing;
}

/** Microseconds by the one clock that all processes share: a later change has a higher one. */
export async function versionOf(manager: EntityManager): Promise<bigint> {
  const rows: unknown = await manager.query(
    `SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint::text AS version`,
  );
  return BigInt((rows as { version: string }[])[0]?.version ?? 0);
}
