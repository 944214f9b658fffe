/** The texts of the cards at the end of the screen Service: who comes back, bots, closing, who is active. */
export const serviceMoreEn = {
  'more.note': 'The total is computed anew, not from the rows.',
  'more.time': 'Time',
  'more.repeat': 'Repeat contact',
  'more.repeat_after': 'Back after more than',
  'more.repeat_usual': 'as set',
  'more.repeat_usual_time': '{{time}}, as set',
  'more.repeat_summary': '{{repeat}} of {{contacts}} contacts came back more than {{after}} later: {{rate}}.',
  'more.repeat_half': 'Half of them within {{median}}.',
  'more.nobody_wrote': 'Nobody wrote in this period.',
  'more.bots': 'Bots',
  'more.bots_summary': 'Dialogues with a bot in front: {{dialogues}}. It settled {{share}} of them alone.',
  'more.bots_half': 'Half of those handed over were answered within {{median}}.',
  'more.no_bots': 'No bot was in front in this period, and nothing was handed over.',
  'more.close': 'Time to close',
  'more.close_summary': '{{closed}} of {{closable}} dialogues were closed: {{share}}.',
  'more.close_half': 'Half of them within {{median}}.',
  'more.no_dialogues': 'No dialogue began in this period.',
  'more.active': 'Active and engaged',
  'more.active_summary':
    '{{active}} people received something from us, {{engaged}} of them also wrote: {{share}}.',
  'more.nobody_at_all': 'Nobody received or wrote anything in this period.',
} as const;
