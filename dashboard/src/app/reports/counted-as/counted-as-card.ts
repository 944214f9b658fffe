import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import {
  COUNTING_RULES,
  DIMENSIONS,
  type MetricKey,
  STATISTIC_LABELS,
  countedAs,
  metric,
  reportAnswer,
} from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { MeasuresState, type Rows, type RowsLink } from '../../measures/measures-state';
import { ViewState } from '../../shell/view-state';
import { formatExact, formatValue, localeOf } from '../../theme/format';
import { Icon } from '../../ui/icon';
import { Popover } from '../../ui/popover';
import { DataTable } from '../../ui/table/data-table';
import { nextSort, sortFrom, sortName } from '../../ui/table/sorting';
import { Block } from '../block';
import { MetricDefinition } from '../metric-definition';
import { numberIn } from '../reading';
import { reportData } from '../report-data';
import { type Line, lineOf, sorted } from '../report-lines';
import { RowsLinkView } from '../rows-link';
import { UNFILTERED, picksOf } from '../wait-picks';
import { WhyEmpty } from '../why-empty';

const COLUMNS = [
  'response_as_counted_seconds',
  'responses_counted',
  'counted_median_seconds',
  'counted_mean_seconds',
  'counted_response_rate',
] as const satisfies readonly MetricKey[];
/** Of our own numbers those whose waits can be listed, by the names they have in other reports. */
const OURS: Partial<Record<MetricKey, MetricKey>> = {
  response_as_counted_seconds: 'response_median_seconds',
  responses_counted: 'waits_answered',
  counted_median_seconds: 'response_median_seconds',
  counted_mean_seconds: 'waits_answered',
  counted_response_rate: 'answered_share',
};
/** What Intercom and Zendesk count: dialogues that began in the period and were answered, then or later. */
const DIALOGUES: Partial<Record<string, Rows>> = {
  intercom: { is_answered: 'yes' },
  zendesk: { is_answered: 'yes', starters: ['contact', 'broadcast_reply'] },
};
/** First responses in calendar time, whatever the bar above says. */
const FIRST: Rows = { ...UNFILTERED, kind: 'first', clock: '', hours: '' };
const STATISTIC = 'statistic';
const SORT = 'counted_sort';
const IN_ORDER = { by: 'natural', isDescending: false };

/** The first response time as other products would count it, beside ours, each with its rule one click away. */
@Component({
  selector: 'app-counted-as',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, DataTable, Icon, MetricDefinition, Popover, RowsLinkView, WhyEmpty],
  templateUrl: './counted-as-card.html',
  styleUrl: './counted-as-card.css',
})
export class CountedAsCard {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #measures = inject(MeasuresState);
  protected readonly t = this.#i18n.t;
  /** What stands in front in each product. */
  protected readonly chief = 'response_as_counted_seconds';
  protected readonly title = computed(() => this.#i18n.text(countedAs.label));
  protected readonly data = reportData('counted-as', reportAnswer(countedAs.row));
  readonly #rows = computed(() => this.data.answer()?.rows ?? []);
  readonly #current = computed(() => this.#rows().filter(({ period }) => period === 'current'));

  protected readonly columns = computed(() => [
    { key: STATISTIC, label: this.#i18n.text(DIMENSIONS.statistic.label), isSortable: false, isText: true },
    ...COLUMNS.map((key) => ({ key, label: this.#i18n.text(metric(key).label) })),
  ]);
  protected readonly sort = computed(() => sortFrom(this.#state.own(SORT), COLUMNS, IN_ORDER));
  readonly #before = computed(
    () =>
      new Map(
        this.#rows()
          .filter(({ period }) => period === 'previous')
          .map((row) => [row.counted_as, row]),
      ),
  );
  protected readonly lines = computed(() => {
    const lines = this.#current().map((row) => {
      const rule = COUNTING_RULES[row.counted_as];
      return {
        ...lineOf(
          {
            id: row.counted_as,
            name: this.#i18n.text(rule.label),
            isOurs: false,
            row,
            previous: this.#before().get(row.counted_as),
            only: null,
          },
          COLUMNS,
        ),
        statistic: this.#i18n.text(STATISTIC_LABELS[row.statistic]),
        rule: this.#i18n.text(rule.rule),
        differs: this.#i18n.text(rule.differs),
        source: rule.source,
        checked: this.t('counted.checked', { date: this.#day(rule.checked) }),
      };
    });
    const order = sorted(lines, this.sort(), localeOf(this.#i18n.language())).map(({ id }) => id);
    return order.flatMap((id) => lines.filter((line) => line.id === id));
  });
  /** Where no account lets answers be seen the table says why; an answer with nothing in it is said at once. */
  protected readonly nothing = computed(() => {
    const rows = this.#current();
    return rows.length > 0 && rows.every((row) => row.responses_counted === 0)
      ? this.t('counted.nothing')
      : '';
  });
  protected readonly summary = computed(() => {
    const shown = (seconds: number) => formatValue(seconds, 'seconds', this.#i18n.language());
    const rows = this.#current();
    const ours = numberIn(
      rows.find((row) => row.counted_as === 'parley'),
      'response_as_counted_seconds',
    );
    const others = rows.flatMap((row) =>
      row.counted_as === 'parley' ? [] : (row.response_as_counted_seconds ?? []),
    );
    if (ours === null || others.length === 0) return '';
    const [least, most] = [shown(Math.min(...others)), shown(Math.max(...others))];
    if (least === most && least === shown(ours)) return this.t('counted.summary_one', { ours: least, least });
    return this.t('counted.summary', { ours: shown(ours), least, most });
  });

  #day(date: string): string {
    const language = localeOf(this.#i18n.language());
    return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(date));
  }

  protected cellOf(line: Line, name: string) {
    const key = this.metricKey(name);
    const reading = key && line.readings.get(key);
    if (!key || !reading) return null;
    const { unit, label } = metric(key);
    const language = this.#i18n.language();
    return {
      ...reading,
      shown: formatValue(reading.value, unit, language),
      exact: formatExact(reading.value, unit, language) || null,
      was: reading.previous === null ? '' : formatValue(reading.previous, unit, language),
      of: `${this.#i18n.text(label)}, ${line.name}`,
      link: reading.value ? this.#rowsOf(line, key) : null,
    };
  }

  /** Chatwoot's and Meta's have no rows: neither of our lists is dated by the first reply, or by days of silence. */
  #rowsOf(line: Line, key: MetricKey): RowsLink | null {
    const dialogues = DIALOGUES[line.id];
    if (dialogues) return this.#measures.rows({ ...UNFILTERED, ...dialogues }, 'dialogues');
    const ours = line.id === 'parley' ? OURS[key] : undefined;
    const picks = ours && picksOf(ours);
    return picks ? this.#measures.rows({ ...FIRST, ...picks }) : null;
  }

  protected metricKey(name: string): MetricKey | null {
    return COLUMNS.find((each) => each === name) ?? null;
  }

  protected sortBy(key: string): void {
    const known = this.metricKey(key);
    const begins = known !== null && metric(known).unit !== 'seconds';
    this.#state.changeOwn({ [SORT]: sortName(nextSort(this.sort(), key, begins)) });
  }
}
