import { type CheckFinding, type Language, type Localized } from '@parley/contracts';

/** What each finding of ingest means and what to do about it. {…} is filled in. */
const FINDINGS: Record<CheckFinding, Localized> = {
  ingest_silent: {
    en: 'The part of Parley that receives events does not answer. Look whether it runs, then test again.',
    ru: 'Та часть Parley, которая принимает события, не отвечает. Проверьте, запущена ли она, и повторите.',
  },
  unknown_yet: {
    en: 'The account was changed a moment ago. Test again in a few seconds.',
    ru: 'Аккаунт только что изменён. Повторите проверку через несколько секунд.',
  },
  address_not_needed: {
    en: 'Not needed: Parley asks Telegram itself.',
    ru: 'Не нужен: Parley сам спрашивает Telegram.',
  },
  address_missing: {
    en: 'Parley does not know under which address the messenger reaches it. Set PARLEY_INGEST_URL to an https address and start again; a Telegram bot can also be read without one: choose that in the settings below.',
    ru: 'Parley не знает, по какому адресу его видит мессенджер. Укажите адрес https в PARLEY_INGEST_URL и перезапустите; бота в Telegram можно читать и без адреса: выберите это в настройках ниже.',
  },
  address_not_https: {
    en: '{address} is not https, and messengers call nothing else. Put Parley behind a proxy with a certificate and set PARLEY_INGEST_URL to its address.',
    ru: '{address} — не https, а к другим адресам мессенджеры не обращаются. Поставьте перед Parley прокси с сертификатом и укажите его адрес в PARLEY_INGEST_URL.',
  },
  address_unreachable: {
    en: '{address} does not answer from here. If it answers from outside, all is well; else check the proxy and the certificate.',
    ru: '{address} отсюда не отвечает. Если снаружи отвечает, всё в порядке; если нет — проверьте прокси и сертификат.',
  },
  address_ok: { en: '{address} answers.', ru: '{address} отвечает.' },
  token_missing: {
    en: 'Without the bot token Parley cannot ask {platform}. Paste it under Settings if you want this checked.',
    ru: 'Без токена бота Parley не может спросить {platform}. Чтобы проверить, вставьте токен в настройках.',
  },
  token_wrong: {
    en: '{platform} does not know this token. Copy it once more and paste it under Settings.',
    ru: '{platform} не знает такого токена. Скопируйте его ещё раз и вставьте в настройках.',
  },
  token_ok: { en: '{platform} knows the bot: {name}.', ru: '{platform} знает бота: {name}.' },
  token_unasked: {
    en: 'Facebook offers no way to ask; the first signed event proves the app secret.',
    ru: 'Спросить об этом Facebook нельзя; секрет подтвердит первое подписанное событие.',
  },
  platform_silent: {
    en: '{platform} does not answer from here. Check the connection of this machine, then test again.',
    ru: '{platform} отсюда не отвечает. Проверьте соединение этой машины и повторите.',
  },
  webhook_ok: { en: 'Leads to Parley, nothing waits.', ru: 'Ведёт в Parley, ничего не ждёт.' },
  webhook_pending: {
    en: 'Leads to Parley; {waiting} updates wait at Telegram. They come within minutes if nothing is in the way: test again.',
    ru: 'Ведёт в Parley; у Telegram в очереди событий: {waiting}. Если ничто не мешает, они придут за минуты: повторите проверку.',
  },
  webhook_error: {
    en: 'Leads to Parley, but {minutes} min ago Telegram failed: «{error}». Waiting: {waiting}.',
    ru: 'Ведёт в Parley, но {minutes} мин назад у Telegram была ошибка: «{error}». В очереди: {waiting}.',
  },
  webhook_missing: {
    en: 'No webhook is registered. With a public address and the bot token Parley does that by itself within a minute; if somebody removed it later, start Parley again.',
    ru: 'Вебхук не зарегистрирован. При публичном адресе и токене бота Parley сделает это сам в течение минуты; если вебхук удалили позже, перезапустите Parley.',
  },
  webhook_elsewhere: {
    en: 'The webhook leads to {address}, not to Parley. To keep that bot working, enter its address as the one to forward to; else remove that webhook.',
    ru: 'Вебхук ведёт на {address}, а не в Parley. Чтобы тот бот продолжал работать, укажите его адрес для пересылки; иначе удалите тот вебхук.',
  },
  webhook_in_the_way: {
    en: 'A webhook to {address} keeps all updates for itself. Another program sets it again: stop that one.',
    ru: 'Вебхук на {address} забирает все события себе. Его снова ставит другая программа: остановите её.',
  },
  webhook_unasked: {
    en: 'Facebook shows it: your app → Webhooks → Page. The address must be the one above.',
    ru: 'Это видно у Facebook: ваше приложение → Webhooks → Page. Адрес должен быть тот, что выше.',
  },
  kinds_ok: { en: 'All that are needed are switched on.', ru: 'Включены все нужные.' },
  kinds_missing: {
    en: 'Not switched on: {kinds}. What they tell is missing. Start Parley again: with the bot token it switches them on by itself.',
    ru: 'Не включены: {kinds}. Того, о чём они сообщают, не будет. Перезапустите Parley: при наличии токена он включит их сам.',
  },
  forward_ok: { en: '{address} answers.', ru: '{address} отвечает.' },
  forward_error: {
    en: '{address} answers with error {status}. Look at the log of your bot.',
    ru: '{address} отвечает ошибкой {status}. Посмотрите журнал вашего бота.',
  },
  forward_silent: {
    en: '{address} does not answer. Parley keeps every event all the same; check the address and whether the bot runs.',
    ru: '{address} не отвечает. Parley всё равно сохраняет каждое событие; проверьте адрес и запущен ли бот.',
  },
  polling_ok: { en: 'Parley reads the bot.', ru: 'Parley читает бота.' },
  polling_starting: {
    en: 'Reading has not begun yet. Test again in half a minute.',
    ru: 'Чтение ещё не началось. Повторите проверку через полминуты.',
  },
  polling_error: { en: 'The bot cannot be read: {error}', ru: 'Бота не удаётся прочитать: {error}' },
  polling_paused: {
    en: 'The account is paused: nothing is read. Resume it below.',
    ru: 'Аккаунт на паузе: ничего не читается. Возобновите приём ниже.',
  },
};

