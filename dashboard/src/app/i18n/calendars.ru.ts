import type { calendarsEn, calendarsPluralsEn } from './calendars.en';
import type { PluralForms } from './en';

/** Тексты экрана «Календари» и предпросмотра изменений часов, команд и целей. */
export const calendarsRu: Record<keyof typeof calendarsEn, string> = {
  'calendars.title': 'Календари',
  'calendars.lead':
    'Кто и когда на работе. Время ответа в рабочих часах считается только по тому времени, которое здесь открыто.',
  'calendars.none': 'Рабочие часы не заданы',
  'calendars.none_hint':
    'Пока календаря нет, рабочее время неизвестно и в отчётах остаётся пустым: мы его не угадываем. Начните с одного календаря для всех; аккаунты, команды и сотрудники могут получить свои позже.',
  'calendars.not_everybody':
    'Ни один календарь не задан для всех. Там, где не подходит ничей календарь, рабочее время неизвестно.',
  'calendars.whose': 'Для кого:',
  'calendars.nobodys': 'пока ни для кого',
  'calendars.everybody': 'все, у кого нет своего',
  'calendars.and_more': '{{names}} и ещё {{rest}}',
  'calendars.edit': 'Изменить',
  'calendars.look': 'Посмотреть',
  'calendars.open_label': 'Открыть календарь «{{name}}»',
  'calendars.edit_label': 'Изменить: {{name}}',
  'calendars.remove': 'Удалить',
  'calendars.remove_label': 'Удалить: {{name}}',
  'calendars.remove_yes': 'Да, удалить',
  'calendars.cancel': 'Отмена',
  'calendars.new': 'Новый календарь',
  'calendars.new_title': 'Новый календарь',
  'calendars.owners_only': 'Создают и меняют календари только владельцы.',
  'calendars.all': 'Все календари',
  'calendars.made': 'Календарь «{{name}}» создан.',
  'calendars.removed': 'Календарь «{{name}}» удалён.',
  'calendars.make': 'Создать календарь',
  'calendars.form': 'Календарь',
  'calendars.own': 'Календарь',
  'calendars.name': 'Название',
  'calendars.name_hint': 'Например, «Офис» или «Ночная смена».',
  'calendars.zone_hint': 'Часы — по местному времени этого пояса, в том числе при переводе стрелок.',

  'calendars.week': 'Часы недели',
  'calendars.week_hint':
    'Конец в 00:00 — это полночь, которой день заканчивается. Часы через полночь — это два промежутка: до 00:00 и с 00:00 следующего дня. День без часов — выходной.',
  'calendars.opens': '{{day}}, начало',
  'calendars.closes': '{{day}}, конец',
  'calendars.closed': 'выходной',
  'calendars.add_span': 'Часы',
  'calendars.add_span_label': '{{day}}: добавить часы',
  'calendars.take_span': '{{day}}: убрать промежуток № {{number}}',
  'calendars.split': 'Продолжить на следующий день',
  'calendars.copy_working': 'Часы понедельника — на вторник–пятницу',
  'calendars.copy_all': 'Часы понедельника — на все дни',
  'calendars.effective_from': 'Изменение действует',
  'calendars.holds.today': 'с сегодняшнего дня',
  'calendars.holds.day': 'с другого дня',
  'calendars.holds.ever': 'за всё время: вся история будет пересчитана',
  'calendars.first_day': 'Первый день',
  'calendars.from_hint':
    'Всё, что было до этого дня, останется прежним, включая особые дни. Ответ, который пришёлся на границу, считается по обоим.',
  'calendars.ever_hint':
    'Время ответа в прошлом тоже изменится, как будто эти часы были всегда. Подходит, чтобы исправить ошибку.',
  'calendars.since_ever': 'с самого начала',
  'calendars.since': 'с {{day}}',
  'calendars.later': 'Часы, которые начнутся позже',
  'calendars.past': 'Прежние часы',

  'calendars.days': 'Особые дни',
  'calendars.days_hint': 'Праздники, короткие дни, рабочие субботы: их часы действуют вместо часов недели.',
  'calendars.no_days': 'Особых дней пока нет.',
  'calendars.special_day': 'Особый день',
  'calendars.unnamed_day': 'Особый день',
  'calendars.date': 'Дата',
  'calendars.day_name': 'Название',
  'calendars.day_taken': 'Этот день уже есть.',
  'calendars.add_day': 'Добавить день',
  'calendars.put_day': 'Внести',
  'calendars.take_year': 'Убрать весь {{year}} год',
  'calendars.unheld':
    'Изменённых дней раньше начала действия: {{days}}. Они останутся прежними. Чтобы изменить и их, выберите «за всё время» или более ранний день.',
  'calendars.import': 'Внести много дней сразу',
  'calendars.import_from': 'Откуда',
  'calendars.from.official': 'Официальные праздники России',
  'calendars.from.ics': 'Файл календаря (.ics)',
  'calendars.from.csv': 'Строки текста или файл CSV',
  'calendars.years': 'Годы',
  'calendars.source': '{{title}}, {{day}}',
  'calendars.shortens': 'Предпраздничный день на час короче',
  'calendars.file': 'Файл',
  'calendars.text': 'Текст',
  'calendars.ics_hint':
    'Выберите файл или вставьте его текст. Каждое событие на целые дни делает их выходными.',
  'calendars.csv_hint':
    'По одному дню в строке: 31.12.2026;Канун Нового года;10:00-16:00. Без часов день — выходной.',
  'calendars.replaces': 'Дни, которые уже есть, получают новые часы',
  'calendars.put_days': 'Внести дни',
  'calendars.put': 'Добавлено: {{added}}, заменено: {{replaced}}, оставлено: {{kept}}.',
  'calendars.import_hint': 'Дни попадут в форму выше; до сохранения ничего не записывается.',

  'calendars.for': 'Чьи это часы',
  'calendars.for.workspace': 'Все, у кого нет своего календаря',
  'calendars.for.account': 'Аккаунты',
  'calendars.for.team': 'Команды',
  'calendars.for.agent': 'Сотрудники',
  'calendars.for_hint':
    'Ожидание клиента считается по календарю аккаунта. Время сотрудника — по его собственному календарю, без него — по календарю команды, затем аккаунта. У кого нет никакого, тот живёт по общему. Кому какой календарь принадлежит, действует для всей истории.',
  'calendars.now': 'сейчас: {{name}}',
  'calendars.choose': 'Выберите…',
  'calendars.assign': 'Добавить',
  'calendars.assign_label': 'Добавить: {{whom}}',
  'calendars.unassign': 'Больше не для: {{name}}',
  'calendars.nobody_there': 'Пока никого нет.',

  'calendars.wrong.name': 'Дайте календарю название.',
  'calendars.wrong.zone': 'Выберите часовой пояс, например Europe/Moscow.',
  'calendars.wrong.zone_from':
    'Другой часовой пояс действует только для всей истории: выберите «за всё время».',
  'calendars.wrong.day': 'Введите дату.',
  'calendars.wrong.days': 'У особого дня неверные часы: исправьте их или уберите день.',
  'calendars.wrong.over_midnight': 'Конец раньше начала. Это часы через полночь?',
  'calendars.wrong.overlap': 'Часы пересекаются или идут не по порядку: более ранние — первыми.',

  'calendars.preview_idle':
    'Измените что-нибудь в форме — и ещё до сохранения здесь будет видно, как сдвинется время ответа.',
};

export const calendarsPluralsRu: Record<keyof typeof calendarsPluralsEn, PluralForms> = {
  special_days: {
    one: '{{n}} особый день',
    few: '{{n}} особых дня',
    many: '{{n}} особых дней',
    other: '{{n}} особого дня',
  },
};
