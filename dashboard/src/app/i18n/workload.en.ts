/** The texts of the workload of agents. */
export const workloadEn = {
  'workload.title': 'Workload',
  'workload.pause': 'Pause that ends work',
  'workload.whole': 'whole dialogue',
  'workload.total': 'All agents',
  'workload.empty': 'No agent worked on a dialogue in this period.',
  'workload.empty_hint': 'Work is told by answers: what is not answered yet is not in it.',
  'workload.summary':
    '{{agents}}: {{busy}} busy, {{mean}} dialogues at once on average, {{most}} at most of all together.',
  'workload.mine': '{{busy}} busy, {{mean}} dialogues at once on average, {{most}} at most.',
  'workload.what':
    'An agent works on a dialogue from taking it up (assigned to them, handed off by a bot, or the contact’s message) until their last answer; silence longer than the pause is no work. No messenger tells who is online: “at work” is from the first to the last dialogue of a day.',
  'workload.hours': 'Dialogues at once by hour of the day',
  'workload.hours_summary':
    'Most dialogues at once per busy agent: {{mean}} at {{hour}}, when {{busy}} agents are busy on average.',
  'workload.hour_title': '{{hour}}: {{mean}} dialogues at once, {{busy}} agents busy',
  'workload.table': 'Show the hours as a table',
  'workload.hour': 'Hour',
} as const;