const OWN = {
  secrets_there: { en: 'All that are needed are there.', ru: 'Все нужные заданы.' },
  secrets_missing: {
    en: 'Missing: {names}. Paste it under Settings.',
    ru: 'Не хватает: {names}. Вставьте в настройках.',
  },
  events_arrive: {
    en: 'Events arrive; in the last 24 hours: {count}.',
    ru: 'События приходят; за последние 24 часа: {count}.',
  },
  no_event_webhook: {
    en: 'None yet. Write something to your bot: the event shows here at once.',
    ru: 'Пока не было. Напишите что-нибудь своему боту: событие сразу появится здесь.',
  },
  no_event_messenger: {
    en: 'None yet. Write to your page from an account that has a role in the app: the event shows here at once.',
    ru: 'Пока не было. Напишите странице с аккаунта, у которого есть роль в приложении: событие сразу появится здесь.',
  },
  no_event_api: {
    en: 'None yet. Send one with the command above.',
    ru: 'Пока не было. Отправьте первое командой выше.',
  },
  no_event_import: { en: 'Nothing has been imported yet.', ru: 'Пока ничего не загружено.' },
} satisfies Record<string, Localized>;

const fill = (text: Localized, values: Record<string, string>, language: Language) =>
  text[language].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

/** The sentence of a finding of ingest. */
export const sayFinding = (
  finding: CheckFinding,
  values: Record<string, string>,
  language: Language,
): string => fill(FINDINGS[finding], values, language);

/** The sentence of what the api itself knows. */
export const sayOwn = (
  finding: keyof typeof OWN,
  values: Record<string, string>,
  language: Language,
): string => fill(OWN[finding], values, language);
