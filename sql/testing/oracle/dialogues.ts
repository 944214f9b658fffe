import { isBroadcast, isIncoming, isTalk, type PlainEvent } from './plain-event.js';
import { actor, type Rules } from './settings.js';
import { joins, type Story, tell } from './story.js';

export type Starter = 'contact' | 'broadcast_reply' | 'agent' | 'bot';

/** One dialogue in the stream: its messages, and everything told until the next one begins. */
export interface Dialogue {
  /** Positions of its messages in the stream; at least one. */
  messages: number[];
  first: PlainEvent;
  last: PlainEvent;
  /** Position of the first incoming message, −1 when there is none. */
  firstIncoming: number;
  starter: Starter;
  origin: bigint;
  story: Story;
  previous: Dialogue | undefined;
  /** Position of the next dialogue's first message; the length of the stream when there is none. */
  until: number;
}

/** Cuts a stream into dialogues, each message asking anew what the dialogue before it has come to. */
export function dialoguesOf(stream: readonly PlainEvent[], rules: Rules): Dialogue[] {
  const pieces: number[][] = [];
  stream.forEach((event, position) => {
    if (!isTalk(event)) return;
    const latest = pieces.at(-1);
    if (latest && joins(tell(stream, latest[0]!, position, rules), event, rules)) latest.push(position);
    else pieces.push([position]);
  });

  const dialogues: Dialogue[] = [];
  pieces.forEach((messages, index) => {
    const until = pieces[index + 1]?.[0] ?? stream.length;
    const origin = originOf(stream, messages[0]!, rules);
    dialogues.push({
      messages,
      first: stream[messages[0]!]!,
      last: stream[messages.at(-1)!]!,
      firstIncoming: messages.find((position) => isIncoming(stream[position]!)) ?? -1,
      starter: starterOf(stream, messages, origin, rules),
      origin,
      story: tell(stream, messages[0]!, until, rules),
      previous: dialogues.at(-1),
      until,
    });
  });
  return dialogues;
}

/** The broadcast that a dialogue answers, 0 when it answers none. */
function originOf(stream: readonly PlainEvent[], position: number, rules: Rules): bigint {
  const first = stream[position]!;
  if (!isIncoming(first)) return 0n;
  const broadcasts = stream.slice(0, position).filter(isBroadcast);
  const latest = broadcasts.at(-1);
  if (latest && first.occurred_at - latest.occurred_at <= rules.gap)
    return latest.broadcast_id || latest.message_id;
  const answered = broadcasts.find((event) => first.reply_to !== 0n && event.message_id === first.reply_to);
  return answered ? answered.broadcast_id || answered.message_id : 0n;
}

function starterOf(
  stream: readonly PlainEvent[],
  messages: readonly number[],
  origin: bigint,
  rules: Rules,
): Starter {
  if (origin !== 0n) return 'broadcast_reply';
  const first = messages
    .map((position) => stream[position]!)
    .find((event) => isIncoming(event) || actor(event, rules) !== 'auto');
  if (!first) return 'bot';
  if (isIncoming(first)) return 'contact';
  if (actor(first, rules) === 'agent') return 'agent';
  const cameBefore = stream.some(
    (event) =>
      (event.type === 'conversation_started' || event.type === 'referral_received') &&
      event.occurred_at <= first.occurred_at &&
      first.occurred_at - event.occurred_at <= rules.gap,
  );
  return cameBefore ? 'contact' : 'bot';
}

/** The first person of ours with a name who wrote in it. */
export const firstAgentOf = (
  stream: readonly PlainEvent[],
  dialogue: Dialogue,
  rules: Rules,
): bigint | undefined =>
  dialogue.messages
    .map((position) => stream[position]!)
    .find((event) => actor(event, rules) === 'agent' && event.agent_id !== 0n)?.agent_id;
