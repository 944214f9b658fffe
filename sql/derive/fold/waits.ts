import { WAIT_MAX_SECONDS } from '@parley/contracts';
import type { Assignee } from './assignee.js';
import { NO_READINGS, NOT_BY_ANY, type WaitRow } from './rows.js';
import type { Rules } from './settings.js';
import { NONE, type StreamEvent } from './stream-event.js';

const WAIT_MAX_MS = WAIT_MAX_SECONDS * 1000;

/** The waits of one dialogue: from an unanswered incoming message to what ends it. */
export class Waits {
  readonly all: WaitRow[] = [];
  /** Not answered and not dismissed; a bot's answer finishes it only with the contact's next message. */
  private unfinished: WaitRow | null = null;
  private isHandedOff = false;
  private weHaveWritten = false;

  constructor(
    private readonly rules: Rules,
    private readonly assignee: Assignee,
  ) {}

  /** Whoever answered, where these are several, lowest id first. */
  get sharedBy(): string[] {
    const answered = this.all.filter((wait) => wait.answered_at > 0).map((wait) => wait.answered_by);
    const all = [...new Set(answered)];
    return all.length > 1
      ? all.sort((one, other) => one.length - other.length || (one < other ? -1 : 1))
      : [];
  }

  /** Somebody waits and no bot has answered them, or people took over from the bot. */
  get isOpen(): boolean {
    return this.unfinished !== null && !this.botAnswerStands(this.unfinished);
  }

  /** Whether an open wait still keeps the dialogue going: for 30 days, the last millisecond included. */
  keepsOpenAt(at: number): boolean {
    return this.isOpen && at - (this.unfinished?.waiting_since ?? 0) <= WAIT_MAX_MS;
  }

  /** `opens`: whether a message may open a wait here (our answers can be seen). */
  incoming(event: StreamEvent, opens: boolean, isCourtesy: boolean): void {
    const { occurred_at: at } = event;
    if (this.unfinished !== null && this.botAnswerStands(this.unfinished)) this.end();
    if (this.unfinished !== null) this.goOn(this.unfinished, at);
    else if (opens) this.open(event, isCourtesy);
  }

  /** An agent wrote. `assignedAt`: when the dialogue was last assigned to them, 0 if it is not theirs. */
  agentWrote(event: StreamEvent, assignedAt: number): void {
    this.weHaveWritten = true;
    const wait = this.unfinished;
    if (wait === null || event.kind === 'call') return;
    wait.answered_at = event.occurred_at;
    wait.answered_by = event.agent_id;
    wait.answer_event_id = event.event_id;
    wait.assigned_at = assignedAt;
    this.end();
  }

  botWrote(event: StreamEvent): void {
    this.weHaveWritten = true;
    const wait = this.unfinished;
    if (wait === null || event.kind === 'call' || this.isHandedOff || wait.bot_answered_at !== 0) return;
    wait.bot_answered_at = event.occurred_at;
  }

  /** From now on bots no longer answer in this dialogue. */
  handOff(at: number): void {
    this.isHandedOff = true;
    if (this.unfinished !== null && this.unfinished.handed_off_at === 0) this.unfinished.handed_off_at = at;
  }

  /** Needs no reply. `upTo`: the newest message that this was said of; a wait in which a later one came goes on. */
  dismiss(at: number, by: 'agent' | 'resolved', upTo = at): void {
    if (this.unfinished === null || this.botAnswerStands(this.unfinished)) return;
    if (this.unfinished.last_incoming_at > upTo) return;
    this.unfinished.dismissed_at = at;
    this.unfinished.dismissed_by = by;
    this.end();
  }

  /** An assignee who has held the identity since `heldSince` loses it. */
  released(agentId: string, heldSince: number, at: number): void {
    if (this.unfinished === null) return;
    const held_ms = at - Math.max(this.unfinished.waiting_since, heldSince);
    if (held_ms > 0) this.unfinished.held_by.push({ agent_id: agentId, held_ms });
  }

  /** Nothing can end the wait any more, or nothing has: it stays with whoever has the contact now. */
  end(): void {
    if (this.unfinished !== null) this.unfinished.assignee_id = this.assignee.current;
    this.unfinished = null;
  }

  private goOn(wait: WaitRow, at: number): void {
    // Once a message came later than that the burst has settled: what follows urges, and moves the clock no more.
    const isSettling = wait.settled_at === wait.last_incoming_at;
    if (isSettling && at - wait.last_incoming_at <= this.rules.settleMs) wait.settled_at = at;
    if (this.rules.clockStarts === 'last') wait.clock_started_at = wait.settled_at;
    wait.last_incoming_at = at;
    wait.messages_received += 1;
  }

  private open(event: StreamEvent, isCourtesy: boolean): void {
    const wait = waitOf(event, this.all.length === 0);
    this.all.push(wait);
    this.unfinished = wait;
    const asksNothing = isCourtesy ? 'courtesy' : event.kind === 'sticker' ? 'sticker' : '';
    if (this.weHaveWritten && asksNothing !== '') {
      wait.dismissed_at = event.occurred_at;
      wait.dismissed_by = asksNothing;
      this.end();
    }
  }

  private botAnswerStands(wait: WaitRow): boolean {
    return wait.bot_answered_at !== 0 && !this.isHandedOff;
  }
}

/** A wait as it begins. What belongs to the dialogue is filled in when the dialogue is complete. */
function waitOf(event: StreamEvent, isFirst: boolean): WaitRow {
  return {
    waiting_since: event.occurred_at,
    first_event_id: event.event_id,
    last_incoming_at: event.occurred_at,
    messages_received: 1,
    clock_started_at: event.occurred_at,
    settled_at: event.occurred_at,
    answered_at: 0,
    answered_by: NONE,
    answer_event_id: NONE,
    bot_answered_at: 0,
    handed_off_at: 0,
    dismissed_at: 0,
    dismissed_by: '',
    assigned_at: 0,
    assignee_id: NONE,
    ...NO_READINGS,
    held_by: [],
    shared_by: [],
    is_first: isFirst ? 1 : 0,
    dialogue_started_at: 0,
    dialogue_first_event_id: NONE,
    dialogue_ended_at: 0,
    closed_dialogue: 0,
    next_dialogue_started_at: 0,
    starter: 'bot',
    account_id: event.account_id,
    channel: event.channel,
    ...NOT_BY_ANY,
  };
}
