import { DIALOGUE_MAX_MESSAGES, DIALOGUE_MAX_SECONDS } from '@parley/contracts';
import type { Assignee } from './assignee.js';
import { readCalendars, readClosing } from './business-hours.js';
import { NOT_BY_ANY, type DialogueRow, type RowSink } from './rows.js';
import type { Rules } from './settings.js';
import { NONE, type StreamEvent } from './stream-event.js';
import { copyCameBy } from './touches.js';
import { Waits } from './waits.js';

const MAX_MS = DIALOGUE_MAX_SECONDS * 1000;

/** What a dialogue keeps of the one before it: `ended_at` 0 when there was none. */
export type PreviousDialogue = Pick<DialogueRow, 'ended_at' | 'first_agent_id'>;

/** The identity's latest dialogue while it may still change. */
export class Dialogue {
  readonly row: DialogueRow;
  readonly waits: Waits;
  /** The latest message or pressed button, milliseconds UTC. */
  lastActivityAt: number;
  /** Resolved, and not reopened since. */
  isClosed = false;
  /** Whether a message that is no auto-reply has settled who started it. */
  isStarterKnown = false;
  private messages = 0;

  constructor(
    first: StreamEvent,
    previous: PreviousDialogue,
    private readonly rules: Rules,
    private readonly assignee: Assignee,
  ) {
    this.waits = new Waits(rules, assignee);
    this.row = rowOf(first, previous);
    this.lastActivityAt = first.occurred_at;
  }

  /** Whether something at `at` still belongs to it. */
  isCurrent(at: number, gapMs: number): boolean {
    return !this.isClosed && (this.isRecent(at, gapMs) || this.waits.keepsOpenAt(at));
  }

  /** Silence up to and including G, whatever else. */
  isRecent(at: number, gapMs: number): boolean {
    return at - this.lastActivityAt <= gapMs;
  }

  /** Whether nothing at `at` or later can belong to it, under no gap up to this one. */
  isOver(at: number, longestGapMs: number): boolean {
    return !this.isRecent(at, longestGapMs) && !this.waits.keepsOpenAt(at);
  }

  /** Too long or too old to take a message at `at`; never while somebody waits. */
  isFull(at: number): boolean {
    if (this.waits.isOpen) return false;
    return this.messages >= DIALOGUE_MAX_MESSAGES || at - this.row.started_at > MAX_MS;
  }

  /** A message that is no broadcast: it extends the dialogue. */
  extend(at: number): void {
    this.messages++;
    this.lastActivityAt = at;
    this.row.ended_at = at;
  }

  /** From now on it is the people's. */
  handOff(at: number): void {
    this.row.handed_off_at ||= at;
    this.waits.handOff(at);
  }

  /** Closed explicitly: with whoever has the contact now. */
  close(at: number): void {
    this.isClosed = true;
    this.row.resolved_at = at;
    this.row.assignee_id = this.assignee.current;
    this.waits.dismiss(at, 'resolved');
  }

  reopen(): void {
    this.isClosed = false;
    this.row.resolved_at = 0;
  }

  /** Hands over the rows; `nextStartedAt` = start of the identity's next dialogue, 0 when there is none. */
  emit(sink: RowSink, nextStartedAt: number): void {
    const { row } = this;
    this.waits.end();
    const sharedBy = this.waits.sharedBy;
    for (const wait of this.waits.all) {
      wait.dialogue_started_at = row.started_at;
      wait.dialogue_first_event_id = row.first_event_id;
      wait.dialogue_ended_at = row.ended_at;
      wait.closed_dialogue = nextStartedAt === 0 ? 0 : 1;
      wait.next_dialogue_started_at = nextStartedAt;
      wait.starter = row.starter;
      copyCameBy(wait, row);
      wait.shared_by = sharedBy;
      readCalendars(wait, this.rules.calendars);
      sink.wait(wait);
    }
    if (row.resolved_at === 0) row.assignee_id = this.assignee.current;
    readClosing(row, this.rules.calendars);
    sink.dialogue(row);
  }
}

function rowOf(first: StreamEvent, previous: PreviousDialogue): DialogueRow {
  return {
    started_at: first.occurred_at,
    first_event_id: first.event_id,
    ended_at: first.occurred_at,
    first_incoming_at: 0,
    last_incoming_at: 0,
    messages_received: 0,
    messages_sent: 0,
    messages_sent_by_agents: 0,
    messages_sent_by_bots: 0,
    messages_sent_auto: 0,
    messages_sent_by_unknown: 0,
    messages_sent_in_broadcasts: 0,
    starter: 'bot',
    origin_broadcast_id: NONE,
    previous_ended_at: previous.ended_at,
    resolved_at: 0,
    touch_event_id: NONE,
    first_agent_id: NONE,
    bot_wrote_at: 0,
    bot_last_wrote_at: 0,
    agent_wrote_at: 0,
    handed_off_at: 0,
    assignee_id: NONE,
    previous_agent_id: previous.first_agent_id,
    calendar_id: 0,
    incoming_business_ms: 0,
    resolved_business_ms: 0,
    account_id: first.account_id,
    channel: first.channel,
    conversation_id: first.conversation_id,
    ...NOT_BY_ANY,
  };
}
