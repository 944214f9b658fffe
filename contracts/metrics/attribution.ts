import type { Localized } from '../text.js';
import { ATTRIBUTION_MODEL_LABELS, ATTRIBUTION_MODELS, type AttributionModel } from '../attribution.js';
import { NOTHING_LEFT_OUT, type Metric } from './metric.js';

const NO_RATE: Localized = {
  en: 'Amounts in a currency for which no rate is known on or before the day: they are counted apart.',
  ru: 'Суммы в валюте, курс которой на этот день или раньше неизвестен: такие конверсии посчитаны отдельно.',
};

const credited = {
  label: { en: 'Conversions', ru: 'Конверсии' },
  unit: 'credit',
  missing: 'zero',
  good: 'up',
  needs: 'nothing',
  version: 1,
  definition: {
    en: 'Conversions by the share that the model gives to this source: of one shared by two sources each may have a half.',
    ru: 'Конверсии с учётом доли, которую модель отдаёт этому источнику: если одну конверсию делят два источника, у каждого может быть половина.',
  },
  formula: {
    en: 'Sum of the weights of the source’s touches over all conversions; weights of one conversion add up to 1',
    ru: 'Сумма весов касаний источника по всем конверсиям; веса одной конверсии в сумме дают 1',
  },
  exclusions: {
    en: 'Events that do not count by the goal’s own rule of repeats.',
    ru: 'События, которые не считаются по правилу повторов самой цели.',
  },
} as const satisfies Metric;

const worth = {
  label: { en: 'Value', ru: 'Ценность' },
  unit: 'money',
  missing: 'zero',
  good: 'up',
  needs: 'nothing',
  version: 1,
  definition: {
    en: 'What the credited conversions are worth, in the currency of the workspace, less what was refunded of their orders.',
    ru: 'Сколько стоят засчитанные конверсии в валюте рабочего пространства за вычетом возвратов по их заказам.',
  },
  formula: {
    en: 'Sum of weight × value; a value in another currency by the latest rate on or before the day of the conversion',
    ru: 'Сумма «вес × ценность»; другая валюта — по последнему курсу на день конверсии или раньше',
  },
  exclusions: NO_RATE,
} as const satisfies Metric;

/** The same two by one model. */
const byModel = (model: AttributionModel) => {
  const { en, ru } = ATTRIBUTION_MODEL_LABELS[model];
  return {
    [`conversions_${model}`]: { ...credited, label: { en: `${en}: conversions`, ru: `${ru}: конверсии` } },
    [`value_${model}`]: { ...worth, label: { en: `${en}: value`, ru: `${ru}: ценность` } },
  };
};
type ByModel = Record<`conversions_${AttributionModel}` | `value_${AttributionModel}`, Metric>;

const time = (en: string, ru: string, enFormula: string, ruFormula: string) =>
  ({
    label: { en, ru },
    unit: 'seconds',
    missing: 'gap',
    good: 'down',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'How long before the conversion the first (or, where asked, the last) touch within the look-back was.',
      ru: 'За сколько до конверсии было первое (или, если так спросили, последнее) касание в окне атрибуции.',
    },
    formula: { en: enFormula, ru: ruFormula },
    exclusions: {
      en: 'Conversions without a touch within the look-back.',
      ru: 'Конверсии без касаний в окне атрибуции.',
    },
    sample: 'conversions',
  }) as const satisfies Metric;

