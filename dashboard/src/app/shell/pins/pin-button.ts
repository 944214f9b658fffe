import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  inject,
  input,
  linkedSignal,
  viewChild,
} from '@angular/core';
import type { Pin } from '@parley/contracts';
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
      <button type="button" class="button" aria-pressed="true" (click)="letGo(pin)">
        <app-icon name="pin" [size]="16" />{{ t('pins.pinned') }}
      </button>
      @if (problem() === 'let_go') {
        <p class="problem" role="alert">{{ t('pins.not_removed', { name: pin.name }) }}</p>
      }
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
            @if (problem() === 'keep') {
              <p class="problem" role="alert">{{ t('pins.failed') }}</p>
            }
            <button type="submit" class="button primary">{{ t('pins.keep') }}</button>
          </form>
        </ng-template>
      </app-popover>
    }`,
  styles: `
    :host {
      display: inline-flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5rem;
    }
    .problem {
      color: var(--bad);
      font-size: 0.8125rem;
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
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  /** What the place is called until somebody says otherwise. */
  readonly title = input.required<string>();
  private readonly popover = viewChild(Popover);
  protected readonly name = linkedSignal(() => this.title());
  protected readonly pinned = computed(() => this.pins.at(this.#here.address()));

  /** Which change came to nothing; forgotten where another place is looked at. */
  protected readonly problem = linkedSignal<string, 'keep' | 'let_go' | null>({
    source: this.#here.address,
    computation: () => null,
  });

  protected async keep(): Promise<void> {
    const name = this.name().trim();
    if (name === '') return;
    const popover = this.popover();
    const isKept = await this.pins.add(name, this.#here.address());
    this.problem.set(isKept ? null : 'keep');
    if (!isKept) return;
    popover?.isOpen.set(false);
    this.#keepFocus();
  }

  protected async letGo(pin: Pin): Promise<void> {
    const isGone = await this.pins.remove(pin);
    this.problem.set(isGone ? null : 'let_go');
    if (isGone) this.#keepFocus();
  }

  /** The button has become another one: whoever pressed it goes on there. */
  #keepFocus(): void {
    setTimeout(() => this.#element.querySelector('button')?.focus());
  }
}
