import * as z from 'zod';
import type { Localized } from './text.js';
import { channel } from './channels.js';
import { currency, decimal } from './events/parts.js';
import { EVENT_TYPES, VISITOR_TYPES, type EventType } from './events/index.js';
import { USUAL_HALF_LIFE_DAYS, type LookbackKind } from './attribution.js';

/**
 * What a goal can count: any event of a known person. `subscribed` is the beginning of a subscription in the meaning of
 * its channel, whether or not the platform has an event for it.
 */
export const GOAL_EVENT_TYPES = EVENT_TYPES.filter((type) => !VISITOR_TYPES.has(type)) as [
  EventType,
  ...EventType[],
];

/** How long before a conversion a touch may lie and still earn credit, in days, both ends included. */
export const USUAL_LOOKBACK_DAYS: Readonly<Record<LookbackKind, number>> = {
  paid: 7,
  acquisition: 30,
  other: 90,
};
/** The longest look-back, in days. */
export const LONGEST_LOOKBACK_DAYS = 730;

const days = z.int().min(1).max(LONGEST_LOOKBACK_DAYS);

export const goalValue = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amount') }).describe('The amount of the event, less what was refunded.'),
  z.strictObject({ kind: z.literal('fixed'), amount: decimal, currency }).describe('Always this amount.'),
  z.strictObject({ kind: z.literal('none') }),
]);
export type GoalValue = z.infer<typeof goalValue>;

/** Which of several events of one contact count. Always told beside the number. */
export const goalRepeats = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('every') }).describe('Every event.'),
  z
    .strictObject({ kind: z.literal('by_order') })
    .describe('The first event of each order of a contact; an event without an order counts by itself.'),
  z.strictObject({ kind: z.literal('once') }).describe('The first event of a contact ever.'),
  z
    .strictObject({ kind: z.literal('once_per_days'), days: z.int().min(1).max(366) })
    .describe('An event at least so many days after the one of the contact that counted before.'),
]);
export type GoalRepeats = z.infer<typeof goalRepeats>;

/** What counts as a conversion, what it is worth, and how long touches may earn credit for it. */
export const goalRule = z
  .strictObject({
    event_type: z.enum(GOAL_EVENT_TYPES),
    goal_names: z
      .array(z.string().min(1).max(128))
      .max(50)
      .default([])
      .describe('Only goal_reached: only goals of these names; any when empty.'),
    channels: z.array(channel).max(20).default([]).describe('Only what happened here; anywhere when empty.'),
    account_ids: z
      .array(z.string().regex(/^[1-9]\d{0,9}$/, 'must be the number of an account, as a string'))
      .max(200)
      .default([]),
    props: z
      .array(
        z.strictObject({
          key: z.string().min(1).max(64),
          values: z.array(z.string().max(1024)).min(1).max(50),
        }),
      )
      .max(10)
      .default([])
      .describe(
        'Only events each of whose named properties has one of the values; the empty value is that of an event without it.',
      ),
    value: goalValue.default({ kind: 'amount' }),
    repeats: goalRepeats.default({ kind: 'every' }),
    lookback_days: z
      .strictObject({
        paid: days.default(USUAL_LOOKBACK_DAYS.paid),
        acquisition: days.default(USUAL_LOOKBACK_DAYS.acquisition),
        other: days.default(USUAL_LOOKBACK_DAYS.other),
      })
      .default({ ...USUAL_LOOKBACK_DAYS }),
    half_life_days: z
      .number()
      .min(1 / 24)
      .max(365)
      .default(USUAL_HALF_LIFE_DAYS)
      .describe('Time decay: a touch so much earlier than another earns half as much.'),
  })
  .refine((rule) => rule.event_type === 'goal_reached' || rule.goal_names.length === 0, {
    path: ['goal_names'],
    message: 'can be given only where the event is goal_reached',
  });
export type GoalRule = z.output<typeof goalRule>;
export type GoalRuleInput = z.input<typeof goalRule>;

