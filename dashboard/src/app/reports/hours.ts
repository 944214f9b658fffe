import { type Language, WEEKDAYS, WEEKDAY_LABELS } from '@parley/contracts';
import { formatTime } from '../theme/dates';
import { hourFormat } from '../theme/habits';

/** `09:00`, or `9:00 am` where the workspace counts to twelve; 24 is the midnight that ends a day. */
function timeName(hour: number, language: Language): string {
  if (hour === 24 && hourFormat() === 24) return '24:00';
  return formatTime(new Date(Date.UTC(1970, 0, 1, hour)).toISOString(), 'UTC', language);
}

/** `09:00–10:00`: an hour of the day. */
export const hourName = (hour: number, language: Language): string =>
  `${timeName(hour, language)}–${timeName(hour + 1, language)}`;

/** `Monday` for 1. */
export function weekdayName(weekday: number, language: Language): string {
  const day = WEEKDAYS[weekday - 1];
  return day ? WEEKDAY_LABELS[day][language] : '';
}

/** `Mon` for 1, as the language shortens it. */
export const weekdayShort = (weekday: number, language: Language): string =>
  // 5 January 1970 was a Monday.
  new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(Date.UTC(1970, 0, 4 + weekday)),
  );
