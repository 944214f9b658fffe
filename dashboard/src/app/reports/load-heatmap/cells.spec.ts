import { aHeatRow } from '../../testing/service-rows';
import { cellsOf, peakOf, shortly, shownFrom } from './cells';

describe('the map of the week', () => {
  it('is shaded in even steps up to the largest value, nothing is without shade', () => {
    const rows = [0, 1, 20, 21, 100].map((waits_begun, hour) => aHeatRow({ hour_of_day: hour, waits_begun }));
    expect(cellsOf(rows, 'waits_begun').map(({ shade }) => shade)).toEqual([0, 1, 1, 2, 5]);
  });

  it('does not let one night message make all other times pale', () => {
    const rows = [
      aHeatRow({ hour_of_day: 3, waits_begun: 1, response_median_seconds: 36_000 }),
      aHeatRow({ hour_of_day: 10, waits_begun: 40, response_median_seconds: 600 }),
      aHeatRow({ hour_of_day: 11, waits_begun: 30, response_median_seconds: 300 }),
      aHeatRow({ period: 'previous', hour_of_day: 11, waits_begun: 90, response_median_seconds: 9 }),
    ];
    const cells = cellsOf(rows, 'response_median_seconds');
    expect(cells.map(({ shade, isSmall }) => [shade, isSmall])).toEqual([
      [5, true],
      [5, false],
      [3, false],
    ]);
    expect(peakOf(cells)?.hour).toBe(10);
    expect(peakOf(cellsOf([aHeatRow()], 'waits_begun'))).toBeNull();
  });

  it('writes values in the few letters that fit', () => {
    expect(shortly(0, 'waits_begun', 'en')).toBe('');
    expect(shortly(1861, 'waits_begun', 'en')).toBe('1,861');
    expect(shortly(18_610, 'waits_begun', 'en')).toBe('19k');
    expect([8, 3550, 3599, 5400, 200_000].map((s) => shortly(s, 'response_median_seconds', 'en'))).toEqual([
      '8\u00a0s',
      '59\u00a0min',
      '1\u00a0h',
      '2\u00a0h',
      '2\u00a0d',
    ]);
    expect(shortly(null, 'response_median_seconds', 'en')).toBe('');
  });

  it('shows what the URL names', () => {
    expect(shownFrom('waits_answered')).toBe('waits_answered');
    expect(shownFrom('salary')).toBe('waits_begun');
  });
});
