/** Texts of the tables by channel, source and account, of empty cells and of late events. */
export const originsEn = {
  'origins.title': 'Where people come from',
  'origins.by': 'Split by',
  'origins.by.channel': 'Channel',
  'origins.by.source': 'Source',
  'origins.by.account': 'Account',
  'origins.total': 'Everything',
  'origins.only': 'Show only this: {{name}}',
  'origins.summary': '{{metric}}: most from “{{name}}”, {{value}} of {{total}} ({{share}}).',
  'origins.summary_nothing': '{{metric}}: none in this period.',
  'origins.shown': '{{shown}} of {{all}} rows shown',
  'origins.show_all': 'Show all',
  'origins.show_few': 'Show fewer',
  'origins.in_csv': 'The rest is in the CSV.',
  'origins.note': 'The total is computed anew from everything, not from the rows.',
  'origins.immature': '+{{n}} younger than 24 h',
  'origins.covered': 'of {{share}}',
  'origins.covered_note':
    '“of …” under a number: the share of incoming messages (in the table of sources, of those in its dialogues) for which it can be known.',
  'origins.unnamed': 'Account no. {{id}}',

  'why.open': 'Why empty: {{name}}',
  'why.nothing': 'nothing to compute it from',
  'why.short.outgoing_not_visible': 'answers are not visible',
  'why.short.subscriptions_not_visible': 'subscriptions are not visible',
  'why.short.delivered_not_visible': 'delivery is not told',
  'why.short.read_not_visible': 'reading is not told',
  'why.short.closing_not_visible': 'closing is not told',
  'why.short.no_accounts': 'no account',
  'why.short.nothing_to_divide': 'nothing to compute it from',
  'chart.gap': 'Gaps in the line are not zeros. {{reason}}',

  'late.title': 'Late events',
  'late.text':
    'They happened in this period, but reached us more than an hour later and after {{since}}. The numbers may have moved since then.',
  'late.imports': 'What imports bring counts too; what filled a workspace in its first hour does not.',
  'late.open': '{{late}}: what does that mean?',
} as const;
