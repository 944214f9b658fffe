import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { type Granularity, type MetricKey, UNAVAILABLE_REASONS, metric } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';
import { formatPeriod } from '../../theme/dates';
import { formatExact, formatNumber, formatValue } from '../../theme/format';
import { Theme } from '../../theme/theme';
import { Chart } from '../../ui/chart/chart';
import { Block } from '../block';
import { MeasuresState } from '../../measures/measures-state';
import { MetricDefinition } from '../metric-definition';
import type { ReportData } from '../report-data';
import { RowsLinkView } from '../rows-link';
import { picksOf } from '../wait-picks';
import { WhyEmpty } from '../why-empty';
import { responseOverTimeChart } from './response-over-time.chart';
import { type Point, type ResponseOverTimeRow, pointsOf } from './series';

const COLUMNS = [
  'response_median_seconds',
  'response_p90_seconds',
  'waits_answered',
] as const satisfies readonly MetricKey[];

/** Median and 90th percentile over time, as a picture or as the table behind it. */
@Component({
  selector: 'app-response-over-time',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, Chart, MetricDefinition, RowsLinkView, WhyEmpty],
  templateUrl: './response-over-time.html',
  styleUrl: './response-over-time.css',
})
export class ResponseOverTime {
  readonly #i18n = inject(I18n);
  readonly #theme = inject(Theme);
  readonly #measures = inject(MeasuresState);
  protected readonly state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  protected readonly columns = COLUMNS;
  readonly data = input.required<ReportData<ResponseOverTimeRow>>();

  protected readonly isTable = computed(() => this.state.own('show') === 'table');
  readonly #meta = computed(() => this.data().answer()?.meta);
  readonly #granularity = computed<Granularity>(() => this.data().shownParams().granularity ?? 'day');
  protected readonly points = computed(() => {
    const answer = this.data().answer();
    if (!answer) return [];
    return pointsOf(answer.rows, this.#granularity(), answer.meta.time_zone, this.#i18n.language());
  });
  protected readonly hasPrevious = computed(() => this.points().some((point) => point.previousName));
  protected readonly hasPartial = computed(() => this.points().some((point) => point.isPartial));
  protected readonly hasSmall = computed(() =>
    this.points().some((point) => point.isSmall && point.median !== null),
  );
  protected readonly nothing = computed(() =>
    this.data().answer() && this.points().every(({ reason }) => reason === 'nothing_to_divide')
      ? this.t('service.no_answers')
      : '',
  );
  protected readonly option = computed(() =>
    responseOverTimeChart(
      this.points(),
      this.#theme.chartColors(),
      {
        median: this.t('service.median'),
        p90: this.t('service.p90'),
        answered: this.label('waits_answered'),
        previous: this.t('chart.previous'),
        partial: this.t('chart.partial'),
        empty: (reason) => this.t(`why.short.${reason}`),
      },
      this.#i18n.language(),
    ),
  );
  /** Why parts of the line are missing, where nobody can tell them. */
  protected readonly gap = computed(() => {
    const untold = this.points().find(({ reason }) => reason && reason !== 'nothing_to_divide')?.reason;
    if (!untold) return '';
    const reason = this.#meta()?.unavailable['response_median_seconds']?.reason ?? untold;
    return this.t('chart.gap', { reason: this.#i18n.text(UNAVAILABLE_REASONS[reason]) });
  });
  protected readonly period = computed(() => this.#periodName('period'));
  protected readonly previousPeriod = computed(() =>
    this.data().beside() === 'definitions.officially'
      ? this.t('definitions.official_line')
      : this.#periodName('previous_period'),
  );
  protected readonly caption = computed(() => {
    const known = this.points().flatMap((point) =>
      point.median === null ? [] : [{ ...point, median: point.median }],
    );
    const [first] = known;
    const base = { metric: this.label('response_median_seconds'), period: this.period() };
    if (!first) return this.t('chart.caption_empty', base);
    const slowest = known.reduce((a, b) => (b.median > a.median ? b : a), first);
    const fastest = known.reduce((a, b) => (b.median < a.median ? b : a), first);
    const widest = known.reduce((a, b) => ((b.p90 ?? 0) > (a.p90 ?? 0) ? b : a), first);
    return this.t('service.over_time_caption', {
      ...base,
      lowest: this.shown(fastest.median),
      lowestAt: fastest.name,
      highest: this.shown(slowest.median),
      highestAt: slowest.name,
      p90: this.shown(widest.p90),
      p90At: widest.name,
    });
  });
  protected readonly spoken = computed(() =>
    this.points().map((point) => {
      const at = point.longName + (point.isPartial ? ` (${this.t('chart.partial')})` : '');
      if (point.reason) return this.t('chart.point', { at, value: this.t(`why.short.${point.reason}`) });
      return this.t('service.point', {
        at,
        median: this.shown(point.median),
        p90: this.shown(point.p90),
        waits: this.#i18n.plural('waits_answered', point.answered ?? 0),
      });
    }),
  );
  protected readonly rows = computed(() =>
    this.points().map((point) => ({
      ...point,
      cells: [
        this.#cell(point, 'response_median_seconds', point.median),
        this.#cell(point, 'response_p90_seconds', point.p90),
        this.#cell(point, 'waits_answered', point.answered),
      ],
      shownPrevious: this.shown(point.previous),
    })),
  );

  protected label(key: MetricKey): string {
    return this.#i18n.text(metric(key).label);
  }

  protected shown(seconds: number | null): string {
    return formatValue(seconds, 'seconds', this.#i18n.language());
  }

  protected chooseGranularity(name: string): void {
    this.state.change({ granularity: this.state.granularities().find((each) => each === name) ?? null });
  }

  protected showAs(as: 'chart' | 'table'): void {
    this.state.changeOwn({ show: as === 'table' ? 'table' : null });
  }

  #cell(point: Point, key: MetricKey, value: number | null) {
    const language = this.#i18n.language();
    const { unit } = metric(key);
    const edges = { from: point.start, to: point.end };
    const picks = picksOf(key);
    return {
      key,
      reason: value === null ? (point.reason ?? 'nothing_to_divide') : null,
      of: `${this.label(key)}, ${point.longName}`,
      shown: unit === 'count' ? (value === null ? '—' : formatNumber(value, language)) : this.shown(value),
      exact: formatExact(value, unit, language) || null,
      link: value && picks ? this.#measures.rows({ ...picks, ...edges }) : null,
    };
  }

  #periodName(which: 'period' | 'previous_period'): string {
    const meta = this.#meta();
    const period = meta?.[which];
    return meta && period ? formatPeriod(period, meta.time_zone, this.#i18n.language()) : '';
  }
}
