import { Inject, Injectable } from '@nestjs/common';
import {
  derivesAlike,
  type PreviewInput,
  type SettingsPreview,
  type SettingsValues,
} from '@parley/contracts';
import { type BoundParams, type ClickHouse, runReport } from '@parley/sql';
import { DateTime } from 'luxon';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { type Definition } from '../definitions/definition.entity.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { LimitsService } from '../reports/limits.service.js';
import { type Period } from '../reports/period.js';
import { daysOf, instantsOf, numbersOf } from './preview-numbers.js';
import { SettingsService } from './settings.service.js';
import { type Days, daysAsked, highestOf, periodOf, sampleOf, TrialsService } from './trials.service.js';
import { changed } from './values.js';

interface Side {
  definition: Pick<Definition, 'workspace_id' | 'definition_id' | 'params' | 'schedule' | 'source_rules'>;
  settings: SettingsValues;
  period: Period;
}

/** Computes what a change of settings would move, by the SQL of the reports themselves. */
@Injectable()
export class PreviewService {
  constructor(
    @Inject(REPORTS_STORE) private readonly reports: ClickHouse,
    private readonly definitions: DefinitionsService,
    private readonly settings: SettingsService,
    private readonly trials: TrialsService,
    private readonly limits: LimitsService,
  ) {}

  /** `gone` aborts when nobody waits for the answer any more. */
  async preview(workspace_id: number, input: PreviewInput, gone: AbortSignal): Promise<SettingsPreview> {
    const values = await this.settings.values(workspace_id);
    const wanted = changed(values, input.settings);
    const days = daysAsked(input, values.time_zone);
    const active = await this.definitions.active(workspace_id);
    const sides = {
      present: { definition: active, settings: values, period: periodOf(days, values.time_zone) },
      wanted: {
        definition: { ...active, params: wanted.definition },
        settings: wanted,
        period: periodOf(days, wanted.time_zone),
      },
    };
    return this.trials.inTurn(gone, (signal) => this.compare(workspace_id, days, sides, signal));
  }

  private async compare(
    workspace_id: number,
    days: Days,
    { present, wanted }: { present: Side; wanted: Side },
    signal: AbortSignal,
  ): Promise<SettingsPreview> {
    const rebuilds = !derivesAlike(present.definition.params, wanted.definition.params);
    const size = rebuilds
      ? await this.trials.size(workspace_id, together(present.period, wanted.period))
      : null;
    const now = new Date();
    const answer = async (tried: Side, highest?: bigint): Promise<SettingsPreview> => {
      const bound = async (side: Side): Promise<BoundParams> => ({
        workspace_id,
        definition_id: side.definition.definition_id,
        repeat_after_seconds: side.definition.params.repeat_after_seconds,
        unanswered_after_seconds: side.definition.params.unanswered_after_seconds,
        now,
        time_zone: side.settings.time_zone,
        from: side.period.from.toJSDate(),
        to: side.period.to.toJSDate(),
        previous: null,
        limits: (await this.limits.of(side.definition, now)).limits,
        ...(highest === undefined ? {} : { highest_identity_id: highest }),
      });
      const one = async (side: Side) => ({
        time_zone: side.settings.time_zone,
        period: instantsOf(side.period),
        definition: side.definition.params,
        numbers: numbersOf(await runReport(this.reports, 'overview', await bound(side), { signal })),
      });
      const perDay = async (side: Side) =>
        runReport(this.reports, 'overview-over-time', await bound(side), { signal });
      const isMoved = present.settings.time_zone !== tried.settings.time_zone;
      return {
        ...days,
        computed_at: now.toISOString(),
        present: await one(present),
        wanted: await one(tried),
        rebuilds,
        sample: sampleOf(size),
        days: isMoved
          ? daysOf(
              { zone: present.settings.time_zone, rows: await perDay(present) },
              { zone: tried.settings.time_zone, rows: await perDay(tried) },
            )
          : null,
      };
    };
    if (size === null) return answer(wanted);
    const { params, schedule, source_rules } = wanted.definition;
    const tried = { params, schedule, source_rules };
    const span = together(wanted.period, wanted.period);
    return this.trials.with(workspace_id, tried, span, size, signal, (definition_id) =>
      answer({ ...wanted, definition: { ...wanted.definition, definition_id } }, highestOf(size)),
    );
  }
}

const together = (one: Period, other: Period) => ({
  from: DateTime.min(one.from, other.from).toJSDate(),
  to: DateTime.max(one.to, other.to).toJSDate(),
});
