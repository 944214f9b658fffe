import { NOTHING_LEFT_OUT, type Metric } from './metric.js';

/** How much of a row its numbers speak of: in every format, beside the numbers themselves. */
export const coverageMetrics = {
  outgoing_covered_share: {
    label: { en: 'Answers visible for', ru: 'Ответы видны для' },
    unit: 'rate',
    missing: 'gap',
    good: 'none',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Of the incoming messages behind this row, the share on accounts that could already tell of our answers. Below 100 %, response times and answered shares speak of that part only; at 0 they are empty.',
      ru: 'Какая доля входящих этой строки пришла в аккаунты, которые уже сообщали о наших ответах. Меньше 100 % — время ответа и доля отвеченных посчитаны только по этой части; 0 — они пусты.',
    },
    formula: {
      en: 'Incoming messages since the first visible answer of their account ÷ incoming messages (by source: messages of its dialogues, judged when the dialogue began)',
      ru: 'Входящие с момента первого видимого ответа их аккаунта ÷ входящие (по источникам — сообщения диалогов источника, на момент начала диалога)',
    },
    exclusions: NOTHING_LEFT_OUT,
  },
  subscriptions_covered_share: {
    label: { en: 'Subscriptions visible for', ru: 'Подписки видны для' },
    unit: 'rate',
    missing: 'gap',
    good: 'none',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Of the incoming messages behind this row, the share on accounts that tell of subscriptions.',
      ru: 'Какая доля входящих этой строки пришла в аккаунты, которые сообщают о подписках.',
    },
    formula: {
      en: 'Incoming messages on accounts that tell of subscriptions ÷ incoming messages (by source: messages of its dialogues)',
      ru: 'Входящие в аккаунты, сообщающие о подписках ÷ входящие (по источникам — сообщения диалогов источника)',
    },
    exclusions: NOTHING_LEFT_OUT,
  },
} as const satisfies Record<string, Metric>;
