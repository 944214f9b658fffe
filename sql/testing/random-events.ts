import {
  CONTENT_KINDS,
  COURTESY_PHRASES,
  EVENT_TYPES,
  type EventInput,
  type EventType,
} from '@parley/contracts';
import * as a from './factories/index.js';
import { RANDOM_REFS } from './random-source-rules.js';
import { nextTime, type Pacing } from './random-times.js';
import type { Random } from './random.js';

/** Somebody whose events are made up. */
export interface Person extends Pacing {
  contact: string;
  account_id: string;
  /** What is still to come of a scene that has begun. */
  scene: Step[];
}

/** A type of event; for a message of ours, who sends it. */
export type Step = EventType | 'agent' | 'bot' | 'auto' | 'broadcast';

/** What often follows each other, and where the rules meet; the silences in between are as random as ever. */
export const SCENES: readonly (readonly Step[])[] = [
  ['message_received', 'bot', 'handed_off', 'message_received', 'agent'],
  ['message_received', 'bot', 'handed_off', 'bot', 'resolved'],
  ['message_received', 'bot', 'message_received', 'agent', 'message_received'],
  ['message_received', 'handed_off', 'bot', 'agent', 'message_received', 'bot'],
  ['message_received', 'assigned', 'assigned', 'unassigned', 'assigned', 'agent'],
  ['assigned', 'message_received', 'assigned', 'bot', 'assigned', 'agent', 'assigned'],
  ['message_received', 'agent', 'resolved', 'reopened', 'message_received'],
  ['message_received', 'resolved', 'agent', 'resolved', 'message_received'],
  ['message_received', 'bot', 'resolved', 'agent', 'reopened', 'agent'],
  ['message_received', 'bot', 'wait_dismissed', 'handed_off', 'wait_dismissed', 'agent'],
  ['broadcast', 'message_received', 'agent', 'broadcast', 'message_received'],
  ['broadcast', 'auto', 'message_received', 'agent'],
  ['conversation_started', 'bot', 'message_received', 'agent'],
  ['conversation_started', 'auto', 'bot', 'blocked', 'conversation_started'],
  ['message_received', 'agent', 'button_pressed', 'button_pressed', 'message_received'],
  ['message_received', 'agent', 'referral_received', 'message_received', 'agent'],
  ['subscribed', 'unsubscribed', 'message_received', 'subscribed', 'agent', 'message_failed'],
];

/** How often each type happens; whatever is not named happens rarely. */
const OFTEN: Partial<Record<EventType, number>> = {
  message_received: 40,
  message_sent: 40,
  button_pressed: 5,
  conversation_started: 5,
  referral_received: 3,
  link_clicked: 3,
  widget_opened: 3,
  assigned: 7,
  unassigned: 3,
  handed_off: 5,
  resolved: 5,
  reopened: 4,
  wait_dismissed: 4,
  subscribed: 3,
  unsubscribed: 3,
  blocked: 3,
  unblocked: 3,
  message_failed: 3,
  message_delivered: 3,
  message_read: 3,
  message_edited: 2,
};
const WEIGHTS = Object.fromEntries(EVENT_TYPES.map((type) => [type, OFTEN[type] ?? 0.7])) as Record<
  EventType,
  number
>;

/** The next event of a person. `id` is its number in the stream. */
export function randomEvent(random: Random, person: Person, id: string): EventInput {
  person.now = nextTime(random, person);
  if (person.scene.length === 0 && random.chance(0.15)) person.scene = [...random.pick(SCENES)];
  const step = person.scene.shift() ?? randomStep(random, person);
  const stated = {
    id,
    account_id: person.account_id,
    occurred_at: person.now,
    contact: { id: person.contact },
    ...(random.chance(0.3) ? { sequence: randomSequence(random) } : {}),
    ...(random.chance(0.2) ? { conversation_id: random.pick(['ticket-1', 'ticket-2']) } : {}),
  };
  const event = eventOfStep(random, step, stated, person);
  person.told.push(event);
  return event;
}

