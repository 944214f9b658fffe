import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { DIMENSIONS, LAST_SENDER_LABELS, type MetricKey } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { Block } from '../block';
import { numberIn, pairedRows } from '../reading';
import type { ReportData } from '../report-data';
import { ReportTable } from '../report-table';
import type { BeforeRow } from './subscribers';

const COLUMNS = [
  'contacts_unsubscribed',
  'unsubscribed_within_1_hour',
  'unsubscribed_within_24_hours',
  'unsubscribed_after_median_seconds',
] as const satisfies readonly MetricKey[];

/** Which of our messages came last before people left, and how long before. */
@Component({
  selector: 'app-before-unsubscribing',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, ReportTable],
  template: `<app-block
    titleId="before-title"
    [title]="t('subscribers.before')"
    [data]="data()"
    [nothing]="nothing()"
    [hint]="t('subscribers.nobody_left_hint')"
  >
    <ng-template #body>
      <app-report-table
        urlKey="before"
        [name]="t('subscribers.before')"
        [nameHeading]="heading()"
        [data]="data()"
        [rows]="rows().rows"
        [total]="rows().total"
        [columns]="columns"
        [usual]="columns"
        [order]="order"
        [linkOf]="linkOf"
        [note]="t('subscribers.before_note')"
        >{{ summary() }}</app-report-table
      >
    </ng-template>
  </app-block>`,
})
export class BeforeTable {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly columns = COLUMNS;
  protected readonly order = { by: 'contacts_unsubscribed', isDescending: true };
  readonly data = input.required<ReportData<BeforeRow>>();

  protected readonly heading = computed(() => this.#i18n.text(DIMENSIONS.last_sender.label));
  protected readonly rows = computed(() => {
    const { lines, total } = pairedRows(
      this.data().answer()?.rows ?? [],
      ({ last_sender }) => `${last_sender}`,
    );
    return {
      rows: lines.map((line) => ({
        ...line,
        name: this.#i18n.text(LAST_SENDER_LABELS[line.row.last_sender ?? 'none']),
        isOurs: true,
        only: null,
      })),
      total: total && { ...total, id: 'total', name: this.t('channels.total'), isOurs: true, only: null },
    };
  });
  protected readonly nothing = computed(() => {
    const total = this.rows().total?.row;
    return total && numberIn(total, 'contacts_unsubscribed') === 0 ? this.t('subscribers.nobody_left') : '';
  });
  protected readonly summary = computed(() => {
    const [first] = this.rows().rows;
    return first ? this.t('subscribers.before_summary', { name: first.name }) : '';
  });
  protected readonly linkOf = () => null;
}
