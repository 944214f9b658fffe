import type { channelsEn, channelsPluralsEn } from './channels.en';
import type { PluralForms } from './en';

export const channelsRu: Record<keyof typeof channelsEn, string> = {
  'nav.channels': 'Каналы',
  'channels.lead': 'От денег до тех, кто остался: чего стоил и что дал каждый источник.',
  'channels.bar': 'Что в строках',
  'channels.by': 'По',
  'channels.opened': 'Открыто',
  'channels.back': 'Назад ко всем: {{name}}',
  'channels.table': 'Каналы',
  'channels.total': 'Итого',
  'channels.link': 'Ссылка № {{id}}',
  'channels.not_set': 'Не задано',
  'channels.not_set_with_ref': 'Не задано: метку не читает ни одно правило',
  'channels.trend': 'Касания в динамике',
  'channels.trend_caption':
    'Касания по шагам времени: первый {{first}}, последний {{last}}, больше всего {{most}}',
  'channels.summary':
    '{{arrivals}}, больше всего — «{{name}}»: {{most}}. Возможно, потеряли метку: {{lost}}.',
  'channels.summary_short': '{{arrivals}}, больше всего — «{{name}}»: {{most}}.',
  'channels.note':
    'Итог посчитан заново: количества и деньги складываются; доли, времена и цены — нет. Имя раскрывает строку на следующий уровень. Деньги — в {{currency}}. Конверсии: «{{model}}», «{{date}}». Цена есть там, где были расходы.',
  'channels.kept_note':
    'Удержаны — подписки периода, продержавшиеся 7 (30) дней, из тех, кому уже столько. Более свежие — в своих столбцах.',
  'channels.picture': 'Сравнение',
  'channels.picture_metric': 'Показатель',
  'channels.picture_summary': 'Больше всего: {{name}}, {{value}}.',
  'channels.picture_interval': 'Черта — где лежит истинная доля, 95 %.',
  'channels.picture_nothing': 'За этот период по этому показателю сравнивать нечего.',
  'channels.empty': 'В этом периоде никто не пришёл.',
  'channels.empty_hint':
    'Выберите период подлиннее или уберите фильтр. Чтобы видеть, откуда приходят люди, ставьте в рекламу и посты ссылки с меткой, например t.me/your_bot?start=vk_spring.',
  'nav.subscriptions': 'Подписки',
  'subscribers.table': 'По тому, что привело',
  'subscribers.over_time': 'Кто пришёл и кто ушёл',
  'subscribers.when': 'Когда',
  'subscribers.before': 'Что было перед отпиской',
  'subscribers.before_note':
    'По отправителю нашего последнего сообщения перед уходом, когда бы оно ни было. Предшествовать — ещё не значит быть причиной.',
  'subscribers.before_summary': 'Чаще всего последним было: {{name}}.',
  'subscribers.nobody_left': 'В этом периоде никто не ушёл.',
  'subscribers.nobody_left_hint': 'Выберите период подлиннее или уберите фильтр.',
  'subscribers.empty': 'В этом периоде подписок не было.',
  'subscribers.empty_hint':
    'Выберите период подлиннее или уберите фильтр. Чаты, загруженные файлом, о подписках не сообщают: подключите аккаунт или передавайте subscribed и unsubscribed через API событий.',
  'subscribers.summary': '{{begun}}; закончилось {{ended}}, действует {{left}}.',
  'subscribers.over_time_summary': 'Больше всего пришло {{at}}: {{most}}. На конец подписаны {{left}}.',
  'subscribers.note':
    'Итог посчитан заново: количества и деньги складываются; доли и цены — нет. Имя раскрывает строку на следующий уровень. Деньги — в {{currency}}; цена есть там, где были расходы, и считается по тем, кто удержан на сегодня.',
  'subscribers.meaning':
    'Подписка — то, что под ней понимает каждый мессенджер: в Telegram старт или разблокировка, в Viber, Messenger и VK «подписался» или первое сообщение, в WhatsApp и на сайте согласие.',
  'table.interval_hint': 'Истинная доля лежит здесь в 95 случаях из 100.',
};

export const channelsPluralsRu: Record<keyof typeof channelsPluralsEn, PluralForms> = {
  arrivals: {
    one: '{{n}} касание',
    few: '{{n}} касания',
    many: '{{n}} касаний',
    other: '{{n}} касания',
  },
  subscriptions: {
    one: '{{n}} новая подписка',
    few: '{{n}} новые подписки',
    many: '{{n}} новых подписок',
    other: '{{n}} новой подписки',
  },
  lost_codes: {
    one: '{{n}} старт',
    few: '{{n}} старта',
    many: '{{n}} стартов',
    other: '{{n}} старта',
  },
};