const randomStep = (random: Random, { pace }: Person): Step =>
  pace === 'endless' && random.chance(0.8)
    ? random.pick(['message_received', 'agent', 'agent', 'bot'])
    : random.weighted(WEIGHTS);

/** Small numbers, so that they tie, and one too large to be multiplied. */
const randomSequence = (random: Random): number | string =>
  random.chance(0.1) ? '9000000000000000000' : random.between(0, 4);

/** Who answers in random streams. */
export const AGENTS = ['oleg', 'maria', 'ivan'] as const;
const randomAgent = (random: Random) => ({ id: random.pick(AGENTS) });

/** Where from: nothing, a ref alone, or one of the other ways to say it. */
export const randomOrigin = (random: Random) =>
  random.pick([
    {},
    {},
    { ref: random.pick(RANDOM_REFS) },
    { ref: random.pick(RANDOM_REFS), ad_id: 'ad-2' },
    { ref: random.pick(RANDOM_REFS), campaign: 'sale', content: 'red' },
    { ref: 'autumn', source: 'vk', medium: 'cpc', campaign: 'sale', content: 'red', term: 'mug' },
    { source: 'vk' },
    { medium: 'cpc' },
    { campaign: 'sale' },
    { content: 'red' },
    { term: 'mug' },
    { link_id: 7 },
    { ad_id: 'ad-1' },
    { click_id: 'click-1' },
  ]);

function randomContent(random: Random, told: readonly EventInput[]) {
  const answered = told.filter(isMessage);
  const text = random.weighted({ courtesy: 3, question: 4, none: 1, punctuation: 0.3 });
  return {
    kind: random.weighted({ text: 70, sticker: 8, call: 6, button: 3, photo: 5, other: 1 }),
    ...{
      courtesy: { text: `${random.pick(COURTESY_PHRASES).toUpperCase()}!` },
      question: { text: random.pick(['Where is my order?', 'Is it in stock?', '']) },
      none: {},
      punctuation: { text: '?!' },
    }[text],
    ...(answered.length > 0 && random.chance(0.25) ? { reply_to: random.pick(answered).id } : {}),
  };
}

/** Who speaks for us, as a caller may say it or leave it out. */
function randomSender(random: Random) {
  const stated = random.weighted({ agent: 30, bot: 20, auto: 10, broadcast: 15, unknown: 10, left_out: 15 });
  const agent = randomAgent(random);
  const broadcast = { id: random.pick(['sale', 'news']) };
  switch (stated) {
    case 'agent':
      return random.chance(0.15) ? { sender: stated } : { sender: stated, agent };
    case 'broadcast':
      return random.chance(0.3) ? { sender: stated } : { sender: stated, broadcast };
    case 'left_out':
      return random.pick([{}, { agent }, { broadcast }]);
    default:
      return random.chance(0.1) ? { sender: stated, agent } : { sender: stated };
  }
}

const isMessage = ({ type }: EventInput) => type === 'message_sent' || type === 'message_received';

interface StatedByAll {
  id: string;
  account_id: string;
  occurred_at: number;
  contact: { id: string };
}

function eventOfStep(random: Random, step: Step, stated: StatedByAll, person: Person): EventInput {
  const content = () => randomContent(random, person.told);
  switch (step) {
    case 'agent':
      return a.aReply({ ...stated, ...content(), agent: randomAgent(random) });
    case 'bot':
      return a.aBotReply({ ...stated, ...content() });
    case 'auto':
      return a.anAutoReply({ ...stated, ...content() });
    case 'broadcast':
      return a.aBroadcastMessage({
        ...stated,
        ...content(),
        broadcast: { id: random.pick(['sale', 'news']) },
      });
    default:
      return eventOfType(random, step, stated, person);
  }
}

