import type { AcquisitionGroup, EventType, PathKind } from '@parley/contracts';
import { withMerged } from '../acquisition/contacts.js';
import type { QueryParams } from '../lib/client.js';

/** Told by derived tables or milestones; a step of any other type is looked for among all events. */
export const MILESTONES: readonly EventType[] = [
  'goal_reached',
  'order_placed',
  'purchase_completed',
  'purchase_refunded',
  'paid_subscription_started',
  'paid_subscription_ended',
];
const SUBSCRIPTIONS: readonly EventType[] = ['subscribed', 'unsubscribed', 'blocked'];
/** Stand for arrivals, subscriptions or milestones already, or are nothing that a person does. */
export const NOT_AMONG_EVERY: readonly EventType[] = [
  ...MILESTONES,
  ...SUBSCRIPTIONS,
  'unblocked',
  'conversation_started',
  'referral_received',
  'link_clicked',
  'widget_opened',
  'widget_shown',
  'identities_merged',
  'identities_split',
];

/** A table that steps are read from. */
export type Source = 'touches' | 'wrote' | 'answered' | 'milestones' | 'subscriptions' | 'events';

/** Where steps of a kind are read. */
export const sourceOf = (kind: PathKind): Source => {
  if (kind === 'touch') return 'touches';
  if (kind === 'wrote' || kind === 'answered') return kind;
  if (MILESTONES.includes(kind)) return 'milestones';
  return SUBSCRIPTIONS.includes(kind) ? 'subscriptions' : 'events';
};

/** What of the question decides how its text is. */
export interface AskedSteps {
  anchor: PathKind;
  every: boolean;
  isBackward: boolean;
  by: AcquisitionGroup;
}

/** Reads what was asked. */
export const readSteps = (asked: QueryParams): AskedSteps => ({
  anchor: (asked['anchor'] ?? 'touch') as PathKind,
  every: asked['steps'] === 'every',
  isBackward: asked['direction'] === 'to',
  by: (asked['by'] ?? 'source') as AcquisitionGroup,
});

/** Which sources a question reads. Where every message is a step, the first of a dialogue is none of its own. */
export function sources({ anchor, every }: AskedSteps): Source[] {
  const messages = (own: Source, type: EventType) => anchor === own || (!every && anchor !== type);
  return [
    'touches',
    ...(messages('wrote', 'message_received') ? (['wrote'] as const) : []),
    ...(messages('answered', 'message_sent') ? (['answered'] as const) : []),
    'milestones',
    'subscriptions',
    ...(every || sourceOf(anchor) === 'events' ? (['events'] as const) : []),
  ];
}

/** Who may have the anchor in the period, and all that are one contact with them: a SELECT of `identity_id`. */
export function anchoring(asked: AskedSteps): string {
  const within = (column: string) => `${column} >= {from:DateTime64(3, 'UTC')}
    AND ${column} <  {to:DateTime64(3, 'UTC')}`;
  const parts: Record<Source, string> = {
    touches: `
  SELECT identity_id
  FROM touches_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND ${within('occurred_at')}`,
    wrote: `
  SELECT identity_id
  FROM dialogues_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND started_at < {to:DateTime64(3, 'UTC')}
    AND ${within('first_incoming_at')}`,
    answered: `
  SELECT identity_id
  FROM waits_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND waiting_since < {to:DateTime64(3, 'UTC')}
    AND ${within('answered_at')}`,
    milestones: `
  SELECT identity_id
  FROM milestones_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND type = {anchor:String}
    AND ${within('occurred_at')}`,
    subscriptions: `
  SELECT identity_id
  FROM subscriptions_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND subscribed_at < {to:DateTime64(3, 'UTC')}
    AND ${within(`if({anchor:String} = 'subscribed', subscribed_at, unsubscribed_at)`)}`,
    events: `
  SELECT identity_id
  FROM events_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND type = {anchor:String}
    AND ${within('occurred_at')}`,
  };
  return withMerged(parts[sourceOf(asked.anchor)]);
}

/** Who may have the anchor in the period, see {@link anchoring}. */
export const askedAnchoring = (asked: QueryParams): string => anchoring(readSteps(asked));
