import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import {
  type Schedule,
  SERVICE_PREVIEW_METRICS,
  type ServiceChange,
  type ServicePreview,
  type ServicePreviewInput,
  type ServicePreviewNumbers,
  type Target,
} from '@parley/contracts';
import { type ClickHouse, runReport } from '@parley/sql';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { type Definition } from '../definitions/definition.entity.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { idOf } from '../http/params.js';
import { LimitsService } from '../reports/limits.service.js';
import { type Period } from '../reports/period.js';
import { daysAsked, highestOf, periodOf, sampleOf, TrialsService } from '../settings/trials.service.js';
import { TargetsService } from '../targets/targets.service.js';
import { TeamSteps } from '../teams/team-steps.js';
import { WorkspacesService } from '../workspaces/workspaces.service.js';
import { CalendarSteps } from './calendar-steps.js';
import { ScheduleService, type Step } from './schedule.service.js';

/** By what one side of a preview goes. */
interface Side {
  definition: Pick<Definition, 'workspace_id' | 'definition_id' | 'params' | 'schedule'>;
  targets: Target[];
}

interface Asked {
  period: Period;
  time_zone: string;
  now: Date;
  signal: AbortSignal;
  highest: bigint | undefined;
}

/**
 * Computes what a change of calendars, teams or targets would move, by the SQL of the report itself: the change is made
 * and taken back to see whose hours it would move, and the waits of the period are derived by them, as they will be.
 */
@Injectable()
export class ServicePreviewService {
  constructor(
    @Inject(REPORTS_STORE) private readonly reports: ClickHouse,
    private readonly workspaces: WorkspacesService,
    private readonly definitions: DefinitionsService,
    private readonly schedule: ScheduleService,
    private readonly calendars: CalendarSteps,
    private readonly teams: TeamSteps,
    private readonly targets: TargetsService,
    private readonly limits: LimitsService,
    private readonly trials: TrialsService,
  ) {}

  /** `gone` aborts when nobody waits for the answer any more. Throws what the change itself would throw. */
  async preview(
    workspace_id: number,
    { change, ...asked }: ServicePreviewInput,
    gone: AbortSignal,
  ): Promise<ServicePreview> {
    const { time_zone } = await this.workspaces.find(workspace_id);
    const days = daysAsked(asked, time_zone);
    const period = periodOf(days, time_zone);
    const { active, building } = await this.definitions.current(workspace_id);
    const latest = (building ?? active).schedule;
    const targets = await this.targets.current(workspace_id);
    const wanted = await this.wanted(workspace_id, change, { schedule: latest, targets });
    const present: Side = { definition: active, targets };
    return this.trials.inTurn(gone, async (signal) => {
      const derives = !isDeepStrictEqual(wanted.schedule, active.schedule);
      const span = { from: period.from.toJSDate(), to: period.to.toJSDate() };
      const size = derives ? await this.trials.size(workspace_id, span) : null;
      const now = new Date();
      const question: Asked = {
        period,
        time_zone,
        now,
        signal,
        highest: size === null ? undefined : highestOf(size),
      };
      const answer = async (definition_id: number): Promise<ServicePreview> => {
        const tried: Side = {
          definition: { ...active, definition_id, schedule: wanted.schedule },
          targets: wanted.targets,
        };
        const [first, next] = await Promise.all([
          this.both('first', present, tried, question),
          this.both('next', present, tried, question),
        ]);
        return {
          ...days,
          time_zone,
          period: { from: span.from.toISOString(), to: span.to.toISOString() },
          computed_at: now.toISOString(),
          moves: !isDeepStrictEqual(wanted.schedule, latest),
          first,
          next,
          sample: sampleOf(size),
        };
      };
      if (size === null) return answer(active.definition_id);
      const definition = { ...active, schedule: wanted.schedule };
      return this.trials.with(workspace_id, definition, span, size, signal, answer);
    });
  }

  private async wanted(
    workspace_id: number,
    change: ServiceChange,
    now: { schedule: Schedule; targets: Target[] },
  ): Promise<{ schedule: Schedule; targets: Target[] }> {
    if (change.change === 'targets') {
      await this.targets.check(workspace_id, change.targets);
      return { ...now, targets: change.targets };
    }
    return { ...now, schedule: await this.schedule.tried(workspace_id, this.step(workspace_id, change)) };
  }

  private step(workspace_id: number, change: Exclude<ServiceChange, { change: 'targets' }>): Step<unknown> {
    switch (change.change) {
      case 'new_calendar':
        return this.calendars.create(workspace_id, change.calendar);
      case 'calendar':
        return this.calendars.change(workspace_id, idOf(change.calendar_id), change.patch);
      case 'assignments':
        return this.calendars.assign(workspace_id, change);
      case 'team':
        return this.teams.change(workspace_id, idOf(change.team_id), change.patch);
    }
  }

  private async both(
    kind: 'first' | 'next',
    present: Side,
    wanted: Side,
    asked: Asked,
  ): Promise<ServicePreview['first']> {
    const [before, after] = await Promise.all([
      this.numbers(kind, present, asked),
      this.numbers(kind, wanted, asked),
    ]);
    return { present: before, wanted: after };
  }

  private async numbers(
    kind: 'first' | 'next',
    { definition, targets }: Side,
    { period, time_zone, now, signal, highest }: Asked,
  ): Promise<ServicePreviewNumbers> {
    const { workspace_id, definition_id, params } = definition;
    const { limits } = await this.limits.of(definition, now, targets);
    const rows = await runReport(
      this.reports,
      'response-time',
      {
        workspace_id,
        definition_id,
        repeat_after_seconds: params.repeat_after_seconds,
        unanswered_after_seconds: params.unanswered_after_seconds,
        now,
        time_zone,
        from: period.from.toJSDate(),
        to: period.to.toJSDate(),
        previous: null,
        limits,
        own: {
          kind,
          clock: 'customer',
          hours: 'business',
          clock_starts: 'definition',
          dated_by: 'started',
          by: [],
        },
        ...(highest === undefined ? {} : { highest_identity_id: highest }),
      },
      { signal },
    );
    const total = rows.find((row) => row.is_total);
    return Object.fromEntries(
      SERVICE_PREVIEW_METRICS.map((key) => [key, total?.[key] ?? null]),
    ) as ServicePreviewNumbers;
  }
}
