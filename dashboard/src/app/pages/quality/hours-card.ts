import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import type { Quality } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { overTimeChart } from '../../reports/overview-over-time/overview-over-time.chart';
import { ViewState } from '../../shell/view-state';
import { formatNumber } from '../../theme/format';
import { Theme } from '../../theme/theme';
import { Chart } from '../../ui/chart/chart';
import { accountsOf, lastWhole, pointsOf } from './hours';

/** Events per hour of one account beside what is usual, as a chart or as the table behind it. */
@Component({
  selector: 'app-hours-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Chart],
  templateUrl: './hours-card.html',
  styleUrl: './quality.css',
})
export class HoursCard {
  readonly #i18n = inject(I18n);
  readonly #theme = inject(Theme);
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(ViewState);
  readonly hours = input.required<Quality['hourly']>();
  /** The names of accounts by their number. */
  readonly names = input.required<ReadonlyMap<string, string>>();

  readonly #chosen = signal<string | null>(null);
  protected readonly isTable = signal(false);
  protected readonly accounts = computed(() => accountsOf(this.hours()));
  protected readonly account = computed(() => {
    const chosen = this.#chosen();
    return chosen !== null && this.accounts().includes(chosen) ? chosen : (this.accounts()[0] ?? '');
  });
  protected readonly points = computed(() =>
    pointsOf(
      this.hours(),
      this.account(),
      this.t('quality.usual'),
      this.state.workspaceZone(),
      this.#i18n.language(),
    ),
  );
  protected readonly option = computed(() =>
    overTimeChart(
      this.points(),
      'count',
      this.#theme.chartColors(),
      {
        current: this.t('quality.hours_events'),
        previous: this.t('quality.usual'),
        partial: this.t('quality.hours_now'),
        // An hour without events is 0, never a gap.
        empty: () => '',
      },
      this.#i18n.language(),
    ),
  );
  protected readonly caption = computed(() => {
    const last = lastWhole(this.points());
    if (!last) return this.t('quality.hours_none');
    const base = {
      account: this.nameOf(this.account()),
      events: this.#i18n.plural('events', last.value ?? 0),
      hour: last.name,
    };
    return last.previous === null
      ? this.t('quality.hours_caption_new', base)
      : this.t('quality.hours_caption', { ...base, usual: this.shown(last.previous) });
  });
  protected readonly spoken = computed(() =>
    this.points().map((point) => {
      const value = this.#i18n.plural('events', point.value ?? 0);
      const usual =
        point.previous === null ? '' : `, ${this.t('quality.usual')}: ${this.shown(point.previous)}`;
      return `${point.longName}: ${value}${usual}`;
    }),
  );

  protected readonly rows = computed(() => [...this.points()].reverse());

  protected shown(value: number | null): string {
    return value === null ? '—' : formatNumber(value, this.#i18n.language(), 1);
  }

  protected nameOf(id: string): string {
    return this.names().get(id) ?? this.t('filters.account_number', { id });
  }

  protected choose(id: string): void {
    this.#chosen.set(id);
  }
}
