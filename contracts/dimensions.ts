import type { Localized } from './text.js';

/** What numbers are split by. `labelled` dimensions carry an id in SQL and get a `_name` column from the api. */
export interface Dimension {
  label: Localized;
  /** What stands in a cell: an instant UTC, an id (string), a word from a closed list, a yes/no, a small number, several names in order. */
  kind: 'instant' | 'id' | 'word' | 'flag' | 'name' | 'number' | 'list';
}

export const DIMENSIONS = {
  period: { label: { en: 'Period', ru: 'Период' }, kind: 'word' },
  bucket_start: { label: { en: 'From', ru: 'Начало' }, kind: 'instant' },
  bucket_end: { label: { en: 'To (excluded)', ru: 'Конец (не включая)' }, kind: 'instant' },
  is_partial: { label: { en: 'Incomplete', ru: 'Неполный' }, kind: 'flag' },
  channel: { label: { en: 'Channel', ru: 'Канал' }, kind: 'word' },
  account_id: { label: { en: 'Account number', ru: 'Номер аккаунта' }, kind: 'id' },
  account_name: { label: { en: 'Account', ru: 'Аккаунт' }, kind: 'name' },
  agent_id: { label: { en: 'Agent number', ru: 'Номер сотрудника' }, kind: 'id' },
  agent_name: { label: { en: 'Agent', ru: 'Сотрудник' }, kind: 'name' },
  team_id: { label: { en: 'Team number', ru: 'Номер команды' }, kind: 'id' },
  team_name: { label: { en: 'Team', ru: 'Команда' }, kind: 'name' },
  hour_of_day: { label: { en: 'Hour of the day', ru: 'Час дня' }, kind: 'number' },
  weekday: {
    label: { en: 'Day of the week (1 = Monday)', ru: 'День недели (1 — понедельник)' },
    kind: 'number',
  },
  bucket_from_seconds: { label: { en: 'From, seconds', ru: 'От, с' }, kind: 'number' },
  bucket_to_seconds: { label: { en: 'To (excluded), seconds', ru: 'До (не включая), с' }, kind: 'number' },
  busiest_hour: { label: { en: 'Busiest hour', ru: 'Самый загруженный час' }, kind: 'number' },
  last_answer_at: { label: { en: 'Last answer', ru: 'Последний ответ' }, kind: 'instant' },
  concurrency_max_at: { label: { en: 'Most at once at', ru: 'Когда был максимум' }, kind: 'instant' },
  arrival: { label: { en: 'Came by', ru: 'Как пришли' }, kind: 'word' },
  ref: { label: { en: 'Source (ref)', ru: 'Источник (метка)' }, kind: 'name' },
  value: { label: { en: 'Value', ru: 'Значение' }, kind: 'name' },
  path: { label: { en: 'Path', ru: 'Путь' }, kind: 'list' },
  path_step: { label: { en: 'Step', ru: 'Шаг' }, kind: 'number' },
  from_value: { label: { en: 'From', ru: 'Откуда' }, kind: 'name' },
  to_value: { label: { en: 'To', ru: 'Куда' }, kind: 'name' },
  is_dropout: { label: { en: 'Stops here', ru: 'Остановка' }, kind: 'flag' },
  touches_on_path: { label: { en: 'Touches', ru: 'Касаний' }, kind: 'number' },
  product_id: { label: { en: 'Product number', ru: 'Номер товара' }, kind: 'id' },
  product_name: { label: { en: 'Product', ru: 'Товар' }, kind: 'name' },
  last_sender: { label: { en: 'Last message', ru: 'Последнее сообщение' }, kind: 'word' },
  counted_as: { label: { en: 'Counted as', ru: 'Способ подсчёта' }, kind: 'word' },
  statistic: { label: { en: 'Statistic', ru: 'Статистика' }, kind: 'word' },
  step: { label: { en: 'Step', ru: 'Шаг' }, kind: 'number' },
  step_event: { label: { en: 'What counts', ru: 'Что считается' }, kind: 'word' },
  step_label: { label: { en: 'Name of the step', ru: 'Название шага' }, kind: 'name' },
  is_total: { label: { en: 'Total', ru: 'Итого' }, kind: 'flag' },
} as const satisfies Record<string, Dimension>;
export type DimensionKey = keyof typeof DIMENSIONS;

/**
 * What says where a contact came from, for the touch in force. `ref`: the parameter of a link, kept as it arrived;
 * `no_ref`: an ad, a link or a campaign without such a parameter; `direct`: the contact came, and nothing says where
 * from; `expired`: of a conversion, all arrivals lie further back than they may earn credit; `unattributed`: no arrival at all, such as a dialogue that we began or a reply to a broadcast.
 */
export const ARRIVALS = ['ref', 'no_ref', 'direct', 'expired', 'unattributed'] as const;
export type Arrival = (typeof ARRIVALS)[number];

export const ARRIVAL_LABELS: Record<Arrival, Localized> = {
  ref: { en: 'Ref', ru: 'Метка' },
  no_ref: { en: 'Ad or link without a ref', ru: 'Реклама или ссылка без метки' },
  direct: { en: 'Direct: nothing says where from', ru: 'Напрямую: откуда — неизвестно' },
  expired: { en: 'Expired: came too long before', ru: 'Истёк срок: касание было слишком давно' },
  unattributed: { en: 'No arrival: we wrote first', ru: 'Без касания: первыми написали мы' },
};

/** Whose message of ours was the last; `none`: none is known. */
export const LAST_SENDERS = ['broadcast', 'bot', 'agent', 'auto', 'unknown', 'none'] as const;
export type LastSender = (typeof LAST_SENDERS)[number];

export const LAST_SENDER_LABELS: Record<LastSender, Localized> = {
  broadcast: { en: 'A broadcast', ru: 'Рассылка' },
  bot: { en: 'A bot', ru: 'Бот' },
  agent: { en: 'An agent', ru: 'Сотрудник' },
  auto: { en: 'An automatic reply', ru: 'Автоответ' },
  unknown: { en: 'Of ours, sender not told', ru: 'Наше, отправитель неизвестен' },
  none: { en: 'Nothing of ours before', ru: 'До этого ничего нашего' },
};
