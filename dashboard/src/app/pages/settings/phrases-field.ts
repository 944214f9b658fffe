import { ChangeDetectionStrategy, Component, inject, input, linkedSignal, output } from '@angular/core';
import { I18n } from '../../i18n/i18n';
import { linesOf } from './values';

/** Phrases, one a line. */
@Component({
  selector: 'app-phrases-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<div class="field">
    <label for="courtesy_phrases">{{ t('settings.courtesy_phrases') }}</label>
    <textarea
      #phrasesInput
      id="courtesy_phrases"
      class="input"
      rows="3"
      spellcheck="false"
      [value]="text()"
      [attr.aria-invalid]="error() ? true : null"
      [attr.aria-describedby]="'phrases-hint' + (error() ? ' phrases-error' : '')"
      (input)="type(phrasesInput.value)"
    ></textarea>
    <p class="hint" id="phrases-hint">{{ t('settings.courtesy_phrases_hint') }}</p>
    @if (error(); as error) {
      <p class="error" id="phrases-error">{{ error }}</p>
    }
  </div>`,
  styleUrl: './settings.css',
})
export class PhrasesField {
  protected readonly t = inject(I18n).t;
  readonly phrases = input.required<readonly string[]>();
  readonly error = input<string | null>(null);
  readonly phrasesChange = output<string[]>();

  /** What is typed stays as it is typed, an empty line at its end included. */
  protected readonly text = linkedSignal<readonly string[], string>({
    source: () => this.phrases(),
    computation: (phrases, before) =>
      before && linesOf(before.value).join('\n') === phrases.join('\n') ? before.value : phrases.join('\n'),
  });

  protected type(text: string): void {
    this.text.set(text);
    this.phrasesChange.emit(linesOf(text));
  }
}
