import { describe, expect, it } from '@jest/globals';
import { guessDayFormat, readDay } from './read-day.js';
import { guessDecimal, readNumber } from './read-number.js';

describe('a number of a cost file', () => {
  it.each([
    ['1490', '.', '1490.0000'],
    ['1,490.50', '.', '1490.5000'],
    ['1 490,50', ',', '1490.5000'],
    ['1\u00a0490\u202f000,5 ₽', ',', '1490000.5000'],
    ['1.490.000,25', ',', '1490000.2500'],
    ["1'490.25", '.', '1490.2500'],
    ['$12.00', '.', '12.0000'],
    ['12,00 руб.', ',', '12.0000'],
    ['USD 3', '.', '3.0000'],
    ['−5.25', '.', '-5.2500'],
    ['-$5.25', '.', '-5.2500'],
    ['(5.25)', '.', '-5.2500'],
    ['0,00005', ',', '0.0001'],
    ['-0.00004', '.', '0.0000'],
    ['.5', '.', '0.5000'],
    ['5.', '.', '5.0000'],
  ] as const)('«%s» with «%s» is %s', (text, mark, expected) => {
    expect(readNumber(text, mark, 4)).toBe(expected);
  });

  it.each([
    ['1,5', '.'],
    ['1.5', ','],
    ['1.2.3', '.'],
    ['1,23,456', '.'],
    ['12a', '.'],
    ['', '.'],
    ['.', '.'],
    ['1e5', '.'],
    ['1234567890123456', '.'],
  ] as const)('«%s» with «%s» is none', (text, mark) => {
    expect(readNumber(text, mark, 4)).toBeUndefined();
  });

  it('tells which mark is the decimal one', () => {
    expect(guessDecimal(['1,234.56', '7'])).toBe('.');
    expect(guessDecimal(['1.234,56', '7'])).toBe(',');
    expect(guessDecimal(['0,040', '12,5'])).toBe(',');
    expect(guessDecimal(['1,234', '5,678'])).toBe('.');
    expect(guessDecimal(['1,234,567'])).toBe('.');
    expect(guessDecimal(['1.234.567', '1 000'])).toBe(',');
    expect(guessDecimal([])).toBe('.');
  });
});

describe('a day of a cost file', () => {
  it.each([
    ['2026-10-01', 'yyyy-mm-dd', '2026-10-01'],
    ['2026-10-01T00:00:00Z', 'yyyy-mm-dd', '2026-10-01'],
    ['2026-10-01 13:05', 'yyyy-mm-dd', '2026-10-01'],
    ['1.10.2026', 'dd.mm.yyyy', '2026-10-01'],
    ['01.10.26', 'dd.mm.yyyy', '2026-10-01'],
    ['31/12/2026', 'dd/mm/yyyy', '2026-12-31'],
    ['12/31/2026', 'mm/dd/yyyy', '2026-12-31'],
    ['20261001', 'yyyymmdd', '2026-10-01'],
    ['16 January 2026', 'words', '2026-01-16'],
    ['16 Jan 2026', 'words', '2026-01-16'],
    ['Jan 16, 2026', 'words', '2026-01-16'],
    ['16 января 2026 г.', 'words', '2026-01-16'],
    ['16 янв. 2026', 'words', '2026-01-16'],
    ['29.02.2028', 'dd.mm.yyyy', '2028-02-29'],
  ] as const)('«%s» as %s is %s', (text, format, expected) => {
    expect(readDay(text, format)).toBe(expected);
  });

  it.each([
    ['29.02.2026', 'dd.mm.yyyy'],
    ['2026-02-30', 'yyyy-mm-dd'],
    ['31/12/2026', 'mm/dd/yyyy'],
    ['16 Foo 2026', 'words'],
    ['Total in October 2026', 'words'],
    ['', 'yyyy-mm-dd'],
  ] as const)('«%s» as %s is none', (text, format) => {
    expect(readDay(text, format)).toBeUndefined();
  });

  it('tells its format', () => {
    expect(guessDayFormat(['01/02/2026', '13/02/2026'])).toBe('dd/mm/yyyy');
    expect(guessDayFormat(['01/02/2026', '02/13/2026'])).toBe('mm/dd/yyyy');
    expect(guessDayFormat(['1 October 2026'])).toBe('words');
    expect(guessDayFormat([])).toBe('yyyy-mm-dd');
  });
});
