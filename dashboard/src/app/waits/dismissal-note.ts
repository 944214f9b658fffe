import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  booleanAttribute,
  computed,
  effect,
  inject,
  input,
} from '@angular/core';
import { I18n } from '../i18n/i18n';
import { focusSoon } from '../ui/focus-soon';
import { Icon } from '../ui/icon';
import { Dismissals } from './dismissals';

const UNDO = 'dismissal-undo';
const CLOSE = 'dismissal-close';

/**
 * What was said last of a wait, at the lower edge of the window, and how to take it back; or why it could not be said.
 * `takesFocus`: where the row that was pressed goes away by itself, so that the keyboard is not left nowhere.
 */
@Component({
  selector: 'app-dismissal-note',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  host: { role: 'status' },
  template: `@if (text(); as text) {
    <div class="box">
      <span class="text" [class.bad]="dismissals.failure()">{{ text }}</span>
      @if (undoable(); as wait) {
        <button
          [id]="undo"
          type="button"
          class="button"
          [attr.aria-label]="t('dismissal.undo_of', { name: wait.name })"
          (click)="dismissals.say(wait, 'take_back')"
        >
          {{ t('dismissal.undo') }}
        </button>
      }
      <button
        [id]="closing"
        type="button"
        class="button quiet"
        [attr.aria-label]="t('dismissal.close')"
        (click)="dismissals.close()"
      >
        <app-icon name="close" [size]="16" />
      </button>
    </div>
  }`,
  styles: `
    :host {
      position: fixed;
      z-index: 6;
      inset-block-end: 1rem;
      inset-inline: 1rem;
      display: grid;
      justify-content: center;
      pointer-events: none;
    }
    .box {
      display: flex;
      align-items: center;
      gap: 0.5rem;
      max-width: 40rem;
      padding: 0.5rem 0.5rem 0.5rem 1rem;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--surface);
      box-shadow: var(--shadow-high);
      pointer-events: auto;
    }
    .text {
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .bad {
      color: var(--bad);
    }
    .button {
      flex: none;
    }
  `,
})
export class DismissalNote {
  protected readonly t = inject(I18n).t;
  protected readonly dismissals = inject(Dismissals);
  protected readonly undo = UNDO;
  protected readonly closing = CLOSE;
  readonly takesFocus = input(false, { transform: booleanAttribute });

  protected readonly text = computed(() => {
    const failure = this.dismissals.failure();
    if (failure !== null) return failure;
    const last = this.dismissals.last();
    if (last === null) return null;
    const { name } = last.wait;
    return this.t(last.step === 'dismiss' ? 'dismissal.said' : 'dismissal.undone', { name });
  });
  protected readonly undoable = computed(() => {
    const last = this.dismissals.last();
    return this.dismissals.failure() === null && last?.step === 'dismiss' ? last.wait : null;
  });

  constructor() {
    effect(() => {
      if (this.takesFocus() && this.text() !== null) focusSoon(UNDO, CLOSE);
    });
    inject(DestroyRef).onDestroy(() => this.dismissals.close());
  }
}
