import type { Channel } from '@parley/contracts';
import { type Dialogue, firstAgentOf } from './dialogues.js';
import type { Identity } from './identity.js';
import { isIncoming, type PlainEvent } from './plain-event.js';
import { actor, type Rules } from './settings.js';
import type { Fate } from './statuses.js';
import type { StoryWait } from './story.js';
import type { Subscription } from './subscriptions.js';
import { NOT_LABELLED, sourceLabels } from './source-labels.js';
import { type Touch, touchInForce } from './touches.js';
import { businessCells, closingCells } from './business.js';
import { assignedAt, assigneeOf, closerOf, clockStartedAt, heldBy, settledAt, sharedBy } from './waits.js';

/** Rows as the tables hold them: ids as decimal strings, times in milliseconds UTC, 0 = none. */
export type Row = Record<string, unknown>;

const id = (value: bigint | undefined): string => String(value ?? 0n);

const ofIdentity = (event: PlainEvent): Row => ({
  workspace_id: event.workspace_id,
  identity_id: id(event.identity_id),
});

const place = (event: PlainEvent): { account_id: number; channel: Channel } => ({
  account_id: event.account_id,
  channel: event.channel,
});

const arrivalOf = (touch: Touch | undefined): string =>
  !touch ? 'unattributed' : touch.event.ref !== '' ? 'ref' : touch.is_direct ? 'direct' : 'no_ref';

/** How a dialogue came about. A message that makes a touch names no link and no ad. */
const cameBy = (touch: Touch | undefined, rules: Rules): Row => ({
  arrival: arrivalOf(touch),
  link_id: touch?.event.link_id ?? 0,
  ad_id: touch?.event.ad_id ?? '',
  ...campaignOf(touch?.event, rules),
});

const campaignOf = (event: PlainEvent | undefined, rules: Rules): Row => ({
  ref: event?.ref ?? '',
  ...(event ? sourceLabels(event, rules.sourceRules).labels : NOT_LABELLED),
});

export function dialogueRow(
  stream: readonly PlainEvent[],
  dialogue: Dialogue,
  touches: readonly Touch[],
  definitionId: number,
  rules: Rules,
): Row {
  const { first, last } = dialogue;
  const messages = dialogue.messages.map((position) => stream[position]!);
  const sentBy = (sender: string) => messages.filter((event) => event.sender === sender).length;
  const received = sentBy('contact');
  const touch = touchInForce(touches, dialogue);
  return {
    ...ofIdentity(first),
    definition_id: definitionId,
    started_at: first.occurred_at,
    first_event_id: id(first.event_id),
    ended_at: last.occurred_at,
    first_incoming_at: stream[dialogue.firstIncoming]?.occurred_at ?? 0,
    last_incoming_at: messages.findLast(isIncoming)?.occurred_at ?? 0,
    messages_received: received,
    messages_sent: messages.length - received,
    messages_sent_by_agents: sentBy('agent'),
    messages_sent_by_bots: sentBy('bot'),
    messages_sent_auto: sentBy('auto'),
    messages_sent_by_unknown: sentBy('unknown'),
    messages_sent_in_broadcasts: dialogue.story.broadcasts,
    starter: dialogue.starter,
    origin_broadcast_id: id(dialogue.origin),
    previous_ended_at: dialogue.previous?.last.occurred_at ?? 0,
    resolved_at: dialogue.story.resolvedAt,
    touch_event_id: id(touch?.event.event_id),
    ...cameBy(touch, rules),
    first_agent_id: id(firstAgentOf(stream, dialogue, rules)),
    bot_wrote_at: messages.find((event) => actor(event, rules) === 'bot')?.occurred_at ?? 0,
    bot_last_wrote_at: messages.findLast((event) => actor(event, rules) === 'bot')?.occurred_at ?? 0,
    agent_wrote_at: messages.find((event) => actor(event, rules) === 'agent')?.occurred_at ?? 0,
    handed_off_at: dialogue.story.handedOffAt,
    assignee_id: id(closerOf(stream, dialogue)),
    previous_agent_id: id(dialogue.previous && firstAgentOf(stream, dialogue.previous, rules)),
    ...closingCells(rules.schedule, {
      account_id: first.account_id,
      incoming: stream[dialogue.firstIncoming]?.occurred_at ?? 0,
      resolved: dialogue.story.resolvedAt,
    }),
    ...place(first),
    conversation_id: id(first.conversation_id),
  };
}

