import { describe, expect, it } from '@jest/globals';
import { spreadCount, spreadEvenly } from './spread-evenly.js';

describe('spreading evenly', () => {
  it('gives what is left over to the first parts, cent by cent', () => {
    expect(spreadEvenly('100', 3)).toEqual(['33.34', '33.33', '33.33']);
    expect(spreadEvenly('0.05', 3)).toEqual(['0.02', '0.02', '0.01']);
    expect(spreadEvenly('0.02', 4)).toEqual(['0.01', '0.01', '0.00', '0.00']);
    expect(spreadEvenly('-10.00', 4)).toEqual(['-2.50', '-2.50', '-2.50', '-2.50']);
    expect(spreadEvenly('-0.01', 2)).toEqual(['-0.01', '0.00']);
    expect(spreadEvenly('1.0001', 2)).toEqual(['0.5001', '0.5000']);
    expect(spreadEvenly('7', 1)).toEqual(['7.00']);
  });

  it('refuses what is no amount and no number of parts', () => {
    for (const [amount, parts] of [
      ['1,5', 2],
      ['', 2],
      ['1', 0],
      ['1', 1.5],
    ] as const)
      expect(() => spreadEvenly(amount, parts)).toThrow(RangeError);
  });

  it('sums to the amount, in parts that differ by one unit at most, whatever the amount', () => {
    let seed = 20261130;
    const next = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    for (let round = 0; round < 2000; round++) {
      const decimals = next(5);
      const amount = `${next(2) ? '-' : ''}${next(1_000_000)}${decimals ? `.${String(next(10 ** decimals)).padStart(decimals, '0')}` : ''}`;
      const parts = next(400) + 1;
      // The oracle: in ten-thousandths, by plain long addition.
      const units = (text: string) => BigInt(Math.round(Number(text) * 10_000));
      const spread = spreadEvenly(amount, parts).map(units);
      expect(spread.length).toBe(parts);
      expect(spread.reduce((sum, each) => sum + each, 0n)).toBe(units(amount));
      const most = spread.reduce((a, b) => (a > b ? a : b));
      const least = spread.reduce((a, b) => (a < b ? a : b));
      expect(most - least <= (decimals <= 2 ? 100n : decimals === 3 ? 10n : 1n)).toBe(true);
    }
  });

  it('spreads clicks as whole numbers', () => {
    expect(spreadCount(10, 4)).toEqual([3, 3, 2, 2]);
    expect(spreadCount(0, 2)).toEqual([0, 0]);
    expect(spreadCount(2, 3)).toEqual([1, 1, 0]);
  });
});
