import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { ReportMeta } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { LateEvents } from '../../reports/late-events';
import { Clock } from '../../shell/clock';
import { Live } from '../../shell/live';
import { ViewState } from '../../shell/view-state';
import { formatMoment, formatOffset, formatRecently } from '../../theme/dates';

/** How new the numbers are, in which zone days are cut, and whether the newest are still being computed. */
@Component({
  selector: 'app-freshness',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [LateEvents],
  template: `@if (meta(); as meta) {
    <span class="dot" [class.off]="live.isOffline()" aria-hidden="true"></span>
    @if (live.isOffline()) {
      <span role="status">{{ t('freshness.offline') }}</span>
    } @else {
      <span [attr.title]="exact()">{{ until() }}</span>
      @if (meta.freshness.late_events) {
        <span>· <app-late-events [meta]="meta" /></span>
      }
      @if (live.status()?.is_deriving) {
        <span>· {{ t('freshness.deriving') }}</span>
      }
    }
    <span>· {{ t('freshness.zone', { zone: zone() }) }}</span>
  }`,
  styles: `
    :host {
      display: inline-flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 0.35rem;
      min-height: 1.3rem;
      color: var(--ink-soft);
      font-size: 0.8125rem;
    }
    .dot {
      width: 8px;
      height: 8px;
      border-radius: 50%;
      background: var(--good);
    }
    .dot.off {
      background: var(--bad);
    }
  `,
})
export class Freshness {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #clock = inject(Clock);
  protected readonly live = inject(Live);
  protected readonly t = this.#i18n.t;
  readonly meta = input.required<ReportMeta | undefined>();
  readonly #until = computed(() => this.live.status()?.data_until ?? this.meta()?.freshness.data_until);
  protected readonly until = computed(() => {
    const until = this.#until();
    if (!until) return this.t('freshness.none');
    const time = formatRecently(until, this.#clock.minute(), this.#state.zone(), this.#i18n.language());
    return this.t('freshness.until', { time });
  });
  protected readonly exact = computed(() => {
    const until = this.#until();
    return until ? formatMoment(until, this.#state.zone(), this.#i18n.language()) : null;
  });
  protected readonly zone = computed(() => {
    const zone = this.#state.zone();
    const offset = formatOffset(zone, this.#clock.minute());
    return zone === offset ? zone : `${zone} (${offset})`;
  });
}
