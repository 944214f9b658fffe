import { EVENT_TYPES, type EventType } from './events/index.js';
import { GOAL_EVENT_LABELS } from './goals.js';
import type { Localized } from './text.js';

/**
 * Steps that are no single event of a platform, but what is made of events: quick to count, and the same on every channel.
 * - `arrived`   the contact came by a link, a start, the widget; a message alone is no arrival
 * - `started`   the contact opened the conversation (START, Get Started, a chat link)
 * - `wrote`     the first message of the contact in a new dialogue: one within a dialogue that goes on is none
 * - `answered`  a person of ours answered a wait
 * - `bought`    a purchase was paid
 *
 * `subscribed` is the beginning of a subscription in the meaning of its channel, as everywhere. A START may be both an arrival
 * and the beginning of a subscription: these two steps may be of one event, see {@link MADE_OF}.
 */
export const READY_MADE_STEPS = ['arrived', 'started', 'wrote', 'answered', 'bought'] as const;
export type ReadyMadeStep = (typeof READY_MADE_STEPS)[number];

/** What a step of a funnel may be: a ready-made step, or any event at all. */
export const FUNNEL_EVENTS = [...READY_MADE_STEPS, ...EVENT_TYPES] as const satisfies readonly (
  ReadyMadeStep | EventType
)[];
export type FunnelEvent = (typeof FUNNEL_EVENTS)[number];

export const FUNNEL_EVENT_LABELS: Record<FunnelEvent, Localized> = {
  ...GOAL_EVENT_LABELS,
  arrived: { en: 'Came by a link, a start or the widget', ru: 'Пришёл по ссылке, через старт или виджет' },
  started: { en: 'Started the conversation', ru: 'Начал разговор' },
  wrote: { en: 'Wrote (first message of a new dialogue)', ru: 'Написал (первое сообщение нового диалога)' },
  answered: { en: 'Was answered by a person', ru: 'Получил ответ сотрудника' },
  bought: { en: 'Bought', ru: 'Купил' },
};

/**
 * Ready-made steps and the events they are made of: both in one funnel would let one event fill two steps, or stand in
 * the way of itself. A subscription is no such case: what it begins with differs from channel to channel, so a START that is
 * an arrival and begins a subscription does both steps.
 */
export const MADE_OF: Partial<Record<FunnelEvent, readonly FunnelEvent[]>> = {
  arrived: ['conversation_started', 'referral_received', 'link_clicked', 'widget_opened'],
  started: ['conversation_started'],
  wrote: ['message_received'],
  answered: ['message_sent'],
};

/** What a step can be narrowed by. */
export const FUNNEL_FILTERS = [
  'channels',
  'account_ids',
  'agent_ids',
  'refs',
  'sources',
  'mediums',
  'campaigns',
  'contents',
  'terms',
  'goal_names',
  'senders',
  'content_kinds',
  'props',
] as const;
export type FunnelFilter = (typeof FUNNEL_FILTERS)[number];

export const FUNNEL_FILTER_LABELS: Record<FunnelFilter, Localized> = {
  channels: { en: 'Channel', ru: 'Канал' },
  account_ids: { en: 'Account', ru: 'Аккаунт' },
  agent_ids: { en: 'Agent', ru: 'Сотрудник' },
  refs: { en: 'Ref as it arrived', ru: 'Метка как пришла' },
  sources: { en: 'Source', ru: 'Источник' },
  mediums: { en: 'Medium', ru: 'Тип трафика' },
  campaigns: { en: 'Campaign', ru: 'Кампания' },
  contents: { en: 'Content', ru: 'Содержание' },
  terms: { en: 'Term', ru: 'Ключевое слово' },
  goal_names: { en: 'Name of the goal', ru: 'Имя цели' },
  senders: { en: 'Sender', ru: 'Отправитель' },
  content_kinds: { en: 'Kind of content', ru: 'Вид содержимого' },
  props: { en: 'Property', ru: 'Свойство' },
};

const PLACE: readonly FunnelFilter[] = ['channels', 'account_ids'];
const LABELS: readonly FunnelFilter[] = ['refs', 'sources', 'mediums', 'campaigns', 'contents', 'terms'];

/** What an event can be narrowed by; anything else is refused, naming the step. */
export function filtersOf(event: FunnelEvent): readonly FunnelFilter[] {
  switch (event) {
    case 'arrived':
    case 'started':
    case 'wrote':
      return [...PLACE, ...LABELS];
    case 'answered':
      return [...PLACE, 'agent_ids', ...LABELS];
    case 'subscribed':
      return PLACE;
    case 'message_received':
      return [...PLACE, 'content_kinds', 'props'];
    case 'message_sent':
      return [...PLACE, 'agent_ids', 'senders', 'content_kinds', 'props'];
    case 'goal_reached':
      return [...PLACE, 'goal_names', 'props'];
    case 'bought':
    case 'purchase_completed':
    case 'purchase_refunded':
    case 'order_placed':
    case 'paid_subscription_started':
    case 'paid_subscription_ended':
      return [...PLACE, 'props'];
    case 'link_clicked':
    case 'widget_shown':
    case 'widget_opened':
    case 'conversation_started':
    case 'referral_received':
    case 'channel_joined':
    case 'channel_left':
      return [...PLACE, 'refs', 'props'];
    default:
      return [...PLACE, 'agent_ids', 'props'];
  }
}
