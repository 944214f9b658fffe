import { arrivalsMetrics } from './arrivals.js';
import { intervalOf } from './interval.js';
import { NOTHING_LEFT_OUT, type Metric } from './metric.js';
import { responseTimesMetrics } from './response-times.js';

/** What a subscription of a channel is worth after some days. */
const kept = (days: 1 | 7 | 30) => {
  const inDays = days === 1 ? '1 day' : `${days} days`;
  const known = {
    label: { en: `Subscriptions of ${inDays} or more`, ru: `Подписки старше ${days} дн.` },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'subscriptions',
    version: 1,
    definition: {
      en: `Subscriptions that began in the period and ${days} × 24 hours ago or earlier: of them it is known whether they were kept.`,
      ru: `Подписки, начавшиеся в периоде и не меньше ${days} × 24 часов назад: про них уже известно, удержаны ли они.`,
    },
    formula: {
      en: `Subscriptions begun in the period, at least ${days} × 24 h old`,
      ru: `Подписки с началом в периоде, которым не меньше ${days} × 24 ч`,
    },
    exclusions: {
      en: 'Younger subscriptions: they are counted apart.',
      ru: 'Более свежие подписки: они посчитаны отдельно.',
    },
  } as const satisfies Metric;
  const rate = {
    label: { en: `Kept after ${inDays}, share`, ru: `Доля удержанных ${days} дн.` },
    unit: 'rate',
    missing: 'gap',
    good: 'up',
    needs: 'subscriptions',
    version: 1,
    definition: {
      en: `The share of subscriptions that lasted at least ${days} × 24 hours.`,
      ru: `Какая доля подписок продержалась не меньше ${days} × 24 часов.`,
    },
    formula: {
      en: `Subscriptions kept after ${inDays} ÷ subscriptions of ${inDays} or more`,
      ru: `Удержанные ${days} дн. ÷ подписки старше ${days} дн.`,
    },
    exclusions: {
      en: `Subscriptions younger than ${days} × 24 hours, in the numerator and in the denominator.`,
      ru: `Подписки моложе ${days} × 24 часов — и в числителе, и в знаменателе.`,
    },
    sample: `subscriptions_mature_d${days}`,
  } as const satisfies Metric;
  return {
    known,
    immature: {
      ...known,
      label: { en: `Subscriptions under ${inDays}`, ru: `Подписки моложе ${days} дн.` },
      definition: {
        en: `Subscriptions that began in the period, less than ${days} × 24 hours ago: it is too early to say whether they will be kept.`,
        ru: `Подписки, начавшиеся в периоде меньше ${days} × 24 часов назад: ещё рано говорить, удержаны ли они.`,
      },
      formula: {
        en: `Subscriptions begun in the period, less than ${days} × 24 h old`,
        ru: `Подписки с началом в периоде моложе ${days} × 24 ч`,
      },
      exclusions: NOTHING_LEFT_OUT,
    } as const satisfies Metric,
    lasted: {
      ...known,
      good: 'up',
      label: { en: `Kept after ${inDays}`, ru: `Удержаны ${days} дн.` },
      definition: {
        en: `Subscriptions that began in the period and lasted at least ${days} × 24 hours without a break.`,
        ru: `Подписки, начавшиеся в периоде и продержавшиеся без перерыва не меньше ${days} × 24 часов.`,
      },
      formula: {
        en: `Subscriptions at least ${days} × 24 h old that did not end before that age`,
        ru: `Подписки старше ${days} × 24 ч, не закончившиеся раньше этого возраста`,
      },
    } as const satisfies Metric,
    rate,
  };
};

const [one, seven, thirty] = [kept(1), kept(7), kept(30)];

export const acquisitionMetrics = {
  clicks: {
    label: { en: 'Clicks', ru: 'Клики' },
    unit: 'count',
    missing: 'zero',
    good: 'up',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Clicks on tracked links that reached us. Of the same person on the same link one counts per clock hour (UTC).',
      ru: 'Клики по ссылкам с меткой, о которых мы узнали. Один и тот же человек по одной и той же ссылке считается раз за час по часам (UTC).',
    },
    formula: {
      en: 'Distinct (link, person or visitor, hour) of clicks in the period',
      ru: 'Разные (ссылка, человек или посетитель, час) кликов за период',
    },
    exclusions: {
      en: 'Clicks counted by advertising systems: those come with their costs.',
      ru: 'Клики, посчитанные рекламными системами: они приходят вместе с расходами.',
    },
  },
  lost_codes: {
    label: { en: 'Lost codes, estimated', ru: 'Потерянные метки, оценка' },
    unit: 'count',
    missing: 'zero',
    good: 'down',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Starts that came without any ref within 10 minutes after a click that no start carried on: probably the code was lost on the way. An estimate: each click and each start is taken once, and nobody is credited with it.',
      ru: 'Старты без метки, пришедшие в течение 10 минут после клика, который ни один старт не донёс: вероятно, метка потерялась по дороге. Это оценка: каждый клик и каждый старт взяты один раз, и никому они не засчитаны.',
    },
    formula: {
      en: 'Starts without a ref, each matched to the nearest free click of the 10 minutes before it on the same account',
      ru: 'Старты без метки, сопоставленные с ближайшим свободным кликом за 10 минут до них в том же аккаунте',
    },
    exclusions: {
      en: 'Clicks whose code arrived with a start. The starts themselves stay direct.',
      ru: 'Клики, метка которых дошла со стартом. Сами старты остаются прямыми.',
    },
  },
  starts_written: {
    label: { en: 'First messages', ru: 'Первые сообщения' },
    unit: 'count',
    missing: 'zero',
    good: 'up',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Starts after which the contact sent a message within 24 hours.',
      ru: 'Старты, после которых клиент за 24 часа прислал сообщение.',
    },
    formula: {
      en: 'Starts at least 24 h old, followed by an incoming message of the same contact within 24 h',
      ru: 'Старты старше 24 ч, за которыми в течение 24 ч пришло сообщение того же клиента',
    },
    exclusions: arrivalsMetrics.starts.exclusions,
  },
  ...intervalOf('message_rate', arrivalsMetrics.message_rate),
  ...intervalOf('answered_share', responseTimesMetrics.answered_share),
  subscriptions_mature_d1: one.known,
  subscriptions_immature_d1: one.immature,
  subscriptions_kept_d1: one.lasted,
  kept_rate_d1: one.rate,
  ...intervalOf('kept_rate_d1', one.rate),
  subscriptions_mature_d7: seven.known,
  subscriptions_immature_d7: seven.immature,
  subscriptions_kept_d7: seven.lasted,
  kept_rate_d7: seven.rate,
  ...intervalOf('kept_rate_d7', seven.rate),
  subscriptions_mature_d30: thirty.known,
  subscriptions_immature_d30: thirty.immature,
  subscriptions_kept_d30: thirty.lasted,
  kept_rate_d30: thirty.rate,
  ...intervalOf('kept_rate_d30', thirty.rate),
} as const satisfies Record<string, Metric>;