export function waitRow(
  stream: readonly PlainEvent[],
  dialogue: Dialogue,
  next: Dialogue | undefined,
  wait: StoryWait,
  touches: readonly Touch[],
  definitionId: number,
  rules: Rules,
): Row {
  const opened = stream[wait.position]!;
  const answer = stream[wait.answerPosition];
  const assigned = assignedAt(stream, wait);
  const settled = settledAt(stream, dialogue, wait, rules);
  return {
    ...ofIdentity(opened),
    definition_id: definitionId,
    waiting_since: wait.waiting_since,
    first_event_id: id(opened.event_id),
    last_incoming_at: wait.last_incoming_at,
    messages_received: wait.messages_received,
    clock_started_at: clockStartedAt(stream, dialogue, wait, rules),
    settled_at: settled,
    answered_at: wait.answered_at,
    answered_by: id(answer?.agent_id),
    answer_event_id: id(answer?.event_id),
    bot_answered_at: wait.bot_answered_at,
    handed_off_at: wait.handed_off_at,
    dismissed_at: wait.dismissed_at,
    dismissed_by: wait.dismissed_by,
    assigned_at: assigned,
    assignee_id: id(assigneeOf(stream, dialogue, wait)),
    ...businessCells(rules.schedule, {
      account_id: opened.account_id,
      agent_id: answer?.agent_id,
      since: wait.waiting_since,
      settled,
      handed_off: wait.handed_off_at,
      assigned,
      answered: wait.answered_at,
    }),
    held_by: heldBy(stream, dialogue, wait).map((held) => [id(held.agent_id), String(held.held_ms)]),
    shared_by: sharedBy(stream, dialogue),
    is_first: wait === dialogue.story.waits[0] ? 1 : 0,
    dialogue_started_at: dialogue.first.occurred_at,
    dialogue_first_event_id: id(dialogue.first.event_id),
    dialogue_ended_at: dialogue.last.occurred_at,
    closed_dialogue: next ? 1 : 0,
    next_dialogue_started_at: next?.first.occurred_at ?? 0,
    starter: dialogue.starter,
    ...place(opened),
    ...cameBy(touchInForce(touches, dialogue), rules),
  };
}

const DAY = 86_400_000;

/** The first of these instants that is neither before a start nor more than a day after it; 0 = none, or it is no start. */
function followedAt(start: PlainEvent, instants: readonly number[]): number {
  if (start.type !== 'conversation_started' && start.type !== 'referral_received') return 0;
  const from = start.occurred_at;
  return instants.find((at) => at >= from && at - from <= DAY) ?? 0;
}

/** Whose touches they are. */
interface Person {
  stream: readonly PlainEvent[];
  subscriptions: readonly Subscription[];
  rules: Rules;
}

export function touchRow({ stream, subscriptions, rules }: Person, touch: Touch, definitionId: number): Row {
  const { event } = touch;
  const written = stream.filter(isIncoming).map((each) => each.occurred_at);
  const begun = subscriptions.filter(({ begin }) => begin.account_id === event.account_id);
  const { rule, given } = sourceLabels(event, rules.sourceRules);
  return {
    ...ofIdentity(event),
    definition_id: definitionId,
    occurred_at: event.occurred_at,
    event_id: id(event.event_id),
    kind: touch.kind,
    type: event.type,
    is_direct: touch.is_direct ? 1 : 0,
    written_at: followedAt(event, written),
    subscribed_at: followedAt(
      event,
      begun.map(({ begin }) => begin.occurred_at),
    ),
    ...campaignOf(event, rules),
    rule,
    given,
    link_id: event.link_id,
    ad_id: event.ad_id,
    click_id: event.click_id,
    ...place(event),
  };
}

export function subscriptionRow({ begin, end, lastSent }: Subscription): Row {
  return {
    ...ofIdentity(begin),
    ...place(begin),
    subscribed_at: begin.occurred_at,
    first_event_id: id(begin.event_id),
    unsubscribed_at: end?.occurred_at ?? 0,
    reason: !end ? '' : end.type === 'message_failed' ? 'blocked' : end.type,
    last_message_event_id: id(lastSent?.event_id),
  };
}

export function subscriptionArrivalRow(
  { begin, end, lastSent }: Subscription,
  touches: readonly Touch[],
  definitionId: number,
  rules: Rules,
): Row {
  // The last one at or before it, those of the same millisecond included.
  const touch = touches.filter(({ event }) => event.occurred_at <= begin.occurred_at).at(-1);
  return {
    ...ofIdentity(begin),
    ...place(begin),
    definition_id: definitionId,
    subscribed_at: begin.occurred_at,
    first_event_id: id(begin.event_id),
    unsubscribed_at: end?.occurred_at ?? 0,
    last_message_event_id: id(lastSent?.event_id),
    touch_event_id: id(touch?.event.event_id),
    ...cameBy(touch, rules),
  };
}

export function statusRow({ message, deliveredAt, readAt, failedAt, edits, deletedAt }: Fate): Row {
  return {
    ...ofIdentity(message),
    sent_at: message.occurred_at,
    event_id: id(message.event_id),
    message_id: id(message.message_id),
    sender: message.sender,
    broadcast_id: id(message.broadcast_id),
    delivered_at: deliveredAt,
    read_at: readAt,
    failed_at: failedAt,
    edits: edits.length,
    edited_at: edits.length > 0 ? Math.min(...edits) : 0,
    deleted_at: deletedAt,
    ...place(message),
  };
}

export function identityRow(identity: Identity): Row {
  return {
    ...ofIdentity(identity.first),
    first_seen_at: identity.firstSeenAt,
    last_seen_at: identity.lastSeenAt,
    first_message_at: identity.firstMessageAt,
    acquired_at: identity.acquiredAt,
    first_touch_event_id: id(identity.firstTouch?.event.event_id),
    first_ref: identity.firstTouch?.event.ref ?? '',
    ...place(identity.first),
  };
}