function eventOfType(random: Random, type: EventType, stated: StatedByAll, { told }: Person): EventInput {
  const sent = told.filter((event) => event.type === 'message_sent');
  const messages = type === 'message_edited' || type === 'message_deleted' ? told.filter(isMessage) : sent;
  const about = { ...stated, message_id: messages.length > 0 ? random.pick(messages).id : 'message-1' };
  switch (type) {
    case 'message_received':
      return a.aMessage({ text: undefined, ...stated, ...randomContent(random, told) });
    case 'message_sent':
      return {
        type,
        ...stated,
        ...randomContent(random, told),
        ...randomSender(random),
      };
    case 'message_delivered':
      return a.aDelivery({ ...about, ...randomWatermark(random, stated, told) });
    case 'message_read':
      return a.aRead({ ...about, ...randomWatermark(random, stated, told) });
    case 'message_failed':
      return a.aFailure({ ...about, ...random.pick([{}, { reason: 'blocked' }, { reason: 'too_long' }]) });
    case 'message_edited':
      return a.anEdit({ ...about, text: 'Is it still in stock?' });
    case 'message_deleted':
      return a.aDeletion(about);
    case 'reaction_added':
      return a.aReaction(about);
    case 'reaction_removed':
      return a.aReactionTakenBack(about);
    case 'button_pressed':
      return a.aButtonPress(stated);
    case 'conversation_started':
      return a.aStart({ ...stated, ...randomOrigin(random) });
    case 'referral_received':
      return a.aReferral({ ref: undefined, ...stated, ...randomOrigin(random) });
    case 'link_clicked':
      return a.aClick({ link_id: undefined, ...randomVisitor(random, stated), ...randomOrigin(random) });
    case 'widget_shown':
      return a.aWidgetShown({ ...randomVisitor(random, stated), ...randomOrigin(random) });
    case 'widget_opened':
      return a.aWidgetOpened({ ...randomVisitor(random, stated), ...randomOrigin(random) });
    case 'channel_joined':
      return a.aJoin({ ...stated, ...randomOrigin(random) });
    case 'channel_left':
      return a.aLeave({ ...stated, ...randomOrigin(random) });
    case 'assigned':
      return a.anAssignment({ ...stated, agent: randomAgent(random) });
    case 'wait_dismissed':
      return a.aDismissal({ ...stated, ...(random.chance(0.5) ? randomMoment(random, stated, told) : {}) });
    case 'rated':
      return a.aRating(stated);
    case 'goal_reached':
      return a.aGoal(stated);
    case 'identities_merged':
      return a.aMerge(stated);
    case 'identities_split':
      return a.aSplit(stated);
    default:
      return { type, ...stated };
  }
}

/** One message, all up to a moment (to the millisecond of a message, or before or after it), or both. */
function randomWatermark(random: Random, stated: StatedByAll, told: readonly EventInput[]) {
  if (random.chance(0.4)) return {};
  const moment = randomMoment(random, stated, told);
  return random.chance(0.2) ? moment : { message_id: undefined, ...moment };
}

function randomMoment(random: Random, stated: StatedByAll, told: readonly EventInput[]) {
  const moments = [stated.occurred_at, ...told.map((event) => Number(event.occurred_at))];
  return { watermark_at: random.pick(moments) + random.pick([-1, 0, 0, 1, 3_600_000]) };
}

/** Half of the visits are anonymous. */
function randomVisitor(random: Random, { contact, ...stated }: StatedByAll) {
  if (random.chance(0.5)) return { ...stated, contact };
  return random.chance(0.5) ? stated : { ...stated, visitor_id: 'visitor-1' };
}

/** The same event (id, type, person), told otherwise. */
export function withOtherContent(random: Random, event: EventInput): EventInput {
  const sequence = random.chance(0.3) ? { sequence: randomSequence(random) } : {};
  switch (event.type) {
    case 'message_received':
      return { ...event, ...sequence, kind: random.pick(CONTENT_KINDS), text: random.pick(['ok', 'Hello?']) };
    case 'message_sent':
      return { ...event, ...sequence, sender: random.pick(['agent', 'bot', 'auto', 'broadcast', 'unknown']) };
    case 'conversation_started':
    case 'referral_received':
      return { ...event, ...sequence, ref: 'told-otherwise' };
    case 'assigned':
      return { ...event, ...sequence, agent: randomAgent(random) };
    case 'message_failed':
      return { ...event, ...sequence, reason: 'blocked' };
    default:
      return { ...event, ...sequence };
  }
}
