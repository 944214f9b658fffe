import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { Metric } from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import type { Change } from '../theme/change';
import { formatChange, formatRelativeChange, isUnseen } from '../theme/format';
import { Icon } from '../ui/icon';

/** A signed change, absolute and relative: an arrow says where, the colour whether that is good. */
@Component({
  selector: 'app-change-badge',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  host: { '[class]': 'mood()' },
  template: `<app-icon [name]="direction()" [size]="14" />
    @if (direction() === 'same') {
      <span>{{ t('overview.same') }}</span>
    } @else {
      <span class="absolute">{{ absolute() }}</span>
      @if (relative(); as relative) {
        <span class="relative">{{ relative }}</span>
      }
      @if (mood() !== 'neutral') {
        <span class="visually-hidden"
          >, {{ t(mood() === 'good' ? 'overview.better' : 'overview.worse') }}</span
        >
      }
    }`,
  styles: `
    :host {
      display: inline-flex;
      flex-wrap: wrap;
      align-items: center;
      column-gap: 0.3rem;
      color: var(--ink-soft);
      font-size: 0.8125rem;
      font-weight: 600;
    }
    :host(.good) {
      color: var(--good);
    }
    :host(.bad) {
      color: var(--bad);
    }
    .relative {
      font-weight: 400;
    }
    .relative::before {
      content: '· ';
    }
  `,
})
export class ChangeBadge {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  readonly change = input.required<Change>();
  readonly unit = input.required<Metric['unit']>();
  readonly #language = this.#i18n.language;
  /** A sample too small to praise or to blame. */
  readonly isQuiet = input(false);
  protected readonly direction = computed(() =>
    isUnseen(this.change().absolute, this.unit()) ? 'same' : this.change().direction,
  );
  protected readonly mood = computed(() =>
    this.isQuiet() || this.direction() === 'same' ? 'neutral' : this.change().mood,
  );
  protected readonly absolute = computed(() =>
    formatChange(this.change().absolute, this.unit(), this.#language()),
  );
  protected readonly relative = computed(() => {
    const share = this.change().relative;
    return share === null ? '' : formatRelativeChange(share, this.#language());
  });
}
