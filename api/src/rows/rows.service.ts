import { Inject, Injectable } from '@nestjs/common';
import { type RowReportName, type RowsMeta, waitingNow } from '@parley/contracts';
import {
  type BoundParams,
  boundValues,
  type ClickHouse,
  countMerges,
  type QueryParams,
  readFreshness,
  readLateEvents,
  resolvesMerges,
  ROW_REPORT_QUERIES,
  type RowQuery,
} from '@parley/sql';
import { type Place } from '../access/access.js';
import { AgentsService } from '../agents/agents.service.js';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { type AskedDefinition, AskedDefinitions } from '../definitions/asked-definitions.service.js';
import { DerivationService } from '../derivation/derivation.service.js';
import { FunnelsService } from '../funnels/funnels.service.js';
import { GoalsService } from '../goals/goals.service.js';
import { askedGoalIds, speaksOfGoals, speaksOfMoney } from '../reports/speaks-of-goals.js';
import { LimitsService, type WorkspaceLimits } from '../reports/limits.service.js';
import { resolvePeriod } from '../reports/period.js';
import { repeatAfter } from '../reports/repeat-after.js';
import { agentsAllowed } from '../reports/reports.service.js';
import { type Row } from '../reports/write-answer.js';
import { type Workspace } from '../workspaces/workspace.entity.js';
import { WorkspacesService } from '../workspaces/workspaces.service.js';
import { InboxLinks } from './inbox-links.service.js';
import { writeCursor } from './cursor.js';
import { NamesService } from './names.service.js';
import { resumed } from './resumed.js';
import { readRowQuestion, type RowQuestion } from './row-question.js';

/** What a question means here and now. */
export interface Asked {
  query: RowQuery;
  bound: BoundParams;
  values: QueryParams;
  workspace: Workspace;
  definition: AskedDefinition;
  time_zone: string;
  service: Omit<WorkspaceLimits, 'limits'>;
}

export interface RowStream {
  total: number;
  time_zone: string;
  /** Batch by batch; throws when something breaks half way. */
  batches: AsyncIterable<Row[]>;
}

export interface EverybodyWaiting {
  computed_at: string;
  is_deriving: boolean;
  named: Row[];
  plain: Row[];
}

/** After 30 days nobody waits any more; a clock may start a little later than the wait. */
const NOW_SPAN_MS = 31 * 86_400_000;
const BATCH = 500;
const NEVER = new AbortController().signal;

/** Answers what numbers are made of, row by row. */
@Injectable()
export class RowsService {
  constructor(
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    private readonly workspaces: WorkspacesService,
    private readonly definitions: AskedDefinitions,
    private readonly agents: AgentsService,
    private readonly derivation: DerivationService,
    private readonly limits: LimitsService,
    private readonly goals: GoalsService,
    private readonly funnels: FunnelsService,
    private readonly names: NamesService,
    private readonly inboxes: InboxLinks,
  ) {}

  /** One page, with what a reader needs beside it. */
  async page(
    place: Place,
    question: RowQuestion,
    signal: AbortSignal,
  ): Promise<{ meta: RowsMeta; rows: Row[] }> {
    const asked = await this.ask(place, question, signal);
    const { query, bound, values, workspace, definition, time_zone } = asked;
    const [{ rows: found, next }, total, freshness, late, merges] = await Promise.all([
      query.page(
        this.store,
        values,
        { limit: question.limit, after: question.cursor?.after ?? null },
        { signal },
      ),
      query.count(this.store, values, { signal }),
      readFreshness(this.store, place.workspace_id, { signal }),
      readLateEvents(this.store, bound, { signal }),
      resolvesMerges(query.sqlFor(values))
        ? countMerges(this.store, place.workspace_id, { signal })
        : Promise.resolve(null),
    ]);
    const rows: Row[] = found.map((row) => ({ ...row }));
    await this.complete(place, rows, definition.definition_id);
    return {
      meta: {
        report: question.report.name,
        definition: {
          definition_id: String(definition.definition_id),
          is_official: definition.is_official,
          ...definition.params,
        },
        period: { from: bound.from.toISOString(), to: bound.to.toISOString() },
        time_zone,
        week_start: workspace.week_start,
        freshness: {
          computed_at: bound.now.toISOString(),
          data_until: definition.data_until ?? freshness.data_until,
          is_deriving: this.derivation.isDeriving,
          ...late,
        },
        asked: (bound.own ?? {}) as RowsMeta['asked'],
        service: 'wait_state' in question.report.row.shape ? asked.service : null,
        currency: speaksOfMoney(question.report) ? workspace.currency : null,
        merges,
        total,
        row_count: rows.length,
        next_cursor: next === null ? null : writeCursor({ now: bound.now, after: next }),
      },
      rows,
    };
  }

