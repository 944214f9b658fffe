import { type Localized } from '@parley/contracts';
import { ProblemError } from '../../http/problem-error.js';

/** What is wrong with a line of a file, counted from 1. */
export interface WrongLine {
  line: number;
  says: Localized;
}

const MOST_NAMED = 5;

/** Refuses a file, naming its first wrong lines in the sentence and all of them (up to a hundred) in `errors`. */
export function wrongLines(wrong: readonly WrongLine[]): ProblemError {
  const sentence = (language: keyof Localized) => {
    const named = wrong
      .slice(0, MOST_NAMED)
      .map(({ line, says }) => `${language === 'en' ? 'Line' : 'Строка'} ${line}: ${says[language]}`);
    const more = wrong.length - named.length;
    if (more > 0)
      named.push(language === 'en' ? `Wrong lines more: ${more}.` : `Ещё строк с ошибками: ${more}.`);
    return named.join(' ');
  };
  return new ProblemError(
    'invalid_request',
    { en: sentence('en'), ru: sentence('ru') },
    {
      errors: wrong
        .slice(0, 100)
        .map(({ line, says }) => ({ path: `source.text line ${line}`, message: says.en })),
    },
  );
}

/** What a calendar holds. */
const MOST_DAYS = 2000;

/** Refuses days that are more than a calendar can hold. */
export function refuseTooMany(count: number): void {
  if (count <= MOST_DAYS) return;
  throw new ProblemError('invalid_request', {
    en: `That would be ${count} special days; a calendar holds at most ${MOST_DAYS}. Leave out years that nobody asks about.`,
    ru: `Получилось бы особых дней: ${count}, а в графике их не больше ${MOST_DAYS}. Уберите годы, которые не нужны.`,
  });
}

/** Whether there is such a day. */
export const isDay = (date: string): boolean => new Date(`${date}T00:00:00Z`).toJSON()?.slice(0, 10) === date;

/** The day so many days after a day. */
export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
