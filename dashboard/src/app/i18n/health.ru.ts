import type { healthEn } from './health.en';

/** Тексты о том, как дела у аккаунта, по-русски. */
export const healthRu: Record<keyof typeof healthEn, string> = {
  'health.title': 'Состояние',
  'health.problems': 'Требует внимания',
  'health.last_event': 'Последнее событие произошло',
  'health.last_received': 'Последнее событие пришло',
  'health.hour': 'Пришло за час',
  'health.day': 'Пришло за 24 ч',
  'health.lag': 'Задержка, медиана за 24 ч',
  'health.duplicates': 'Повторы за 24 ч (ничего не меняют)',
  'health.refused_hint':
    'За последние 24 часа, последняя — {{moment}}. Если это были настоящие обновления, секрет здесь не совпадает с секретом в мессенджере.',
  'health.polling_at': 'Последний запрос Parley: {{moment}}.',
  'health.polling_waiting': 'Parley ещё не спрашивал.',
  'health.polling_failed': 'Запросы не проходят: {{error}}',
  'health.nothing': 'Ничего не отвергнуто, в карантине пусто.',
  'health.nothing_brief': 'ничего',
  'health.incomplete': 'Часть приёма не отвечает: того, что она насчитала, здесь нет.',
};

export const healthPluralsRu = {
  quarantine_entries: {
    one: '{{n}} в карантине',
    few: '{{n}} в карантине',
    many: '{{n}} в карантине',
    other: '{{n}} в карантине',
  },
  refused: {
    one: '{{n}} отвергнутая подпись',
    few: '{{n}} отвергнутые подписи',
    many: '{{n}} отвергнутых подписей',
    other: '{{n}} отвергнутой подписи',
  },
  not_forwarded: {
    one: '{{n}} обновление не передано боту',
    few: '{{n}} обновления не переданы боту',
    many: '{{n}} обновлений не передано боту',
    other: '{{n}} обновления не передано боту',
  },
};
