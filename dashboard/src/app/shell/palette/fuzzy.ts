/** The keys of a keyboard by their letters in both layouts, in the same order. */
const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const CYRILLIC = 'ёйцукенгшщзхъфывапролджэячсмитьбю';

const TO_CYRILLIC = new Map([...LATIN].map((letter, index) => [letter, CYRILLIC[index] ?? letter]));
const TO_LATIN = new Map([...CYRILLIC].map((letter, index) => [letter, LATIN[index] ?? letter]));

/** As typed, and as if the other layout had been on: «rfyfks» is «каналы», «сруттудi» is «channels». */
export function layoutsOf(text: string): string[] {
  const other = (map: ReadonlyMap<string, string>) => [...text].map((each) => map.get(each) ?? each).join('');
  return [...new Set([text, other(TO_CYRILLIC), other(TO_LATIN)])];
}

const plain = (text: string): string => text.toLocaleLowerCase().replaceAll('ё', 'е').trim();

/**
 * How well a text answers what is sought, more is better; null: not at all. All letters of the query must come in the
 * text in their order; together, and at the beginnings of words, they weigh more.
 */
function scoreOf(query: string, text: string): number | null {
  const at = text.indexOf(query);
  if (at >= 0) return 1000 - at - text.length / 100 + (isStart(text, at) ? 500 : 0);
  let score = 0;
  let from = 0;
  let run = 0;
  for (const letter of query) {
    if (letter === ' ') continue;
    const found = text.indexOf(letter, from);
    if (found < 0) return null;
    run = found === from && from > 0 ? run + 1 : 0;
    score += (isStart(text, found) ? 12 : 0) + run * 4 - Math.min(found - from, 8);
    from = found + 1;
  }
  // Letters strewn over a long text are no answer.
  return score > 0 ? score : null;
}

const isStart = (text: string, at: number): boolean => at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1] ?? ' ');

/** The best score of any of the texts, in either layout of the keyboard; null where none answers. Nothing sought: 0. */
export function matchOf(query: string, texts: readonly string[]): number | null {
  const sought = plain(query);
  if (sought === '') return 0;
  const scores = layoutsOf(sought).flatMap((each, index) =>
    texts.flatMap((text) => {
      const score = scoreOf(plain(each), plain(text));
      // What was really typed goes before what was perhaps meant.
      return score === null ? [] : [score - index];
    }),
  );
  return scores.length === 0 ? null : Math.max(...scores);
}

/** Those that answer, the best first; of equals in their own order. Nothing sought: all as they are. */
export function found<T>(query: string, all: readonly T[], textsOf: (each: T) => readonly string[]): T[] {
  return all
    .flatMap((each) => {
      const score = matchOf(query, textsOf(each));
      return score === null ? [] : [{ each, score }];
    })
    .sort((a, b) => b.score - a.score)
    .map(({ each }) => each);
}
