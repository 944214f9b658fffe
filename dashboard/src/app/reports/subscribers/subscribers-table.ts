import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { MetricKey } from '@parley/contracts';
import { openingOf } from '../../acquisition/acquisition';
import { AcquisitionState, type NamedValue } from '../../acquisition/acquisition-state';
import { I18n } from '../../i18n/i18n';
import type { RowsLink } from '../../measures/measures-state';
import { formatNumber } from '../../theme/format';
import { Block } from '../block';
import { namedLines } from '../named-values';
import { numberIn } from '../reading';
import type { ReportData } from '../report-data';
import type { Line } from '../report-lines';
import { ReportTable } from '../report-table';
import { COLUMNS, type SubscribersRow, usualColumns } from './subscribers';

/** Who subscribed, who left and who was kept, by what had brought them; a name opens its row into the next level. */
@Component({
  selector: 'app-subscribers-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, ReportTable],
  template: `<app-block
    titleId="subscribers-table-title"
    [title]="t('subscribers.table')"
    [data]="data()"
    [nothing]="nothing()"
    [hint]="t('subscribers.empty_hint')"
  >
    <ng-template #body>
      <app-report-table
        urlKey="subscribers"
        [name]="t('subscribers.table')"
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
      <p class="note">{{ t('subscribers.meaning') }}</p>
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
export class SubscribersTable {
  readonly #i18n = inject(I18n);
  readonly #asked = inject(AcquisitionState);
  protected readonly t = this.#i18n.t;
  protected readonly columns = COLUMNS;
  protected readonly order = { by: 'contacts_subscribed', isDescending: true };
  readonly data = input.required<ReportData<SubscribersRow>>();

  protected readonly heading = computed(() => this.#asked.groupName(this.#asked.asked().group));
  protected readonly rows = computed(() => {
    const { group } = this.#asked.asked();
    return namedLines(this.data().answer()?.rows ?? [], {
      total: this.t('channels.total'),
      nameOf: (row) => this.#asked.nameOf(group, row),
      openingOf: (row) => openingOf(group, row),
    });
  });
  protected readonly usual = computed(() => usualColumns(this.rows().total?.row ?? {}));
  protected readonly note = computed(() =>
    this.t('subscribers.note', { currency: this.data().answer()?.meta.currency ?? '' }),
  );
  protected readonly nothing = computed(() => {
    const total = this.rows().total?.row;
    if (!total) return '';
    const keys = ['subscriptions_at_start', 'contacts_subscribed', 'clicks', 'starts'];
    return keys.every((key) => numberIn(total, key) === 0) ? this.t('subscribers.empty') : '';
  });
  protected readonly summary = computed(() => {
    const total = this.rows().total?.row;
    const begun = numberIn(total, 'contacts_subscribed');
    if (begun === null) return '';
    const show = (key: string) => formatNumber(numberIn(total, key) ?? 0, this.#i18n.language());
    return this.t('subscribers.summary', {
      begun: this.#i18n.plural('subscriptions', begun),
      ended: show('contacts_unsubscribed'),
      left: show('subscriptions_at_end'),
    });
  });

  protected readonly linkOf = (line: Line, key: MetricKey): RowsLink | null =>
    this.#asked.rows(key, line.isTotal ? null : (line.row as unknown as NamedValue));
}
