import type { accountsEn } from './accounts.en';

/** Тексты экрана «Аккаунты» по-русски. */
export const accountsRu: Record<keyof typeof accountsEn, string> = {
  'nav.accounts': 'Аккаунты',
  'accounts.lead': 'Боты и страницы, которые читает это рабочее пространство, и как у них дела.',
  'accounts.connect': 'Подключить аккаунт',
  'accounts.none': 'Пока не подключён ни один аккаунт.',
  'accounts.name': 'Аккаунт',
  'accounts.way': 'Как читается',
  'accounts.state': 'Состояние',
  'accounts.last': 'Последнее событие',
  'accounts.day': 'Пришло за 24 ч',
  'accounts.lag': 'Задержка, медиана',
  'accounts.back': 'Все аккаунты',
  'accounts.way.webhook': 'Вебхук',
  'accounts.way.polling': 'Parley спрашивает',
  'accounts.way.events_api': 'API событий',
  'accounts.way.import': 'Импорт',
  'accounts.state.incomplete': 'Не хватает секрета',
  'accounts.state.paused': 'На паузе',
  'accounts.state.waiting': 'Ждёт первого события',
  'accounts.state.receiving': 'Принимает',
  'accounts.state.loaded': 'История загружена',
  'accounts.state.quiet': 'Молчит больше суток',

  'connect.channel': 'Мессенджер',
  'connect.other': 'Любой другой мессенджер: присылайте события сами',
  'connect.name': 'Название аккаунта',
  'connect.name_hint': 'Как его называют ваши сотрудники, например «Бот магазина».',
  'connect.name_missing': 'Дайте аккаунту название.',
  'connect.secret_missing': 'Без этого ничего нельзя собрать.',
  'connect.token_for_polling': 'Чтобы спрашивать Telegram, нужен токен бота.',
  'connect.reading': 'Как приходят обновления',
  'connect.reading.webhook': 'Telegram вызывает Parley (нужен публичный адрес https)',
  'connect.reading.polling': 'Parley спрашивает Telegram (работает везде)',
  'connect.forward': 'Адрес бота, который работает в другом месте (необязательно)',
  'connect.forward_hint':
    'Он продолжит получать каждое обновление нетронутым, его ответы передаются дальше: мессенджер знает только один адрес.',
  'connect.forward_wrong': 'Введите адрес, который начинается с https:// или http://.',
  'connect.submit': 'Подключить',
  'connect.busy': 'Подключаем…',
  'connect.cancel': 'Отмена',

  'account.next': 'Что делать дальше',
  'account.once': 'Скопируйте секрет сейчас: он показан один раз.',
  'account.address': 'Адрес',
  'account.secret.secret_token': 'Секрет вебхука',
  'account.secret.verify_token': 'Маркер подтверждения',
  'account.switch_on': 'Включить',
  'account.number': 'Номер аккаунта',
  'account.tells': 'Что сообщает этот мессенджер',
  'account.tells.told': 'да',
  'account.tells.through_us': 'только через вас',
  'account.tells.never': 'нет',
  'account.tells_hint':
    '«Только через вас»: передавайте через API событий, в метаданных сообщения или пусть бот говорит с Telegram через Parley. Числа, для которых нет данных, пусты, с причиной, и никогда не равны 0.',
  'account.settings': 'Настройки',
  'account.other_apps': 'Сообщения из других приложений пишет',
  'account.other_apps.bot': 'бот',
  'account.other_apps.agent': 'человек',
  'account.save': 'Сохранить',
  'account.saved': 'Сохранено.',
  'account.secrets': 'Секреты',
  'account.secrets_hint': 'Секреты хранятся зашифрованными и больше не показываются.',
  'account.secret_set': 'задан',
  'account.secret_not_set': 'не задан',
  'account.secret_new': 'Новое значение: {{name}}',
  'account.rotate': 'Новый секрет',
  'account.rotate_hint':
    '24 часа принимаются оба, новый и старый, чтобы при замене ничего не было отвергнуто.',
  'account.rotated_until': 'Оба секрета принимаются до {{moment}}, потом только новый.',
  'account.pause': 'Поставить на паузу',
  'account.resume': 'Продолжить сбор',
  'account.pause_hint':
    'На паузе всё, что приходит, отвергается, и боту в другом месте ничего не передаётся.',
  'account.disconnect': 'Отключить…',
  'account.disconnect_title': 'Отключить «{{name}}»?',
  'account.disconnect_text':
    'Больше ничего не собирается и не передаётся дальше, секреты удаляются. Всё собранное остаётся в отчётах. Позже его можно подключить снова, и он продолжит с того же места.',
  'account.disconnect_yes': 'Отключить',

  'accounts.none_reader':
    'Пока не подключён ни один аккаунт. Подключить может владелец рабочего пространства.',
  'accounts.gone': 'Отключённые',
  'accounts.gone_hint':
    'С них больше ничего не собирается; всё, что они рассказали, остаётся в отчётах. Подключите аккаунт снова — его контакты и история продолжатся.',
  'accounts.reconnect': 'Подключить снова',
  'connect.way': 'Откуда приходят события',
  'connect.way.direct': 'Из самого мессенджера',
  'connect.way.api': 'Из вашей системы или службы поддержки: через API событий или файлом',
  'connect.webhook_hint':
    'Parley сохраняет каждое обновление и сразу отвечает Telegram. Вторая программа не может использовать вебхук того же бота: укажите ниже её адрес, и она тоже получит всё.',
  'connect.polling_hint':
    'Подходит для ноутбука или офиса без своего адреса. Спрашивать может только одна программа: остановите опрос в своём боте или укажите ниже его адрес, и Parley будет передавать ему всё.',
  'account.snippet': 'Первое событие: вставьте в терминал',
  'step.forward':
    'Ваш бот продолжает работать: Parley передаёт ему каждое обновление без изменений, с исходной подписью, и возвращает его ответ. Если бот недоступен или медлит, здесь ничего не теряется, а мессенджер не ждёт.',
  'step.polling.1':
    'Вставлять ничего не нужно: Parley снимет вебхук бота и будет спрашивать Telegram сам. Если бота опрашивает и ваша программа, остановите опрос в ней.',
  'step.polling.2': 'Напишите боту что-нибудь. Состояние вверху станет зелёным.',
  'step.telegram.self':
    'Если у Parley есть публичный адрес https (PARLEY_PUBLIC_INGEST_URL), вставлять ничего не нужно: в течение минуты он сам зарегистрирует вебхук с секретом и всеми видами обновлений.',
  'step.telegram.curl':
    'Вставьте токен бота в настройках ниже (@BotFather → /mybots → ваш бот → API Token), и Parley зарегистрирует вебхук сам. Или вызовите setWebhook: url — адрес, secret_token — секрет вебхука, allowed_updates — виды из списка ниже.',
  'step.telegram.groups':
    'Для групп: @BotFather → /mybots → ваш бот → Bot Settings → Group Privacy → Turn off. Иначе бот видит только команды.',
  'step.telegram.business':
    'Для личных чатов в Telegram Business: @BotFather → Bot Settings → Business Mode → Turn on; затем в Telegram сотрудника: Настройки → Telegram для бизнеса → Чат-боты → ваш бот.',
  'step.telegram.write': 'Напишите боту что-нибудь. Состояние вверху станет зелёным.',
  'step.messenger.1':
    'developers.facebook.com → My Apps → ваше приложение → App settings → Basic → App secret → Show: вставьте секрет в настройках ниже, если его там ещё нет.',
  'step.messenger.2':
    'В том же приложении: Messenger → Messenger API Settings → Configure webhooks. Callback URL — адрес ниже, Verify token — маркер подтверждения, затем Verify and save.',
  'step.messenger.3':
    'В разделе Generate access tokens добавьте свою страницу и нажмите Add Subscriptions: выберите поля из списка ниже.',
  'step.messenger.4':
    'Включите у страницы кнопку «Начать» с payload GET_STARTED (Messenger Profile API): без неё ref нового диалога теряется.',
  'step.messenger.5':
    'Пока приложение не опубликовано, до вебхука доходят сообщения только тех, у кого есть в нём роль: напишите странице от имени одного из них.',
  'step.viber.1':
    'Токен — в панели администратора Viber (partners.viber.com → ваш бот → Info → Your app key).',
  'step.viber.2':
    'Если у Parley есть публичный адрес https (PARLEY_PUBLIC_INGEST_URL), вставлять ничего не нужно: он зарегистрируется сам. Иначе вызовите set_webhook с адресом и типами событий из списка ниже. Сертификат должен быть доверенным.',
  'step.viber.3':
    'Откройте бота по ссылке и напишите ему. При открытии приходит context, а подписка начинается с первого сообщения.',
  'step.api.1':
    'Создайте ключ с правом записи событий: в обзоре пустого пространства или запросом POST …/api-keys. Храните его вместе с другими секретами.',
  'step.api.2':
    'Присылайте из службы поддержки или бота каждое сообщение, входящее и исходящее, на адрес ниже с номером этого аккаунта. Идентификаторы людей и сообщений берите из мессенджера, чтобы ничего не посчиталось дважды.',
  'step.api.3':
    'Загрузите прошлое: npm run import принимает выгрузки Telegram, WhatsApp и Chatwoot, а также события в NDJSON.',
  'step.import.1': 'Выгрузите чаты в мессенджере.',
  'step.import.2':
    'Загрузите файл командой npm run import. В конце будет список того, что не удалось понять.',
  'test.title': 'Проверка подключения',
  'test.run': 'Проверить подключение',
  'test.busy': 'Проверяем…',
  'test.hint': 'Спрашивает мессенджер и вашего бота, ничего не меняет.',
  'test.ok': 'В порядке',
  'test.warning': 'Обратите внимание',
  'test.failed': 'Не работает',
  'test.not_checked': 'Не проверено',
  'test.all_ok': 'Всё, что можно проверить, в порядке.',
  'test.some_warn': 'Работает, но обратите внимание на отмеченное.',
  'test.some_failed': 'Что-то не работает: в строке сказано, что сделать.',
  'mirror.label': 'Те же чаты приходят и через',
  'mirror.none': 'никакой другой аккаунт',
  'mirror.hint':
    'Укажите аккаунт, если об одном чате рассказывают двое, например бот и служба поддержки за ним: тогда люди общие, а каждое сообщение считается один раз. Пример: бот сообщает о входящих и о ссылке, служба поддержки — кто из сотрудников ответил. Выбрать можно до первого события этого аккаунта; все числа пересчитаются.',
  'mirror.this': 'этот аккаунт',
  'mirror.incoming': 'Входящие сообщения считать по',
  'mirror.outgoing': 'Ответы считать по',
  'mirror.since': 'С какого дня (UTC)',
  'mirror.since_hint':
    'Пусто — всегда. До этого дня каждый считает свои сообщения. Сообщения, которые не считаются, сохраняются.',
};
