import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { MetricKey, orderItems } from '@parley/contracts';
import type { z } from 'zod';
import { AcquisitionState } from '../../acquisition/acquisition-state';
import { I18n } from '../../i18n/i18n';
import { Block } from '../block';
import { numberIn, pairedRows } from '../reading';
import type { ReportData } from '../report-data';
import type { NamedRow } from '../report-lines';
import { ReportTable } from '../report-table';

export type ItemRow = z.infer<typeof orderItems.row>;

const COLUMNS = [
  'credited_quantity',
  'credited_items_value',
  'credited_orders',
  'items_unconverted',
] as const satisfies readonly MetricKey[];
const USUAL = ['credited_quantity', 'credited_items_value', 'credited_orders'] as const;

/** What was ordered, and which sources brought it. */
@Component({
  selector: 'app-order-items',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, ReportTable],
  template: `<app-block
    titleId="items-title"
    [title]="t('attribution.items')"
    [data]="data()"
    [nothing]="nothing()"
    [hint]="t('attribution.items_hint')"
  >
    <ng-template #body>
      <app-report-table
        urlKey="items"
        [name]="t('attribution.items')"
        [nameHeading]="t('attribution.item')"
        [data]="data()"
        [rows]="rows().rows"
        [total]="rows().total"
        [columns]="columns"
        [usual]="usual"
        [order]="order"
        [linkOf]="linkOf"
        [note]="t('attribution.items_note')"
      />
    </ng-template>
  </app-block>`,
})
export class OrderItems {
  readonly #i18n = inject(I18n);
  readonly #acquisition = inject(AcquisitionState);
  protected readonly t = this.#i18n.t;
  protected readonly columns = COLUMNS;
  protected readonly usual = USUAL;
  protected readonly order = { by: 'credited_items_value', isDescending: true };
  readonly data = input.required<ReportData<ItemRow>>();

  protected readonly rows = computed(() => {
    const { group } = this.#acquisition.asked();
    const { lines, total } = pairedRows(
      this.data().answer()?.rows ?? [],
      ({ product_id, value, arrival }) => `${product_id} ${value ?? ''} ${arrival ?? ''}`,
    );
    return {
      rows: lines.map((line): NamedRow => ({
        ...line,
        name: `${line.row.product_name ?? line.row.product_id ?? ''} — ${this.#acquisition.nameOf(group, line.row)}`,
        isOurs: false,
        only: null,
      })),
      total: total && { ...total, id: 'total', name: this.t('channels.total'), isOurs: true, only: null },
    };
  });
  protected readonly nothing = computed(() => {
    const total = this.rows().total?.row;
    return total && !numberIn(total, 'credited_orders') ? this.t('attribution.items_empty') : '';
  });
  protected readonly linkOf = () => null;
}
