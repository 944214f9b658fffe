/** The texts of saying that a wait needs no reply, and of taking that back. */
export const dismissalsEn = {
  'dismissal.say': 'No reply needed',
  'dismissal.say_of': 'No reply needed: {{name}}',
  'dismissal.undo': 'Undo',
  'dismissal.undo_of': 'Undo “No reply needed”: {{name}}',
  'dismissal.said': '{{name}}: no reply needed.',
  'dismissal.undone': '{{name}}: waiting again.',
  'dismissal.failed': 'This could not be saved. Try again.',
  'dismissal.close': 'Close the message',
} as const;
