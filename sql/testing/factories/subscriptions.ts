import { type InputOf, ofAnna, type Stated } from './defaults.js';

export const aSubscription = (stated: Stated<'subscribed'> = {}): InputOf<'subscribed'> => ({
  type: 'subscribed',
  ...ofAnna(),
  ...stated,
});

export const anUnsubscription = (stated: Stated<'unsubscribed'> = {}): InputOf<'unsubscribed'> => ({
  type: 'unsubscribed',
  ...ofAnna(),
  ...stated,
});

export const aBlock = (stated: Stated<'blocked'> = {}): InputOf<'blocked'> => ({
  type: 'blocked',
  ...ofAnna(),
  ...stated,
});

export const anUnblock = (stated: Stated<'unblocked'> = {}): InputOf<'unblocked'> => ({
  type: 'unblocked',
  ...ofAnna(),
  ...stated,
});

export const aMute = (stated: Stated<'muted'> = {}): InputOf<'muted'> => ({
  type: 'muted',
  ...ofAnna(),
  ...stated,
});

export const anUnmute = (stated: Stated<'unmuted'> = {}): InputOf<'unmuted'> => ({
  type: 'unmuted',
  ...ofAnna(),
  ...stated,
});

export const aDialogRemoval = (stated: Stated<'dialog_removed'> = {}): InputOf<'dialog_removed'> => ({
  type: 'dialog_removed',
  ...ofAnna(),
  ...stated,
});

export const aPaidSubscription = (
  stated: Stated<'paid_subscription_started'> = {},
): InputOf<'paid_subscription_started'> => ({
  type: 'paid_subscription_started',
  ...ofAnna(),
  ...stated,
});

export const aPaidSubscriptionEnd = (
  stated: Stated<'paid_subscription_ended'> = {},
): InputOf<'paid_subscription_ended'> => ({
  type: 'paid_subscription_ended',
  ...ofAnna(),
  ...stated,
});
