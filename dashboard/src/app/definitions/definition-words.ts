import { type DefinitionParams, type Language, WITH_KEYS, parameterOf } from '@parley/contracts';
import type { I18n } from '../i18n/i18n';
import { formatDuration } from '../theme/format';
import type { WithKey } from './other-definitions';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What can be chosen of each parameter, beside what is official and what stands in the URL. */
const CHOICES: Record<WithKey, readonly (string | number)[]> = {
  with_silence_gap_seconds: [HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY],
  with_repeat_after_seconds: [HOUR, 12 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY],
  with_unanswered_after_seconds: [15 * MINUTE, HOUR, 4 * HOUR, 8 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY],
  with_unanswered_hours: ['calendar', 'business'],
  with_clock_starts: ['first', 'last'],
  with_settle_seconds: [10, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE],
};

export const isWithKey = (key: string): key is WithKey => WITH_KEYS.some((each) => each === key);

/** How one value of a parameter is called. */
export const valueName = (
  { t, language }: { t: I18n['t']; language: () => Language },
  value: string,
): string => {
  if (value === 'calendar' || value === 'business') return t(`definitions.hours.${value}`);
  if (value === 'first' || value === 'last') return t(`definitions.clock.${value}`);
  return formatDuration(Number(value), language());
};

/** The values a parameter can be given, in their order. */
export function choicesOf(key: WithKey, official: DefinitionParams, asked: string | undefined): string[] {
  const all = [...CHOICES[key].map(String), String(official[parameterOf(key)]), ...(asked ? [asked] : [])];
  const once = [...new Set(all)];
  return once.every((value) => Number.isFinite(Number(value)))
    ? once.sort((a, b) => Number(a) - Number(b))
    : once;
}

export interface Flipped {
  key: WithKey;
  label: string;
  /** The value asked for. */
  asked: string;
  official: string;
}

/** What differs from the official definition, in words. */
export const flippedOf = (
  i18n: I18n,
  asked: Partial<Record<WithKey, string>>,
  official: DefinitionParams | null,
): Flipped[] =>
  WITH_KEYS.flatMap((key) => {
    const value = asked[key];
    if (value === undefined) return [];
    return [
      {
        key,
        label: i18n.t(`definitions.${key}`),
        asked: valueName(i18n, value),
        official: official ? valueName(i18n, String(official[parameterOf(key)])) : '—',
      },
    ];
  });
