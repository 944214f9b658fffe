/** The texts of how an account is doing, in English. */
export const healthEn = {
  'health.title': 'Health',
  'health.problems': 'Needs a look',
  'health.last_event': 'Last event happened',
  'health.last_received': 'Last event arrived',
  'health.hour': 'Arrived in the last hour',
  'health.day': 'Arrived in 24 h',
  'health.lag': 'Delay, median of 24 h',
  'health.duplicates': 'Repeats in 24 h (change nothing)',
  'health.refused_hint':
    'In the last 24 hours, last at {{moment}}. If these were real updates, the secret here is not the one at the messenger.',
  'health.polling_at': 'Parley last asked at {{moment}}.',
  'health.polling_waiting': 'Parley has not asked yet.',
  'health.polling_failed': 'Asking fails: {{error}}',
  'health.nothing': 'Nothing was refused, nothing lies in quarantine.',
  'health.nothing_brief': 'nothing',
  'health.incomplete': 'A part of collecting does not answer: what it counted is missing here.',
} as const;

export const healthPluralsEn = {
  quarantine_entries: { one: '{{n}} in quarantine', other: '{{n}} in quarantine' },
  refused: { one: '{{n}} refused signature', other: '{{n}} refused signatures' },
  not_forwarded: {
    one: '{{n}} update not passed on to the bot',
    other: '{{n}} updates not passed on to the bot',
  },
};
