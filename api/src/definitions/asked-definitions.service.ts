import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  askedParameters,
  type DefinitionParams,
  definitionParams,
  derivesAlike,
  parameterOf,
  WITH_KEYS,
  type WithParams,
} from '@parley/contracts';
import { type ClickHouse, readFreshness } from '@parley/sql';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { invalidRequest, ProblemError } from '../http/problem-error.js';
import { inWords } from '../reports/repeat-after.js';
import { MOST_DAYS, type Span, TrialsService } from '../settings/trials.service.js';
import { type Definition } from './definition.entity.js';
import { DefinitionsService } from './definitions.service.js';
import { SharedTrials } from './shared-trials.js';

/** What a question is answered with. */
export interface AskedDefinition extends Pick<
  Definition,
  'workspace_id' | 'definition_id' | 'params' | 'schedule'
> {
  is_official: boolean;
  /** When the newest event reached us that it knows of; undefined: it follows what arrives. */
  data_until?: string | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A wait goes on for 30 days at most, and reports of hours speak of whoever waits in them. */
const BEFORE_MS = 31 * DAY_MS;

/** The definition a question is answered with: the workspace's own, or another that only this question has. */
@Injectable()
export class AskedDefinitions implements OnApplicationShutdown {
  private readonly trials: SharedTrials;

  constructor(
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    private readonly definitions: DefinitionsService,
    private readonly deriving: TrialsService,
  ) {
    this.trials = new SharedTrials((definition_id) => this.deriving.drop(definition_id));
  }

  /**
   * `spans`: the periods that are looked at. What only is applied when a report is read is applied to the rows in use;
   * what shapes dialogues and waits is derived for these periods and kept for some minutes, so that the reports of one
   * screen share it. Throws `invalid_request` for parameters that do not go together, `period_invalid` for more than
   * {@link MOST_DAYS} days, `query_too_heavy` for too many events.
   */
  async of(
    workspace_id: number,
    asked: WithParams,
    spans: readonly Span[],
    gone: AbortSignal,
  ): Promise<AskedDefinition> {
    const {
      definition_id,
      schedule,
      source_rules,
      params: own,
    } = await this.definitions.active(workspace_id);
    const official = { workspace_id, definition_id, schedule, params: own, is_official: true };
    const params = together(own, asked);
    if (WITH_KEYS.every((key) => own[parameterOf(key)] === params[parameterOf(key)])) return official;
    if (derivesAlike(own, params)) return { ...official, params, is_official: false };

    const span = spanOf(spans);
    const newest = await readFreshness(this.store, workspace_id, { signal: gone });
    const { silence_gap_seconds, clock_starts, settle_seconds, courtesy_phrases } = params;
    const key = JSON.stringify([
      workspace_id,
      definition_id,
      silence_gap_seconds,
      clock_starts,
      settle_seconds,
      courtesy_phrases,
      span,
    ]);
    const trial = await this.trials.of(key, newest, gone, (signal) =>
      this.deriving.inTurn(
        signal,
        async (inTime) => {
          const size = await this.deriving.size(workspace_id, span);
          if (size.identities !== size.ofIdentities) throw tooMany();
          return this.deriving.derive(workspace_id, { params, schedule, source_rules }, span, size, inTime);
        },
        tooMany,
      ),
    );
    return { ...official, ...trial, params, is_official: false };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.trials.dropAll();
  }
}

/** The workspace's parameters with those that are asked for. */
function together(own: DefinitionParams, asked: WithParams): DefinitionParams {
  const read = definitionParams.safeParse({ ...own, ...askedParameters(asked) });
  if (read.success) return read.data;
  const gap = asked.with_silence_gap_seconds ?? own.silence_gap_seconds;
  if ((asked.with_repeat_after_seconds ?? own.repeat_after_seconds) >= gap)
    throw invalidRequest(
      read.error.issues.map(({ path, message }) => ({ path: `with_${path.join('.')}`, message })),
    );
  throw new ProblemError(
    'invalid_request',
    {
      en: `A dialogue would end after ${inWords(gap, 'en')} of silence, so nobody could come back sooner. Ask for with_repeat_after_seconds=${gap} or more.`,
      ru: `Диалог заканчивался бы через ${inWords(gap, 'ru')} молчания, поэтому вернуться раньше было бы нельзя. Задайте with_repeat_after_seconds=${gap} или больше.`,
    },
    { errors: [{ path: 'with_repeat_after_seconds', message: `must be at least ${gap}` }] },
  );
}

/** Who has to take part: whoever wrote or was written to in the periods, or may have waited when they began. */
function spanOf(spans: readonly Span[]): Span {
  for (const { from, to } of spans)
    if (to.getTime() - from.getTime() > (MOST_DAYS + 1) * DAY_MS) throw tooLongPeriod();
  const from = Math.min(...spans.map((one) => one.from.getTime())) - BEFORE_MS;
  const to = Math.max(...spans.map((one) => one.to.getTime()));
  // Whole hours, so that what ends at this moment is not derived anew every moment.
  return {
    from: new Date(Math.floor(from / HOUR_MS) * HOUR_MS),
    to: new Date(Math.ceil(to / HOUR_MS) * HOUR_MS),
  };
}

const tooLongPeriod = () =>
  new ProblemError('period_invalid', {
    en: `Other definitions of dialogues and waits are tried on no more than ${MOST_DAYS} days. Choose a shorter period, or go back to the official definitions.`,
    ru: `Другие определения диалогов и ожиданий проверяются не больше чем на ${MOST_DAYS} днях. Выберите период короче или вернитесь к официальным определениям.`,
  });

const tooMany = () =>
  new ProblemError('query_too_heavy', {
    en: 'So many messages cannot be counted anew while you wait. Choose a shorter period without comparison, or try the change on a sample under Settings.',
    ru: 'Столько сообщений нельзя пересчитать, пока вы ждёте. Выберите период короче и без сравнения или проверьте изменение на выборке в настройках.',
  });
