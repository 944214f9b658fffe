import { DEFAULT_BUCKETS, responseDistribution } from '@parley/contracts';
import { limitsFrom, limitsName, readLimits, writeLimits } from './limits';

describe('the limits of the rows', () => {
  it('are read as people write them, in both languages and any order', () => {
    expect(readLimits('30 s, 1 min, 1h 30m; 2 d')).toEqual([30, 60, 5400, 172_800]);
    expect(readLimits('1 ч, 30 с, 5 мин., 1 день')).toEqual([30, 300, 3600, 86_400]);
    expect(readLimits('1, 5, 15 мин, 1 ч')).toEqual([60, 300, 900, 3600]);
    expect(readLimits('0.5 h, 0.5 h')).toEqual([1800]);
  });

  it('are refused where they mean nothing', () => {
    for (const text of ['', 'soon', '5 parsecs', '0 s', '-5 min', '0.5 s', '400 d', '1 min 5']) {
      expect([text, readLimits(text)]).toEqual([text, null]);
    }
    expect(readLimits(Array.from({ length: 31 }, (_, n) => `${n + 1} s`).join(','))).toBeNull();
  });

  it('are written so that they are read as the same', () => {
    for (const language of ['en', 'ru'] as const) {
      expect(readLimits(writeLimits(DEFAULT_BUCKETS, language))).toEqual([...DEFAULT_BUCKETS]);
    }
  });

  it('in the URL are those that the report takes, else the usual ones', () => {
    const { buckets } = responseDistribution.params.shape;
    expect(limitsFrom('60,300')).toEqual(buckets.parse('60,300'));
    for (const wrong of [null, '', '300,60', 'abc', '0', '60,60']) {
      expect(limitsFrom(wrong)).toBe(DEFAULT_BUCKETS);
    }
    expect(limitsName(DEFAULT_BUCKETS)).toBeNull();
    expect(limitsName([60])).toBe('60');
  });
});
