import { httpResource } from '@angular/common/http';
import { Injectable, computed, inject } from '@angular/core';
import {
  ATTRIBUTION_MODEL_LABELS,
  type AttributionModel,
  CREDIT_DATE_LABELS,
  type CreditDate,
  goalList,
  USUAL_MODEL,
} from '@parley/contracts';
import { picksOfRow } from '../acquisition/acquisition';
import { AcquisitionState, type NamedValue } from '../acquisition/acquisition-state';
import { I18n } from '../i18n/i18n';
import type { RowsLink } from '../measures/measures-state';
import { takes } from '../reports/report-url';
import { ViewState } from '../shell/view-state';
import { type Attribution, attributionParams, OFFERED_LOOKBACKS, parseAttribution } from './attribution';

/** How the screen credits conversions, as it stands in the URL, and the goals there are to choose from. */
@Injectable()
export class AttributionState {
  readonly #state = inject(ViewState);
  readonly #i18n = inject(I18n);
  readonly #acquisition = inject(AcquisitionState);

  readonly #goals = httpResource(
    () => (this.#state.workspace() ? `/api/workspaces/${this.#state.workspaceId()}/goals` : undefined),
    { parse: (raw) => goalList.parse(raw).goals },
  );
  readonly goals = computed(() => (this.#goals.hasValue() ? this.#goals.value() : []));
  readonly hasGoals = computed(() => !this.#goals.hasValue() || this.#goals.value().length > 0);
  readonly asked = computed<Attribution>(() => parseAttribution((key) => this.#state.own(key)), {
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  /** A goal that is gone is not asked for: the api would refuse it. */
  readonly #known = computed<Attribution>(() => {
    const asked = this.asked();
    const isKnown = !this.#goals.hasValue() || this.goals().some(({ goal_id }) => goal_id === asked.goalId);
    return isKnown ? asked : { ...asked, goalId: null };
  });
  readonly params = computed(() => ({ ...this.#acquisition.params(), ...attributionParams(this.#known()) }));
  readonly lookbacks = computed(() => {
    const { lookbackDays } = this.asked();
    const all = new Set<number>([...OFFERED_LOOKBACKS, ...(lookbackDays === null ? [] : [lookbackDays])]);
    return [...all].sort((a, b) => a - b);
  });

  modelName(model: AttributionModel): string {
    return this.#i18n.text(ATTRIBUTION_MODEL_LABELS[model]);
  }

  dateName(date: CreditDate): string {
    return this.#i18n.text(CREDIT_DATE_LABELS[date]);
  }

  chooseGoal(goalId: string): void {
    this.#state.changeOwn({ goal_ids: goalId || null }, true);
  }

  chooseModel(model: string): void {
    this.#state.changeOwn({ model: model === USUAL_MODEL ? null : model }, true);
  }

  chooseDate(date: string): void {
    this.#state.changeOwn({ dated_by: date === 'conversion' ? null : date }, true);
  }

  chooseLookback(days: string): void {
    this.#state.changeOwn({ lookback_days: days || null }, true);
  }

  /** The link to the conversions behind a number of one row (null: of the total), by a model. */
  rows(row: NamedValue | null, model: AttributionModel = this.asked().model): RowsLink {
    const { group, arrivals, values } = this.#acquisition.asked();
    const asked = {
      ...this.#state.viewQuery(),
      ...attributionParams({ ...this.#known(), model }),
      by: group,
      ...(arrivals.length > 0 ? { arrivals: arrivals.join(',') } : {}),
      ...values,
      ...(row && isPicked(group) ? picksOfRow(group, row) : {}),
    };
    return {
      path: ['/workspace', this.#state.workspaceId(), 'rows'],
      query: {
        report: 'conversions',
        ...Object.fromEntries(
          Object.entries(asked).filter(
            ([name, value]) =>
              value !== null && value.length > 0 && (name === 'period' || takes('conversions', name)),
          ),
        ),
      },
    };
  }

  /** Whether a row can be told from the others by what rows of conversions are picked by. */
  isPicked(): boolean {
    return isPicked(this.#acquisition.asked().group);
  }
}

/** TRICKY: channels and accounts pick where a conversion happened, not where its touch did. */
const isPicked = (group: string): boolean => group !== 'channel' && group !== 'account';
