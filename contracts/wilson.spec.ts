import { describe, expect, it } from '@jest/globals';
import { wilson } from './wilson.js';

describe('the Wilson interval', () => {
  it('is that of the tables', () => {
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    for (const [successes, trials, low, high] of [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const) {
      const found = wilson(successes, trials);
      expect(found?.low).toBeCloseTo(low, 4);
      expect(found?.high).toBeCloseTo(high, 4);
    }
  });

  it('holds the rate, stays within 0 and 1, and narrows with more of them', () => {
    for (const trials of [1, 2, 7, 30, 1000])
      for (let successes = 0; successes <= trials; successes++) {
        const { low, high } = wilson(successes, trials)!;
        expect(low).toBeLessThanOrEqual(successes / trials);
        expect(high).toBeGreaterThanOrEqual(successes / trials);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        const many = wilson(successes * 10, trials * 10)!;
        expect(many.high - many.low).toBeLessThan(high - low);
      }
  });

  it('is none of nothing, of what is not known and of more than there were', () => {
    expect(wilson(0, 0)).toBeNull();
    expect(wilson(null, 3)).toBeNull();
    expect(wilson(1, null)).toBeNull();
    expect(wilson(4, 3)).toBeNull();
  });
});
