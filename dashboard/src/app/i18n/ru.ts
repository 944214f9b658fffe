import { contactsRu, contactsPluralsRu } from './contacts.ru';
import { costsPluralsRu, costsRu } from './costs.ru';
import { accountsRu } from './accounts.ru';
import { qualityPluralsRu, qualityRu } from './quality.ru';
import { originsRu } from './origins.ru';
import { healthPluralsRu, healthRu } from './health.ru';
import type { Plurals, Texts } from './en';
import { settingsRu } from './settings.ru';
import { importsRu } from './imports.ru';
import { newWorkspaceRu } from './new-workspace.ru';
import { teamsRu } from './teams.ru';
import { servicePluralsRu, serviceRu } from './service.ru';
import { serviceMoreRu } from './service-more.ru';
import { definitionsRu } from './definitions.ru';
import { calendarsPluralsRu, calendarsRu } from './calendars.ru';
import { rowsRu, rowsPluralsRu } from './rows.ru';
import { dialogueRu } from './dialogue.ru';
import { dismissalsRu } from './dismissals.ru';
import { waitingRu, waitingPluralsRu } from './waiting.ru';
import { agentRu } from './agent.ru';
import { workloadRu } from './workload.ru';
import { palettePluralsRu, paletteRu } from './palette.ru';
import { funnelsPluralsRu, funnelsRu } from './funnels.ru';
import { pathsPluralsRu, pathsRu } from './paths.ru';
import { attributionRu, attributionPluralsRu } from './attribution.ru';
import { channelsRu, channelsPluralsRu } from './channels.ru';
import { sourcesRu, sourcesPluralsRu } from './sources.ru';

