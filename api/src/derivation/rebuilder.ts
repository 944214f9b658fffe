import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, In, IsNull, LessThan, Not, type Repository } from 'typeorm';
import { ParametersService } from '../clickhouse/parameters.service.js';
import { Definition, retirement } from '../definitions/definition.entity.js';
import { type RunningDerivation } from './derivation-loop.js';

/** Progress is stored at most this often, milliseconds. */
const PROGRESS_MS = 500;
/** So long the rows of a retired definition stay: longer than any report may take, milliseconds. */
const GRACE_MS = 120_000;
/** Longer than any preview may take, milliseconds. */
const LONGEST_PREVIEW_MS = 600_000;

/**
 * Rebuilds what `definitions.rebuild_request` asks for, one definition after the other, and switches a finished one
 * into use. What is to be done stands in PostgreSQL, so a restart goes on with it.
 */
@Injectable()
export class Rebuilder {
  private readonly logger = new Logger('rebuild');
  private working: Promise<void> | undefined;

  constructor(
    @InjectRepository(Definition) private readonly definitions: Repository<Definition>,
    @Inject(DataSource) private readonly source: DataSource,
    private readonly parameters: ParametersService,
  ) {}

  /** Begins with what is asked for, unless it is at it or nobody derives in this process. */
  wake(running: RunningDerivation | undefined): void {
    if (this.working !== undefined || running === undefined) return;
    this.working = this.work(running)
      .catch((error: unknown) => {
        this.logger.warn(`Will be tried again: ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => {
        this.working = undefined;
      });
  }

  /** Resolves when nothing is being rebuilt. */
  async settled(): Promise<void> {
    await this.working;
  }

  private async work(running: RunningDerivation): Promise<void> {
    const asked = { rebuild_request: Not(IsNull()) };
    for (;;) {
      const next = await this.definitions.findOne({
        where: [
          { ...asked, status: In(['building', 'active']) },
          { ...asked, status: 'preview' },
          // Whoever tried it died over it.
          { status: 'preview', created_at: LessThan(new Date(Date.now() - LONGEST_PREVIEW_MS)) },
          { ...asked, status: 'retired', retired_at: LessThan(new Date(Date.now() - GRACE_MS)) },
        ],
        order: { definition_id: 'ASC' },
      });
      if (next === null) return;
      if (next.status === 'retired' || next.status === 'preview') await this.drop(running, next);
      else await this.rebuild(running, next);
    }
  }

  private async drop(running: RunningDerivation, definition: Definition): Promise<void> {
    const { definition_id, workspace_id, status } = definition;
    await this.parameters.publishNow(workspace_id);
    await running.dropDefinition(workspace_id, definition_id);
    // Of what was only tried nothing stays.
    if (status === 'preview') await this.definitions.delete({ definition_id });
    else await this.definitions.update({ definition_id }, { rebuild_request: null });
  }

  private async rebuild(running: RunningDerivation, definition: Definition): Promise<void> {
    const { definition_id, workspace_id, rebuild_request } = definition;
    // Whoever derives reads the parameters from ClickHouse: they must be there before the first identity is read.
    await this.parameters.publishNow(workspace_id);
    let stored = Date.now();
    let storing: Promise<unknown> = Promise.resolve();
    await running.rebuild({
      workspaceId: workspace_id,
      definitionId: definition_id,
      onProgress: (progress) => {
        if (Date.now() - stored < PROGRESS_MS) return;
        stored = Date.now();
        storing = storing
          .then(() =>
            this.definitions.update({ definition_id, rebuild_request: rebuild_request ?? 0 }, { progress }),
          )
          .catch(() => undefined);
      },
    });
    await storing;
    await this.finish(definition);
    await this.parameters.publish(workspace_id);
  }

  /** Marks the request as done and puts a built definition into use, in one step. Asked again meanwhile: does nothing. */
  private async finish({ definition_id, workspace_id, rebuild_request }: Definition): Promise<void> {
    await this.source.transaction(async (manager) => {
      const done = await manager.update(
        Definition,
        { definition_id, rebuild_request: rebuild_request ?? 0 },
        { rebuild_request: null, progress: 1 },
      );
      if (done.affected !== 1) return;
      const now = await manager.findOneByOrFail(Definition, { definition_id });
      if (now.status !== 'building') return;
      await manager.update(Definition, { workspace_id, status: 'active' }, retirement());
      await manager.update(Definition, { definition_id }, { status: 'active' });
      this.logger.log(`Workspace ${workspace_id} reads definition ${definition_id} now.`);
    });
  }
}
