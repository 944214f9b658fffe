import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { I18n } from '../i18n/i18n';
import { type Dismissible, Dismissals } from './dismissals';

/** Says that a wait needs no reply, or takes it back; nothing where neither can be said. */
@Component({
  selector: 'app-dismissal-button',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `@if (step(); as step) {
    <button
      type="button"
      class="button"
      [attr.aria-disabled]="isPending()"
      [attr.aria-label]="
        t(step === 'dismiss' ? 'dismissal.say_of' : 'dismissal.undo_of', { name: wait().name })
      "
      (click)="dismissals.say(wait(), step)"
    >
      {{ t(step === 'dismiss' ? 'dismissal.say' : 'dismissal.undo') }}
    </button>
  }`,
  styles: `
    .button {
      min-height: 1.9rem;
      padding: 0.1rem 0.6rem;
      font-size: 0.8125rem;
      white-space: nowrap;
    }
    [aria-disabled='true'] {
      opacity: 0.55;
      cursor: progress;
    }
  `,
})
export class DismissalButton {
  protected readonly t = inject(I18n).t;
  protected readonly dismissals = inject(Dismissals);
  readonly wait = input.required<Dismissible>();
  protected readonly step = computed(() =>
    this.dismissals.isAllowed() ? this.dismissals.stepOf(this.wait()) : null,
  );
  protected readonly isPending = computed(() => this.dismissals.isPending(this.wait()));
}
