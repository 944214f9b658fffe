import { describe, expect, it } from '@jest/globals';
import { formatDays, formatMoney } from './money';

describe('money on the screen', () => {
  it('has cents, and more decimals only where it is less than ten cents', () => {
    expect(formatMoney('1490', 'RUB', 'ru')).toBe('1\u202f490,00\u202f₽');
    expect(formatMoney('-7.5', 'EUR', 'en')).toBe('-€7.50');
    expect(formatMoney('0.0099', 'USD', 'en')).toBe('$0.0099');
    expect(formatMoney('0', 'USD', 'en')).toBe('$0.00');
    expect(formatMoney('1.23456', 'TON', 'en')).toBe('TON\u202f1.23');
  });

  it('names a single day once', () => {
    expect(formatDays('2026-10-01', '2026-10-01', 'en')).toBe('1 Oct 2026');
    expect(formatDays('2026-10-01', '2026-10-03', 'ru')).toBe('1 окт. 2026 г. – 3 окт. 2026 г.');
    expect(formatDays(null, null, 'en')).toBe('—');
  });
});
