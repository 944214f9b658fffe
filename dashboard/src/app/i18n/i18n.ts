import { DOCUMENT, Injectable, effect, inject, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { LANGUAGES, type Language, type Localized } from '@parley/contracts';
import { formatNumber } from '../theme/format';
import { enPlurals, type PluralKey, type Plurals, type TextKey } from './en';
import { loadTexts, textsOf } from './texts';

const STORED = 'parley.language';

export const isLanguage = (value: unknown): value is Language =>
  (LANGUAGES as readonly unknown[]).includes(value);

/** The first language of the browser's that we speak, else English. */
const browserLanguage = (): Language =>
  navigator.languages.map((each) => each.slice(0, 2)).find(isLanguage) ?? 'en';

/** The language somebody reads before signing in: chosen earlier, else the browser's. */
function firstLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  return isLanguage(stored) ? stored : browserLanguage();
}

/** The language of the screen, and texts in it. Every method reads the language signal, so templates follow a change. */
@Injectable({ providedIn: 'root' })
export class I18n {
  readonly #transloco = inject(TranslocoService);
  readonly #language = signal<Language>('en');
  #wanted: Language = 'en';
  readonly language = this.#language.asReadonly();

  constructor() {
    const root = inject(DOCUMENT).documentElement;
    effect(() => {
      root.lang = this.#language();
    });
  }

  /** Begins in the language that was chosen earlier, else in the browser's. */
  begin(): Promise<void> {
    return this.#turnTo(firstLanguage());
  }

  /** Null: the browser's, now and from now on. Resolves when the texts are there, which they mostly are at once. */
  use(chosen: Language | null): Promise<void> {
    if (chosen) localStorage.setItem(STORED, chosen);
    else localStorage.removeItem(STORED);
    return this.#turnTo(chosen ?? browserLanguage());
  }

  async #turnTo(language: Language): Promise<void> {
    this.#wanted = language;
    if (!textsOf(language)) {
      // Without the network the language stays as it was; the next choice tries again.
      await loadTexts(language).catch(() => undefined);
      // Whoever chose another one meanwhile gets that.
      if (this.#wanted !== language) return;
    }
    const known = textsOf(language);
    if (!known) return;
    this.#transloco.setTranslation({ ...known.texts }, language);
    this.#transloco.setActiveLang(language);
    this.#language.set(language);
  }

  /** A text of the shell. */
  readonly t = (key: TextKey, params: Record<string, string | number> = {}): string =>
    this.#transloco.translate(key, params, this.#language());

  /** A counted thing in its plural form: «21 диалог», «22 диалога». */
  readonly plural = (key: PluralKey, n: number): string => {
    const language = this.#language();
    const plurals: Plurals = textsOf(language)?.plurals ?? enPlurals;
    const forms = plurals[key];
    const form = forms[new Intl.PluralRules(language).select(n)] ?? forms.other;
    return form.replace('{{n}}', formatNumber(n, language));
  };

  /** A text of the contracts. */
  readonly text = (localized: Localized): string => localized[this.#language()];
}
