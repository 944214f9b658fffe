import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { WITH_KEYS, parameterOf } from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { Icon } from '../ui/icon';
import { Popover } from '../ui/popover';
import { choicesOf, valueName } from './definition-words';
import { OtherDefinitions, type WithKey } from './other-definitions';

/** A button that says how the screen counts, and behind it every parameter of the definition, to be flipped in place. */
@Component({
  selector: 'app-definitions-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Popover],
  template: `@if (other.official()) {
    <app-popover buttonClass="button quiet" [panelLabel]="t('definitions.title')">
      <app-icon name="settings" [size]="16" /><span class="words">{{ words() }}</span>
      <ng-template #panel>
        <section class="definitions">
          <h2>{{ t('definitions.title') }}</h2>
          <p>{{ t('definitions.hint') }}</p>
          @for (field of fields(); track field.key) {
            <label>
              <span>{{ field.label }}</span>
              <select #chosen class="select" (change)="other.flip(field.key, chosen.value)">
                @for (choice of field.choices; track choice.value) {
                  <option [value]="choice.value" [selected]="choice.value === field.value">
                    {{ choice.name }}
                  </option>
                }
              </select>
            </label>
          }
          @if (other.isOn()) {
            <button type="button" class="button" (click)="other.clear()">{{ t('definitions.back') }}</button>
          }
        </section>
      </ng-template>
    </app-popover>
  }`,
  styles: `
    .words {
      font-weight: 400;
      text-align: start;
    }
    .definitions {
      display: grid;
      gap: 0.75rem;
      width: 27rem;
      max-width: calc(100vw - 18px);
      padding: 1rem;
    }
    p {
      color: var(--ink-soft);
      font-size: 0.875rem;
    }
    label {
      display: grid;
      gap: 0.25rem;
      font-size: 0.875rem;
    }
    .select {
      width: 100%;
    }
  `,
})
export class DefinitionsPanel {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly other = inject(OtherDefinitions);

  protected readonly words = computed(() => {
    const value = (key: WithKey) => valueName(this.#i18n, this.#valueOf(key));
    return this.t('definitions.button', {
      gap: value('with_silence_gap_seconds'),
      unanswered: value('with_unanswered_after_seconds'),
      clock: value('with_clock_starts'),
    });
  });
  protected readonly fields = computed(() => {
    const official = this.other.official();
    if (!official) return [];
    return WITH_KEYS.map((key) => ({
      key,
      label: this.t(`definitions.${key}`),
      value: this.#valueOf(key),
      choices: choicesOf(key, official, this.other.asked()[key]).map((value) => {
        const name = valueName(this.#i18n, value);
        const isOfficial = value === String(official[parameterOf(key)]);
        return { value, name: isOfficial ? this.t('definitions.official_choice', { name }) : name };
      }),
    }));
  });

  #valueOf(key: WithKey): string {
    return this.other.asked()[key] ?? String(this.other.official()?.[parameterOf(key)]);
  }
}