  /** All rows. What goes wrong before the first batch throws here, so that it can still be told. */
  async stream(place: Place, question: RowQuestion, signal: AbortSignal): Promise<RowStream> {
    const { query, values, time_zone, definition } = await this.ask(place, question, signal);
    const total = await query.count(this.store, values, { signal });
    const batches = this.batches(
      place,
      definition.definition_id,
      query.stream(this.store, values, { signal }),
    );
    const first = await batches.next();
    return { total, time_zone, batches: resumed(first, batches) };
  }

  /**
   * Everybody who waits in a workspace, at most `limit`, oldest first; for whoever shows it on to readers of both kinds:
   * `named` for those who may see names of contacts, `plain` for the others.
   */
  async waiting(workspace_id: number, limit: number): Promise<EverybodyWaiting> {
    const nobody: Place = { workspace_id, actor: '', user: undefined };
    const { query, bound, values, definition } = await this.ask(nobody, readRowQuestion(waitingNow, {}));
    const { rows } = await query.page(this.store, values, { limit, after: null });
    const written = async (seesContacts: boolean): Promise<Row[]> => {
      const copies: Row[] = rows.map((row) => ({ ...row }));
      await this.names.forAny(workspace_id, seesContacts)(copies);
      await this.inboxes.forAny(workspace_id, seesContacts, copies, definition.definition_id);
      return copies;
    };
    return {
      computed_at: bound.now.toISOString(),
      is_deriving: this.derivation.isDeriving,
      named: await written(true),
      plain: await written(false),
    };
  }

  /** Reads a question for this reader. Throws `not_allowed` for what is not theirs to see. */
  async ask(place: Place, question: RowQuestion, gone: AbortSignal = NEVER): Promise<Asked> {
    const { report, params, cursor } = question;
    const { workspace_id } = place;
    const agent_ids = agentsAllowed(place, question, await this.agents.roots(workspace_id));
    const workspace = await this.workspaces.find(workspace_id);
    const own = await this.funnels.asked(workspace_id, params.own);
    const time_zone = params.time_zone ?? workspace.time_zone;
    const now = cursor?.now ?? new Date();
    const span = spanOf(params.period, time_zone, now);
    const definition = await this.definitions.of(workspace_id, params.with, [span], gone);
    const { limits, ...service } = await this.limits.of(definition, now);
    const { unanswered_after_seconds } = definition.params;
    const repeat_after_seconds = repeatAfter(own, definition.params);
    const bound: BoundParams = {
      workspace_id,
      definition_id: definition.definition_id,
      repeat_after_seconds,
      unanswered_after_seconds,
      now,
      time_zone,
      ...span,
      previous: null,
      channels: params.channels,
      account_ids: params.account_ids,
      agent_ids,
      team_ids: params.team_ids,
      refs: params.refs,
      hours_of_day: params.hours_of_day,
      weekdays: params.weekdays,
      own,
      limits,
      ...(speaksOfGoals(report)
        ? {
            goals: await this.goals.bound(workspace_id, askedGoalIds(own)),
            currency: workspace.currency,
          }
        : {}),
    };
    return {
      query: ROW_REPORT_QUERIES[report.name as RowReportName],
      bound,
      values: boundValues(bound, 'current', bound),
      workspace,
      definition,
      time_zone,
      service,
    };
  }

  private async *batches(
    place: Place,
    definition_id: number,
    rows: AsyncIterable<object>,
  ): AsyncGenerator<Row[], void, undefined> {
    const writeNames = this.names.forReader(place);
    let batch: Row[] = [];
    const complete = async () => {
      await writeNames(batch);
      await this.inboxes.write(place, batch, definition_id);
      return batch;
    };
    for await (const row of rows) {
      batch.push({ ...row });
      if (batch.length < BATCH) continue;
      yield await complete();
      batch = [];
    }
    if (batch.length > 0) yield await complete();
  }

  private async complete(place: Place, rows: Row[], definition_id: number): Promise<void> {
    await this.names.forReader(place)(rows);
    await this.inboxes.write(place, rows, definition_id);
  }
}

function spanOf(period: RowQuestion['params']['period'], time_zone: string, now: Date) {
  if (period === null) return { from: new Date(now.getTime() - NOW_SPAN_MS), to: now };
  const { from, to } = resolvePeriod(period, time_zone);
  return { from: from.toJSDate(), to: to.toJSDate() };
}