/** Тексты оболочки по-русски. Тексты показателей, разрезов и периодов — в contracts. */
export const ru: Texts = {
  ...accountsRu,
  ...contactsRu,
  ...costsRu,
  ...originsRu,
  ...qualityRu,
  ...healthRu,
  ...settingsRu,
  ...importsRu,
  ...newWorkspaceRu,
  ...serviceRu,
  ...serviceMoreRu,
  ...definitionsRu,
  ...teamsRu,
  ...calendarsRu,
  ...rowsRu,
  ...dialogueRu,
  ...dismissalsRu,
  ...waitingRu,
  ...agentRu,
  ...workloadRu,
  ...channelsRu,
  ...sourcesRu,
  ...attributionRu,
  ...pathsRu,
  ...funnelsRu,
  ...paletteRu,
  'brand.claim': 'Аналитика мессенджеров',
  skip: 'К содержанию',
  language: 'Язык',
  'language.browser': 'Как в браузере',
  theme: 'Тема',
  'theme.light': 'Светлая',
  'theme.dark': 'Тёмная',
  'theme.system': 'Как в системе',
  close: 'Закрыть',
  retry: 'Повторить',
  copy: 'Скопировать',
  copied: 'Скопировано',
  apply: 'Применить',
  clear: 'Сбросить',

  'sign_in.title': 'Вход',
  'sign_in.email': 'Электронная почта',
  'sign_in.password': 'Пароль',
  'sign_in.show': 'Показать пароль',
  'sign_in.hide': 'Скрыть пароль',
  'sign_in.submit': 'Войти',
  'sign_in.busy': 'Входим…',
  'sign_in.email_missing': 'Введите адрес электронной почты.',
  'sign_in.email_wrong': 'Это не похоже на адрес электронной почты.',
  'sign_in.password_missing': 'Введите пароль.',
  'sign_in.wrong': 'Неверная почта или пароль.',
  'sign_in.throttled': 'Слишком много попыток. Подождите минуту и попробуйте снова.',
  'sign_in.hint':
    'Первый пароль напечатал в терминале «npm start»; он лежит и в файле sign-in.txt папки с данными.',

  'side.label': 'Пространство и меню',
  'nav.label': 'Главное меню',
  'nav.open': 'Открыть меню',
  'nav.overview': 'Обзор',
  'workspace.switch': 'Рабочее пространство',
  'workspace.kind.demo': 'демо',
  'workspace.kind.golden': 'эталон',
  'account.menu': 'Ваша учётная запись',
  'account.sign_out': 'Выйти',

  'banner.label': 'Об этом пространстве',
  'banner.demo': 'Демонстрационное пространство: всё здесь придумано.',
  'banner.golden':
    'Эталонное пространство: проверенный вручную набор за февраль 2017 года. Его числа не меняются: 1 861 входящее, 1 404 исходящих, 270 клиентов, 16,7 % вернулись, диалог длится 3,5 ч.',
  'banner.to_own': 'Перейти в «{{name}}»',

  'period.label': 'Период',
  'period.presets': 'Готовые периоды',
  'period.custom': 'Свой период',
  'period.from': 'С',
  'period.to': 'По, включительно',
  'period.wrong_order': 'Конец раньше начала.',
  'period.incomplete': 'Укажите оба дня.',
  'period.zone': 'Часовой пояс',
  'period.zone_hint': 'Дни начинаются в полночь этого пояса.',
  'period.zone_wrong': 'Такого часового пояса нет. Пример: Europe/Moscow',
  'period.zone_workspace': 'Пространства: {{zone}}',
  'period.zone_mine': 'Мой: {{zone}}',
  'period.compare': 'Сравнить с',
  'period.compare.none': 'не сравнивать',
  'period.compare.previous_period': 'предыдущим периодом',
  'period.compare.previous_weekdays': 'теми же днями недели раньше',
  'period.compare.previous_year': 'годом ранее',
  'period.key_hint': 'Клавиша {{key}}',
  'period.unfinished': '(ещё не закончился, а сравниваем с полным)',

  'calendar.previous_year': 'Предыдущий год',
  'calendar.previous_month': 'Предыдущий месяц',
  'calendar.next_month': 'Следующий месяц',
  'calendar.next_year': 'Следующий год',

  'granularity.label': 'По',
  'granularity.auto': 'авто ({{name}})',
  'granularity.hour': 'часам',
  'granularity.day': 'дням',
  'granularity.week': 'неделям',
  'granularity.month': 'месяцам',
  'granularity.quarter': 'кварталам',
  'granularity.year': 'годам',

  'filters.label': 'Фильтры',
  'filters.channels': 'Каналы',
  'filters.accounts': 'Аккаунты',
  'filters.all': 'все',
  'filters.remove': 'Убрать фильтр: {{name}}',
  'filters.clear': 'Убрать все фильтры',
  'filters.channel': 'Канал: {{name}}',
  'filters.account': 'Аккаунт: {{name}}',
  'filters.none': 'Выбирать пока не из чего.',
  'filters.account_number': '№ {{id}}',
  'filters.failed': 'Список не загрузился.',

  'overview.title': 'Обзор',
  'overview.messages': 'Люди и сообщения',
  'overview.dialogues': 'Диалоги',
  'overview.speed': 'Скорость ответа',
  'overview.subscriptions': 'Подписки',
  'overview.deliveries': 'Доставка и прочтение',
  'overview.split': 'Исходящие по отправителям',
  'overview.previous': 'было {{value}}',
  'overview.compared': 'в сравнении с {{period}}',
  'overview.no_previous': 'сравнить не с чем',
  'overview.same': 'без изменений',
  'overview.better': 'лучше',
  'overview.worse': 'хуже',
  'overview.repeat_of': '{{part}} из {{whole}}',
  'overview.small': 'Посчитано меньше чем по 30: может быть случайностью.',
  'overview.covered': 'По {{share}} входящих сообщений',
  'overview.unavailable': 'нет данных',

  'freshness.until': 'Данные до {{time}}',
  'freshness.none': 'Данных пока нет',
  'freshness.deriving': 'считаем самое новое…',
  'freshness.live': 'в реальном времени',
  'freshness.offline': 'Нет связи; показано то, что пришло раньше.',
  'freshness.zone': 'Часовой пояс {{zone}}',

  'chart.title': 'По времени',
  'chart.metric': 'Показатель',
  'chart.as': 'Вид',
  'chart.as_chart': 'График',
  'chart.as_table': 'Таблица',
  'chart.current': 'Этот период',
  'chart.previous': 'Период сравнения',
  'chart.change': 'Изменение',
  'chart.partial': 'неполный',
  'chart.partial_note': 'Точками: отрезок ещё не закончился или обрезан периодом.',
  'chart.caption':
    '{{metric}}, {{period}}. Больше всего {{highest}} ({{highestAt}}), меньше всего {{lowest}} ({{lowestAt}}).',
  'chart.caption_empty': '{{metric}}, {{period}}: значений нет.',
  'chart.point': '{{at}}: {{value}}',
  'chart.point_previous': '{{at}}: {{value}}, прежде {{previous}}',
  'chart.keys': 'Стрелки двигают по точкам.',

  'agents.title': 'Сотрудники',
  'agents.total': 'Все сотрудники',
  'agents.unknown': 'Не назван платформой',
  'agents.small': 'Меньше 30 ответов: время может быть случайностью.',
  'agents.sort': 'Сортировать',
  'agents.note': 'Итог посчитан заново по всем ожиданиям, а не по строкам.',
  'agents.empty': 'На ожидания, начавшиеся в этом периоде, никто не ответил.',
  'agents.empty_hint':
    'Ответы видны, когда аккаунт сообщает об исходящих: через импорт, вебхук или API событий.',

  csv: 'CSV',
  'csv.label': 'Скачать CSV: {{name}}',

  'definition.open': 'Как считается: {{name}}',
  'definition.formula': 'Формула',
  'definition.exclusions': 'Не учитывается',
  'definition.sample': 'Посчитано по',
  'definition.period': 'Период',
  'definition.zone': 'Часовой пояс',
  'definition.freshness': 'Данные до',
  'definition.version': 'Определение',
  'definition.version_value':
    'версия {{version}}; диалог кончается молчанием: {{gap}}; повторное обращение — позже чем через: {{repeat}}; без ответа — дольше: {{unanswered}}',
  'definition.exact': 'Точно',
  'definition.json': 'Открыть в API',
  'definition.csv': 'CSV',
  'definition.curl': 'Скопировать curl',

  'state.loading': 'Загрузка…',
  'state.failed': 'Не удалось загрузить',
  'state.network': 'Сервер не отвечает. Проверьте, что Parley запущен, и повторите.',
  'state.unreadable': 'Ответ сервера этой странице непонятен. Обновите страницу.',
  'state.status': 'Сервер ответил кодом {{status}}.',
  'state.nothing': 'В этом периоде ничего не было',
  'state.nothing_hint': 'События этого пространства лежат между {{from}} и {{to}}.',
  'state.nothing_filtered': 'В этом периоде с такими фильтрами ничего не было.',
  'state.show_all': 'Показать всё',

  'empty.title': 'Событий пока нет',
  'empty.waiting': 'Ждём первое событие: страница заполнится сама.',
  'empty.lead': 'Начать можно тремя способами. Команды набираются в папке Parley.',
  'empty.telegram': 'Подключить мессенджер',
  'empty.telegram_text':
    'Telegram, Facebook Messenger или Viber, по шагам: на экране «Аккаунты» или этой командой.',
  'empty.event': 'Прислать событие',
  'empty.event_text': 'Любая система может слать события, зная номер аккаунта и ключ API.',
  'empty.import': 'Загрузить экспорт чатов',
  'empty.import_text':
    'В Telegram Desktop: Настройки → Продвинутые настройки → Экспорт данных, формат JSON. Повторная загрузка ничего не меняет.',
  'empty.demo': 'Сначала осмотреться',
  'empty.demo_text': 'В демонстрационном пространстве — 90 дней придуманных разговоров во всех каналах.',
  'empty.demo_open': 'Открыть демо',
  'empty.channel': 'Канал',
  'empty.make': 'Создать аккаунт и ключ',
  'empty.made': 'Они уже в команде ниже. Скопируйте её сейчас: ключ показан один раз.',
  'empty.copy': 'Скопировать команду: {{name}}',

  'closed.text':
    'Для вашей роли («{{role}}») эта страница закрыта. Изменить роль может владелец рабочего пространства.',
  'missing.title': 'Такой страницы нет',
  'missing.text': 'Адрес никуда не ведёт. Возможно, в нём опечатка.',
  'missing.home': 'На главную',
  'none.title': 'Нет рабочих пространств',
  'none.text': 'Вы вошли, но не состоите ни в одном рабочем пространстве. Попросите владельца добавить вас.',
};

