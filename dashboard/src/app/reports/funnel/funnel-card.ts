import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { type MetricKey, METRICS } from '@parley/contracts';
import { FunnelState } from '../../funnels/funnel-state';
import { I18n } from '../../i18n/i18n';
import type { RowsLink } from '../../measures/measures-state';
import { SMALL_SAMPLE, changeOf } from '../../theme/change';
import { formatDuration, formatNumber, formatRate } from '../../theme/format';
import { BY_NAME } from '../../ui/table/sorting';
import { Whisker } from '../../ui/table/whisker';
import { Block } from '../block';
import { ChangeBadge } from '../change-badge';
import { MetricDefinition } from '../metric-definition';
import { numberIn } from '../reading';
import type { ReportData } from '../report-data';
import type { Line, NamedRow } from '../report-lines';
import { ReportTable } from '../report-table';
import { RowsLinkView } from '../rows-link';
import { barsOf, type FunnelBar, type FunnelRow, worstOf } from './funnel-rows';

const COLUMNS = [
  'units_reached',
  'reached_rate',
  'step_rate',
  'units_lost',
  'units_open',
  'units_immature',
  'from_start_median_seconds',
  'from_start_p90_seconds',
  'from_previous_median_seconds',
  'from_previous_p90_seconds',
] as const satisfies readonly MetricKey[];
const USUAL = COLUMNS.filter(
  (key) => !['units_open', 'units_immature', 'from_start_p90_seconds'].includes(key),
);

/** The steps as bars, each made of those of the step before, and the same as a table; every part leads to its people. */
@Component({
  selector: 'app-funnel-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, ChangeBadge, MetricDefinition, ReportTable, RowsLinkView, Whisker],
  templateUrl: './funnel-card.html',
  styleUrl: './funnel-card.css',
})
export class FunnelCard {
  readonly #i18n = inject(I18n);
  protected readonly state = inject(FunnelState);
  protected readonly t = this.#i18n.t;
  protected readonly columns = COLUMNS;
  protected readonly usual = computed(() => (this.#hasImmature() ? [...USUAL, 'units_immature'] : USUAL));
  protected readonly order = { by: BY_NAME, isDescending: false };
  readonly data = input.required<ReportData<FunnelRow>>();

  readonly #bars = computed(() => barsOf(this.data().answer()?.rows ?? []));
  readonly #hasImmature = computed(() => this.#bars().some(({ row }) => (row.units_immature ?? 0) > 0));
  protected readonly entered = computed(() => this.#bars()[0]?.reached ?? 0);
  protected readonly nothing = computed(() =>
    this.data().answer() && this.entered() === 0 ? this.t('funnels.empty', { step: this.#nameAt(0) }) : '',
  );
  protected readonly hasSmall = computed(() =>
    this.#bars().some(({ row, step }) => step > 1 && (row.units_judged_before ?? 0) < SMALL_SAMPLE),
  );
  /** What the parts of bars mean, of those that are there. */
  protected readonly legend = computed(() =>
    (['mature', 'immature', 'open', 'lost'] as const).filter((outcome) =>
      this.#bars().some(({ parts }) => parts.some((part) => part.outcome === outcome)),
    ),
  );
  protected readonly bars = computed(() => {
    const language = this.#i18n.language();
    return this.#bars().map((bar) => {
      const { row, step, previous } = bar;
      const name = this.#nameOf(row);
      const time = row.from_previous_median_seconds;
      return {
        step,
        name,
        reached: formatNumber(bar.reached, language),
        reachedLink: bar.reached > 0 ? this.#people({ outcome: 'reached', step: String(step) }) : null,
        parts: bar.parts,
        isFirst: step === 1,
        fromStart: this.#rate(row, 'reached_rate', previous),
        fromBefore: this.#rate(row, 'step_rate', previous),
        // A change from or to a few people is neither praise nor blame.
        isQuiet: [row, previous].some((each) => (each?.units_judged_before ?? 0) < SMALL_SAMPLE),
        isSmall: step > 1 && (row.units_judged_before ?? 0) < SMALL_SAMPLE && row.step_rate !== null,
        time:
          step > 1 && time !== null ? this.t('funnels.time', { time: formatDuration(time, language) }) : '',
        people: this.#linksOf(bar),
      };
    });
  });
  protected readonly rows = computed<NamedRow[]>(() =>
    this.#bars().map(({ row, previous, step }) => ({
      id: String(step),
      // Steps are fewer than a hundred: so their order is that of their names.
      name: `${String(step).padStart(this.#bars().length > 9 ? 2 : 1, '0')}. ${this.#nameOf(row)}`,
      isOurs: false,
      row,
      previous,
      only: null,
    })),
  );
  protected readonly summary = computed(() => {
    const language = this.#i18n.language();
    const bars = this.#bars();
    const last = bars.at(-1);
    if (!last) return '';
    const rate = last.row.reached_rate;
    const worst = worstOf(bars);
    const open = bars[0]?.row.units_immature ?? 0;
    return [
      this.t('funnels.summary_all', {
        entered: formatNumber(this.entered(), language),
        reached: formatNumber(last.reached, language),
      }),
      rate === null
        ? this.t('funnels.summary_no_rate')
        : this.t('funnels.summary_rate', { rate: formatRate(rate, language) }),
      worst
        ? this.t('funnels.summary_worst', {
            step: this.#nameOf(worst.row),
            lost: formatNumber(worst.row.units_lost ?? 0, language),
          })
        : '',
      open > 0 ? this.t('funnels.summary_open', { n: formatNumber(open, language) }) : '',
    ]
      .filter(Boolean)
      .join(' ');
  });

