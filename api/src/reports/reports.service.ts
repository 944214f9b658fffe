import { Inject, Injectable } from '@nestjs/common';
import { type Report, type ReportMeta, type ReportName } from '@parley/contracts';
import {
  type BoundParams,
  type ClickHouse,
  readAvailability,
  readClosingAvailability,
  readFreshness,
  readLateEvents,
  readMerges,
  runReport,
} from '@parley/sql';
import { z } from 'zod';
import { AgentsService } from '../agents/agents.service.js';
import { type Roots } from '../agents/roots.js';
import { type Place } from '../access/access.js';
import { can } from '../access/can.js';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { AskedDefinitions } from '../definitions/asked-definitions.service.js';
import { DerivationService } from '../derivation/derivation.service.js';
import { notAllowed, ProblemError } from '../http/problem-error.js';
import { NamesService } from '../rows/names.service.js';
import { WorkspacesService } from '../workspaces/workspaces.service.js';
import { FunnelsService } from '../funnels/funnels.service.js';
import { GoalsService } from '../goals/goals.service.js';
import { askedGoalIds, speaksOfGoals, speaksOfMoney } from './speaks-of-goals.js';
import { LimitsService, measuresWaits, tellsOpenHours } from './limits.service.js';
import { speaksOfClosing, unavailableMetrics } from './availability.js';
import { checkBuckets, type Period, previousOf, resolvePeriod } from './period.js';
import { type Question } from './question.js';
import { repeatAfter } from './repeat-after.js';
import { columnsOfReport, type Row } from './write-answer.js';

/** Computes the answer to a question: the rows of the report, and what a reader needs to trust them. */
@Injectable()
export class ReportsService {
  constructor(
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    private readonly workspaces: WorkspacesService,
    private readonly definitions: AskedDefinitions,
    private readonly agents: AgentsService,
    private readonly names: NamesService,
    private readonly limits: LimitsService,
    private readonly goals: GoalsService,
    private readonly funnels: FunnelsService,
    private readonly derivation: DerivationService,
  ) {}

  async answer(
    place: Place,
    question: Question,
    signal: AbortSignal,
  ): Promise<{ meta: ReportMeta; rows: Row[] }> {
    const { report, params } = question;
    const agent_ids = agentsAllowed(place, question, await this.agents.roots(place.workspace_id));
    const workspace = await this.workspaces.find(place.workspace_id);
    const own = await this.funnels.asked(place.workspace_id, params.own);
    const time_zone = params.time_zone ?? workspace.time_zone;
    const period = resolvePeriod(params, time_zone);
    const previous = previousOf(period, params.compare_to);
    for (const one of [period, previous]) {
      if (one !== null && params.granularity !== undefined) checkBuckets(one, params.granularity);
    }
    const spans = [period, ...(previous === null ? [] : [previous])].map(dates);
    const definition = await this.definitions.of(place.workspace_id, params.with, spans, signal);

    const now = new Date();
    const { limits, targets, has_calendar } = await this.limits.of(definition, now);
    const { unanswered_after_seconds } = definition.params;
    const repeat_after_seconds = repeatAfter(own, definition.params);
    const bound: BoundParams = {
      workspace_id: place.workspace_id,
      definition_id: definition.definition_id,
      repeat_after_seconds,
      unanswered_after_seconds,
      now,
      time_zone,
      week_start: workspace.week_start,
      ...dates(period),
      previous: previous === null ? null : dates(previous),
      ...(params.granularity === undefined ? {} : { granularity: params.granularity }),
      channels: params.channels,
      account_ids: params.account_ids,
      agent_ids,
      team_ids: params.team_ids,
      refs: params.refs,
      hours_of_day: params.hours_of_day,
      weekdays: params.weekdays,
      own,
      limits,
      ...(tellsOpenHours(report) ? { schedule: definition.schedule } : {}),
      currency: workspace.currency,
      ...(speaksOfGoals(report)
        ? { goals: await this.goals.bound(place.workspace_id, askedGoalIds(own)) }
        : {}),
    };
    const [found, freshness, late, availability, closing, merges] = await Promise.all([
      runReport(this.store, report.name as ReportName, bound, { signal }),
      readFreshness(this.store, place.workspace_id, { signal }),
      readLateEvents(this.store, bound, { signal }),
      readAvailability(this.store, bound, { signal }),
      speaksOfClosing(report) ? readClosingAvailability(this.store, bound, { signal }) : NOT_ASKED,
      readMerges(this.store, report.name as ReportName, bound, { signal }),
    ]);
    const rows: Row[] = found.map((row) => ({ ...row }));
    const current = rows.filter((row) => row['period'] === 'current');
    // SQL knows ids only; names live in PostgreSQL.
    await this.names.forReader(place)(rows);

    return {
      meta: {
        report: report.name,
        definition: {
          definition_id: String(definition.definition_id),
          is_official: definition.is_official,
          ...definition.params,
        },
        period: instants(period),
        previous_period: previous === null ? null : instants(previous),
        time_zone,
        week_start: workspace.week_start,
        freshness: {
          computed_at: now.toISOString(),
          data_until: definition.data_until ?? freshness.data_until,
          is_deriving: this.derivation.isDeriving,
          ...late,
        },
        unavailable: unavailableMetrics(report, { ...availability, closing }, current),
        asked: {
          ...own,
          ...('repeat_after_seconds' in asksFor(report) ? { repeat_after_seconds } : {}),
        } as ReportMeta['asked'],
        service: measuresWaits(report) ? { has_calendar, targets } : null,
        currency: speaksOfMoney(report) ? workspace.currency : null,
        merges,
        row_count: rows.length,
      },
      rows: rows.map((row) => inOrder(columnsOfReport(report), row)),
    };
  }
}

/**
 * Whom the answer may speak of; identities that were joined are one agent. Who may read only own numbers gets reports by agent cut down to the agent they are
 * linked to, and no other report.
 */
export function agentsAllowed(
  place: Place,
  { report, params }: { report: Pick<Report, 'filters'>; params: Pick<Question['params'], 'agent_ids'> },
  roots: Roots,
): string[] {
  const membership = place.user?.membership;
  if (membership === undefined || can(membership.role, 'reports.read')) return params.agent_ids;
  if (!report.filters.includes('agent_ids')) throw notAllowed();
  if (membership.agent_id === null) {
    throw new ProblemError('not_allowed', {
      en: 'You are not linked to an agent yet. Ask an owner to link you under Members.',
      ru: 'Вы пока не связаны с сотрудником. Попросите владельца связать вас в разделе «Участники».',
    });
  }
  const own = roots.of(membership.agent_id);
  if (params.agent_ids.some((id) => roots.of(id) !== own)) throw notAllowed();
  return [own];
}

/** What a report takes. */
const asksFor = ({ params }: Report): object => (params instanceof z.ZodObject ? params.shape : {});

/** Of reports that do not speak of closing. */
const NOT_ASKED = { accounts: 0, covered_share: 0 };

const dates = ({ from, to }: Period) => ({ from: from.toJSDate(), to: to.toJSDate() });

const instants = ({ from, to }: Period) => ({
  from: from.toJSDate().toISOString(),
  to: to.toJSDate().toISOString(),
});

const inOrder = (columns: readonly string[], row: Row): Row =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
