import { setTimeout as pause } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type ClickHouse, writeCostLines } from '@parley/sql';
import { type Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { ADMIN_STORE } from '../clickhouse/clickhouse.js';
import { CostDays } from './cost-days.js';
import { CostFilePart, CostImportRow } from './cost.entities.js';
import { CostImportCheck } from './cost-import-check.js';
import { WrongCostFile } from './file/decode.js';

const LINES_A_BLOCK = 10_000;
const PAUSE_AFTER_FAILURE_MS = 5_000;

/**
 * Saves imports in the background: lines first, which count for nothing, then all of their days at once. What is to be
 * saved stands in PostgreSQL with its file, so after a crash it is done again, and the same lines are the same rows; two
 * processes at the same one do no harm.
 */
@Injectable()
export class CostSaver implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('costs');
  private readonly stopping = new AbortController();
  private working: Promise<void> | undefined;
  private isAsked = false;

  constructor(
    @InjectRepository(CostImportRow) private readonly rows: Repository<CostImportRow>,
    @Inject(ADMIN_STORE) private readonly store: ClickHouse,
    private readonly check: CostImportCheck,
    private readonly days: CostDays,
    private readonly audit: AuditService,
  ) {}

  onApplicationBootstrap(): void {
    this.wake();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.working;
  }

  /** There may be something to save. */
  wake(): void {
    this.isAsked = true;
    if (this.stopping.signal.aborted) return;
    this.working ??= this.work().finally(() => (this.working = undefined));
  }

  private async work(): Promise<void> {
    const { signal } = this.stopping;
    while (this.isAsked && !signal.aborted) {
      this.isAsked = false;
      try {
        const rows = await this.rows.find({ where: { state: 'saving' }, order: { cost_import_id: 'ASC' } });
        for (const row of rows) if (!signal.aborted) await this.save(row);
      } catch (error) {
        if (signal.aborted) return;
        this.logger.warn(
          `Costs cannot be saved yet: ${error instanceof Error ? error.message : String(error)}`,
        );
        this.isAsked = true;
        await pause(PAUSE_AFTER_FAILURE_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async save(row: CostImportRow): Promise<void> {
    const { workspace_id, cost_import_id, sheet_id } = row;
    if (sheet_id === null) throw new Error(`import ${cost_import_id} is to be saved into no sheet`);
    const entry = { workspace_id, sheet_id, entry_id: cost_import_id };
    let saved_lines = 0;
    try {
      for await (const block of (await this.check.file(row)).lines(LINES_A_BLOCK)) {
        if (this.stopping.signal.aborted) return;
        await writeCostLines(this.store, entry, block);
        saved_lines += block.length;
        await this.rows.update({ cost_import_id, state: 'saving' }, { saved_lines });
      }
    } catch (error) {
      if (!(error instanceof WrongCostFile)) throw error;
      const { code, line } = error;
      await this.rows.update({ cost_import_id }, { state: 'failed', failure: { code, line } });
      return;
    }
    const isDone = await this.days.change(workspace_id, async (manager) => {
      const done = { state: 'done' as const, saved_at: new Date(), saved_lines };
      const { affected } = await manager.update(CostImportRow, { cost_import_id, state: 'saving' }, done);
      if (affected === 0) return { days: [], result: false };
      await manager.delete(CostFilePart, { cost_import_id });
      return { days: await this.days.ofImports(manager, workspace_id, sheet_id, row.days), result: true };
    });
    if (!isDone) return;
    await this.check.remember(row);
    await this.audit.record(workspace_id, row.created_by, 'costs.imported', row.file_name, {
      cost_import_id: String(cost_import_id),
      sheet: row.sheet_name,
      days: `${row.days[0] ?? ''} – ${row.days.at(-1) ?? ''}`,
      lines: saved_lines,
    });
  }
}
