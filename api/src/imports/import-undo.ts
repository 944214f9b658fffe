import { setTimeout as pause } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type ClickHouse, importDeliveryId, removeEvents } from '@parley/sql';
import { type Repository } from 'typeorm';
import { ADMIN_STORE } from '../clickhouse/clickhouse.js';
import { Vault } from '../crypto/vault.js';
import { hashKeyOf } from '../workspaces/hash-key.js';
import { WorkspacesService } from '../workspaces/workspaces.service.js';
import { ImportNode } from './import-node.js';
import { ImportRow } from './import.entity.js';

const PAUSE_MS = 500;
const PAUSE_AFTER_FAILURE_MS = 5000;

/**
 * Undoes imports in the background: when none of its rows is on its way any more they are taken out of the store, and
 * whoever they concern is derived anew. What is to be undone stands in PostgreSQL, so a crash only delays it; two
 * processes at the same one do no harm.
 */
@Injectable()
export class ImportUndo implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('imports');
  private readonly stopping = new AbortController();
  private working: Promise<void> | undefined;

  constructor(
    @InjectRepository(ImportRow) private readonly rows: Repository<ImportRow>,
    @Inject(ADMIN_STORE) private readonly store: ClickHouse,
    private readonly workspaces: WorkspacesService,
    private readonly vault: Vault,
    private readonly node: ImportNode,
  ) {}

  onApplicationBootstrap(): void {
    this.wake();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.working;
  }

  /** There may be something to undo. */
  wake(): void {
    if (this.stopping.signal.aborted) return;
    this.working ??= this.work().finally(() => (this.working = undefined));
  }

  private async work(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      let left = 0;
      let wait = PAUSE_MS;
      try {
        const rows = await this.rows.find({ where: { state: 'undoing' }, order: { import_id: 'ASC' } });
        left = rows.length;
        for (const row of rows) if (await this.undo(row)) left -= 1;
      } catch (error) {
        left = 1;
        wait = PAUSE_AFTER_FAILURE_MS;
        this.logger.warn(`an import cannot be undone yet: ${String(error)}`);
      }
      if (left === 0) return;
      await pause(wait, undefined, { signal }).catch(() => undefined);
    }
  }

  /** True when it is undone; false when something of it is still on its way. */
  private async undo(row: ImportRow): Promise<boolean> {
    const known = await this.node.ask(row, 'GET');
    const live = known && known.state !== 'undoing' ? await this.node.ask(row, 'POST', '/stop') : known;
    if (live && !live.is_let_go) return false;
    const workspace = await this.workspaces.find(row.workspace_id);
    const id = importDeliveryId(hashKeyOf(this.vault, workspace), row.import_id);
    await removeEvents(this.store, { workspaceId: row.workspace_id, deliveryIds: [id] });
    await this.node.ask(row, 'DELETE');
    await this.rows.update(
      { import_id: row.import_id },
      { state: 'undone', accepted: 0, finished_at: new Date() },
    );
    return true;
  }
}
