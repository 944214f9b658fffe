import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { ReportMeta } from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { formatMoment } from '../theme/dates';
import { Popover } from '../ui/popover';

/** How many events came late, where there are any, and what that means one click away. */
@Component({
  selector: 'app-late-events',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Popover],
  template: `@if (late(); as late) {
    <app-popover
      buttonClass="wordy"
      [buttonLabel]="t('late.open', { late: late })"
      [panelLabel]="t('late.title')"
    >
      {{ late }}
      <ng-template #panel>
        <div class="late">
          <h2>{{ t('late.title') }}</h2>
          <p>{{ t('late.text', { since: since() }) }}</p>
          <p class="soft">{{ t('late.imports') }}</p>
        </div>
      </ng-template>
    </app-popover>
  }`,
  styles: `
    .late {
      display: grid;
      gap: 0.5rem;
      max-width: 26rem;
      padding: 1rem;
    }
    .soft {
      color: var(--ink-soft);
    }
  `,
})
export class LateEvents {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  readonly meta = input.required<ReportMeta>();
  protected readonly late = computed(() => {
    const { late_events } = this.meta().freshness;
    return late_events ? this.#i18n.plural('late_events', late_events) : '';
  });
  protected readonly since = computed(() =>
    formatMoment(this.meta().freshness.late_since, this.meta().time_zone, this.#i18n.language()),
  );
}
