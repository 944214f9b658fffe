import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  derivesAlike,
  NO_SCHEDULE,
  type PreviewInput,
  type SettingsPreview,
  type SettingsValues,
} from '@parley/contracts';
import { type BoundParams, type ClickHouse, runReport, trialSize, type TrialSize } from '@parley/sql';
import { DateTime } from 'luxon';
import { type Repository } from 'typeorm';
import { ADMIN_STORE, REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { Definition } from '../definitions/definition.entity.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { RebuildQueue } from '../definitions/rebuild-queue.js';
import { ProblemError } from '../http/problem-error.js';
import { type Period, resolvePeriod } from '../reports/period.js';
import { daysOf, instantsOf, numbersOf } from './preview-numbers.js';
import { RUN_TRIAL, type RunTrial } from './run-trial.js';
import { SettingsService } from './settings.service.js';
import { changed } from './values.js';

/** The events that a preview may read: a few seconds of work. Where there are more, a sample of people is taken. */
export const MOST_EVENTS = 200_000;
const PATIENCE_MS = 60_000;
const DAYS = 30;
const MOST_DAYS = 92;

interface Side {
  definition: Pick<Definition, 'definition_id' | 'params'>;
  settings: SettingsValues;
  period: Period;
}

/**
 * Computes what a change of settings would move, by the SQL of the reports themselves. A definition that has to be
 * derived is derived for those who wrote or were written to in the period, under a number of its own, and taken away
 * again; should this process die, the next one takes it away.
 */
@Injectable()
export class PreviewService {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(REPORTS_STORE) private readonly reports: ClickHouse,
    @Inject(ADMIN_STORE) private readonly store: ClickHouse,
    @Inject(RUN_TRIAL) private readonly runTrial: RunTrial,
    @InjectRepository(Definition) private readonly stored: Repository<Definition>,
    private readonly definitions: DefinitionsService,
    private readonly settings: SettingsService,
    private readonly queue: RebuildQueue,
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
    // One at a time in this process: two would only take the machine from each other.
    const signal = AbortSignal.any([gone, AbortSignal.timeout(PATIENCE_MS)]);
    const turn = this.last.then(() => this.compare(workspace_id, days, sides, signal));
    this.last = turn.catch(() => undefined);
    return turn.catch((error: unknown) => {
      throw signal.aborted && !gone.aborted ? tooLong() : error;
    });
  }

  private async compare(
    workspace_id: number,
    days: { from: string; to: string },
    { present, wanted }: { present: Side; wanted: Side },
    signal: AbortSignal,
  ): Promise<SettingsPreview> {
    signal.throwIfAborted();
    const rebuilds = !derivesAlike(present.definition.params, wanted.definition.params);
    const size = rebuilds ? await this.size(workspace_id, present.period, wanted.period) : null;
    const now = new Date();
    const answer = async (tried: Side, highest?: bigint): Promise<SettingsPreview> => {
      const bound = (side: Side): BoundParams => ({
        workspace_id,
        definition_id: side.definition.definition_id,
        repeat_after_seconds: side.definition.params.repeat_after_seconds,
        unanswered_after_seconds: side.definition.params.unanswered_after_seconds,
        now,
        time_zone: side.settings.time_zone,
        from: side.period.from.toJSDate(),
        to: side.period.to.toJSDate(),
        previous: null,
        ...(highest === undefined ? {} : { highest_identity_id: highest }),
      });
      const one = async (side: Side) => ({
        time_zone: side.settings.time_zone,
        period: instantsOf(side.period),
        definition: side.definition.params,
        numbers: numbersOf(await runReport(this.reports, 'overview', bound(side), { signal })),
      });
      const perDay = (side: Side) => runReport(this.reports, 'overview-over-time', bound(side), { signal });
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
    return this.withTrial(workspace_id, wanted, size, signal, (tried) =>
      answer(tried, size.identities === size.ofIdentities ? undefined : size.highestIdentityId),
    );
  }

  private size(workspace_id: number, one: Period, other: Period): Promise<TrialSize> {
    const { from, to } = together(one, other);
    return trialSize(this.store, { workspaceId: workspace_id, from, to, mostEvents: MOST_EVENTS });
  }

  /** Derives the wanted definition for a moment. Its row in PostgreSQL comes first and goes last: see Rebuilder. */
  private async withTrial<T>(
    workspace_id: number,
    wanted: Side,
    { highestIdentityId }: TrialSize,
    signal: AbortSignal,
    work: (tried: Side) => Promise<T>,
  ): Promise<T> {
    const { courtesy_hashes } = await this.definitions.active(workspace_id);
    const { params } = wanted.definition;
    const { definition_id } = await this.stored.save(
      this.stored.create({
        workspace_id,
        status: 'preview',
        params,
        courtesy_hashes,
        rebuild_request: null,
        progress: 0,
        created_at: new Date(),
        retired_at: null,
      }),
    );
    try {
      const { from, to } = together(wanted.period, wanted.period);
      await this.runTrial(
        {
          workspaceId: workspace_id,
          definitionId: definition_id,
          silenceGapSeconds: params.silence_gap_seconds,
          settleSeconds: params.settle_seconds,
          clockStarts: params.clock_starts,
          schedule: NO_SCHEDULE,
          courtesyHashes: courtesy_hashes,
          from: from.toISOString(),
          to: to.toISOString(),
          highestIdentityId: String(highestIdentityId),
        },
        signal,
      );
      return await work({ ...wanted, definition: { definition_id, params } });
    } finally {
      await this.stored.update({ definition_id }, { rebuild_request: 1 });
      this.queue.wake();
    }
  }
}

const sampleOf = (size: TrialSize | null): SettingsPreview['sample'] =>
  size === null || size.identities === size.ofIdentities
    ? null
    : {
        identities: size.identities,
        of_identities: size.ofIdentities,
        share: size.identities / size.ofIdentities,
      };

const periodOf = (days: { from: string; to: string }, zone: string): Period =>
  resolvePeriod({ ...days, compare_to: 'none' }, zone);

const together = (one: Period, other: Period) => ({
  from: DateTime.min(one.from, other.from).toJSDate(),
  to: DateTime.max(one.to, other.to).toJSDate(),
});

/** The days that are looked at: the last thirty of the present zone, today among them, unless others are asked for. */
function daysAsked({ from, to }: PreviewInput, zone: string): { from: string; to: string } {
  const today = DateTime.now().setZone(zone).startOf('day');
  const end = to ?? today.plus({ days: 1 }).toISODate() ?? '';
  const begin = from ?? DateTime.fromISO(end).minus({ days: DAYS }).toISODate() ?? '';
  const days = DateTime.fromISO(end).diff(DateTime.fromISO(begin), 'days').days;
  if (days <= MOST_DAYS) return { from: begin, to: end };
  throw new ProblemError('period_invalid', {
    en: `A preview looks at no more than ${MOST_DAYS} days. Choose a shorter period.`,
    ru: `Предпросмотр охватывает не больше ${MOST_DAYS} дней. Выберите период короче.`,
  });
}

const tooLong = () =>
  new ProblemError('query_too_heavy', {
    en: 'The preview takes more than a minute. Choose fewer days, or save the change: it is computed beside and can be taken back.',
    ru: 'Предпросмотр занимает больше минуты. Выберите меньше дней или сохраните изменение: оно считается рядом, и его можно вернуть.',
  });
