import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { attribution, MetricKey } from '@parley/contracts';
import type { z } from 'zod';
import { AcquisitionState, type NamedValue } from '../../acquisition/acquisition-state';
import { AttributionState } from '../../attribution/attribution-state';
import { I18n } from '../../i18n/i18n';
import type { RowsLink } from '../../measures/measures-state';
import { formatValue } from '../../theme/format';
import { Block } from '../block';
import { numberIn } from '../reading';
import type { ReportData } from '../report-data';
import type { Line } from '../report-lines';
import { ReportTable } from '../report-table';
import { creditedRows } from './rows';

export type AttributionRow = z.infer<typeof attribution.row>;

const COLUMNS = [
  'credited_conversions',
  'credited_value',
  'contacts_converted',
  'conversions_assisted',
  'conversions_unconverted',
] as const satisfies readonly MetricKey[];
const USUAL = [
  'credited_conversions',
  'credited_value',
  'contacts_converted',
  'conversions_assisted',
] as const;

/** What each source is credited with by the chosen model; every number leads to its conversions. */
@Component({
  selector: 'app-attribution-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, ReportTable],
  template: `<app-block
    titleId="attribution-table-title"
    [title]="t('attribution.table')"
    [data]="data()"
    [nothing]="nothing()"
    [hint]="t('attribution.empty_hint')"
  >
    <ng-template #body>
      <app-report-table
        urlKey="credited"
        [name]="t('attribution.table')"
        [nameHeading]="heading()"
        [data]="data()"
        [rows]="rows().rows"
        [total]="rows().total"
        [columns]="columns"
        [usual]="usual()"
        [order]="order"
        [linkOf]="linkOf"
        [note]="note()"
        >{{ summary() }}</app-report-table
      >
    </ng-template>
  </app-block>`,
})
export class AttributionTable {
  readonly #i18n = inject(I18n);
  readonly #acquisition = inject(AcquisitionState);
  readonly #asked = inject(AttributionState);
  protected readonly t = this.#i18n.t;
  protected readonly columns = COLUMNS;
  protected readonly order = { by: 'credited_conversions', isDescending: true };
  readonly data = input.required<ReportData<AttributionRow>>();
  /** Of what money is told in. */
  readonly currency = input('');

  protected readonly heading = computed(() => this.#acquisition.groupName(this.#acquisition.asked().group));
  protected readonly rows = computed(() =>
    creditedRows(this.data().answer()?.rows ?? [], this.#acquisition, this.t('channels.total')),
  );
  /** Where amounts have no rate it must be seen. */
  protected readonly usual = computed(() => {
    const unconverted = numberIn(this.rows().total?.row ?? {}, 'conversions_unconverted') ?? 0;
    return unconverted > 0 ? COLUMNS : USUAL;
  });
  protected readonly nothing = computed(() => {
    const total = this.rows().total?.row;
    return total && !numberIn(total, 'credited_conversions') ? this.t('attribution.empty') : '';
  });
  protected readonly note = computed(() => this.t('attribution.note', { currency: this.currency() }));
  protected readonly summary = computed(() => {
    const { rows, total } = this.rows();
    const [first] = [...rows].sort(
      (a, b) =>
        (numberIn(b.row, 'credited_conversions') ?? 0) - (numberIn(a.row, 'credited_conversions') ?? 0),
    );
    if (!first || !total) return '';
    const language = this.#i18n.language();
    return this.t('attribution.summary', {
      model: this.#asked.modelName(this.#asked.asked().model),
      all: formatValue(numberIn(total.row, 'credited_conversions'), 'credit', language),
      name: first.name,
      most: formatValue(numberIn(first.row, 'credited_conversions'), 'credit', language),
    });
  });

  protected readonly linkOf = (line: Line, key: MetricKey): RowsLink | null => {
    if (key === 'conversions_assisted') return null;
    if (line.isTotal) return this.#asked.rows(null);
    return this.#asked.isPicked() ? this.#asked.rows(line.row as unknown as NamedValue) : null;
  };
}
