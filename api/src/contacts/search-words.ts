/** How many words of a question are looked for; more narrow nothing down. */
const MOST_WORDS = 8;
const LONGEST_WORD = 64;
/** What stands between words. Keep in step with `parley_words` of the migration 0020, which takes names apart. */
const BETWEEN = /[\][\s!-/:-@\\^_`{|}~«»„“”‘’…·–—]+/u;

/** The words of what somebody looks for, as names are kept: small letters, е for ё. */
export const searchWords = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(BETWEEN)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
    .map((word) => [...word].slice(0, LONGEST_WORD).join(''));

/**
 * A `tsquery` of the people of this workspace whose names have words that begin so; null without words. No sign that a
 * tsquery takes apart is left in a word: all of them stand between words.
 */
export function wordsQuery(workspace_id: number, text: string): string | null {
  const words = searchWords(text);
  return words.length === 0 ? null : words.map((word) => `'${workspace_id} ${word}':*`).join(' & ');
}
