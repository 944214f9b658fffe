import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  eachDay,
  type ManualCost,
  type ManualCostInput,
  manualCostInput,
  type ManualCosts,
} from '@parley/contracts';
import { type ClickHouse, removeCostLines, type StandingDay, writeCostLines } from '@parley/sql';
import { type Repository } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { AuditService } from '../audit/audit.service.js';
import { ADMIN_STORE } from '../clickhouse/clickhouse.js';
import { invalidRequest, notFound } from '../http/problem-error.js';
import { parseBody } from '../http/schema.pipe.js';
import { CostDays } from './cost-days.js';
import { CostSheetRow, ManualCostRow } from './cost.entities.js';
import { linesOf } from './file/cost-file.js';

/** Costs that somebody entered: each is a sheet of its own, and a change replaces it as a whole. */
@Injectable()
export class ManualCostsService {
  constructor(
    @InjectRepository(ManualCostRow) private readonly rows: Repository<ManualCostRow>,
    @InjectRepository(CostSheetRow) private readonly sheets: Repository<CostSheetRow>,
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    @Inject(ADMIN_STORE) private readonly store: ClickHouse,
    private readonly days: CostDays,
    private readonly audit: AuditService,
  ) {}

  async list(workspace_id: number): Promise<ManualCosts> {
    const rows = await this.rows.findBy({ workspace_id });
    const costs = rows.map(costJson);
    return {
      costs: costs.sort(
        (a, b) => b.first_day.localeCompare(a.first_day) || Number(b.cost_id) - Number(a.cost_id),
      ),
    };
  }

  async create(workspace_id: number, actor: string, cost: ManualCostInput): Promise<ManualCost> {
    await this.checkAccount(workspace_id, cost);
    const { sheet_id } = await this.sheets.save(
      this.sheets.create({ workspace_id, kind: 'manual', name: '', preset: null, created_at: new Date() }),
    );
    const row = await this.put(workspace_id, actor, { cost_id: sheet_id, entry_id: 1, before: null }, cost);
    await this.audit.record(workspace_id, actor, 'costs.entered', nameOf(cost), detailsOf(row));
    return costJson(row);
  }

  /** `body`: a `manualCostInput`. */
  async change(workspace_id: number, actor: string, cost_id: number, body: unknown): Promise<ManualCost> {
    const before = await this.find(workspace_id, cost_id);
    const cost = parseBody(manualCostInput, body);
    await this.checkAccount(workspace_id, cost);
    const { entry_id } = before;
    const row = await this.put(
      workspace_id,
      actor,
      { cost_id, entry_id: entry_id + 1, before: before.cost },
      cost,
    );
    await removeCostLines(this.store, { workspace_id, sheet_id: cost_id, entry_id });
    await this.audit.record(workspace_id, actor, 'costs.changed', nameOf(cost), detailsOf(row));
    return costJson(row);
  }

  async remove(workspace_id: number, actor: string, cost_id: number): Promise<void> {
    const row = await this.find(workspace_id, cost_id);
    await this.days.change(workspace_id, async (manager) => {
      await manager.delete(CostSheetRow, { sheet_id: cost_id });
      return { days: standing(workspace_id, cost_id, row.cost, 0), result: undefined };
    });
    await removeCostLines(this.store, { workspace_id, sheet_id: cost_id, entry_id: row.entry_id });
    await this.audit.record(workspace_id, actor, 'costs.removed', nameOf(row.cost), detailsOf(row));
  }

  /** Writes the lines, then has them stand in place of those before. */
  private async put(
    workspace_id: number,
    actor: string,
    { cost_id, entry_id, before }: { cost_id: number; entry_id: number; before: ManualCostInput | null },
    cost: ManualCostInput,
  ): Promise<ManualCostRow> {
    const { note: _, ...told } = cost;
    await writeCostLines(this.store, { workspace_id, sheet_id: cost_id, entry_id }, linesOf(1, told));
    return this.days.change(workspace_id, async (manager) => {
      const result = await manager.save(
        manager.create(ManualCostRow, {
          cost_id,
          workspace_id,
          entry_id,
          cost,
          changed_at: new Date(),
          changed_by: actor,
        }),
      );
      const gone = before === null ? [] : standing(workspace_id, cost_id, before, 0);
      const there = standing(workspace_id, cost_id, cost, entry_id);
      const kept = new Set(there.map(({ day }) => day));
      return { days: [...gone.filter(({ day }) => !kept.has(day)), ...there], result };
    });
  }

  private async find(workspace_id: number, cost_id: number): Promise<ManualCostRow> {
    const row = await this.rows.findOneBy({ workspace_id, cost_id });
    if (row === null) throw notFound();
    return row;
  }

  private async checkAccount(workspace_id: number, { account_id }: ManualCostInput): Promise<void> {
    if (account_id === null) return;
    const found = await this.accounts.existsBy({ workspace_id, account_id: Number(account_id) });
    if (!found)
      throw invalidRequest([{ path: 'account_id', message: 'is not an account of this workspace' }]);
  }
}

const standing = (
  workspace_id: number,
  sheet_id: number,
  { first_day, last_day }: ManualCostInput,
  entry_id: number,
): StandingDay[] => eachDay(first_day, last_day).map((day) => ({ workspace_id, sheet_id, day, entry_id }));

const costJson = ({ cost_id, cost, changed_at, changed_by }: ManualCostRow): ManualCost => ({
  cost_id: String(cost_id),
  ...cost,
  changed_at: changed_at.toISOString(),
  changed_by,
});

const nameOf = ({ source, campaign, note }: ManualCostInput) =>
  [source, campaign].filter((text) => text !== '').join(' / ') || note;
const detailsOf = ({ cost_id, cost }: ManualCostRow) => ({
  cost_id: String(cost_id),
  days: `${cost.first_day} – ${cost.last_day}`,
  amount: `${cost.amount} ${cost.currency}`,
});
