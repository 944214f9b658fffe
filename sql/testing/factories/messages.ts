import { type InputOf, ofAnna, type Stated } from './defaults.js';

/** From the contact. */
export const aMessage = (stated: Stated<'message_received'> = {}): InputOf<'message_received'> => ({
  type: 'message_received',
  ...ofAnna(),
  text: 'Is it in stock?',
  ...stated,
});

/** From an agent. */
export const aReply = (stated: Stated<'message_sent'> = {}): InputOf<'message_sent'> => ({
  type: 'message_sent',
  ...ofAnna(),
  sender: 'agent',
  agent: { id: 'oleg' },
  text: 'Yes, it is.',
  ...stated,
});

const fromNobody = (stated: Stated<'message_sent'>): InputOf<'message_sent'> => ({
  type: 'message_sent',
  ...ofAnna(),
  ...stated,
});

export const aBotReply = (stated: Stated<'message_sent'> = {}) =>
  fromNobody({ sender: 'bot', text: 'Choose a topic.', ...stated });

/** A greeting, an out-of-office note, a request to rate. */
export const anAutoReply = (stated: Stated<'message_sent'> = {}) =>
  fromNobody({ sender: 'auto', text: 'We are back at nine.', ...stated });

export const aBroadcastMessage = (stated: Stated<'message_sent'> = {}) =>
  fromNobody({ sender: 'broadcast', broadcast: { id: 'spring-sale' }, text: 'Everything −20 %.', ...stated });

/** An outgoing message of which the platform does not say who sent it. */
export const anUnknownReply = (stated: Stated<'message_sent'> = {}) =>
  fromNobody({ sender: 'unknown', text: 'Here you are.', ...stated });

export const aDelivery = (stated: Stated<'message_delivered'> = {}): InputOf<'message_delivered'> => ({
  type: 'message_delivered',
  ...ofAnna(),
  message_id: 'message-1',
  ...stated,
});

export const aRead = (stated: Stated<'message_read'> = {}): InputOf<'message_read'> => ({
  type: 'message_read',
  ...ofAnna(),
  message_id: 'message-1',
  ...stated,
});

export const aFailure = (stated: Stated<'message_failed'> = {}): InputOf<'message_failed'> => ({
  type: 'message_failed',
  ...ofAnna(),
  message_id: 'message-1',
  ...stated,
});

export const anEdit = (stated: Stated<'message_edited'> = {}): InputOf<'message_edited'> => ({
  type: 'message_edited',
  ...ofAnna(),
  message_id: 'message-1',
  ...stated,
});

export const aDeletion = (stated: Stated<'message_deleted'> = {}): InputOf<'message_deleted'> => ({
  type: 'message_deleted',
  ...ofAnna(),
  message_id: 'message-1',
  ...stated,
});

export const aButtonPress = (stated: Stated<'button_pressed'> = {}): InputOf<'button_pressed'> => ({
  type: 'button_pressed',
  ...ofAnna(),
  ...stated,
});

export const aReaction = (stated: Stated<'reaction_added'> = {}): InputOf<'reaction_added'> => ({
  type: 'reaction_added',
  ...ofAnna(),
  message_id: 'message-1',
  reaction: '👍',
  ...stated,
});

export const aReactionTakenBack = (stated: Stated<'reaction_removed'> = {}): InputOf<'reaction_removed'> => ({
  type: 'reaction_removed',
  ...ofAnna(),
  message_id: 'message-1',
  reaction: '👍',
  ...stated,
});
