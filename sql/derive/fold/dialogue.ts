import { DIALOGUE_MAX_MESSAGES, DIALOGUE_MAX_SECONDS } from '@parley/contracts';
import type { Assignee } from './assignee.js';
import { readCalendars } from './business-hours.js';
import { NO_LABELS, type DialogueRow, type RowSink } from './rows.js';
import type { Rules } from './settings.js';
import { NONE, type StreamEvent } from './stream-event.js';
import { copyLabels } from './touches.js';
import { Waits } from './waits.js';

const MAX_MS = DIALOGUE_MAX_SECONDS * 1000;

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
    previousEndedAt: number,
    private readonly rules: Rules,
    assignee: Assignee,
  ) {
    this.waits = new Waits(rules, assignee);
    this.row = rowOf(first, previousEndedAt);
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

  /** Hands over the rows; `nextStartedAt` = start of the identity's next dialogue, 0 when there is none. */
  emit(sink: RowSink, nextStartedAt: number): void {
    const { row } = this;
    this.waits.end();
    for (const wait of this.waits.all) {
      wait.dialogue_started_at = row.started_at;
      wait.dialogue_first_event_id = row.first_event_id;
      wait.dialogue_ended_at = row.ended_at;
      wait.closed_dialogue = nextStartedAt === 0 ? 0 : 1;
      wait.next_dialogue_started_at = nextStartedAt;
      wait.starter = row.starter;
      copyLabels(wait, row);
      readCalendars(wait, this.rules.calendars);
      sink.wait(wait);
    }
    sink.dialogue(row);
  }
}

function rowOf(first: StreamEvent, previousEndedAt: number): DialogueRow {
  return {
    started_at: first.occurred_at,
    first_event_id: first.event_id,
    ended_at: first.occurred_at,
    first_incoming_at: 0,
    messages_received: 0,
    messages_sent: 0,
    messages_sent_by_agents: 0,
    messages_sent_by_bots: 0,
    messages_sent_auto: 0,
    messages_sent_by_unknown: 0,
    messages_sent_in_broadcasts: 0,
    starter: 'bot',
    origin_broadcast_id: NONE,
    previous_ended_at: previousEndedAt,
    resolved_at: 0,
    touch_event_id: NONE,
    first_agent_id: NONE,
    account_id: first.account_id,
    channel: first.channel,
    conversation_id: first.conversation_id,
    ...NO_LABELS,
  };
}
