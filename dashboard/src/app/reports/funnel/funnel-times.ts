import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { FunnelState } from '../../funnels/funnel-state';
import { I18n } from '../../i18n/i18n';
import { SMALL_SAMPLE } from '../../theme/change';
import { formatDuration, formatNumber, formatRate } from '../../theme/format';
import { Block } from '../block';
import { MetricDefinition } from '../metric-definition';
import type { ReportData } from '../report-data';
import { RowsLinkView } from '../rows-link';
import type { FunnelTimesRow } from './funnel-rows';

/** How long it takes from one step to another: bars that are a table, each leading to its people. */
@Component({
  selector: 'app-funnel-times',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, MetricDefinition, RowsLinkView],
  template: `<app-block
    titleId="funnel-times-title"
    [title]="t('funnels.times')"
    [data]="data()"
    [nothing]="nothing()"
    [hint]="t('funnels.times_hint')"
  >
    <label class="choice">
      <span>{{ t('funnels.from') }}</span>
      <select #from class="select" (change)="choose('from_step', from.value)">
        @for (each of steps(); track each.step) {
          @if (each.step < steps().length) {
            <option [value]="each.step" [selected]="each.step === fromStep()">{{ each.name }}</option>
          }
        }
      </select>
    </label>
    <label class="choice">
      <span>{{ t('funnels.to') }}</span>
      <select #to class="select" (change)="choose('to_step', to.value)">
        @for (each of steps(); track each.step) {
          @if (each.step > fromStep()) {
            <option [value]="each.step" [selected]="each.step === toStep()">{{ each.name }}</option>
          }
        }
      </select>
    </label>
    <ng-template #body>
      <p class="summary">
        {{ summary() }}
        <app-metric-definition key="step_time_median_seconds" [data]="data()" />
      </p>
      <table>
        <caption class="visually-hidden">
          {{
            t('funnels.times')
          }}
        </caption>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">{{ t('funnels.within') }}</th>
            <th scope="col">{{ t('funnels.share') }}</th>
            <th scope="col">{{ t('funnels.how_many') }}</th>
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
              <td class="count"><app-rows-link [to]="bar.people" [text]="bar.count" /></td>
            </tr>
          }
        </tbody>
      </table>
      <p class="note">{{ note() }}</p>
    </ng-template>
  </app-block>`,
  styleUrls: ['../time-to-convert/time-to-convert.css', './choices.css'],
})
export class FunnelTimes {
  readonly #i18n = inject(I18n);
  protected readonly state = inject(FunnelState);
  protected readonly t = this.#i18n.t;
  readonly data = input.required<ReportData<FunnelTimesRow>>();

  protected readonly steps = computed(() =>
    (this.state.shown()?.steps ?? []).map((step, index) => ({
      step: index + 1,
      name: `${index + 1}. ${this.state.stepName(step)}`,
    })),
  );
  protected readonly fromStep = computed(() =>
    Math.min(this.state.places().from_step ?? 1, Math.max(1, this.steps().length - 1)),
  );
  protected readonly toStep = computed(() =>
    Math.min(this.state.places().to_step ?? this.steps().length, this.steps().length),
  );
  readonly #rows = computed(() =>
    (this.data().answer()?.rows ?? []).filter(({ period }) => period === 'current'),
  );
  readonly #total = computed(() => this.#rows().find((row) => row.is_total));
  readonly #before = computed(() =>
    this.data()
      .answer()
      ?.rows.find(({ period, is_total }) => period === 'previous' && is_total),
  );
  readonly #timed = computed(() => this.#total()?.units_timed ?? 0);
  protected readonly nothing = computed(() =>
    this.#total() && this.#timed() === 0 ? this.t('funnels.times_empty') : '',
  );
  protected readonly bars = computed(() => {
    // Bars beyond the longest time say nothing.
    const all = this.#rows().filter((row) => !row.is_total);
    const last = all.findLastIndex((row) => (row.units_timed ?? 0) > 0);
    const rows = all.slice(0, last + 1);
    const most = Math.max(1, ...rows.map((row) => row.units_timed ?? 0));
    const language = this.#i18n.language();
    const show = (seconds: number) => formatDuration(seconds, language);
    return rows.map((row) => {
      const { bucket_from_seconds: from, bucket_to_seconds: to } = row;
      const count = row.units_timed ?? 0;
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
        people:
          count > 0
            ? this.state.people({
                outcome: 'reached',
                step: String(this.toStep()),
                from_step: String(this.fromStep()),
                is_mature: 'yes',
                ...(from > 0 ? { min_seconds: String(from) } : {}),
                ...(to === null ? {} : { max_seconds: String(to) }),
              })
            : null,
      };
    });
  });
  protected readonly summary = computed(() => {
    const total = this.#total();
    const [median, p90] = [total?.step_time_median_seconds ?? null, total?.step_time_p90_seconds ?? null];
    if (median === null || p90 === null) return '';
    const language = this.#i18n.language();
    const was = this.#before()?.step_time_median_seconds ?? null;
    return [
      this.t('funnels.times_summary', {
        median: formatDuration(median, language),
        p90: formatDuration(p90, language),
      }),
      was === null ? '' : this.t('funnels.times_before', { median: formatDuration(was, language) }),
    ]
      .filter(Boolean)
      .join(' ');
  });
  protected readonly note = computed(() =>
    [this.t('funnels.times_note'), this.#timed() < SMALL_SAMPLE ? `n<30: ${this.t('agents.small')}` : '']
      .filter(Boolean)
      .join(' '),
  );

  protected choose(key: 'from_step' | 'to_step', value: string): void {
    const last = this.steps().length;
    const step = Number(value);
    if (key === 'to_step') return this.state.ask({ to_step: step === last ? null : value });
    this.state.ask({
      from_step: step === 1 ? null : value,
      ...(this.toStep() <= step ? { to_step: null } : {}),
    });
  }
}
