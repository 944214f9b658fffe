import * as z from 'zod';

/** A text in the two languages of the product. Both are always there: a missing translation is a type error. */
export const localized = z.object({ en: z.string().min(1), ru: z.string().min(1) });
export type Localized = z.infer<typeof localized>;

export const LANGUAGES = ['en', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The form of a message text that is hashed in place of the text: lower case, Unicode NFKC, «ё» read as «е»,
 * punctuation, symbols and white space folded to single spaces. Emoji are kept: «👍» is a phrase of its own.
 */
export function normalizeText(text: string): string {
  if (IS_PLAIN.test(text)) return text.toLowerCase().replaceAll('ё', 'е').match(PLAIN_WORDS)?.join(' ') ?? '';
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\p{P}\p{Sc}\p{Sk}\p{Sm}\p{Z}\p{C}\uFE0F]+/gu, ' ')
    .trim();
}

/** Latin and Russian text, as most is: nothing in it is composed, so its words are the same runs of letters and digits. */
const IS_PLAIN = /^[\x00-\x7FА-Яа-яЁё]*$/;
const PLAIN_WORDS = /[0-9a-zа-я]+/g;
