import type { HourFormat, Language, WeekStart } from '@parley/contracts';
import { resolvePreset } from '../../period/resolve';
import { localeOf } from '../../theme/format';

/** The days of the running week, as a week that begins so would have it: `Mon, 23 Nov` and `Sun, 29 Nov`. */
export function weekExample(start: WeekStart, now: Date, zone: string, language: Language) {
  const { from, to } = resolvePreset('this_week', now, zone, start);
  const format = new Intl.DateTimeFormat(localeOf(language), {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  const last = new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000);
  return { from: format.format(new Date(`${from}T00:00:00Z`)), to: format.format(last) };
}

/** A quarter past five in the afternoon, as it would be written. */
export function hourExample(hours: HourFormat, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    timeZone: 'UTC',
    hourCycle: hours === 12 ? 'h12' : 'h23',
    hour: hours === 12 ? 'numeric' : '2-digit',
    minute: '2-digit',
  }).format(new Date('2026-01-01T17:15:00Z'));
}

/** Currencies with their names in the language of the reader, by code. */
export function currencyNames(codes: readonly string[], language: Language) {
  const names = new Intl.DisplayNames([localeOf(language)], { type: 'currency' });
  return codes.map((code) => ({ code, name: `${code} · ${names.of(code) ?? code}` }));
}
