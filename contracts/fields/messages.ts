import * as z from 'zod';
import { CONTENT_KINDS, type ContentKind } from '../events/index.js';
import type { Localized } from '../text.js';
import type { Field } from './field.js';

export const DIRECTIONS = ['incoming', 'outgoing'] as const;
export type Direction = (typeof DIRECTIONS)[number];
export const DIRECTION_LABELS: Record<Direction, Localized> = {
  incoming: { en: 'Received', ru: 'Входящее' },
  outgoing: { en: 'Sent', ru: 'Исходящее' },
};

/** Who wrote a message, the contact included. */
export const MESSAGE_SENDERS = ['contact', 'agent', 'bot', 'auto', 'broadcast', 'unknown'] as const;
export type MessageSender = (typeof MESSAGE_SENDERS)[number];
export const MESSAGE_SENDER_LABELS: Record<MessageSender, Localized> = {
  contact: { en: 'Contact', ru: 'Клиент' },
  agent: { en: 'Agent', ru: 'Сотрудник' },
  bot: { en: 'Bot', ru: 'Бот' },
  auto: { en: 'Automatic reply', ru: 'Автоответ' },
  broadcast: { en: 'Broadcast', ru: 'Рассылка' },
  unknown: { en: 'Not known', ru: 'Неизвестно' },
};

export const CONTENT_KIND_LABELS: Record<ContentKind, Localized> = {
  text: { en: 'Text', ru: 'Текст' },
  photo: { en: 'Photo', ru: 'Фото' },
  video: { en: 'Video', ru: 'Видео' },
  voice: { en: 'Voice message', ru: 'Голосовое' },
  audio: { en: 'Audio', ru: 'Аудио' },
  file: { en: 'File', ru: 'Файл' },
  sticker: { en: 'Sticker', ru: 'Стикер' },
  animation: { en: 'Animation', ru: 'Анимация' },
  location: { en: 'Location', ru: 'Геопозиция' },
  contact: { en: 'Contact card', ru: 'Контакт' },
  poll: { en: 'Poll', ru: 'Опрос' },
  button: { en: 'Button', ru: 'Кнопка' },
  call: { en: 'Call', ru: 'Звонок' },
  order: { en: 'Order', ru: 'Заказ' },
  story: { en: 'Story', ru: 'История' },
  payment: { en: 'Payment', ru: 'Платёж' },
  other: { en: 'Other', ru: 'Другое' },
};

const instantOrNone = z.iso.datetime().nullable();

export const messageFields = {
  event_id: { label: { en: 'Event', ru: 'Событие' }, kind: 'id', column: z.string() },
  occurred_at: { label: { en: 'When', ru: 'Когда' }, kind: 'instant', column: z.iso.datetime() },
  direction: {
    label: { en: 'Direction', ru: 'Направление' },
    kind: 'word',
    words: DIRECTION_LABELS,
    column: z.enum(DIRECTIONS),
  },
  sender: {
    label: { en: 'Sender', ru: 'Отправитель' },
    kind: 'word',
    words: MESSAGE_SENDER_LABELS,
    column: z.enum(MESSAGE_SENDERS),
  },
  content_kind: {
    label: { en: 'Kind', ru: 'Вид' },
    kind: 'word',
    words: CONTENT_KIND_LABELS,
    column: z.enum(CONTENT_KINDS),
  },
  text_length: {
    label: { en: 'Length of the text', ru: 'Длина текста' },
    kind: 'number',
    column: z.int().min(0).describe('UTF-16 units. The text itself is not stored.'),
  },
  delivered_at: {
    label: { en: 'Delivered', ru: 'Доставлено' },
    kind: 'instant',
    column: instantOrNone.describe('The first time; delivered or read.'),
  },
  read_at: { label: { en: 'Read', ru: 'Прочитано' }, kind: 'instant', column: instantOrNone },
  failed_at: { label: { en: 'Failed', ru: 'Не доставлено' }, kind: 'instant', column: instantOrNone },
  edited_at: {
    label: { en: 'First edited', ru: 'Изменено впервые' },
    kind: 'instant',
    column: instantOrNone,
  },
  deleted_at: { label: { en: 'Deleted', ru: 'Удалено' }, kind: 'instant', column: instantOrNone },
  broadcast_id: {
    label: { en: 'Broadcast number', ru: 'Номер рассылки' },
    kind: 'id',
    column: z.string().nullable(),
  },
} as const satisfies Record<string, Field>;
