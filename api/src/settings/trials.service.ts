import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type ClickHouse, trialSize, type TrialSize } from '@parley/sql';
import { DateTime } from 'luxon';
import { type Repository } from 'typeorm';
import { ADMIN_STORE } from '../clickhouse/clickhouse.js';
import { Definition } from '../definitions/definition.entity.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { RebuildQueue } from '../definitions/rebuild-queue.js';
import { ProblemError } from '../http/problem-error.js';
import { type Period, resolvePeriod } from '../reports/period.js';
import { RUN_TRIAL, type RunTrial } from './run-trial.js';

/** The events that a trial may read: a few seconds of work. Where there are more, a sample of people is taken. */
export const MOST_EVENTS = 200_000;
const PATIENCE_MS = 60_000;
const DAYS = 30;
export const MOST_DAYS = 92;

/** Instants between which the messages lie that decide who takes part. */
export interface Span {
  from: Date;
  to: Date;
}

/** What a definition that is only tried is derived with. */
export type Tried = Pick<Definition, 'params' | 'schedule' | 'source_rules'>;

/**
 * Derives definitions that are only tried: for those who wrote or were written to in a period, under a number of its
 * own, taken away again; should this process die, the next one takes it away.
 */
@Injectable()
export class TrialsService {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(ADMIN_STORE) private readonly store: ClickHouse,
    @Inject(RUN_TRIAL) private readonly runTrial: RunTrial,
    @InjectRepository(Definition) private readonly stored: Repository<Definition>,
    private readonly definitions: DefinitionsService,
    private readonly queue: RebuildQueue,
  ) {}

  /**
   * Runs one preview after the other in this process: two would only take the machine from each other. `gone` aborts
   * when nobody waits for the answer any more. Throws `query_too_heavy` after a minute.
   */
  inTurn<T>(
    gone: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
    tooLong: () => ProblemError = previewTooLong,
  ): Promise<T> {
    const signal = AbortSignal.any([gone, AbortSignal.timeout(PATIENCE_MS)]);
    const turn = this.last.then(() => {
      signal.throwIfAborted();
      return work(signal);
    });
    this.last = turn.catch(() => undefined);
    return turn.catch((error: unknown) => {
      throw signal.aborted && !gone.aborted ? tooLong() : error;
    });
  }

  /** Who takes part in a trial of the period. */
  size(workspace_id: number, { from, to }: Span): Promise<TrialSize> {
    return trialSize(this.store, { workspaceId: workspace_id, from, to, mostEvents: MOST_EVENTS });
  }

  /** Derives a definition for a moment and takes it away again. */
  async with<T>(
    workspace_id: number,
    tried: Tried,
    span: Span,
    size: TrialSize,
    signal: AbortSignal,
    work: (definition_id: number) => Promise<T>,
  ): Promise<T> {
    const definition_id = await this.derive(workspace_id, tried, span, size, signal);
    try {
      return await work(definition_id);
    } finally {
      await this.drop(definition_id);
    }
  }

  /** Derives a definition that stays until it is dropped. Its row in PostgreSQL comes first and goes last: see Rebuilder. */
  async derive(
    workspace_id: number,
    { params, schedule, source_rules }: Tried,
    { from, to }: Span,
    { highestIdentityId }: TrialSize,
    signal: AbortSignal,
  ): Promise<number> {
    const courtesy_hashes = await this.definitions.courtesyHashes(workspace_id, params);
    const { definition_id } = await this.stored.save(
      this.stored.create({
        workspace_id,
        status: 'preview',
        params,
        schedule,
        source_rules,
        courtesy_hashes,
        rebuild_request: null,
        progress: 0,
        created_at: new Date(),
        retired_at: null,
      }),
    );
    try {
      await this.runTrial(
        {
          workspaceId: workspace_id,
          definitionId: definition_id,
          silenceGapSeconds: params.silence_gap_seconds,
          settleSeconds: params.settle_seconds,
          clockStarts: params.clock_starts,
          schedule,
          sourceRules: source_rules,
          courtesyHashes: courtesy_hashes,
          from: from.toISOString(),
          to: to.toISOString(),
          highestIdentityId: String(highestIdentityId),
        },
        signal,
      );
      return definition_id;
    } catch (error) {
      await this.drop(definition_id);
      throw error;
    }
  }

  async drop(definition_id: number): Promise<void> {
    await this.stored.update({ definition_id }, { rebuild_request: 1 });
    this.queue.wake();
  }
}

/** Of how many people both sides of a preview are; null: of everybody. */
export const sampleOf = (size: TrialSize | null) =>
  size === null || size.identities === size.ofIdentities
    ? null
    : {
        identities: size.identities,
        of_identities: size.ofIdentities,
        share: size.identities / size.ofIdentities,
      };

/** The largest id that takes part; undefined: everybody does. */
export const highestOf = (size: TrialSize): bigint | undefined =>
  size.identities === size.ofIdentities ? undefined : size.highestIdentityId;

export interface Days {
  from: string;
  to: string;
}

export const periodOf = (days: Days, zone: string): Period =>
  resolvePeriod({ ...days, compare_to: 'none' }, zone);

/** The days that are looked at: the last thirty of the zone, today among them, unless others are asked for. */
export function daysAsked({ from, to }: { from?: string; to?: string }, zone: string): Days {
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

const previewTooLong = () =>
  new ProblemError('query_too_heavy', {
    en: 'The preview takes more than a minute. Choose fewer days, or save the change: it is computed beside and can be taken back.',
    ru: 'Предпросмотр занимает больше минуты. Выберите меньше дней или сохраните изменение: оно считается рядом, и его можно вернуть.',
  });