export const attributionMetrics = {
  conversions: {
    ...credited,
    unit: 'count',
    definition: {
      en: 'Events that count as a conversion of the goals asked for; one event may be one of several goals.',
      ru: 'События, которые считаются конверсиями выбранных целей; одно событие может быть конверсией нескольких целей.',
    },
    formula: {
      en: 'Events that meet a goal, by its rule of repeats',
      ru: 'События, подходящие под цель, по её правилу повторов',
    },
  },
  credited_conversions: credited,
  credited_value: worth,
  conversion_value: {
    ...worth,
    label: { en: 'Value', ru: 'Ценность' },
    definition: {
      en: 'What conversions are worth, in the currency of the workspace, less what was refunded of their orders.',
      ru: 'Сколько стоят конверсии в валюте рабочего пространства за вычетом возвратов по их заказам.',
    },
    formula: {
      en: 'Sum of values; one in another currency by the latest rate on or before the day of the conversion',
      ru: 'Сумма ценностей; другая валюта — по последнему курсу на день конверсии или раньше',
    },
  },
  credited_share: {
    ...credited,
    label: { en: 'Share of credit', ru: 'Доля' },
    unit: 'rate',
    missing: 'gap',
    good: 'none',
    exclusions: NOTHING_LEFT_OUT,
  },
  contacts_converted: {
    label: { en: 'Contacts who converted', ru: 'Клиенты с конверсией' },
    unit: 'count',
    missing: 'zero',
    good: 'up',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Different contacts among the conversions credited here; merged identities count once.',
      ru: 'Разные клиенты среди засчитанных здесь конверсий; объединённые профили считаются один раз.',
    },
    formula: { en: 'Distinct contacts with a weight above 0', ru: 'Разные клиенты с весом больше 0' },
    exclusions: NOTHING_LEFT_OUT,
  },
  conversions_assisted: {
    label: { en: 'Assisted conversions', ru: 'Ассоциированные конверсии' },
    unit: 'count',
    missing: 'zero',
    good: 'up',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Conversions in which this source had a touch within the look-back, but not the last one.',
      ru: 'Конверсии, в которых у источника было касание в окне атрибуции, но не последнее.',
    },
    formula: {
      en: 'Conversions with a touch of the source whose last touch is of another one',
      ru: 'Конверсии с касанием источника, последнее касание в которых — другого источника',
    },
    exclusions: {
      en: 'The model makes no difference. One conversion may be assisted by several sources: rows do not add up.',
      ru: 'От модели не зависит. Одной конверсии могли помочь несколько источников: строки не складываются.',
    },
  },
  conversions_unconverted: {
    label: { en: 'Conversions without a rate', ru: 'Конверсии без курса' },
    unit: 'count',
    missing: 'zero',
    good: 'down',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Conversions whose amount is in a currency for which no rate is known: they count as conversions and add no value.',
      ru: 'Конверсии, сумма которых указана в валюте без известного курса: как конверсии они считаются, ценности не добавляют.',
    },
    formula: {
      en: 'Credited conversions whose currency has no rate on or before their day',
      ru: 'Засчитанные конверсии, у валюты которых нет курса на их день или раньше',
    },
    exclusions: NOTHING_LEFT_OUT,
  },
  conversions_without_touch: {
    label: { en: 'Without a touch', ru: 'Без касаний' },
    unit: 'count',
    missing: 'zero',
    good: 'down',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Conversions with no touch within the look-back: too old, or none at all.',
      ru: 'Конверсии без касаний в окне атрибуции: касания были раньше или их не было вовсе.',
    },
    formula: { en: 'Conversions − those with a touch', ru: 'Конверсии − конверсии с касанием' },
    exclusions: NOTHING_LEFT_OUT,
  },
  time_to_convert_median_seconds: time(
    'Time to convert, median',
    'Время до конверсии, медиана',
    'Median of (conversion − touch)',
    'Медиана разности «конверсия − касание»',
  ),
  time_to_convert_p90_seconds: time(
    'Time to convert, 90th percentile',
    'Время до конверсии, 90-й процентиль',
    '90th percentile of (conversion − touch)',
    '90-й процентиль разности «конверсия − касание»',
  ),
  credited_quantity: {
    ...credited,
    label: { en: 'Quantity', ru: 'Количество' },
    definition: {
      en: 'How many of the product were ordered, by the share that the model gives to this source.',
      ru: 'Сколько единиц товара заказали, с учётом доли, которую модель отдаёт этому источнику.',
    },
    formula: { en: 'Sum of weight × quantity of the line', ru: 'Сумма «вес × количество в строке»' },
  },
  credited_items_value: {
    ...worth,
    label: { en: 'Amount', ru: 'Сумма' },
    definition: {
      en: 'What the lines of the product cost, in the currency of the workspace; refunds are not taken off.',
      ru: 'Сколько стоят строки с этим товаром в валюте рабочего пространства; возвраты не вычитаются.',
    },
    formula: { en: 'Sum of weight × amount of the line', ru: 'Сумма «вес × сумма строки»' },
  },
  credited_orders: {
    ...credited,
    label: { en: 'Orders', ru: 'Заказы' },
    definition: {
      en: 'Conversions in which the product was ordered, by the share that the model gives to this source.',
      ru: 'Конверсии, в которых был этот товар, с учётом доли, которую модель отдаёт этому источнику.',
    },
    formula: {
      en: 'Sum of weights, once per order and product',
      ru: 'Сумма весов, один раз на заказ и товар',
    },
  },
  items_unconverted: {
    label: { en: 'Lines without a rate', ru: 'Строки без курса' },
    unit: 'count',
    missing: 'zero',
    good: 'down',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Lines whose amount is in a currency for which no rate is known: they add no amount.',
      ru: 'Строки, сумма которых указана в валюте без известного курса: суммы они не добавляют.',
    },
    formula: {
      en: 'Lines whose currency has no rate on or before their day',
      ru: 'Строки, у валюты которых нет курса на их день или раньше',
    },
    exclusions: NOTHING_LEFT_OUT,
  },
  ...(Object.assign({}, ...ATTRIBUTION_MODELS.map(byModel)) as ByModel),
} as const satisfies Record<string, Metric>;
