import type { Localized } from '../text.js';
import type { Metric } from './metric.js';

const NO_RATE: Localized = {
  en: 'Amounts in a currency for which no rate is known on or before their day: they are counted apart.',
  ru: 'Суммы в валюте, курс которой на их день или раньше неизвестен: они посчитаны отдельно.',
};

const spent = {
  unit: 'money',
  missing: 'zero',
  good: 'none',
  needs: 'nothing',
  version: 1,
  exclusions: NO_RATE,
} as const;

const costOf = (
  en: string,
  ru: string,
  of: Localized,
  sample: string,
  spend: Localized = { en: 'Spend', ru: 'Расходы' },
) =>
  ({
    label: { en: `Cost per ${en}`, ru: `Цена ${ru}` },
    unit: 'money',
    missing: 'gap',
    good: 'down',
    needs: 'nothing',
    version: 1,
    definition: {
      en: `What one of the «${of.en}» cost, in the currency of the workspace.`,
      ru: `Сколько стоила единица показателя «${of.ru}», в валюте рабочего пространства.`,
    },
    formula: { en: `${spend.en} ÷ ${of.en}`, ru: `${spend.ru} ÷ ${of.ru}` },
    exclusions: {
      en: 'Where nothing was spent there is no price: a cost that nobody told is not known, not 0.',
      ru: 'Где расходов нет, нет и цены: расход, о котором не сообщили, неизвестен, а не равен 0.',
    },
    sample,
  }) as const satisfies Metric;

/** What was spent, what one of each thing cost, and what came back. */
export const moneyMetrics = {
  spend: {
    ...spent,
    label: { en: 'Spend', ru: 'Расходы' },
    definition: {
      en: 'What advertising cost and what channels charge for messages, in the currency of the workspace.',
      ru: 'Сколько стоили реклама и сообщения, за которые берут плату каналы, в валюте рабочего пространства.',
    },
    formula: { en: 'Advertising + fees for messages', ru: 'Реклама + плата за сообщения' },
  },
  ad_spend: {
    ...spent,
    label: { en: 'Advertising', ru: 'Реклама' },
    definition: {
      en: 'Advertising costs of the days of the period, as imported or entered.',
      ru: 'Расходы на рекламу за дни периода — из загруженных файлов и введённые вручную.',
    },
    formula: { en: 'Sum of costs of the days', ru: 'Сумма расходов за дни' },
  },
  message_fees: {
    ...spent,
    label: { en: 'Fees for messages', ru: 'Плата за сообщения' },
    definition: {
      en: 'What channels charge for messages delivered in the period, under the touch in force when each was sent.',
      ru: 'Сколько каналы берут за сообщения, доставленные за период; сообщение относится к касанию, действовавшему при отправке.',
    },
    formula: {
      en: 'Delivered messages × the price of their day, category and sender',
      ru: 'Доставленные сообщения × цена на их день, категорию и отправителя',
    },
  },
  ad_clicks: {
    label: { en: 'Clicks by ad systems', ru: 'Клики по данным рекламы' },
    unit: 'count',
    missing: 'zero',
    good: 'up',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Clicks as advertising systems count them, imported with the costs.',
      ru: 'Клики, как их считают рекламные системы, — загружены вместе с расходами.',
    },
    formula: { en: 'Sum of clicks of the costs', ru: 'Сумма кликов в расходах' },
    exclusions: {
      en: 'Costs that say nothing of clicks; clicks on tracked links stand apart.',
      ru: 'Расходы, в которых кликов нет; клики по ссылкам с меткой посчитаны отдельно.',
    },
  },
  costs_unconverted: {
    label: { en: 'Costs without a rate', ru: 'Расходы без курса' },
    unit: 'count',
    missing: 'zero',
    good: 'down',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Costs and charged messages in a currency for which no rate is known: they are not in the spend.',
      ru: 'Расходы и платные сообщения в валюте без известного курса: в сумму они не вошли.',
    },
    formula: {
      en: 'Lines of costs + charged messages without a rate on or before their day',
      ru: 'Строки расходов + платные сообщения без курса на их день или раньше',
    },
    exclusions: { en: 'Nothing is left out.', ru: 'Ничего не исключается.' },
  },
  cost_per_click: costOf(
    'click',
    'клика',
    { en: 'clicks by ad systems', ru: 'клики по данным рекламы' },
    'ad_clicks',
    { en: 'Advertising', ru: 'Реклама' },
  ),
  cost_per_start: costOf('start', 'старта', { en: 'starts', ru: 'старты' }, 'starts'),
  cost_per_dialogue: costOf('conversation', 'диалога', { en: 'dialogues', ru: 'диалоги' }, 'dialogues'),
  cost_per_subscription: costOf(
    'subscriber',
    'подписчика',
    { en: 'subscribed', ru: 'подписались' },
    'contacts_subscribed',
  ),
  cost_per_kept_d7: costOf(
    'subscriber kept 7 days',
    'удержанного 7 дн.',
    { en: 'kept after 7 days', ru: 'удержаны 7 дн.' },
    'subscriptions_kept_d7',
  ),
  cost_per_kept_d30: costOf(
    'subscriber kept 30 days',
    'удержанного 30 дн.',
    { en: 'kept after 30 days', ru: 'удержаны 30 дн.' },
    'subscriptions_kept_d30',
  ),
  cost_per_conversion: costOf(
    'conversion',
    'конверсии',
    { en: 'conversions', ru: 'конверсии' },
    'credited_conversions',
  ),
  roas: {
    label: { en: 'ROAS', ru: 'Окупаемость рекламы (ROAS)' },
    unit: 'credit',
    missing: 'gap',
    good: 'up',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'How much of value came back for each unit of money spent: 3 means three for one.',
      ru: 'Сколько ценности вернула каждая потраченная единица денег: 3 — три к одному.',
    },
    formula: { en: 'Value ÷ spend', ru: 'Ценность ÷ расходы' },
    exclusions: {
      en: 'Where nothing was spent. Dated by conversion, value may be of touches that were paid for earlier: date it by touch to compare like with like.',
      ru: 'Где расходов нет. По дате конверсии ценность может относиться к касаниям, оплаченным раньше: чтобы сравнивать сравнимое, выберите дату касания.',
    },
    sample: 'credited_conversions',
  },
} as const satisfies Record<string, Metric>;
