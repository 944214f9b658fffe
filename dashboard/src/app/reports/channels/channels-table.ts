import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { MetricKey } from '@parley/contracts';
import { openingOf } from '../../acquisition/acquisition';
import { AcquisitionState, type NamedValue } from '../../acquisition/acquisition-state';
import { AttributionState } from '../../attribution/attribution-state';
import { I18n } from '../../i18n/i18n';
import type { RowsLink } from '../../measures/measures-state';
import { formatNumber } from '../../theme/format';
import { Block } from '../block';
import { namedLines } from '../named-values';
import { numberIn } from '../reading';
import type { ReportData } from '../report-data';
import type { Line } from '../report-lines';
import { ReportTable, TREND, type Trend } from '../report-table';
import { COLUMNS, type ChannelsPointRow, type ChannelsRow, trendsOf, usualColumns } from './channels';

/** What has conversions behind it, not arrivals. */
const OF_CONVERSIONS: ReadonlySet<string> = new Set([
  'credited_conversions',
  'credited_value',
  'cost_per_conversion',
  'roas',
]);

/** One row per source, campaign, link …, from money to who was kept; a name opens its row into the next level. */
@Component({
  selector: 'app-channels-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, ReportTable],
  template: `<app-block
    titleId="channels-table-title"
    [title]="t('channels.table')"
    [data]="data()"
    [nothing]="nothing()"
    [hint]="t('channels.empty_hint')"
  >
    <ng-template #body>
      <app-report-table
        urlKey="table"
        [name]="t('channels.table')"
        [nameHeading]="heading()"
        [data]="data()"
        [rows]="rows().rows"
        [total]="rows().total"
        [columns]="columns"
        [usual]="usual()"
        [order]="order"
        [trend]="trend()"
        [linkOf]="linkOf"
        [note]="note()"
        >{{ summary() }}</app-report-table
      >
      <p class="note">{{ t('channels.kept_note') }}</p>
    </ng-template>
  </app-block>`,
  styles: `
    .note {
      padding: 0.2rem 1rem 0;
      color: var(--ink-soft);
      font-size: 0.8125rem;
    }
  `,
})
export class ChannelsTable {
  readonly #i18n = inject(I18n);
  readonly #asked = inject(AcquisitionState);
  readonly #credit = inject(AttributionState);
  protected readonly t = this.#i18n.t;
  protected readonly columns = COLUMNS;
  protected readonly order = { by: 'touches', isDescending: true };
  readonly data = input.required<ReportData<ChannelsRow>>();
  readonly overTime = input.required<ReportData<ChannelsPointRow>>();

  protected readonly heading = computed(() => this.#asked.groupName(this.#asked.asked().group));
  readonly #trends = computed(() => trendsOf(this.overTime().answer()?.rows ?? []));
  protected readonly trend = computed<Trend>(() => ({
    label: this.t('channels.trend'),
    valuesOf: (id) => this.#trends().get(id),
    captionOf: (values) => {
      const show = (value: number | null | undefined) => formatNumber(value ?? 0, this.#i18n.language());
      return this.t('channels.trend_caption', {
        first: show(values[0]),
        last: show(values.at(-1)),
        most: show(Math.max(0, ...values.map((value) => value ?? 0))),
      });
    },
  }));
  protected readonly rows = computed(() => {
    const { group } = this.#asked.asked();
    return namedLines(this.data().answer()?.rows ?? [], {
      total: this.t('channels.total'),
      nameOf: (row) => this.#asked.nameOf(group, row),
      openingOf: (row) => openingOf(group, row),
    });
  });
  protected readonly usual = computed(() => [...usualColumns(this.rows().total?.row ?? {}), TREND]);
  protected readonly note = computed(() => {
    const asked = this.#credit.asked();
    return this.t('channels.note', {
      currency: this.data().answer()?.meta.currency ?? '',
      model: this.#credit.modelName(asked.model),
      date: this.#credit.dateName(asked.datedBy),
    });
  });
  protected readonly nothing = computed(() => {
    const total = this.rows().total?.row;
    if (!total) return '';
    const keys = [
      'clicks',
      'touches',
      'new_contacts',
      'dialogues',
      'contacts_subscribed',
      'waits_unanswered',
      'spend',
      'costs_unconverted',
      'credited_conversions',
    ];
    return keys.every((key) => !numberIn(total, key)) ? this.t('channels.empty') : '';
  });
  protected readonly summary = computed(() => {
    const { rows, total } = this.rows();
    const countOf = (row: Line['row']) => numberIn(row, 'touches') ?? 0;
    const [first, ...others] = rows;
    if (!first || !total || countOf(total.row) === 0) return '';
    const most = others.reduce((best, each) => (countOf(each.row) > countOf(best.row) ? each : best), first);
    const lost = numberIn(total.row, 'lost_codes') ?? 0;
    return this.t(lost > 0 ? 'channels.summary' : 'channels.summary_short', {
      arrivals: this.#i18n.plural('arrivals', countOf(total.row)),
      name: most.name,
      most: formatNumber(countOf(most.row), this.#i18n.language()),
      lost: this.#i18n.plural('lost_codes', lost),
    });
  });

  protected readonly linkOf = (line: Line, key: MetricKey): RowsLink | null => {
    const row = line.isTotal ? null : (line.row as unknown as NamedValue);
    if (!OF_CONVERSIONS.has(key)) return this.#asked.rows(key, row);
    return row === null || this.#credit.isPicked() ? this.#credit.rows(row) : null;
  };
}
