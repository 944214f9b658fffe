import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { I18n } from '../../i18n/i18n';
import { UNIT_SECONDS, UNITS, type Unit, unitOf } from './values';

/** A length of time as a number and a unit; gives whole seconds, NaN for what is no number. */
@Component({
  selector: 'app-duration-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<div class="field">
    <label [for]="name()">{{ label() }}</label>
    <div class="pair">
      <input
        #amountInput
        class="input"
        type="number"
        inputmode="numeric"
        min="1"
        [id]="name()"
        [value]="amount()"
        [attr.aria-invalid]="error() ? true : null"
        [attr.aria-describedby]="describedBy()"
        (input)="type(amountInput.value)"
      />
      <select
        #unitInput
        class="select"
        [attr.aria-label]="t('settings.unit') + ': ' + label()"
        (change)="choose(unitInput.value)"
      >
        @for (each of units(); track each) {
          <option [value]="each" [selected]="each === unit()">{{ unitName(each) }}</option>
        }
      </select>
    </div>
    @if (hint(); as hint) {
      <p class="hint" [id]="name() + '-hint'">{{ hint }}</p>
    }
    @if (error(); as error) {
      <p class="error" [id]="name() + '-error'">{{ error }}</p>
    }
  </div>`,
  styleUrl: './settings.css',
})
export class DurationField {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input.required<string>();
  readonly seconds = input.required<number>();
  readonly error = input<string | null>(null);
  /** The units to choose from; all when left out. */
  readonly units = input<readonly Unit[]>(UNITS);
  readonly secondsChange = output<number>();

  protected readonly describedBy = computed(() => {
    const parts = [this.hint() && 'hint', this.error() && 'error'].filter(Boolean);
    return parts.map((part) => `${this.name()}-${part}`).join(' ') || null;
  });

  #typed: number | null = null;
  /** What was chosen stays while somebody types: «48 hours» does not turn into «2 days» under the fingers. */
  protected readonly unit = linkedSignal<number, Unit>({
    source: () => this.seconds(),
    computation: (seconds, before) => {
      if (before && (Number.isNaN(seconds) || seconds === this.#typed)) return before.value;
      const unit = unitOf(seconds);
      return this.units().includes(unit) ? unit : (this.units()[0] ?? 'seconds');
    },
  });
  protected readonly amount = computed(() => {
    const seconds = this.seconds();
    return Number.isNaN(seconds) ? '' : String(seconds / UNIT_SECONDS[this.unit()]);
  });

  protected unitName(unit: Unit): string {
    return this.t(`settings.unit.${unit}`);
  }

  protected type(text: string): void {
    const amount = text.trim() === '' ? NaN : Number(text);
    this.#give(amount * UNIT_SECONDS[this.unit()]);
  }

  protected choose(text: string): void {
    const unit = UNITS.find((each) => each === text) ?? 'hours';
    const amount = this.seconds() / UNIT_SECONDS[this.unit()];
    this.unit.set(unit);
    this.#give(amount * UNIT_SECONDS[unit]);
  }

  #give(seconds: number): void {
    this.#typed = seconds;
    this.secondsChange.emit(seconds);
  }
}
