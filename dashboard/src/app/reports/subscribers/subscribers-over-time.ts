import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { type MetricKey, metric } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';
import { formatBucketLong } from '../../theme/dates';
import { formatNumber } from '../../theme/format';
import { Block } from '../block';
import { MetricDefinition } from '../metric-definition';
import type { ReportData } from '../report-data';
import { type SubscribersPointRow, unitsOf } from './subscribers';

const COLUMNS = [
  'contacts_subscribed',
  'contacts_unsubscribed',
  'subscriptions_net',
  'subscriptions_at_end',
] as const satisfies readonly MetricKey[];

/** Who came and who left in each unit of time, as bars up and down from one line, with the table behind them. */
@Component({
  selector: 'app-subscribers-over-time',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, MetricDefinition],
  template: `<app-block
    titleId="subscribers-over-time-title"
    [title]="t('subscribers.over_time')"
    [data]="data()"
    [nothing]="nothing()"
  >
    <ng-template #body>
      <p class="summary">{{ summary() }}</p>
      <div class="bars" aria-hidden="true">
        @for (unit of units(); track unit.id) {
          <span class="unit" [class.partial]="unit.isPartial" [attr.title]="unit.title">
            <span class="half up"><span [style.height.%]="unit.up * 100"></span></span>
            <span class="half down"><span [style.height.%]="unit.down * 100"></span></span>
          </span>
        }
      </div>
      <details>
        <summary>{{ t('chart.as_table') }}</summary>
        <div
          class="scroll"
          tabindex="0"
          role="region"
          [attr.aria-label]="t('table.region', { name: t('subscribers.over_time') })"
        >
          <table [attr.aria-label]="t('subscribers.over_time')">
            <thead>
              <tr>
                <th scope="col">{{ t('subscribers.when') }}</th>
                @for (key of columns; track key) {
                  <th scope="col" class="number">
                    {{ label(key) }}<app-metric-definition [key]="key" [data]="data()" />
                  </th>
                }
              </tr>
            </thead>
            <tbody>
              @for (unit of units(); track unit.id) {
                <tr>
                  <th scope="row">
                    {{ unit.name }}
                    @if (unit.isPartial) {
                      <span class="soft">{{ t('chart.partial') }}</span>
                    }
                  </th>
                  @for (cell of unit.cells; track $index) {
                    <td class="number">{{ cell }}</td>
                  }
                </tr>
              }
            </tbody>
          </table>
        </div>
      </details>
    </ng-template>
  </app-block>`,
  styleUrl: './subscribers-over-time.css',
})
export class SubscribersOverTime {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  protected readonly columns = COLUMNS;
  readonly data = input.required<ReportData<SubscribersPointRow>>();

  protected readonly units = computed(() => {
    const language = this.#i18n.language();
    const granularity = this.data().shownParams().granularity ?? 'day';
    const show = (value: number | null) => (value === null ? '—' : formatNumber(value, language));
    return unitsOf(this.data().answer()?.rows ?? [], (start) =>
      formatBucketLong(start, granularity, this.#state.zone(), language),
    ).map((unit) => ({
      ...unit,
      cells: [show(unit.begun), show(unit.ended), show(unit.net), show(unit.left)],
      title: `${unit.name}: +${show(unit.begun)} −${show(unit.ended)}`,
    }));
  });
  protected readonly nothing = computed(() => {
    if (!this.data().answer()) return '';
    const isNothing = this.units().every(({ begun, ended, left }) => !begun && !ended && !left);
    return isNothing ? this.t('subscribers.empty') : '';
  });
  protected readonly summary = computed(() => {
    const units = this.units();
    const [first] = units;
    if (!first) return '';
    const most = units.reduce((best, each) => ((each.begun ?? 0) > (best.begun ?? 0) ? each : best), first);
    return this.t('subscribers.over_time_summary', {
      most: formatNumber(most.begun ?? 0, this.#i18n.language()),
      at: most.name,
      left: formatNumber(units.at(-1)?.left ?? 0, this.#i18n.language()),
    });
  });

  protected label(key: MetricKey): string {
    return this.#i18n.text(metric(key).label);
  }
}
