import { Inject, Injectable } from '@nestjs/common';
import { GOAL_PREVIEW_DAYS, type GoalChoices, type GoalPreview, type GoalRule } from '@parley/contracts';
import { type ClickHouse, readGoalChoices, readGoalPreview } from '@parley/sql';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { WorkspacesService } from '../workspaces/workspaces.service.js';

const DAY_MS = 86_400_000;

/** Says what a goal would count, before it is saved. */
@Injectable()
export class GoalPreviewService {
  constructor(
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    private readonly workspaces: WorkspacesService,
  ) {}

  async preview(workspace_id: number, rule: GoalRule, signal: AbortSignal): Promise<GoalPreview> {
    const { currency, time_zone } = await this.workspaces.find(workspace_id);
    const to = new Date();
    const from = new Date(to.getTime() - GOAL_PREVIEW_DAYS * DAY_MS);
    const counted = await readGoalPreview(
      this.store,
      { workspace_id, rule, from, to, currency, time_zone },
      { signal },
    );
    return { since: from.toISOString(), ...counted, currency };
  }

  choices(workspace_id: number, signal: AbortSignal): Promise<GoalChoices> {
    return readGoalChoices(
      this.store,
      { workspace_id, from: new Date(Date.now() - GOAL_PREVIEW_DAYS * DAY_MS) },
      { signal },
    );
  }
}
