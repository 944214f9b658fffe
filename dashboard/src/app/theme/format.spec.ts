import {
  formatChange,
  formatDuration,
  formatExact,
  formatExactDuration,
  formatNumber,
  formatRate,
  formatRelativeChange,
  formatValue,
  isUnseen,
} from './format';

/** The no-break spaces made visible: `_` for U+00A0, `'` for U+202F. */
const seen = (text: string) => text.replaceAll('\u00a0', '_').replaceAll('\u202f', "'");

describe('numbers', () => {
  it('groups digits by the narrow no-break space in Russian and the comma in English', () => {
    expect(seen(formatNumber(1861, 'ru'))).toBe("1'861");
    expect(formatNumber(1861, 'en')).toBe('1,861');
    expect(seen(formatNumber(1_234_567, 'ru'))).toBe("1'234'567");
  });

  it('shows rates as percentages with one digit', () => {
    expect(seen(formatRate(45 / 270, 'ru'))).toBe('16,7_%');
    expect(formatRate(45 / 270, 'en')).toBe('16.7%');
    expect(formatRate(1, 'en')).toBe('100%');
  });

  it('shows what does not exist as a dash, never as zero', () => {
    expect(formatValue(null, 'count', 'en')).toBe('—');
    expect(formatValue(0, 'count', 'en')).toBe('0');
  });
});

describe('lengths of time', () => {
  it.each([
    [0, '0_s'],
    [0.4, '0.4_s'],
    [45, '45_s'],
    [59.6, '1_min'],
    [680, '11_min 20_s'],
    [3599.7, '1_h'],
    [12_600, '3_h 30_min'],
    [12_910, '3_h 35_min'],
    [86_400, '24_h'],
    [90_000, '25_h'],
    [172_790, '2_d'],
    [190_000, '2_d 5_h'],
  ])('%d seconds read %s', (seconds, text) => {
    expect(seen(formatDuration(seconds, 'en'))).toBe(text);
  });

  it('reads 3 ч 30 мин in Russian, and 3,5 ч exactly', () => {
    expect(seen(formatDuration(12_600, 'ru'))).toBe('3_ч 30_мин');
    expect(seen(formatExactDuration(12_600, 'ru'))).toBe("3,5_ч = 12'600_с");
    expect(seen(formatExact(12_600, 'seconds', 'en'))).toBe('3.5_h = 12,600_s');
  });
});

describe('parts and money', () => {
  it('show two decimals where they matter, and the rest in the tooltip', () => {
    expect(formatValue(1 / 3, 'credit', 'en')).toBe('0.33');
    expect(formatExact(1 / 3, 'credit', 'en')).toBe('0.3333');
    expect(formatExact(2, 'credit', 'en')).toBe('');
    expect(formatValue(12.5, 'money', 'en')).toBe('12.5');
    expect(seen(formatValue(1234.56, 'money', 'ru'))).toBe("1'235");
    expect(seen(formatExact(1234.56, 'money', 'ru'))).toBe("1'234,56");
  });
});

describe('changes', () => {
  it('carry their sign and the unit of the metric', () => {
    expect(formatChange(12, 'count', 'en')).toBe('+12');
    expect(formatChange(-1204, 'count', 'en')).toBe('−1,204');
    expect(seen(formatChange(-0.011, 'rate', 'ru'))).toBe('−1,1_п.п.');
    expect(seen(formatChange(-310, 'seconds', 'en'))).toBe('−5_min 10_s');
    expect(formatRelativeChange(0.034, 'en')).toBe('+3.4%');
    expect(formatRelativeChange(-0.0003, 'en')).toBe('±0%');
  });

  it('are not there when rounding hides them', () => {
    expect(isUnseen(-0.0004, 'rate')).toBe(true);
    expect(isUnseen(-0.0005, 'rate')).toBe(false);
    expect(isUnseen(1, 'count')).toBe(false);
  });
});
