import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { WorkspaceStatus } from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { formatDuration, formatRate } from '../theme/format';
import { secondsLeft } from './seconds-left';

/** How far a new definition is, how long it takes yet, and what reports show meanwhile. */
@Component({
  selector: 'app-rebuilding',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'region', '[attr.aria-label]': "t('rebuilding.label')" },
  template: `<p>
      <strong>{{ t('rebuilding.title', { percent: percent() }) }}</strong>
      {{ t('rebuilding.until') }} {{ left() }}
    </p>
    <progress
      max="100"
      [value]="rebuilding().progress * 100"
      [attr.aria-label]="t('rebuilding.label')"
    ></progress>`,
  styles: `
    :host {
      display: grid;
      gap: 0.35rem;
      padding: 0.55rem 1.5rem;
      background: var(--brand-soft);
      font-size: 0.875rem;
    }
    progress {
      width: min(24rem, 100%);
      height: 0.5rem;
      accent-color: var(--brand);
    }
    @media (max-width: 960px) {
      :host {
        padding-inline: 1rem;
      }
    }
  `,
})
export class Rebuilding {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  readonly rebuilding = input.required<NonNullable<WorkspaceStatus['rebuilding']>>();
  protected readonly percent = computed(() =>
    formatRate(Math.floor(this.rebuilding().progress * 100) / 100, this.#i18n.language()),
  );
  protected readonly left = computed(() => {
    const seconds = secondsLeft(this.rebuilding(), Date.now());
    if (seconds === null) return '';
    return this.t('rebuilding.left', { time: formatDuration(seconds, this.#i18n.language()) });
  });
}
