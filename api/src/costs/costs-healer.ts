import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CostDays } from './cost-days.js';
import { CostSheetRow, CurrencyRateRow, MessageFeeRow } from './cost.entities.js';
import { MessageFeesService } from './message-fees.service.js';
import { RatesService } from './rates.service.js';

const RETRY_MS = 5_000;

/** At every start has the store hold what PostgreSQL says of costs, so that a change that was lost half way heals. */
@Injectable()
export class CostsHealer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('costs');
  private retry: NodeJS.Timeout | undefined;
  private isStopping = false;
  private working: Promise<void> | undefined;

  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    private readonly days: CostDays,
    private readonly fees: MessageFeesService,
    private readonly rates: RatesService,
  ) {}

  onApplicationBootstrap(): void {
    this.working = this.healAll();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.retry);
    await this.working;
  }

  private async healAll(): Promise<void> {
    try {
      for (const workspace_id of await this.workspaces()) {
        if (this.isStopping) return;
        const days = await this.days.heal(workspace_id);
        if (days > 0) this.logger.log(`Workspace ${workspace_id}: ${days} days of costs were put right.`);
        await this.fees.publish(workspace_id);
        await this.rates.publish(workspace_id);
      }
    } catch (error) {
      if (this.isStopping) return;
      this.logger.warn(
        `Costs will be checked later: ${error instanceof Error ? error.message : String(error)}`,
      );
      this.retry = setTimeout(() => (this.working = this.healAll()), RETRY_MS);
      this.retry.unref();
    }
  }

  /** Those that have ever told of costs. */
  private async workspaces(): Promise<number[]> {
    const found = new Set<number>();
    for (const entity of [CostSheetRow, MessageFeeRow, CurrencyRateRow]) {
      const rows = await this.source
        .getRepository(entity)
        .createQueryBuilder('row')
        .select('DISTINCT row.workspace_id', 'workspace_id')
        .getRawMany<{ workspace_id: number }>();
      for (const { workspace_id } of rows) found.add(workspace_id);
    }
    return [...found].sort((one, other) => one - other);
  }
}
