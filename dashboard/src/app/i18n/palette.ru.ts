import type { paletteEn, palettePluralsEn } from './palette.en';
import type { PluralForms } from './en';

/** Тексты палитры, горячих клавиш и закреплённых мест. */
export const paletteRu: Record<keyof typeof paletteEn, string> = {
  'palette.title': 'Найти и перейти',
  'palette.open': 'Найти…',
  'palette.placeholder': 'Страница, отчёт, воронка, период, аккаунт…',
  'palette.results': 'Что нашлось',
  'palette.none': 'По запросу «{{query}}» ничего не нашлось.',
  'palette.now': 'сейчас',
  'palette.pinned': 'Закреплено',
  'palette.recent': 'Недавнее',
  'palette.pages': 'Страницы',
  'palette.reports': 'Отчёты',
  'palette.funnels': 'Сохранённые воронки',
  'palette.accounts': 'Аккаунты',
  'palette.period': 'Период',
  'palette.display': 'Тема, язык, клавиши',
  'shortcuts.title': 'Горячие клавиши',
  'shortcuts.on': 'Отдельные клавиши работают',
  'shortcuts.help': 'Этот список',
  'shortcuts.search': 'К поиску или первому фильтру',
  'shortcuts.period': 'К периоду',
  'shortcuts.theme': 'Светлая или тёмная тема',
  'shortcuts.note':
    'Пока вы печатаете, они не срабатывают. Две клавиши нажимаются одна за другой; раскладка не важна.',
  'shortcuts.going': 'Нажмите клавишу страницы.',
  'pins.title': 'Закреплено',
  'pins.pin': 'Закрепить',
  'pins.pinned': 'Закреплено',
  'pins.name': 'Название',
  'pins.hint': 'Сохраняет страницу с периодом и всеми фильтрами. Видите только вы.',
  'pins.keep': 'Закрепить',
  'pins.failed': 'Не удалось сохранить. Попробуйте ещё раз; закрепить можно не больше 50.',
  'pins.arrange': 'Переименовать, переставить, открепить',
  'pins.rename': 'Название «{{name}}»',
  'pins.up': 'Поднять «{{name}}»',
  'pins.down': 'Опустить «{{name}}»',
  'pins.remove': 'Открепить «{{name}}»',
  'pins.moved': '«{{name}}» теперь {{place}}-й из {{all}}.',
  'pins.removed': '«{{name}}» больше не закреплено.',
  'pins.renamed': 'Теперь это называется «{{name}}».',
  'pins.not_moved': 'Не удалось переставить «{{name}}». Попробуйте ещё раз.',
  'pins.not_renamed': 'Не удалось переименовать «{{name}}». Попробуйте ещё раз.',
  'pins.not_removed': 'Не удалось открепить «{{name}}». Попробуйте ещё раз.',
  'pins.recent': 'Недавнее',
};

export const palettePluralsRu: Record<keyof typeof palettePluralsEn, PluralForms> = {
  palette_more: {
    one: 'Ещё {{n}}: печатайте дальше, чтобы сузить поиск',
    few: 'Ещё {{n}}: печатайте дальше, чтобы сузить поиск',
    many: 'Ещё {{n}}: печатайте дальше, чтобы сузить поиск',
    other: 'Ещё {{n}}: печатайте дальше, чтобы сузить поиск',
  },
  palette_found: {
    one: 'Найдено: {{n}}',
    few: 'Найдено: {{n}}',
    many: 'Найдено: {{n}}',
    other: 'Найдено: {{n}}',
  },
};
