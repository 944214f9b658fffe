import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  viewChild,
} from '@angular/core';
import { I18n } from '../../i18n/i18n';
import { Icon } from '../../ui/icon';
import { Popover } from '../../ui/popover';
import { Pins } from './pins';
import { PlaceHere } from './place-here';

/** Keeps what is looked at, with its whole address, under a name; or lets it go. */
@Component({
  selector: 'app-pin-button',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Popover],
  template: `@if (pinned(); as pin) {
      <button type="button" class="button" aria-pressed="true" (click)="pins.remove(pin)">
        <app-icon name="pin" [size]="16" />{{ t('pins.pinned') }}
      </button>
    } @else {
      <app-popover buttonClass="button" [panelLabel]="t('pins.pin')">
        <app-icon name="pin" [size]="16" />{{ t('pins.pin') }}
        <ng-template #panel>
          <form (submit)="$event.preventDefault(); keep()">
            <label>
              <span>{{ t('pins.name') }}</span>
              <input
                #field
                class="input"
                required
                maxlength="120"
                [value]="name()"
                (input)="name.set(field.value)"
              />
            </label>
            <p class="hint">{{ t('pins.hint') }}</p>
            @if (pins.hasFailed()) {
              <p role="alert">{{ t('pins.failed') }}</p>
            }
            <button type="submit" class="button primary">{{ t('pins.keep') }}</button>
          </form>
        </ng-template>
      </app-popover>
    }`,
  styles: `
    :host {
      display: inline-flex;
    }
    form {
      display: grid;
      gap: 0.6rem;
      width: min(19rem, calc(100vw - 2rem));
      padding: 0.9rem;
    }
    label {
      display: grid;
      gap: 0.25rem;
      font-size: 0.875rem;
    }
    .hint {
      color: var(--ink-soft);
      font-size: 0.8125rem;
    }
    form .button {
      justify-self: start;
    }
  `,
})
export class PinButton {
  protected readonly t = inject(I18n).t;
  protected readonly pins = inject(Pins);
  readonly #here = inject(PlaceHere);
  /** What the place is called until somebody says otherwise. */
  readonly title = input.required<string>();
  private readonly popover = viewChild(Popover);
  protected readonly name = linkedSignal(() => this.title());
  protected readonly pinned = computed(() => this.pins.at(this.#here.address()));

  protected async keep(): Promise<void> {
    const name = this.name().trim();
    if (name === '') return;
    const popover = this.popover();
    if (await this.pins.add(name, this.#here.address())) popover?.isOpen.set(false);
  }
}
