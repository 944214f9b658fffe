import { type CalendarHours, type Hours, WAIT_MAX_SECONDS } from '@parley/contracts';
import { hoursOfAccount, openSince2009 } from './business.js';
import type { Dialogue } from './dialogues.js';
import { isIncoming, type PlainEvent } from './plain-event.js';
import type { Rules } from './settings.js';
import type { StoryWait } from './story.js';

export const WAIT_STATES = [
  'answered',
  'dismissed',
  'bot_answered',
  'abandoned',
  'unanswered',
  'open',
] as const;
export type WaitState = (typeof WAIT_STATES)[number];

/** How old a wait is at a moment, and when that is too old. Times in milliseconds. */
export interface Age {
  clockStartedAt: number;
  now: number;
  unansweredAfter: number;
  /** In whose hours the age counts; null: in all. */
  hours: CalendarHours | null;
}

/** The state of a wait at `now`: the first of the list that holds. */
export function waitState(wait: StoryWait, hasLaterDialogue: boolean, age: Age): WaitState {
  const { clockStartedAt, now, hours } = age;
  if (wait.answered_at > 0) return 'answered';
  if (wait.dismissed_at > 0) return 'dismissed';
  if (wait.bot_answered_at > 0 && wait.handed_off_at === 0) return 'bot_answered';
  if (hasLaterDialogue || now - clockStartedAt > WAIT_MAX_SECONDS * 1000) return 'abandoned';
  const since = hours
    ? openSince2009(hours, now) - openSince2009(hours, clockStartedAt)
    : now - clockStartedAt;
  return since > age.unansweredAfter ? 'unanswered' : 'open';
}

/** From when a wait is timed: its first message, or the last one of its burst. */
export const clockStartedAt = (
  stream: readonly PlainEvent[],
  dialogue: Dialogue,
  wait: StoryWait,
  rules: Rules,
): number => (rules.clockStarts === 'first' ? wait.waiting_since : settledAt(stream, dialogue, wait, rules));

/** The last message before the first pause in a wait that is longer than messages of one burst may be apart. */
export function settledAt(
  stream: readonly PlainEvent[],
  dialogue: Dialogue,
  wait: StoryWait,
  rules: Rules,
): number {
  const written = stream
    .slice(wait.position, Math.min(wait.endPosition, dialogue.until))
    .filter(isIncoming)
    .map((event) => event.occurred_at);
  const pause = written.findIndex((time, index) => (written[index + 1] ?? Infinity) - time > rules.settle);
  return written[pause] ?? wait.waiting_since;
}

/** A stretch in which the contact belonged to one agent. */
interface Tenure {
  agent_id: bigint;
  from: number;
  fromPosition: number;
  to: number;
  toPosition: number;
}

/** Who had the contact when, over the whole stream; the last tenure never ends. */
function tenures(stream: readonly PlainEvent[]): Tenure[] {
  const changes = stream
    .map((event, position) => ({ event, position }))
    .filter(({ event }) => event.type === 'assigned' || event.type === 'unassigned')
    .map(({ event, position }) => ({
      time: event.occurred_at,
      position,
      agent_id: event.type === 'assigned' ? event.agent_id : 0n,
    }))
    .filter((change, index, all) => change.agent_id !== (all[index - 1]?.agent_id ?? 0n));
  return changes.map((change, index) => ({
    agent_id: change.agent_id,
    from: change.time,
    fromPosition: change.position,
    to: changes[index + 1]?.time ?? Infinity,
    toPosition: changes[index + 1]?.position ?? Infinity,
  }));
}

/** Who gave the waiting contact away before the wait was over, and how long each had kept it, milliseconds. */
export function heldBy(stream: readonly PlainEvent[], dialogue: Dialogue, wait: StoryWait) {
  const end = Math.min(wait.endPosition, dialogue.until);
  return tenures(stream)
    .filter((tenure) => tenure.agent_id !== 0n)
    .filter((tenure) => tenure.toPosition > wait.position && tenure.toPosition < end)
    .map((tenure) => ({
      agent_id: tenure.agent_id,
      held_ms: tenure.to - Math.max(wait.waiting_since, tenure.from),
    }))
    .filter((held) => held.held_ms > 0);
}

/** Everybody who answered in a dialogue, if more than one did; ids as text, in the order of numbers. */
export function sharedBy(stream: readonly PlainEvent[], dialogue: Dialogue): string[] {
  const answers = dialogue.story.waits.flatMap(({ answerPosition }) => stream[answerPosition] ?? []);
  const agents = [...new Set(answers.map((answer) => answer.agent_id))];
  return agents.length < 2 ? [] : agents.sort((a, b) => (a < b ? -1 : 1)).map(String);
}

/** When the contact was last given to the agent who answered; 0 when it was not his. */
export function assignedAt(stream: readonly PlainEvent[], wait: StoryWait): number {
  if (wait.answerPosition < 0) return 0;
  const answer = stream[wait.answerPosition]!;
  const inForce = tenures(stream).find(
    (tenure) => tenure.fromPosition < wait.answerPosition && tenure.toPosition > wait.answerPosition,
  );
  if (!inForce || inForce.agent_id === 0n || inForce.agent_id !== answer.agent_id) return 0;
  const given = stream
    .slice(0, wait.answerPosition)
    .filter((event) => event.type === 'assigned' && event.agent_id === answer.agent_id);
  return given.at(-1)?.occurred_at ?? 0;
}

/** Who had the contact when the wait was over, or has it if it is not; nobody = 0. */
export function assigneeOf(stream: readonly PlainEvent[], dialogue: Dialogue, wait: StoryWait): bigint {
  return assigneeBefore(stream, Math.min(wait.endPosition, dialogue.until));
}

/** Who had the contact when the dialogue was closed; without a closing, when the next one began, or has it. */
export const closerOf = (stream: readonly PlainEvent[], dialogue: Dialogue): bigint => {
  const { resolvedPosition } = dialogue.story;
  return assigneeBefore(stream, resolvedPosition < 0 ? dialogue.until : resolvedPosition);
};

function assigneeBefore(stream: readonly PlainEvent[], position: number): bigint {
  const told = stream.slice(0, position).filter(({ type }) => type === 'assigned' || type === 'unassigned');
  const last = told.at(-1);
  return last?.type === 'assigned' ? last.agent_id : 0n;
}

/** The state of a wait of this dialogue under a definition, at the moment that a question asks of. */
export function stateOf(
  stream: readonly PlainEvent[],
  dialogue: Dialogue,
  wait: StoryWait,
  rules: Rules,
  hasLaterDialogue: boolean,
  question: { now: number; unanswered_after_seconds: number; unanswered_hours?: Hours },
): WaitState {
  const isBusiness = question.unanswered_hours === 'business';
  return waitState(wait, hasLaterDialogue, {
    clockStartedAt: clockStartedAt(stream, dialogue, wait, rules),
    now: question.now,
    unansweredAfter: question.unanswered_after_seconds * 1000,
    hours: isBusiness ? hoursOfAccount(rules.schedule, stream[wait.position]!.account_id) : null,
  });
}
