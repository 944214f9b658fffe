import { intervalOf } from './interval.js';
import type { Metric } from './metric.js';

const told = {
  missing: 'zero',
  needs: 'subscriptions',
  version: 1,
  exclusions: {
    en: 'Accounts that do not tell of subscriptions.',
    ru: 'Аккаунты, которые не сообщают о подписках.',
  },
} as const;

const churn = {
  label: { en: 'Churn', ru: 'Отток' },
  unit: 'rate',
  missing: 'gap',
  good: 'down',
  needs: 'subscriptions',
  version: 1,
  definition: {
    en: 'Of those subscribed when the period began, the share whom the period lost.',
    ru: 'Какая доля подписанных на начало периода за период ушла.',
  },
  formula: {
    en: 'Lost of the base ÷ subscribed at the beginning',
    ru: 'Потеряно из базы ÷ подписаны на начало',
  },
  exclusions: {
    en: 'Subscriptions that began in the period, whether or not they ended in it.',
    ru: 'Подписки, начавшиеся в периоде, закончились они в нём или нет.',
  },
  sample: 'subscriptions_at_start',
} as const satisfies Metric;

const subscribedOf = (
  en: string,
  ru: string,
  sample: 'clicks' | 'starts' | 'starts_written',
  part: { en: string; ru: string },
) =>
  ({
    label: { en: `Subscribed, of ${en}`, ru: `Подписались из ${ru}` },
    unit: 'rate',
    missing: 'gap',
    good: 'up',
    needs: 'subscriptions',
    version: 1,
    definition: {
      en: `How many of the ${en} became a subscription: a start counts when the same person subscribed on that account within 24 hours.`,
      ru: `Сколько из ${ru} стало подпиской: старт засчитан, если тот же человек подписался в этом аккаунте в течение 24 часов.`,
    },
    formula: { en: `${part.en} ÷ ${en}`, ru: `${part.ru} ÷ ${sample === 'clicks' ? 'клики' : ru}` },
    exclusions: {
      en: 'Starts less than 24 hours old. Who was subscribed already becomes no new subscription and stands in the denominator.',
      ru: 'Старты моложе 24 часов. Уже подписанный новой подпиской не становится и остаётся в знаменателе.',
    },
    sample,
  }) as const satisfies Metric;

const STARTS = { en: 'Starts that became a subscription', ru: 'Старты, ставшие подпиской' };
const ofClicks = subscribedOf('clicks', 'кликов', 'clicks', STARTS);
const ofStarts = subscribedOf('starts', 'стартов', 'starts', STARTS);
const ofMessages = subscribedOf('first messages', 'первых сообщений', 'starts_written', {
  en: 'First messages that became a subscription',
  ru: 'Первые сообщения, ставшие подпиской',
});

