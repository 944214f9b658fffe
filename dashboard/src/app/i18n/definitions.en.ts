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
    'None of these products takes part: each number is what its published rule gives on our events, in calendar time. The bar above does not apply here, the channels and accounts do. Press a name for its rule and why it differs.',
} as const;
