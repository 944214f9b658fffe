import type { Language } from '@parley/contracts';
import { en, enPlurals, type Plurals, type TextKey } from './en';

/** All texts of one language. */
export interface Texts {
  texts: Readonly<Record<TextKey, string>>;
  plurals: Plurals;
}

const known = new Map<Language, Texts>([['en', { texts: en, plurals: enPlurals }]]);

/** The texts of a language; undefined until {@link loadTexts} has brought them. English is always there. */
export const textsOf = (language: Language): Texts | undefined => known.get(language);

/** Brings the texts of a language, once: each but English is a file of its own. Rejects when it cannot be fetched. */
export async function loadTexts(language: Language): Promise<void> {
  if (known.has(language)) return;
  const { ru, ruPlurals } = await import('./ru');
  known.set(language, { texts: ru, plurals: ruPlurals });
}