export const subscribersMetrics = {
  subscriptions_net: {
    ...told,
    label: { en: 'Net', ru: 'Прирост' },
    unit: 'count',
    good: 'up',
    definition: {
      en: 'By how many subscriptions the period grew or shrank.',
      ru: 'На сколько подписок период вырос или уменьшился.',
    },
    formula: { en: 'Subscribed − unsubscribed', ru: 'Подписались − отписались' },
  },
  subscriptions_at_start: {
    ...told,
    label: { en: 'Subscribed at the beginning', ru: 'Подписаны на начало' },
    unit: 'count',
    good: 'none',
    definition: {
      en: 'Subscriptions that went on when the period began.',
      ru: 'Подписки, действовавшие в момент начала периода.',
    },
    formula: {
      en: 'Subscriptions begun before the period and not ended before it',
      ru: 'Подписки, начавшиеся до периода и не закончившиеся до него',
    },
  },
  subscriptions_at_end: {
    ...told,
    label: { en: 'Active base', ru: 'Активная база' },
    unit: 'count',
    good: 'up',
    definition: {
      en: 'Subscriptions that went on when the period ended.',
      ru: 'Подписки, действовавшие в момент конца периода.',
    },
    formula: {
      en: 'Subscribed at the beginning + subscribed − unsubscribed',
      ru: 'Подписаны на начало + подписались − отписались',
    },
  },
  subscriptions_lost_of_base: {
    ...told,
    label: { en: 'Lost of the base', ru: 'Потеряно из базы' },
    unit: 'count',
    good: 'down',
    definition: {
      en: 'Of those subscribed at the beginning, those who unsubscribed or blocked in the period.',
      ru: 'Из подписанных на начало — те, кто за период отписался или заблокировал.',
    },
    formula: {
      en: 'Subscriptions at the beginning that ended in the period',
      ru: 'Подписки на начало, закончившиеся в периоде',
    },
  },
  churn_rate: churn,
  ...intervalOf('churn_rate', churn),
  starts_subscribed: {
    ...told,
    label: { en: 'Starts that became a subscription', ru: 'Старты, ставшие подпиской' },
    unit: 'count',
    good: 'up',
    definition: {
      en: 'Starts after which the same person subscribed on that account within 24 hours.',
      ru: 'Старты, после которых тот же человек в течение 24 часов подписался в этом аккаунте.',
    },
    formula: {
      en: 'Starts at least 24 h old with a subscription beginning within 24 h',
      ru: 'Старты старше 24 ч, после которых в течение 24 ч началась подписка',
    },
  },
  starts_written_subscribed: {
    ...told,
    label: { en: 'First messages that became a subscription', ru: 'Первые сообщения, ставшие подпиской' },
    unit: 'count',
    good: 'up',
    definition: {
      en: 'Of those starts, those after which a message came within 24 hours as well.',
      ru: 'Из этих стартов — те, после которых в течение 24 часов пришло и сообщение.',
    },
    formula: {
      en: 'Starts with a message and a subscription within 24 h',
      ru: 'Старты с сообщением и подпиской в течение 24 ч',
    },
  },
  subscribed_rate_of_clicks: ofClicks,
  ...intervalOf('subscribed_rate_of_clicks', ofClicks),
  subscribed_rate_of_starts: ofStarts,
  ...intervalOf('subscribed_rate_of_starts', ofStarts),
  subscribed_rate_of_messages: ofMessages,
  ...intervalOf('subscribed_rate_of_messages', ofMessages),
  unsubscribed_within_1_hour: {
    ...told,
    label: { en: 'Within an hour', ru: 'В течение часа' },
    unit: 'count',
    good: 'down',
    definition: {
      en: 'Subscriptions that ended at most an hour after the last message of ours.',
      ru: 'Подписки, закончившиеся не позже чем через час после нашего последнего сообщения.',
    },
    formula: {
      en: 'Ends with end − last message ≤ 1 h',
      ru: 'Окончания, где «конец − последнее сообщение» ≤ 1 ч',
    },
  },
  unsubscribed_within_24_hours: {
    ...told,
    label: { en: 'Within 24 hours', ru: 'В течение 24 часов' },
    unit: 'count',
    good: 'down',
    definition: {
      en: 'Subscriptions that ended at most 24 hours after the last message of ours.',
      ru: 'Подписки, закончившиеся не позже чем через 24 часа после нашего последнего сообщения.',
    },
    formula: {
      en: 'Ends with end − last message ≤ 24 h',
      ru: 'Окончания, где «конец − последнее сообщение» ≤ 24 ч',
    },
  },
  unsubscribed_after_median_seconds: {
    label: { en: 'After the last message, median', ru: 'После последнего сообщения, медиана' },
    unit: 'seconds',
    missing: 'gap',
    good: 'none',
    needs: 'subscriptions',
    version: 1,
    definition: {
      en: 'How long after the last message of ours subscriptions ended.',
      ru: 'Через сколько после нашего последнего сообщения заканчивались подписки.',
    },
    formula: { en: 'Median of (end − last message)', ru: 'Медиана разности «конец − последнее сообщение»' },
    exclusions: {
      en: 'Subscriptions before whose end nothing of ours is known.',
      ru: 'Подписки, до конца которых о наших сообщениях ничего не известно.',
    },
    sample: 'contacts_unsubscribed',
  },
} as const satisfies Record<string, Metric>;