  protected readonly linkOf = ({ row }: Line, key: MetricKey): RowsLink | null => {
    const step = String(numberIn(row, 'step'));
    switch (key) {
      case 'units_reached':
        return this.#people({ outcome: 'reached', step });
      case 'units_immature':
        return this.#people({ outcome: 'reached', step, is_mature: 'no' });
      case 'units_lost':
      case 'units_open':
        return this.#people({ outcome: key === 'units_lost' ? 'lost' : 'open', step });
      default:
        return null;
    }
  };

  /** Two parts of a bar may differ by their pattern alone: each is named where it leads to its people. */
  #linksOf({ row, step }: FunnelBar) {
    const language = this.#i18n.language();
    const link = (n: number | null, key: 'lost' | 'open' | 'immature', query: Record<string, string>) =>
      n && n > 0
        ? [
            {
              key,
              text: this.t(`funnels.people.${key}`, { n: formatNumber(n, language) }),
              to: this.#people({ step: String(step), ...query }),
            },
          ]
        : [];
    return [
      ...(step > 1 ? link(row.units_lost, 'lost', { outcome: 'lost' }) : []),
      ...(step > 1 ? link(row.units_open, 'open', { outcome: 'open' }) : []),
      ...link(row.units_immature, 'immature', { outcome: 'reached', is_mature: 'no' }),
    ];
  }

  #people(query: Record<string, string>): RowsLink {
    return this.state.people(query);
  }

  #rate(row: FunnelRow, key: 'reached_rate' | 'step_rate', previous: FunnelRow | undefined) {
    const value = row[key];
    const [low, high] = [row[`${key}_low`], row[`${key}_high`]];
    const language = this.#i18n.language();
    return {
      key,
      value,
      shown: value === null ? '—' : formatRate(value, language),
      interval:
        value === null || low === null || high === null
          ? null
          : {
              low,
              high,
              value,
              shown: `${formatNumber(low * 100, language)}–${formatRate(high, language, 0)}`,
            },
      change: changeOf(value, previous?.[key], METRICS[key].good),
    };
  }

  #nameOf({ step_label, step_event }: FunnelRow): string {
    return this.state.stepName({ label: step_label ?? '', event: step_event });
  }

  #nameAt(index: number): string {
    const bar = this.#bars()[index];
    return bar ? this.#nameOf(bar.row) : '';
  }
}
