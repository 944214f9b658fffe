import type { definitionsEn } from './definitions.en';

export const definitionsRu: Record<keyof typeof definitionsEn, string> = {
  'counted.who': 'Способ подсчёта',
  'counted.rule': 'Правило: {{name}}',
  'counted.differs': 'Почему отличается',
  'counted.source': 'Правило на сайте продукта',
  'counted.checked': 'проверено {{date}}',
  'counted.ours': 'наше',
  'counted.summary': 'У нас — {{ours}}. По тем же событиям другие показали бы от {{least}} до {{most}}.',
  'counted.summary_one': 'У нас — {{ours}}. По тем же событиям другие тоже показали бы {{least}}.',
  'counted.nothing': 'За период ни одно правило не находит первых ответов.',
  'counted.note':
    'Сами продукты не участвуют: каждое число — то, что даёт их опубликованное правило на наших событиях, в календарном времени. Панель сверху здесь не действует, каналы и аккаунты — действуют. Нажмите на название, чтобы увидеть правило и почему число отличается. Наши числа ведут к ожиданиям, Intercom и Zendesk — к диалогам; у Chatwoot и Meta строк нет: там считают по дню первого ответа и по суткам молчания.',

  'definitions.title': 'Определения',
  'definitions.button': 'Диалог закрывает пауза {{gap}} · без ответа через {{unanswered}} · {{clock}}',
  'definitions.hint':
    'Измените параметр: экран пересчитается, и рядом с каждым числом будет официальное. Ничего не сохраняется, другие этого не видят. Кто ждёт сейчас — всегда по официальным определениям.',
  'definitions.with_silence_gap_seconds': 'Пауза, завершающая диалог',
  'definitions.with_repeat_after_seconds': 'Возвращение — повторное обращение, если прошло больше',
  'definitions.with_unanswered_after_seconds': 'Ожидание без ответа — через',
  'definitions.with_unanswered_hours': 'Этот срок считается по времени',
  'definitions.with_clock_starts': 'Время ответа считается',
  'definitions.with_settle_seconds': 'Наибольшая пауза внутри серии',
  'definitions.hours.calendar': 'календарному',
  'definitions.hours.business': 'рабочему',
  'definitions.clock.first': 'от первого сообщения серии',
  'definitions.clock.last': 'от последнего сообщения серии',
  'definitions.official_choice': '{{name}} (официально)',
  'definitions.chip': 'Не официально: {{label}} {{value}}',
  'definitions.officially': 'официально {{value}}',
  'definitions.official_line': 'официальные определения',
  'definitions.not_official': 'Это не определения рабочего пространства.',
  'definitions.instead': 'вместо «{{official}}»',
  'definitions.banner':
    'Рядом с каждым числом стоит официальное, а не прошлый период. В именах выгруженных сейчас файлов указаны эти параметры.',
  'definitions.back': 'Вернуться к официальным',
  'definitions.make_official': 'Сделать официальными в настройках',
};
