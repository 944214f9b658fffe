import type { originsEn } from './origins.en';

/** Таблицы по каналам, источникам и аккаунтам, пустые ячейки, опоздавшие события. */
export const originsRu: Record<keyof typeof originsEn, string> = {
  'origins.title': 'Откуда приходят люди',
  'origins.by': 'Разбить по',
  'origins.by.channel': 'Каналы',
  'origins.by.source': 'Источники',
  'origins.by.account': 'Аккаунты',
  'origins.total': 'Всего',
  'origins.only': 'Показать только это: {{name}}',
  'origins.summary': '{{metric}}: больше всего — «{{name}}», {{value}} из {{total}} ({{share}}).',
  'origins.summary_nothing': '{{metric}}: за период ничего.',
  'origins.shown': 'Показано строк: {{shown}} из {{all}}',
  'origins.show_all': 'Показать все',
  'origins.show_few': 'Свернуть',
  'origins.in_csv': 'Остальные — в CSV.',
  'origins.note': 'Итог посчитан заново по всем данным, а не по строкам.',
  'origins.immature': '+{{n}} моложе 24 ч',
  'origins.covered': 'по {{share}}',
  'origins.covered_note':
    '«по …» под числом — для какой доли входящих (в таблице источников — входящих его диалогов) это можно узнать.',
  'origins.unnamed': 'Аккаунт № {{id}}',

  'why.open': 'Почему пусто: {{name}}',
  'why.nothing': 'считать не из чего',
  'why.short.outgoing_not_visible': 'ответы не видны',
  'why.short.subscriptions_not_visible': 'подписки не видны',
  'why.short.delivered_not_visible': 'о доставке не сообщают',
  'why.short.read_not_visible': 'о прочтении не сообщают',
  'why.short.closing_not_visible': 'о закрытии не сообщают',
  'why.short.no_accounts': 'нет аккаунта',
  'why.short.no_calendar': 'нет часов работы',
  'why.short.belongs_to_nobody': 'с этим фильтром не считается',
  'why.short.nothing_to_divide': 'считать не из чего',
  'chart.gap': 'Разрывы линии — не нули. {{reason}}',

  'late.title': 'Опоздавшие события',
  'late.text':
    'Произошли в этом периоде, но дошли до нас больше чем через час и уже после {{since}}. С тех пор числа могли измениться.',
  'late.imports':
    'То, что принёс импорт, тоже считается; то, что заполнило пространство в первый час, — нет.',
  'late.open': '{{late}}: что это значит?',
};