export const ruPlurals: Plurals = {
  ...healthPluralsRu,
  ...costsPluralsRu,
  ...contactsPluralsRu,
  ...qualityPluralsRu,
  ...servicePluralsRu,
  ...calendarsPluralsRu,
  ...rowsPluralsRu,
  ...waitingPluralsRu,
  ...channelsPluralsRu,
  ...sourcesPluralsRu,
  ...attributionPluralsRu,
  ...pathsPluralsRu,
  ...funnelsPluralsRu,
  ...palettePluralsRu,
  contacts: { one: '{{n}} клиент', few: '{{n}} клиента', many: '{{n}} клиентов', other: '{{n}} клиента' },
  dialogues: { one: '{{n}} диалог', few: '{{n}} диалога', many: '{{n}} диалогов', other: '{{n}} диалога' },
  first_responses: {
    one: '{{n}} первый ответ',
    few: '{{n}} первых ответа',
    many: '{{n}} первых ответов',
    other: '{{n}} первого ответа',
  },
  waits_answered: {
    one: '{{n}} отвеченное ожидание',
    few: '{{n}} отвеченных ожидания',
    many: '{{n}} отвеченных ожиданий',
    other: '{{n}} отвеченного ожидания',
  },
  agents: {
    one: '{{n}} сотрудник',
    few: '{{n}} сотрудника',
    many: '{{n}} сотрудников',
    other: '{{n}} сотрудника',
  },
  starts: { one: '{{n}} старт', few: '{{n}} старта', many: '{{n}} стартов', other: '{{n}} старта' },
  late_events: {
    one: '{{n}} опоздавшее событие',
    few: '{{n}} опоздавших события',
    many: '{{n}} опоздавших событий',
    other: '{{n}} опоздавшего события',
  },
  chosen: { one: 'выбран {{n}}', few: 'выбрано {{n}}', many: 'выбрано {{n}}', other: 'выбрано {{n}}' },
};
