import { NOTHING_LEFT_OUT, type Metric } from './metric.js';

type Bounds<Key extends string> = Record<`${Key}_low` | `${Key}_high`, Metric>;

/** The two ends of the interval in which a rate really lies, as metrics of their own: `…_low` and `…_high`. */
export function intervalOf<Key extends string>(
  key: Key,
  of: Pick<Metric, 'label' | 'needs' | 'sample'>,
): Bounds<Key> {
  const end = (en: string, ru: string): Metric => ({
    label: { en: `${of.label.en}, ${en}`, ru: `${of.label.ru}, ${ru}` },
    unit: 'rate',
    missing: 'gap',
    good: 'none',
    needs: of.needs,
    version: 1,
    definition: {
      en: 'The end of the interval that holds the real rate in 95 cases of 100, given how few or many it was counted from.',
      ru: 'Граница промежутка, в котором истинная доля лежит в 95 случаях из 100 — с учётом того, из какого числа она посчитана.',
    },
    formula: {
      en: `Wilson score interval, 95 %, of «${of.label.en}»`,
      ru: `Интервал Уилсона, 95 %, для показателя «${of.label.ru}»`,
    },
    exclusions: NOTHING_LEFT_OUT,
    ...(of.sample === undefined ? {} : { sample: of.sample }),
  });
  return {
    [`${key}_low`]: end('at least', 'не меньше'),
    [`${key}_high`]: end('at most', 'не больше'),
  } as Bounds<Key>;
}
