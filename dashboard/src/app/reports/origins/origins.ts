import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DIMENSIONS, type Dimension, type MetricKey, metric } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';
import { formatExact, formatNumber, formatRate, formatValue } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { Icon } from '../../ui/icon';
import { DataUntil } from '../data-until';
import { MetricDefinition } from '../metric-definition';
import type { ReportData } from '../report-data';
import { OverviewRows } from '../overview-rows';
import { reportUrl } from '../report-url';
import { RowsLinkView } from '../rows-link';
import { WhyEmpty } from '../why-empty';
import {
  COLUMNS,
  type Line,
  MOST_ROWS,
  SPLITS,
  type Sort,
  type Split,
  type SplitRow,
  folded,
  linesOf,
  nextSort,
  sortFrom,
  sortName,
  splitFrom,
} from './split';

const NAME_OF: Record<Split, Dimension> = {
  channel: DIMENSIONS.channel,
  source: DIMENSIONS.ref,
  account: DIMENSIONS.account_name,
};

/** Where people come from: the same numbers by channel, by source and by account, one table at a time. */
@Component({
  selector: 'app-origins',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, Failed, Icon, MetricDefinition, RowsLinkView, WhyEmpty, DataUntil],
  templateUrl: './origins.html',
  styleUrl: './origins.css',
})
export class Origins {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #rows = inject(OverviewRows);
  protected readonly t = this.#i18n.t;
  protected readonly splits = SPLITS;
  readonly data = input.required<Record<Split, ReportData<SplitRow>>>();

  protected readonly split = computed(() => splitFrom(this.#state.own('by')));
  protected readonly shownData = computed(() => this.data()[this.split()]);
  protected readonly meta = computed(() => this.shownData().answer()?.meta);
  protected readonly columns = computed(() => COLUMNS[this.split()]);
  protected readonly nameHeading = computed(() => this.#i18n.text(NAME_OF[this.split()].label));
  protected readonly sort = computed(() => sortFrom(this.#state.own('by_sort'), this.split()));
  protected readonly isWhole = linkedSignal({ source: this.split, computation: () => false });

  readonly #table = computed(() => {
    const answer = this.shownData().answer();
    const texts = {
      total: this.t('origins.total'),
      unnamed: (id: string) => this.t('origins.unnamed', { id }),
    };
    return answer ? linesOf(answer, this.split(), this.sort(), texts, this.#i18n.language()) : null;
  });
  protected readonly hasAnswer = computed(() => this.#table() !== null);
  protected readonly all = computed(() => this.#table()?.lines.length ?? 0);
  readonly #shownLines = computed(() => {
    const lines = this.#table()?.lines ?? [];
    return this.isWhole() ? lines.slice(0, MOST_ROWS) : folded(lines);
  });
  protected readonly shown = computed(() => this.#shownLines().length);
  protected readonly canFold = computed(() => folded(this.#table()?.lines ?? []).length < this.all());
  protected readonly lines = computed(() => {
    const total = this.#table()?.total;
    return [...this.#shownLines(), ...(total ? [total] : [])].map((line) => this.#show(line));
  });
  protected readonly hasCovered = computed(() =>
    this.lines().some((line) => line.cells.some((cell) => cell.covered)),
  );
  /** What the bars say, in a sentence. */
  protected readonly summary = computed(() => {
    const table = this.#table();
    if (!table) return '';
    const [key] = this.columns();
    const valueOf = (line: Line) => line.cells.find((cell) => cell.key === key)?.value ?? 0;
    const [first, ...others] = table.lines;
    const total = table.total ? valueOf(table.total) : 0;
    const metricName = this.heading(key);
    if (!first || total === 0) return this.t('origins.summary_nothing', { metric: metricName });
    const most = others.reduce((best, line) => (valueOf(line) > valueOf(best) ? line : best), first);
    const language = this.#i18n.language();
    return this.t('origins.summary', {
      metric: metricName,
      name: most.name,
      value: formatNumber(valueOf(most), language),
      total: formatNumber(total, language),
      share: formatRate(valueOf(most) / total, language),
    });
  });
  protected readonly csvUrl = computed(() => {
    const { name, workspaceId, params } = this.shownData();
    return reportUrl(workspaceId(), name, params(), 'csv');
  });
  protected readonly tableName = computed(
    () => `${this.t('origins.title')}: ${this.t(`origins.by.${this.split()}`)}`,
  );

  protected heading(key: MetricKey): string {
    return this.#i18n.text(metric(key).label);
  }

  protected ariaSort(key: Sort['by']): 'ascending' | 'descending' | null {
    const { by, isDescending } = this.sort();
    if (by !== key) return null;
    return isDescending ? 'descending' : 'ascending';
  }

  protected sortBy(key: Sort['by']): void {
    const name = sortName(nextSort(this.sort(), key));
    this.#state.changeOwn({ by_sort: name === sortName(sortFrom(null, this.split())) ? null : name });
  }

  protected choose(split: Split): void {
    this.#state.changeOwn({ by: split === 'channel' ? null : split, by_sort: null });
  }

  #show(line: Line) {
    const language = this.#i18n.language();
    return {
      ...line,
      cells: line.cells.map((cell) => {
        const { unit } = metric(cell.key);
        return {
          ...cell,
          shown: formatValue(cell.value, unit, language),
          link: line.picks && this.#rows.of(cell.key, cell.value, line.picks),
          exact: formatExact(cell.value, unit, language) || null,
          was: cell.previous === null ? '' : formatValue(cell.previous, unit, language),
          covered: cell.coveredShare < 1 ? formatRate(cell.coveredShare, language) : '',
          name: `${this.heading(cell.key)}, ${line.name}`,
          immatureLink:
            line.picks &&
            this.#rows.of('starts', line.immature, { ...line.picks, start_outcomes: ['immature'] }),
          immature:
            cell.key === 'starts' && line.immature > 0
              ? this.t('origins.immature', { n: formatNumber(line.immature, language) })
              : '',
        };
      }),
    };
  }
}
