import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { type Granularity, UNAVAILABLE_REASONS, type UnavailableReason, metric } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';
import { changeOf } from '../../theme/change';
import { formatPeriod } from '../../theme/dates';
import { formatChange, formatRelativeChange, formatValue } from '../../theme/format';
import { Theme } from '../../theme/theme';
import { Chart } from '../../ui/chart/chart';
import { Failed } from '../../ui/failed';
import { Icon } from '../../ui/icon';
import { DataUntil } from '../data-until';
import { MetricDefinition } from '../metric-definition';
import type { ReportData } from '../report-data';
import { OverviewRows } from '../overview-rows';
import { reportUrl } from '../report-url';
import { RowsLinkView } from '../rows-link';
import { WhyEmpty } from '../why-empty';
import { CHOICES, DEFAULT_KEY, keyFrom } from './keys';
import { overTimeChart } from './overview-over-time.chart';
import { type OverTimeRow, pointsOf } from './series';

/** One number of the Overview over time, as a chart or as the table behind it. */
@Component({
  selector: 'app-overview-over-time',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Chart, Failed, Icon, MetricDefinition, RowsLinkView, WhyEmpty, DataUntil],
  templateUrl: './overview-over-time.html',
  styleUrl: './overview-over-time.css',
})
export class OverviewOverTime {
  readonly #i18n = inject(I18n);
  readonly #theme = inject(Theme);
  protected readonly state = inject(ViewState);
  readonly #rows = inject(OverviewRows);
  protected readonly t = this.#i18n.t;
  protected readonly text = this.#i18n.text;
  protected readonly metricOf = metric;
  protected readonly choices = CHOICES;
  readonly data = input.required<ReportData<OverTimeRow>>();
  readonly isEmpty = input(false);

  protected readonly key = computed(() => keyFrom(this.state.own('metric')));
  protected readonly isTable = computed(() => this.state.own('show') === 'table');
  protected readonly metric = computed(() => metric(this.key()));
  protected readonly label = computed(() => this.text(this.metric().label));
  /** The granularity of the answer that is shown, not of the one on its way. */
  readonly #granularity = computed<Granularity>(() => this.data().shownParams().granularity ?? 'day');
  protected readonly points = computed(() => {
    const answer = this.data().answer();
    return answer ? pointsOf(answer, this.key(), this.#granularity(), this.#i18n.language()) : null;
  });
  protected readonly hasPrevious = computed(() => !!this.points()?.some((point) => point.previousName));
  protected readonly hasPartial = computed(() => !!this.points()?.some((point) => point.isPartial));

  protected readonly option = computed(() =>
    overTimeChart(
      this.points() ?? [],
      this.metric().unit,
      this.#theme.chartColors(),
      {
        current: this.t('chart.current'),
        previous: this.t('chart.previous'),
        partial: this.t('chart.partial'),
        empty: (reason) => this.t(`why.short.${reason}`),
      },
      this.#i18n.language(),
    ),
  );
  protected readonly meta = computed(() => this.data().answer()?.meta);
  /** Why parts of the line are missing, where nobody can tell them. */
  protected readonly gap = computed(() => {
    const untold = this.points()?.find(({ reason }) => reason && reason !== 'nothing_to_divide')?.reason;
    if (!untold) return '';
    const reason = this.meta()?.unavailable[this.key()]?.reason === 'no_accounts' ? 'no_accounts' : untold;
    return this.t('chart.gap', { reason: this.text(UNAVAILABLE_REASONS[reason]) });
  });
  protected readonly period = computed(() => {
    const meta = this.data().answer()?.meta;
    return meta ? formatPeriod(meta.period, meta.time_zone, this.#i18n.language()) : '';
  });
  protected readonly previousPeriod = computed(() => {
    const meta = this.data().answer()?.meta;
    return meta?.previous_period
      ? formatPeriod(meta.previous_period, meta.time_zone, this.#i18n.language())
      : '';
  });
  protected readonly caption = computed(() => {
    const known = (this.points() ?? []).flatMap(({ value, name }) =>
      value === null ? [] : [{ value, name }],
    );
    const base = { metric: this.label(), period: this.period() };
    const [first] = known;
    if (!first) return this.t('chart.caption_empty', base);
    const highest = known.reduce((a, b) => (b.value > a.value ? b : a), first);
    const lowest = known.reduce((a, b) => (b.value < a.value ? b : a), first);
    return this.t('chart.caption', {
      ...base,
      highest: this.shown(highest.value),
      highestAt: highest.name,
      lowest: this.shown(lowest.value),
      lowestAt: lowest.name,
    });
  });
  protected readonly spoken = computed(() =>
    (this.points() ?? []).map((point) =>
      this.t(point.previousName ? 'chart.point_previous' : 'chart.point', {
        at: point.longName + (point.isPartial ? ` (${this.t('chart.partial')})` : ''),
        value: this.#orWhy(point.value, point.reason),
        previous: this.shown(point.previous),
      }),
    ),
  );
  protected readonly rows = computed(() =>
    (this.points() ?? []).map((point) => {
      const change = changeOf(point.value, point.previous, 'none');
      const language = this.#i18n.language();
      const relative = change?.relative;
      return {
        ...point,
        shown: this.shown(point.value),
        link: this.#rows.of(this.key(), point.value, { from: point.start, to: point.end }),
        shownPrevious: this.shown(point.previous),
        change: change
          ? formatChange(change.absolute, this.metric().unit, language) +
            (relative === null || relative === undefined
              ? ''
              : ` · ${formatRelativeChange(relative, language)}`)
          : '—',
      };
    }),
  );
  protected readonly csvUrl = computed(() => {
    const { name, workspaceId, params } = this.data();
    return reportUrl(workspaceId(), name, params(), 'csv');
  });

  protected shown(value: number | null): string {
    return formatValue(value, this.metric().unit, this.#i18n.language());
  }

  #orWhy(value: number | null, reason: UnavailableReason | null): string {
    return reason ? this.t(`why.short.${reason}`) : this.shown(value);
  }

  protected choose(name: string): void {
    this.state.changeOwn({ metric: name === DEFAULT_KEY ? null : name });
  }

  protected chooseGranularity(name: string): void {
    this.state.change({ granularity: this.state.granularities().find((each) => each === name) ?? null });
  }

  protected showAs(as: 'chart' | 'table'): void {
    this.state.changeOwn({ show: as === 'table' ? 'table' : null });
  }
}
