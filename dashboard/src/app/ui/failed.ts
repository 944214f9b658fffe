import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { I18n } from '../i18n/i18n';

/** The error state: what happened, in a sentence, and the way to try again. */
@Component({
  selector: 'app-failed',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'alert' },
  template: `<p class="title">{{ t('state.failed') }}</p>
    <p>{{ sentence() }}</p>
    <button type="button" class="button" [attr.aria-disabled]="isBusy()" (click)="retry.emit()">
      {{ t(isBusy() ? 'state.loading' : 'retry') }}
    </button>`,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      align-content: center;
      gap: 0.5rem;
      padding: 1.25rem;
    }
    .title {
      font-weight: 600;
      color: var(--bad);
    }
    p {
      max-width: 60ch;
    }
  `,
})
export class Failed {
  protected readonly t = inject(I18n).t;
  readonly kind = input.required<'network' | 'refused' | 'unreadable'>();
  readonly status = input(0);
  readonly detail = input<string | null>(null);
  /** It is being tried again just now. */
  readonly isBusy = input(false);
  readonly retry = output();
  protected readonly sentence = computed(() => {
    const detail = this.detail();
    if (detail) return detail;
    if (this.kind() === 'refused') return this.t('state.status', { status: this.status() });
    return this.t(this.kind() === 'network' ? 'state.network' : 'state.unreadable');
  });
}
