import { type InputOf, ofAnna, type Stated } from './defaults.js';

export const anAssignment = (stated: Stated<'assigned'> = {}): InputOf<'assigned'> => ({
  type: 'assigned',
  ...ofAnna(),
  agent: { id: 'oleg' },
  ...stated,
});

export const anUnassignment = (stated: Stated<'unassigned'> = {}): InputOf<'unassigned'> => ({
  type: 'unassigned',
  ...ofAnna(),
  ...stated,
});

/** From a bot to people. */
export const aHandOff = (stated: Stated<'handed_off'> = {}): InputOf<'handed_off'> => ({
  type: 'handed_off',
  ...ofAnna(),
  ...stated,
});

export const aResolution = (stated: Stated<'resolved'> = {}): InputOf<'resolved'> => ({
  type: 'resolved',
  ...ofAnna(),
  ...stated,
});

export const aReopening = (stated: Stated<'reopened'> = {}): InputOf<'reopened'> => ({
  type: 'reopened',
  ...ofAnna(),
  ...stated,
});

export const aRating = (stated: Stated<'rated'> = {}): InputOf<'rated'> => ({
  type: 'rated',
  ...ofAnna(),
  rating: 5,
  ...stated,
});

export const aNote = (stated: Stated<'note_added'> = {}): InputOf<'note_added'> => ({
  type: 'note_added',
  ...ofAnna(),
  ...stated,
});

/** An agent says that the waiting contact needs no answer. */
export const aDismissal = (stated: Stated<'wait_dismissed'> = {}): InputOf<'wait_dismissed'> => ({
  type: 'wait_dismissed',
  ...ofAnna(),
  ...stated,
});