/** What each kind of event is called where goals are made. */
export const GOAL_EVENT_LABELS: Record<EventType, Localized> = {
  purchase_completed: { en: 'A purchase was paid', ru: 'Покупка оплачена' },
  order_placed: { en: 'An order was placed', ru: 'Заказ оформлен' },
  goal_reached: { en: 'A goal was reached (by name)', ru: 'Достигнута цель (по имени)' },
  subscribed: { en: 'A subscription began', ru: 'Началась подписка' },
  paid_subscription_started: { en: 'A paid subscription began', ru: 'Началась платная подписка' },
  paid_subscription_ended: { en: 'A paid subscription ended', ru: 'Закончилась платная подписка' },
  purchase_refunded: { en: 'A purchase was refunded', ru: 'Покупка возвращена' },
  product_viewed: { en: 'A product was viewed', ru: 'Просмотрен товар' },
  link_clicked: { en: 'A link was clicked', ru: 'Клик по ссылке' },
  widget_shown: { en: 'The widget was shown', ru: 'Виджет показан' },
  widget_opened: { en: 'The widget was opened', ru: 'Виджет открыт' },
  conversation_started: { en: 'A conversation was started', ru: 'Начат разговор' },
  referral_received: { en: 'A known contact came by a link', ru: 'Знакомый клиент пришёл по ссылке' },
  channel_joined: { en: 'A channel was joined', ru: 'Вступление в канал' },
  channel_left: { en: 'A channel was left', ru: 'Выход из канала' },
  message_received: { en: 'A message came from the contact', ru: 'Клиент написал сообщение' },
  message_sent: { en: 'A message was sent to the contact', ru: 'Клиенту отправлено сообщение' },
  message_delivered: { en: 'A message was delivered', ru: 'Сообщение доставлено' },
  message_read: { en: 'A message was read', ru: 'Сообщение прочитано' },
  message_failed: { en: 'A message failed', ru: 'Сообщение не отправлено' },
  message_edited: { en: 'A message was edited', ru: 'Сообщение изменено' },
  message_deleted: { en: 'A message was deleted', ru: 'Сообщение удалено' },
  button_pressed: { en: 'A button was pressed', ru: 'Нажата кнопка' },
  reaction_added: { en: 'A reaction was added', ru: 'Поставлена реакция' },
  reaction_removed: { en: 'A reaction was taken back', ru: 'Реакция снята' },
  unsubscribed: { en: 'A contact unsubscribed', ru: 'Клиент отписался' },
  blocked: { en: 'A contact blocked us', ru: 'Клиент заблокировал нас' },
  unblocked: { en: 'A contact unblocked us', ru: 'Клиент разблокировал нас' },
  muted: { en: 'Notifications were muted', ru: 'Уведомления выключены' },
  unmuted: { en: 'Notifications were unmuted', ru: 'Уведомления включены' },
  dialog_removed: { en: 'The chat was removed', ru: 'Чат удалён' },
  assigned: { en: 'A dialogue was assigned', ru: 'Диалог назначен сотруднику' },
  unassigned: { en: 'An assignment was taken back', ru: 'Назначение снято' },
  handed_off: { en: 'A bot handed over to people', ru: 'Бот передал диалог людям' },
  resolved: { en: 'A dialogue was closed', ru: 'Диалог закрыт' },
  reopened: { en: 'A dialogue was reopened', ru: 'Диалог открыт снова' },
  wait_dismissed: { en: 'A wait needed no reply', ru: 'Ожиданию не нужен ответ' },
  note_added: { en: 'A note was written', ru: 'Оставлена заметка' },
  rated: { en: 'A rating was given', ru: 'Поставлена оценка' },
  contact_identified: { en: 'A contact was identified', ru: 'Клиент опознан' },
  identities_merged: { en: 'Two profiles were merged', ru: 'Два профиля объединены' },
  identities_split: { en: 'Two profiles were split', ru: 'Два профиля разделены' },
};
