import type { Language } from './text.js';

/**
 * Why something lies in quarantine or does not arrive, in Russian. Ingest writes the reasons in English, with the
 * platform's own words in them, which stay as they are; a reason that is not here is shown as it was written.
 */
const RUSSIAN: readonly (readonly [RegExp, string])[] = [
  [/^the body is not JSON$/, 'тело запроса — не JSON'],
  [/^the body is not an update$/, 'тело запроса — не обновление Telegram'],
  [/^the body is not a webhook of a page$/, 'тело запроса — не вебхук страницы'],
  [/^the body is not of a page$/, 'тело запроса — не от страницы'],
  [/^the body is not a callback$/, 'тело запроса — не уведомление Viber'],
  [/^([\w ]+) in a supergroup, not a private chat$/, '$1 из супергруппы, а не из личного чата'],
  [/^([\w ]+) in a group, not a private chat$/, '$1 из группы, а не из личного чата'],
  [/^([\w ]+) in a channel, not a private chat$/, '$1 из канала, а не из личного чата'],
  [/^([\w ]+) in a chat, not a private chat$/, '$1 не из личного чата'],
  [/^([\w ]+) in a (\w+), not a private chat$/, '$1 не из личного чата ($2)'],
  [/^(.+) without a valid ([\w.]+)$/, '$1: нет правильного поля $2'],
  [/^the sender is a bot$/, 'отправитель — бот'],
  [/^the sender is not the person of the chat$/, 'отправитель — не тот, с кем идёт чат'],
  [/^(\w+) without a sender$/, '$1 без отправителя'],
  [/^(\w+) without a person$/, '$1: неизвестно, от кого'],
  [/^update of kind (\w+)$/, 'обновление вида $1'],
  [/^business service message (.+)$/, 'служебное сообщение бизнес-чата: $1'],
  [/^service message (.+)$/, 'служебное сообщение: $1'],
  [/^business message without a business_connection_id$/, 'бизнес-сообщение без business_connection_id'],
  [/^callback_query of an inline message$/, 'нажатие кнопки в сообщении, которое отправлено не ботом'],
  [/^my_chat_member with an unknown status$/, 'my_chat_member с неизвестным состоянием'],
  [/^change of the field (\w+)$/, 'изменение поля $1'],
  [/^messaging of the kind (\w+)$/, 'событие вида $1'],
  [/^callback of the kind (\w+)$/, 'уведомление вида $1'],
  [/^(\w+) of nothing$/, '$1: не сказано, о каких сообщениях'],
  [/^a reaction of an unknown action$/, 'реакция с неизвестным действием'],
  [/^a thread that goes to another app$/, 'чат передан другому приложению'],
  [/^(\w+): (.*) is out of limits$/, '$1: значение поля $2 вне допустимых границ'],
  [/^a record of the spool is damaged: (.+)$/, 'запись очереди на диске повреждена: $1'],
  [/^the api refused this profile$/, 'имя или телефон не удалось сохранить'],
  [/^ClickHouse (\d+) (\w+)$/, 'хранилище отказало: ошибка ClickHouse $1 $2'],
  [/^ClickHouse does not answer$/, 'хранилище не отвечает'],
  [
    /^Telegram does not know the bot token: it was revoked or is wrong\. .+$/,
    'Telegram не знает токен бота: он отозван или неверен. Впишите в аккаунт новый из @BotFather.',
  ],
  [
    /^(.+)\. Another program set a webhook: .+$/,
    '$1. Другая программа установила вебхук: остановите её или включите пересылку в Parley.',
  ],
  [
    /^(.+)\. Only one program may read a bot: .+$/,
    '$1. Бота может читать только одна программа: остановите другую или включите пересылку в Parley.',
  ],
  [/^no answer in time$/, 'не отвечает вовремя'],
  [/^no connection$/, 'нет соединения'],
];

/** A reason that ingest gave, in the reader's language; several are separated by `; `. Total. */
export function reasonIn(reason: string, language: Language): string {
  return language === 'en' ? reason : reason.split('; ').map(inRussian).join('; ');
}

function inRussian(reason: string): string {
  const found = RUSSIAN.find(([pattern]) => pattern.test(reason));
  return found ? reason.replace(found[0], found[1]) : reason;
}
