import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { type Granularity, type MetricKey, METRICS } from '@parley/contracts';
import { FunnelState } from '../../funnels/funnel-state';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';
import { formatDuration, formatNumber, formatRate } from '../../theme/format';
import { Theme } from '../../theme/theme';
import { Chart } from '../../ui/chart/chart';
import { Block } from '../block';
import { MetricDefinition } from '../metric-definition';
import type { ReportData } from '../report-data';
import { RowsLinkView } from '../rows-link';
import { funnelOverTimeChart } from './funnel-over-time.chart';
import { funnelPoints } from './funnel-points';
import type { FunnelOverTimeRow } from './funnel-rows';

const COLUMNS = [
  'reached_rate',
  'units_entered',
  'units_entered_immature',
  'units_reached',
  'from_start_median_seconds',
] as const satisfies readonly MetricKey[];

/** The share that gets through by when it entered, as a picture or as the table behind it. */
@Component({
  selector: 'app-funnel-over-time',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, Chart, MetricDefinition, RowsLinkView],
  templateUrl: './funnel-over-time.html',
  styleUrl: '../response-over-time/response-over-time.css',
})
export class FunnelOverTime {
  readonly #i18n = inject(I18n);
  readonly #theme = inject(Theme);
  readonly #funnel = inject(FunnelState);
  protected readonly state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  protected readonly columns = COLUMNS;
  readonly data = input.required<ReportData<FunnelOverTimeRow>>();

  protected readonly isTable = computed(() => this.state.own('show') === 'table');
  readonly #granularity = computed<Granularity>(() => this.data().shownParams().granularity ?? 'day');
  readonly #toStep = computed(() => {
    const last = this.#funnel.shown()?.steps.length ?? 2;
    return Math.min(this.#funnel.asked().to_step ?? last, last);
  });
  protected readonly title = computed(() => {
    const step = this.#funnel.shown()?.steps[this.#toStep() - 1];
    return step ? this.t('funnels.over_time', { step: this.#funnel.stepName(step) }) : '';
  });
  protected readonly points = computed(() => {
    const answer = this.data().answer();
    if (!answer) return [];
    const { time_zone } = answer.meta;
    return funnelPoints(answer.rows, this.#granularity(), time_zone, this.#i18n.language());
  });
  protected readonly nothing = computed(() =>
    this.data().answer() && this.points().every(({ entered }) => entered === 0)
      ? this.t('funnels.over_time_empty')
      : '',
  );
  protected readonly hasImmature = computed(() => this.points().some(({ immature }) => immature > 0));
  protected readonly hasPrevious = computed(() => this.points().some(({ previousName }) => previousName));
  protected readonly hasSmall = computed(() => this.points().some(({ isSmall }) => isSmall));
  protected readonly option = computed(() =>
    funnelOverTimeChart(
      this.points(),
      this.#theme.chartColors(),
      {
        rate: this.label('reached_rate'),
        empty: this.t('funnels.no_rate'),
        entered: ({ entered }) => this.#i18n.plural('funnel_entered', entered),
        immature: ({ immature }) => this.t('funnels.not_judged', { n: this.#number(immature) }),
      },
      this.#i18n.language(),
    ),
  );
  protected readonly caption = computed(() => {
    const known = this.points().filter(({ rate }) => rate !== null);
    const [first] = known;
    if (!first) return this.t('funnels.over_time_no_rate');
    const best = known.reduce((a, b) => ((b.rate ?? 0) > (a.rate ?? 0) ? b : a), first);
    const worst = known.reduce((a, b) => ((b.rate ?? 0) < (a.rate ?? 0) ? b : a), first);
    return this.t('funnels.over_time_caption', {
      best: this.#rate(best.rate),
      bestAt: best.name,
      worst: this.#rate(worst.rate),
      worstAt: worst.name,
    });
  });
  protected readonly spoken = computed(() =>
    this.points().map(({ longName, rate, entered, immature }) =>
      [
        this.t('chart.point', {
          at: longName,
          value: rate === null ? this.t('funnels.no_rate') : this.#rate(rate),
        }),
        this.#i18n.plural('funnel_entered', entered),
        immature > 0 ? this.t('funnels.not_judged', { n: this.#number(immature) }) : '',
      ]
        .filter(Boolean)
        .join(', '),
    ),
  );
  protected readonly rows = computed(() =>
    this.points().map((point) => {
      const within = { entered_from: point.start, entered_to: point.end };
      const people = (query: Record<string, string>, n: number) =>
        n > 0 ? this.#funnel.people({ ...within, outcome: 'reached', ...query }) : null;
      return {
        start: point.start,
        longName: point.longName,
        isSmall: point.isSmall,
        previousName: point.previousName,
        previous: this.#rate(point.previous),
        cells: [
          { key: 'reached_rate', shown: this.#rate(point.rate), link: null },
          {
            key: 'units_entered',
            shown: this.#number(point.entered),
            link: people({ step: '1' }, point.entered),
          },
          {
            key: 'units_entered_immature',
            shown: this.#number(point.immature),
            link: people({ step: '1', is_mature: 'no' }, point.immature),
          },
          {
            key: 'units_reached',
            shown: this.#number(point.reached),
            link: people({ step: String(this.#toStep()) }, point.reached),
          },
          {
            key: 'from_start_median_seconds',
            shown: point.median === null ? '—' : formatDuration(point.median, this.#i18n.language()),
            link: null,
          },
        ],
      };
    }),
  );

  protected label(key: MetricKey): string {
    return this.#i18n.text(METRICS[key].label);
  }

  protected chooseGranularity(name: string): void {
    this.state.change({ granularity: this.state.granularities().find((each) => each === name) ?? null });
  }

  protected showAs(as: 'chart' | 'table'): void {
    this.state.changeOwn({ show: as === 'table' ? 'table' : null });
  }

  #rate(rate: number | null): string {
    return rate === null ? '—' : formatRate(rate, this.#i18n.language());
  }

  #number(n: number): string {
    return formatNumber(n, this.#i18n.language());
  }
}
