/** The two-sided 95 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/** Fewer things than this, and a number of them is marked as a small sample. */
export const SMALL_SAMPLE = 30;

/** What a rate may really be, given how few it was counted from: both 0–1, low ≤ rate ≤ high. */
export interface Interval {
  low: number;
  high: number;
}

/**
 * The Wilson score interval, 95 %, of `successes` among `trials`. Null where there is nothing to divide, and where more
 * came out than went in: then it is no share of anything. It is never outside 0–1 and never empty, also for 0 and for all.
 * Source: E. B. Wilson, Probable inference, JASA 22 (1927), 209–212.
 */
export function wilson(successes: number | null, trials: number | null): Interval | null {
  if (successes === null || trials === null || trials <= 0 || successes < 0 || successes > trials)
    return null;
  const rate = successes / trials;
  const z2 = Z * Z;
  const scale = 1 + z2 / trials;
  const middle = (rate + z2 / (2 * trials)) / scale;
  const reach = (Z / scale) * Math.sqrt((rate * (1 - rate)) / trials + z2 / (4 * trials * trials));
  // TRICKY: at 0 and at all of them the formula meets the edge but for rounding.
  return {
    low: successes === 0 ? 0 : Math.max(0, middle - reach),
    high: successes === trials ? 1 : Math.min(1, middle + reach),
  };
}
