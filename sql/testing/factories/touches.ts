import { envelope, type InputOf, ofAnna, type Stated } from './defaults.js';

export const aStart = (stated: Stated<'conversation_started'> = {}): InputOf<'conversation_started'> => ({
  type: 'conversation_started',
  ...ofAnna(),
  ...stated,
});

export const aReferral = (stated: Stated<'referral_received'> = {}): InputOf<'referral_received'> => ({
  type: 'referral_received',
  ...ofAnna(),
  ref: 'spring',
  ...stated,
});

/** Of an anonymous visitor unless a contact is stated. */
export const aClick = (stated: Stated<'link_clicked'> = {}): InputOf<'link_clicked'> => ({
  type: 'link_clicked',
  ...envelope(),
  link_id: 1,
  ...stated,
});

/** Of an anonymous visitor unless a contact is stated. */
export const aWidgetShown = (stated: Stated<'widget_shown'> = {}): InputOf<'widget_shown'> => ({
  type: 'widget_shown',
  ...envelope(),
  ...stated,
});

/** Of an anonymous visitor unless a contact is stated. */
export const aWidgetOpened = (stated: Stated<'widget_opened'> = {}): InputOf<'widget_opened'> => ({
  type: 'widget_opened',
  ...envelope(),
  ...stated,
});

export const aJoin = (stated: Stated<'channel_joined'> = {}): InputOf<'channel_joined'> => ({
  type: 'channel_joined',
  ...ofAnna(),
  ...stated,
});

export const aLeave = (stated: Stated<'channel_left'> = {}): InputOf<'channel_left'> => ({
  type: 'channel_left',
  ...ofAnna(),
  ...stated,
});
