import { DOCUMENT, Injectable, effect, inject, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { LANGUAGES, type Language, type Localized } from '@parley/contracts';
import { formatNumber } from '../theme/format';
import { enPlurals, type PluralKey, type Plurals, type TextKey } from './en';
import { ruPlurals } from './ru';

const STORED = 'parley.language';
const PLURALS: Record<Language, Plurals> = { en: enPlurals, ru: ruPlurals };

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
  readonly #language = signal<Language>(firstLanguage());
  readonly language = this.#language.asReadonly();

  constructor() {
    const root = inject(DOCUMENT).documentElement;
    effect(() => {
      root.lang = this.#language();
    });
  }

  /** Null: the browser's, now and from now on. */
  use(chosen: Language | null): void {
    if (chosen) localStorage.setItem(STORED, chosen);
    else localStorage.removeItem(STORED);
    const language = chosen ?? browserLanguage();
    this.#transloco.setActiveLang(language);
    this.#language.set(language);
  }

  /** A text of the shell. */
  readonly t = (key: TextKey, params: Record<string, string | number> = {}): string =>
    this.#transloco.translate(key, params, this.#language());

  /** A counted thing in its plural form: «21 диалог», «22 диалога». */
  readonly plural = (key: PluralKey, n: number): string => {
    const language = this.#language();
    const forms = PLURALS[language][key];
    const form = forms[new Intl.PluralRules(language).select(n)] ?? forms.other;
    return form.replace('{{n}}', formatNumber(n, language));
  };

  /** A text of the contracts. */
  readonly text = (localized: Localized): string => localized[this.#language()];
}
