import type { Language } from '@parley/contracts';
import { localeOf } from '../../theme/format';

const NARROW_NBSP = '\u202f';

/** An amount of the api with its currency, to the cent; smaller ones to the sixth decimal: `1 490,00 ₽`, `$0.0099`. */
export function formatMoney(amount: string, currency: string, language: Language): string {
  const value = Number(amount);
  const isSmall = value !== 0 && Math.abs(value) < 0.1;
  const format = new Intl.NumberFormat(localeOf(language), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: isSmall ? 6 : 2,
  });
  return format.format(value).replaceAll('\u00a0', NARROW_NBSP);
}

/** Several amounts in a row: `$10.00, €3.00`. */
export const formatAmounts = (
  amounts: readonly { amount: string; currency: string }[],
  language: Language,
): string => amounts.map(({ amount, currency }) => formatMoney(amount, currency, language)).join(', ');

/** A calendar day as it is read: `1 Oct 2026`. Days of costs have no zone. */
export const formatDay = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(localeOf(language), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));

/** A span of days: one of them alone where both are the same. */
export const formatDays = (first: string | null, last: string | null, language: Language): string =>
  first === null || last === null
    ? '—'
    : first === last
      ? formatDay(first, language)
      : `${formatDay(first, language)} – ${formatDay(last, language)}`;
