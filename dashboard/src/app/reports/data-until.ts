import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { ReportMeta } from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { formatRecently } from '../theme/dates';
import { LateEvents } from './late-events';
import { MergesNote } from './merges-note';

/** Under a block: until when its answer has data, and how much of it came late. */
@Component({
  selector: 'app-data-until',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [LateEvents, MergesNote],
  template: `<span>{{ until() }}</span>
    @if (meta().freshness.late_events) {
      · <app-late-events [meta]="meta()" />
    }
    <app-merges-note [meta]="meta()" />`,
  styles: `
    :host {
      display: block;
      padding: 0 1rem 0.7rem;
      color: var(--ink-soft);
      font-size: 0.8125rem;
    }
  `,
})
export class DataUntil {
  readonly #i18n = inject(I18n);
  readonly meta = input.required<ReportMeta>();
  protected readonly until = computed(() => {
    const { freshness, time_zone } = this.meta();
    if (!freshness.data_until) return this.#i18n.t('freshness.none');
    const now = new Date(freshness.computed_at);
    const time = formatRecently(freshness.data_until, now, time_zone, this.#i18n.language());
    return this.#i18n.t('freshness.until', { time });
  });
}
