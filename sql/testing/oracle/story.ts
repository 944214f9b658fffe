import { DIALOGUE_MAX_MESSAGES, DIALOGUE_MAX_SECONDS, WAIT_MAX_SECONDS } from '@parley/contracts';
import { isBroadcast, isIncoming, isTalk, type PlainEvent } from './plain-event.js';
import { actor, type Rules } from './settings.js';

/** A wait as the story knows it. Times in milliseconds, 0 = never; positions count the events of the stream. */
export interface StoryWait {
  position: number;
  waiting_since: number;
  last_incoming_at: number;
  messages_received: number;
  answered_at: number;
  answerPosition: number;
  bot_answered_at: number;
  handed_off_at: number;
  dismissed_at: number;
  dismissed_by: '' | 'courtesy' | 'sticker' | 'agent' | 'resolved';
  /** Where nothing can happen to it any more; Infinity while something can. */
  endPosition: number;
}

/** What is known of a dialogue after everything up to some event has been told. */
export interface Story {
  startedAt: number;
  lastActivity: number;
  messages: number;
  broadcasts: number;
  isClosed: boolean;
  resolvedAt: number;
  /** Of the event that closed it; −1 = it is not closed. */
  resolvedPosition: number;
  handedOffAt: number;
  isHandedOff: boolean;
  hasOurSideWritten: boolean;
  waits: StoryWait[];
}

/** A bot's answer stands until a hand-off. */
const botAnswerStands = (wait: StoryWait): boolean => wait.bot_answered_at > 0 && wait.handed_off_at === 0;

/** The wait that may still be answered, a bot-answered one too. */
const unfinishedWait = (story: Story): StoryWait | undefined =>
  story.waits.find((wait) => wait.endPosition === Infinity);

/** The wait in which somebody is really waiting. */
const openWait = (story: Story): StoryWait | undefined =>
  story.waits.find((wait) => wait.endPosition === Infinity && !botAnswerStands(wait));

function isSilent(story: Story, time: number, rules: Rules): boolean {
  const wait = openWait(story);
  if (wait && time - wait.waiting_since <= WAIT_MAX_SECONDS * 1000) return false;
  return time - story.lastActivity > rules.gap;
}

const isCurrent = (story: Story, time: number, rules: Rules): boolean =>
  !story.isClosed && !isSilent(story, time, rules);

/** Whether the message belongs to the dialogue told so far; if not, it begins the next one. */
export function joins(story: Story, event: PlainEvent, rules: Rules): boolean {
  const isFull =
    story.messages >= DIALOGUE_MAX_MESSAGES ||
    event.occurred_at - story.startedAt > DIALOGUE_MAX_SECONDS * 1000;
  if (isFull && !openWait(story)) return false;
  if (story.isClosed) return !isIncoming(event) && event.occurred_at - story.lastActivity <= rules.gap;
  return isCurrent(story, event.occurred_at, rules);
}

/**
 * Tells a dialogue from its first message (at `from`) to the event before `until`. The caller has made sure that
 * every message in between belongs to it.
 */
export function tell(stream: readonly PlainEvent[], from: number, until: number, rules: Rules): Story {
  const first = stream[from]!;
  const story: Story = {
    startedAt: first.occurred_at,
    lastActivity: first.occurred_at,
    messages: 0,
    broadcasts: 0,
    isClosed: false,
    resolvedAt: 0,
    resolvedPosition: -1,
    handedOffAt: 0,
    isHandedOff: false,
    hasOurSideWritten: false,
    waits: [],
  };
  for (let position = from; position < until; position++) hear(story, stream[position]!, position, rules);
  return story;
}

function hear(story: Story, event: PlainEvent, position: number, rules: Rules): void {
  const time = event.occurred_at;
  if (isTalk(event)) {
    story.messages++;
    if (isIncoming(event)) hearIncoming(story, event, position, rules);
    else hearOutgoing(story, event, position, rules);
    story.lastActivity = time;
    return;
  }
  if (event.type === 'reopened') {
    if (story.isClosed && time - story.lastActivity <= rules.gap) {
      story.isClosed = false;
      story.resolvedAt = 0;
      story.resolvedPosition = -1;
    }
    return;
  }
  if (event.type === 'resolved') {
    if (isSilent(story, time, rules)) return;
    story.resolvedAt = time;
    story.resolvedPosition = position;
    story.isClosed = true;
    const wait = openWait(story);
    if (wait) dismiss(wait, time, 'resolved', position);
    return;
  }
  if (!isCurrent(story, time, rules)) return;
  if (isBroadcast(event)) story.broadcasts++;
  if (event.type === 'button_pressed') story.lastActivity = time;
  if (event.type === 'handed_off') {
    story.isHandedOff = true;
    story.handedOffAt ||= time;
    const wait = unfinishedWait(story);
    if (wait && wait.handed_off_at === 0) wait.handed_off_at = time;
  }
  if (event.type === 'wait_dismissed') {
    const wait = openWait(story);
    const wasSeen = event.watermark_at === 0 || (wait?.last_incoming_at ?? 0) <= event.watermark_at;
    if (wait && wasSeen) dismiss(wait, time, 'agent', position);
  }
}

function dismiss(wait: StoryWait, time: number, by: StoryWait['dismissed_by'], position: number): void {
  wait.dismissed_at = time;
  wait.dismissed_by = by;
  wait.endPosition = position;
}

function hearIncoming(story: Story, event: PlainEvent, position: number, rules: Rules): void {
  const time = event.occurred_at;
  const waiting = openWait(story);
  if (waiting) {
    waiting.last_incoming_at = time;
    waiting.messages_received++;
    return;
  }
  const answeredByBot = unfinishedWait(story);
  if (answeredByBot) answeredByBot.endPosition = position;
  if (!rules.mayWait(event)) return;
  const wait: StoryWait = {
    position,
    waiting_since: time,
    last_incoming_at: time,
    messages_received: 1,
    answered_at: 0,
    answerPosition: -1,
    bot_answered_at: 0,
    handed_off_at: 0,
    dismissed_at: 0,
    dismissed_by: '',
    endPosition: Infinity,
  };
  story.waits.push(wait);
  if (!story.hasOurSideWritten) return;
  if (rules.courtesy.has(event.text_hash)) dismiss(wait, time, 'courtesy', position);
  else if (event.kind === 'sticker') dismiss(wait, time, 'sticker', position);
}

function hearOutgoing(story: Story, event: PlainEvent, position: number, rules: Rules): void {
  const who = actor(event, rules);
  if (who !== 'agent' && who !== 'bot') return;
  story.hasOurSideWritten = true;
  if (event.kind === 'call') return;
  const wait = unfinishedWait(story);
  if (!wait) return;
  if (who === 'agent') {
    wait.answered_at = event.occurred_at;
    wait.answerPosition = position;
    wait.endPosition = position;
  } else if (!story.isHandedOff && wait.bot_answered_at === 0) wait.bot_answered_at = event.occurred_at;
}
