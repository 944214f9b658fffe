import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type MetricKey, metric } from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { ViewState } from '../shell/view-state';
import { formatExact, formatNumber, formatRate, formatValue, localeOf } from '../theme/format';
import { Icon } from '../ui/icon';
import { ColumnChooser } from '../ui/table/column-chooser';
import { columnsFrom, columnsName } from '../ui/table/columns';
import { DataTable } from '../ui/table/data-table';
import { BY_NAME, type Sort, nextSort, sortFrom, sortName } from '../ui/table/sorting';
import { Sparkline } from '../ui/table/sparkline';
import type { RowsLink } from '../measures/measures-state';
import { Whisker } from '../ui/table/whisker';
import { MetricDefinition } from './metric-definition';
import { numberIn } from './reading';
import type { ReportData } from './report-data';
import { RowsLinkView } from './rows-link';
import { WhyEmpty } from './why-empty';
import { type Fact, type Line, MOST_ROWS, type NamedRow, folded, lineOf, sorted } from './report-lines';

/** The key of the column of sparklines: no number, so nothing to sort by. */
export const TREND = 'trend';

export interface Trend {
  label: string;
  /** The values over time of the thing with this id; nothing where there are none. */
  valuesOf: (id: string) => readonly (number | null)[] | undefined;
  captionOf: (values: readonly (number | null)[]) => string;
}

/**
 * The table of a report whose rows are things: chosen columns, an order, totals as the api computed them, each number a
 * link to its rows. Order and columns stand in the URL under `urlKey`.
 */
@Component({
  selector: 'app-report-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    RouterLink,
    ColumnChooser,
    DataTable,
    Icon,
    Sparkline,
    MetricDefinition,
    Whisker,
    RowsLinkView,
    WhyEmpty,
  ],
  templateUrl: './report-table.html',
  styleUrl: './report-table.css',
})
export class ReportTable {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  protected readonly trendKey = TREND;
  protected readonly most = MOST_ROWS;
  readonly name = input.required<string>();
  readonly nameHeading = input.required<string>();
  readonly urlKey = input.required<string>();
  readonly data = input.required<ReportData<unknown>>();
  readonly rows = input.required<readonly NamedRow[]>();
  readonly total = input<NamedRow | null>(null);
  readonly columns = input.required<readonly MetricKey[]>();
  readonly facts = input<readonly Fact[]>([]);
  readonly usual = input.required<readonly string[]>();
  /** The order when the URL says nothing. */
  readonly order = input.required<Sort>();
  /** Where the rows behind a number are listed; null where nowhere. */
  readonly linkOf = input.required<(line: Line, key: MetricKey) => RowsLink | null>();
  readonly trend = input<Trend | null>(null);
  /** How the total came about; that of waits when left out. */
  readonly note = input('');

  readonly #all = computed(() => [
    ...this.columns(),
    ...(this.trend() ? [TREND] : []),
    ...this.facts().map(({ key }) => key),
  ]);
  protected readonly choosable = computed(() =>
    this.#all().map((key) => ({ key, label: this.#label(key), isSortable: key !== TREND })),
  );
  protected readonly chosen = computed(() =>
    columnsFrom(this.#state.own(`${this.urlKey()}_columns`), this.#all(), this.usual()),
  );
  protected readonly shownColumns = computed(() =>
    this.choosable().filter(({ key }) => this.chosen().includes(key)),
  );
  protected readonly sort = computed(() =>
    sortFrom(
      this.#state.own(`${this.urlKey()}_sort`),
      this.#all().filter((key) => key !== TREND),
      this.order(),
    ),
  );
  readonly #lines = computed(() => {
    const lines = this.rows().map((row) => lineOf(row, this.columns()));
    return sorted(lines, this.sort(), localeOf(this.#i18n.language()), this.facts());
  });
  protected readonly isWhole = signal(false);
  protected readonly canFold = computed(() => folded(this.#lines()).length < this.#lines().length);
  protected readonly all = computed(() => this.#lines().length);
  protected readonly shown = computed(() =>
    this.isWhole() ? this.#lines().slice(0, MOST_ROWS) : folded(this.#lines()),
  );
  protected readonly lines = computed(() => {
    const total = this.total();
    return total ? [...this.shown(), lineOf(total, this.columns(), true)] : this.shown();
  });
  protected readonly hasSmall = computed(() => this.lines().some((line) => line.isSmall && !line.isTotal));

  protected cellOf(line: Line, name: string) {
    const key = this.columns().find((each) => each === name);
    const reading = key && line.readings.get(key);
    if (!key || !reading) return null;
    const { unit } = metric(key);
    const language = this.#i18n.language();
    return {
      ...reading,
      shown: formatValue(reading.value, unit, language),
      exact: formatExact(reading.value, unit, language) || null,
      was: reading.previous === null ? '' : formatValue(reading.previous, unit, language),
      covered: reading.coveredShare < 1 ? formatRate(reading.coveredShare, language) : '',
      interval: this.#intervalOf(line, key, reading.value),
      of: `${this.#label(key)}, ${line.name}`,
      link: reading.value ? this.linkOf()(line, key) : null,
    };
  }

  /** Where a rate really lies, where the row says so. */
  #intervalOf(line: Line, key: MetricKey, value: number | null) {
    const low = numberIn(line.row, `${key}_low`);
    const high = numberIn(line.row, `${key}_high`);
    if (value === null || low === null || high === null) return null;
    const language = this.#i18n.language();
    return {
      low,
      high,
      value,
      shown: `${formatNumber(low * 100, language)}–${formatRate(high, language, 0)}`,
    };
  }

  protected trendOf(line: Line): { values: readonly (number | null)[]; caption: string } | null {
    const trend = this.trend();
    const values = trend?.valuesOf(line.id);
    return trend && values?.some((value) => value !== null)
      ? { values, caption: trend.captionOf(values) }
      : null;
  }

  protected factOf(line: Line, name: string): string | null {
    return (
      this.facts()
        .find(({ key }) => key === name)
        ?.shown(line.row) ?? null
    );
  }

  protected metricKey(name: string): MetricKey | null {
    return this.columns().find((each) => each === name) ?? null;
  }

  protected sortBy(key: string): void {
    // Times begin with the shortest, counts and shares with the largest.
    const known = this.metricKey(key);
    const begins = known !== null && metric(known).unit !== 'seconds';
    const name = sortName(nextSort(this.sort(), key, key !== BY_NAME && begins));
    this.#state.changeOwn({ [`${this.urlKey()}_sort`]: name === sortName(this.order()) ? null : name });
  }

  protected choose(columns: readonly string[]): void {
    this.#state.changeOwn({ [`${this.urlKey()}_columns`]: columnsName(columns, this.usual()) });
  }

  #label(name: string): string {
    if (name === TREND) return this.trend()?.label ?? '';
    const key = this.metricKey(name);
    if (key) return this.#i18n.text(metric(key).label);
    return this.facts().find((fact) => fact.key === name)?.label ?? '';
  }
}
