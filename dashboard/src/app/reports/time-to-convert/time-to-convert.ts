import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { CONVERT_SINCE, type timeToConvert } from '@parley/contracts';
import type { z } from 'zod';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';
import { formatDuration, formatNumber, formatRate } from '../../theme/format';
import { Block } from '../block';
import { MetricDefinition } from '../metric-definition';
import type { ReportData } from '../report-data';

export type ConvertRow = z.infer<typeof timeToConvert.row>;
export type ConvertSince = (typeof CONVERT_SINCE)[number];

/** From which touch, as it stands in the URL. */
export const sinceFrom = (name: string | null): ConvertSince =>
  CONVERT_SINCE.find((each) => each === name) ?? 'first';

/** How long it takes to convert: bars that are a table, with the median and the 90th percentile. */
@Component({
  selector: 'app-time-to-convert',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, MetricDefinition],
  template: `<app-block
    titleId="convert-title"
    [title]="t('attribution.time')"
    [data]="data()"
    [nothing]="nothing()"
    [hint]="t('attribution.empty_hint')"
  >
    <label class="choice">
      <span>{{ t('attribution.since') }}</span>
      <select #chosen class="select" (change)="choose(chosen.value)">
        @for (each of ways; track each) {
          <option [value]="each" [selected]="each === since()">{{ sinceName(each) }}</option>
        }
      </select>
    </label>
    <ng-template #body>
      <p class="summary">
        {{ summary() }}
        <app-metric-definition key="time_to_convert_median_seconds" [data]="data()" />
      </p>
      <table>
        <caption class="visually-hidden">
          {{
            t('attribution.time')
          }}
        </caption>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">{{ t('attribution.time_within') }}</th>
            <th scope="col">{{ t('attribution.time_share') }}</th>
            <th scope="col">{{ t('attribution.time_count') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (bar of bars(); track bar.from) {
            <tr>
              <th scope="row">{{ bar.name }}</th>
              <td class="plot">
                <span class="bar" [style.width.%]="bar.width" aria-hidden="true"></span>
                <span class="share">{{ bar.share }}</span>
              </td>
              <td class="count">{{ bar.count }}</td>
            </tr>
          }
        </tbody>
      </table>
      @if (without(); as text) {
        <p class="note">{{ text }}</p>
      }
    </ng-template>
  </app-block>`,
  styleUrl: './time-to-convert.css',
})
export class TimeToConvert {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  protected readonly ways = CONVERT_SINCE;
  readonly data = input.required<ReportData<ConvertRow>>();

  protected readonly since = computed(() => sinceFrom(this.#state.own('since')));
  readonly #rows = computed(() =>
    (this.data().answer()?.rows ?? []).filter(({ period }) => period === 'current'),
  );
  readonly #total = computed(() => this.#rows().find((row) => row.is_total));
  readonly #timed = computed(() => {
    const total = this.#total();
    return (total?.conversions ?? 0) - (total?.conversions_without_touch ?? 0);
  });
  protected readonly nothing = computed(() =>
    this.#total() && !this.#total()?.conversions ? this.t('attribution.empty') : '',
  );
  protected readonly bars = computed(() => {
    const rows = this.#rows().filter((row) => !row.is_total);
    const most = Math.max(1, ...rows.map((row) => row.conversions ?? 0));
    const language = this.#i18n.language();
    const show = (seconds: number) => formatDuration(seconds, language);
    return rows.map((row) => {
      const { bucket_from_seconds: from, bucket_to_seconds: to, conversions } = row;
      const count = conversions ?? 0;
      return {
        from,
        name:
          to === null
            ? this.t('attribution.time_over', { limit: show(from) })
            : from === 0
              ? this.t('attribution.time_up_to', { limit: show(to) })
              : this.t('attribution.time_between', { from: show(from), to: show(to) }),
        width: (count / most) * 100,
        share: this.#timed() > 0 ? formatRate(count / this.#timed(), language) : '—',
        count: formatNumber(count, language),
      };
    });
  });
  protected readonly summary = computed(() => {
    const total = this.#total();
    const median = total?.time_to_convert_median_seconds;
    const p90 = total?.time_to_convert_p90_seconds;
    if (median === null || median === undefined || p90 === null || p90 === undefined) return '';
    const language = this.#i18n.language();
    return this.t('attribution.time_summary', {
      median: formatDuration(median, language),
      p90: formatDuration(p90, language),
    });
  });
  protected readonly without = computed(() => {
    const count = this.#total()?.conversions_without_touch ?? 0;
    return count > 0 ? this.#i18n.plural('attribution_without', count) : '';
  });

  protected sinceName(since: ConvertSince): string {
    return this.t(`attribution.since_${since}`);
  }

  protected choose(since: string): void {
    this.#state.changeOwn({ since: since === 'first' ? null : since });
  }
}
