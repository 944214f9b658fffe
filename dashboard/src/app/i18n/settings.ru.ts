import type { settingsEn } from './settings.en';

/** Тексты экрана «Настройки» и сообщения о пересчёте. */
export const settingsRu: Record<keyof typeof settingsEn, string> = {
  'nav.settings': 'Настройки',
  'settings.lead':
    'То, что действует для всех в этом рабочем пространстве. Каждое изменение хранится как версия, и его можно вернуть.',
  'settings.read_only':
    'Сохраняют изменения только владельцы. Вы можете подставить значения и увидеть, что изменится.',
  'settings.general': 'Рабочее пространство',
  'settings.shown': 'Как показаны даты и время',
  'settings.definitions': 'Диалоги и время ответа',
  'settings.privacy': 'Что хранится',
  'settings.name': 'Название',
  'settings.time_zone': 'Часовой пояс',
  'settings.time_zone_hint':
    'Дни, недели и месяцы в отчётах начинаются в полночь этого пояса. Сами события остаются в своём моменте.',
  'settings.currency': 'Валюта',
  'settings.currency_hint':
    'Показывается там, где есть деньги. Ничего не пересчитывается: суммы остаются в своей валюте.',
  'settings.week_start': 'Неделя начинается',
  'settings.week_start.monday': 'в понедельник',
  'settings.week_start.sunday': 'в воскресенье',
  'settings.week_example': 'Числа по неделям и «Эта неделя»: {{from}} – {{to}}',
  'settings.hour_format': 'Время суток',
  'settings.hour_format.24': '24 часа',
  'settings.hour_format.12': '12 часов',
  'settings.hour_example': 'Например, {{time}}.',
  'settings.silence_gap_seconds': 'Пауза, завершающая диалог',
  'settings.silence_gap_seconds_hint':
    'После более долгой паузы начинается новый диалог. Чем меньше значение, тем больше диалогов и тем они короче.',
  'settings.repeat_after_seconds': 'Пауза до повторного обращения',
  'settings.repeat_after_seconds_hint':
    'Кто вернулся после диалога позже этого срока, считается обратившимся повторно. Не меньше паузы, завершающей диалог.',
  'settings.unanswered_after_seconds': 'Ожидание без ответа — через',
  'settings.unanswered_after_seconds_hint':
    'До этого срока ожидание ещё открыто и не портит долю отвеченных. Чем меньше значение, тем раньше видны забытые вопросы.',
  'settings.unanswered_hours': 'Этот срок считается',
  'settings.unanswered_hours.calendar': 'по всем часам, с ночами и выходными',
  'settings.unanswered_hours.business': 'по рабочим часам аккаунта, в который написали',
  'settings.unanswered_hours_hint':
    'Рабочие часы — по календарю аккаунта, а без него — по календарю пространства. Если календаря нет, идут все часы.',
  'settings.courtesy_phrases': 'Ещё вежливые прощания',
  'settings.courtesy_phrases_hint':
    'По одному в строке. Сообщение, в котором только это, после нашего ответа не ждёт нового. «Спасибо», «ок» и другие обычные уже известны; регистр, пробелы и знаки препинания не важны.',
  'settings.hours.calendar': 'все часы',
  'settings.hours.business': 'рабочие часы',
  'settings.quoted': '«{{text}}»',
  'settings.clock_starts': 'Время ответа считается',
  'settings.clock_starts.first': 'от первого сообщения серии: столько клиент ждал на самом деле',
  'settings.clock_starts.last':
    'от последнего сообщения серии: одну мысль часто пишут несколькими сообщениями',
  'settings.clock_starts_hint':
    'Меняет время ответа и возраст ожиданий во всех отчётах; диалоги и число ожиданий остаются.',
  'settings.settle_seconds': 'Наибольшая пауза внутри серии',
  'settings.settle_seconds_hint':
    'Сообщение, пришедшее после предыдущего позже этого срока, начало отсчёта уже не сдвигает.',
  'settings.keeps_full_bodies': 'Хранить 30 дней всё, что присылают мессенджеры',
  'settings.keeps_full_bodies_hint':
    'Обычно тексты, имена и телефоны закрашиваются до того, как что-либо сохраняется для исправления и повторной обработки. Если включить, тела вебхуков хранятся целиком, вместе с текстами: зашифрованными, на собирающей машине, и через 30 дней удаляются. В отчётах текстов нет в любом случае. Действует для того, что придёт с этого момента.',
  'settings.unit': 'Единица',
  'settings.unit.seconds': 'секунд',
  'settings.unit.minutes': 'минут',
  'settings.unit.hours': 'часов',
  'settings.unit.days': 'дней',
  'settings.save': 'Сохранить изменения',
  'settings.undo': 'Отменить',
  'settings.saved': 'Сохранено.',
  'settings.unsaved': 'Ещё не сохранено.',

  'settings.preview': 'Что изменится',
  'settings.preview_idle':
    'Измените значение на этой странице — и ещё до сохранения здесь будет видно, какие числа сдвинутся.',
  'settings.preview_still': 'Это не меняет ни одного числа в отчётах.',
  'settings.preview_wrong': 'Исправьте отмеченное значение, и числа будут сравнены.',
  'settings.preview_busy': 'Считаем обе стороны…',
  'settings.preview_period': '{{period}}, {{zone}}',
  'settings.preview_same': 'За этот период ни одно из этих чисел не изменится.',
  'settings.preview_moves': 'Изменятся: {{list}}.',
  'settings.preview_number': 'Показатель',
  'settings.preview_now': 'Сейчас',
  'settings.preview_then': 'Станет',
  'settings.preview_change': 'Разница',
  'settings.preview_sample':
    'Посчитано по случайной выборке: людей — {{some}} из {{all}} ({{share}}), потому что по всем было бы слишком долго. Сравнивайте столбцы между собой; количества относятся к выборке.',
  'settings.preview_exact': 'Посчитано по всем, ровно так же, как в отчётах.',
  'settings.preview_rebuilds':
    'После сохранения диалоги и ожидания пересчитываются рядом с действующими. Отчёты показывают прежние числа, пока всё не будет готово, а затем переключаются разом.',
  'settings.preview_at_once': 'Действует сразу после сохранения.',
  'settings.days': 'По дням',
  'settings.days_hint':
    'Полночь сдвигается, поэтому сообщения и диалоги рядом с ней переходят в другой день.',
  'settings.day': 'День',
  'settings.days_messages_now': 'Сообщения сейчас',
  'settings.days_messages_then': 'станет',
  'settings.days_dialogues_now': 'Диалоги сейчас',
  'settings.days_dialogues_then': 'станет',

  'rebuilding.title': 'Числа пересчитываются по новому определению: {{percent}}',
  'rebuilding.until': 'До конца пересчёта отчёты показывают прежнее определение.',
  'rebuilding.left': 'Осталось около {{time}}.',
  'rebuilding.label': 'Пересчитано',

  'settings.history': 'История',
  'settings.history_hint': 'Все изменения: кто, когда и что было раньше.',
  'settings.version': 'Версия {{version}}',
  'settings.version_first': 'Так было, когда начался этот список.',
  'settings.restore': 'Вернуть…',
  'settings.restore_label': 'Вернуть версию {{version}}',
  'settings.from_screen':
    'Подставлены значения, которые вы пробовали на экране. Что они изменят, показано рядом с формой; пока ничего не сохранено.',
  'settings.restored':
    'Значения версии {{version}} подставлены в форму. Посмотрите, что изменится, и сохраните.',
  'settings.more': 'Более ранние изменения',
  'settings.system': 'Parley',
  'settings.yes': 'да',
  'settings.no': 'нет',
  'settings.clock.first': 'первое сообщение',
  'settings.clock.last': 'последнее сообщение',
  'definition.in_business_hours': '{{time}} рабочего времени',
  'definition.clock_first': 'время ответа — от первого сообщения серии',
  'definition.clock_last': 'время ответа — от последнего сообщения серии (паузы до {{settle}})',
  'settings.from_to': '{{name}}: {{from}} → {{to}}',
};
