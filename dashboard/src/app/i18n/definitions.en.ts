/** The texts of other definitions: how others count, and what the workspace's own would give if they were others. */
export const definitionsEn = {
  'counted.who': 'Counted as',
  'counted.rule': 'The rule: {{name}}',
  'counted.differs': 'Why it differs',
  'counted.source': 'The product’s own rule',
  'counted.checked': 'looked at {{date}}',
  'counted.ours': 'ours',
  'counted.summary': 'We say {{ours}}. On the same events others would say from {{least}} to {{most}}.',
  'counted.summary_one': 'We say {{ours}}. On the same events others would say {{least}} too.',
  'counted.nothing': 'No rule finds a first response in this period.',
  'counted.note':
    'None of these products takes part: each number is what its published rule gives on our events, in calendar time. The bar above does not apply here, the channels and accounts do. Press a name for its rule and why it differs. Ours lead to their waits, Intercom’s and Zendesk’s to their dialogues; Chatwoot’s and Meta’s have no rows: they go by the day of the first reply and by days of silence.',

  'definitions.title': 'Definitions',
  'definitions.button': 'Dialogue ends after {{gap}} · unanswered after {{unanswered}} · {{clock}}',
  'definitions.hint':
    'Flip a parameter: this screen is counted anew, each number beside the official one. Nothing is saved and nobody else sees it. Who waits now stays official.',
  'definitions.with_silence_gap_seconds': 'Silence that ends a dialogue',
  'definitions.with_repeat_after_seconds': 'Coming back counts as repeat contact after',
  'definitions.with_unanswered_after_seconds': 'A wait is unanswered after',
  'definitions.with_unanswered_hours': 'That time is counted in',
  'definitions.with_clock_starts': 'Response time is counted from',
  'definitions.with_settle_seconds': 'Longest pause inside a burst',
  'definitions.hours.calendar': 'all hours',
  'definitions.hours.business': 'business hours',
  'definitions.clock.first': 'first message of a burst',
  'definitions.clock.last': 'last message of a burst',
  'definitions.official_choice': '{{name}} (official)',
  'definitions.chip': 'Not official: {{label}} {{value}}',
  'definitions.officially': 'officially {{value}}',
  'definitions.official_line': 'official definitions',
  'definitions.not_official': 'Not the workspace’s definitions.',
  'definitions.instead': 'instead of {{official}}',
  'definitions.banner':
    'Each number stands beside the official one instead of the period before. Files that are exported now are named after these parameters.',
  'definitions.back': 'Back to the official ones',
  'definitions.make_official': 'Make it official in Settings',
} as const;
