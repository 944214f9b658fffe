import type { Role } from './access.js';
import { funnelDefinition, type FunnelDefinition, type FunnelDefinitionInput } from './funnels.js';
import type { Localized } from './text.js';

export interface ReadyMadeFunnel {
  key: string;
  /** Whom it is shown to first. */
  role: Role;
  name: Localized;
  description: Localized;
  definition: FunnelDefinition;
}

const DAY = 86_400;
const of = (definition: FunnelDefinitionInput): FunnelDefinition => funnelDefinition.parse(definition);

/** Funnels to begin with: the questions of each role, ready to be changed. The first is what is asked when nothing is. */
export const READY_MADE_FUNNELS = [
  {
    key: 'start_to_purchase',
    role: 'owner',
    name: { en: 'From start to purchase', ru: 'От старта до покупки' },
    description: {
      en: 'Of those who start a conversation, how many write, are answered by a person, and buy within 30 days.',
      ru: 'Сколько из начавших разговор пишут, получают ответ сотрудника и покупают за 30 дней.',
    },
    definition: of({
      steps: [{ event: 'started' }, { event: 'wrote' }, { event: 'answered' }, { event: 'bought' }],
    }),
  },
  {
    key: 'click_to_purchase',
    role: 'analyst',
    name: { en: 'The whole way: from click to purchase', ru: 'Весь путь: от клика до покупки' },
    description: {
      en: 'Click, start, first message, answer, subscription, purchase. In any order, because on some channels the subscription begins with the start.',
      ru: 'Клик, старт, первое сообщение, ответ, подписка, покупка. В любом порядке: в некоторых каналах подписка начинается вместе со стартом.',
    },
    definition: of({
      order: 'any',
      steps: [
        { event: 'link_clicked' },
        { event: 'started' },
        { event: 'wrote' },
        { event: 'answered' },
        { event: 'subscribed' },
        { event: 'bought' },
      ],
    }),
  },
  {
    key: 'question_to_closing',
    role: 'team_lead',
    name: { en: 'From question to closing', ru: 'От вопроса до закрытия' },
    description: {
      en: 'Of the dialogues in which a contact writes, how many are answered within a day and closed within a week.',
      ru: 'В скольких диалогах клиенту отвечают за сутки, а диалог закрывают за неделю.',
    },
    definition: of({
      unit: 'dialogue',
      window_seconds: 7 * DAY,
      steps: [{ event: 'wrote' }, { event: 'answered', window_seconds: DAY }, { event: 'resolved' }],
    }),
  },
  {
    key: 'answer_to_purchase',
    role: 'agent',
    name: { en: 'From an answer to a purchase', ru: 'От ответа до покупки' },
    description: {
      en: 'How many of the contacts who are answered buy within a week. Split it by agent.',
      ru: 'Сколько клиентов, получивших ответ, покупают за неделю. Удобно смотреть по сотрудникам.',
    },
    definition: of({
      window_seconds: 7 * DAY,
      steps: [{ event: 'answered' }, { event: 'bought' }],
    }),
  },
  {
    key: 'arrival_to_subscription',
    role: 'viewer',
    name: { en: 'From arrival to subscription', ru: 'От прихода до подписки' },
    description: {
      en: 'How many of those who come subscribe within a week, and how many of them write.',
      ru: 'Сколько пришедших подписываются за неделю и сколько из них пишут.',
    },
    definition: of({
      window_seconds: 7 * DAY,
      order: 'any',
      steps: [{ event: 'arrived' }, { event: 'subscribed' }, { event: 'wrote' }],
    }),
  },
] as const satisfies readonly ReadyMadeFunnel[];

/** What is asked when no funnel is. */
export const USUAL_FUNNEL: FunnelDefinition = READY_MADE_FUNNELS[0].definition;
