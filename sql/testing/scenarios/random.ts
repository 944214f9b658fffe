import { randomOf, type Random } from '../random.js';

/** {@link Random} with what made-up lives need besides. */
export interface StoryRandom extends Pick<Random, 'between' | 'chance' | 'pick'> {
  /** One of the items, each as often as its weight says. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T;
  /** A positive number with this median and a long tail upwards; `spread` 0.5 is narrow, 1.2 wide. */
  longTail(median: number, spread: number): number;
}

/** Chance that gives the same stories for the same seed on every machine. */
export function storyRandom(seed: number): StoryRandom {
  const { between, chance, pick } = randomOf(seed);
  const fraction = () => between(0, 2 ** 31 - 1) / 2 ** 31;
  return {
    between,
    chance,
    pick,
    weighted: (items) => {
      let left = fraction() * items.reduce((sum, [, weight]) => sum + weight, 0);
      return (items.find(([, weight]) => (left -= weight) < 0) ?? pick(items))[0];
    },
    longTail: (median, spread) => {
      // Box–Muller: two uniform numbers give a normal one; its exponent is log-normal.
      const normal = Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction());
      return median * Math.exp(spread * normal);
    },
  };
}
