import { type DefinitionParams } from '@parley/contracts';
import { invalidRequest, ProblemError } from '../http/problem-error.js';

const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * After how many seconds a return counts: as a report is asked, else as the workspace has it. Throws `invalid_request`
 * for less than the silence that ends a dialogue: nobody can come back to what is still going on.
 */
export function repeatAfter(
  asked: Record<string, unknown>,
  { repeat_after_seconds, silence_gap_seconds }: DefinitionParams,
): number {
  const wanted = asked['repeat_after_seconds'];
  if (wanted === undefined) return repeat_after_seconds;
  if (typeof wanted !== 'number')
    throw invalidRequest([{ path: 'repeat_after_seconds', message: 'is a number' }]);
  if (wanted >= silence_gap_seconds) return wanted;
  throw new ProblemError(
    'invalid_request',
    {
      en: `A dialogue ends after ${inWords(silence_gap_seconds, 'en')} of silence, so nobody can come back sooner. Ask for repeat_after_seconds=${silence_gap_seconds} or more.`,
      ru: `Диалог заканчивается через ${inWords(silence_gap_seconds, 'ru')} молчания, поэтому вернуться раньше нельзя. Задайте repeat_after_seconds=${silence_gap_seconds} или больше.`,
    },
    { errors: [{ path: 'repeat_after_seconds', message: `must be at least ${silence_gap_seconds}` }] },
  );
}

/** Short forms, which are right beside any number. */
export function inWords(seconds: number, language: 'en' | 'ru'): string {
  const [size, en, ru] =
    seconds % DAY === 0 && seconds > DAY
      ? ([DAY, 'd', 'дн.'] as const)
      : seconds % HOUR === 0
        ? ([HOUR, 'h', 'ч'] as const)
        : ([1, 's', 'с'] as const);
  return `${seconds / size} ${language === 'en' ? en : ru}`;
}
