import type { Assignee } from './assignee.js';
import { Broadcasts, type BroadcastsState } from './broadcasts.js';
import { Dialogue, type PreviousDialogue } from './dialogue.js';
import type { DialogueRow, RowSink, Starter } from './rows.js';
import type { Rules } from './settings.js';
import { NONE, type StreamEvent } from './stream-event.js';
import { putTouch, type Touches } from './touches.js';

const MESSAGES: ReadonlySet<string> = new Set(['message_received', 'message_sent']);

export interface DialoguesState {
  /** End of the latest dialogue, milliseconds UTC; 0 = there was none. */
  previousEndedAt: number;
  /** Its first agent; '0' = nobody known. */
  previousAgentId: string;
  /** null = never. */
  lastStartAt: number | null;
  broadcasts: BroadcastsState;
}

const NOTHING: DialoguesState = {
  previousEndedAt: 0,
  previousAgentId: NONE,
  lastStartAt: null,
  broadcasts: { lastAt: null, lastId: NONE },
};

/** Cuts one identity's stream into dialogues and finds their waits. Events come in stream order. */
export class Dialogues {
  private latest: Dialogue | null = null;
  private readonly broadcasts: Broadcasts;
  /** The latest conversation_started or referral_received, at or before the instant in hand. */
  private lastStartAt: number;

  constructor(
    private readonly rules: Rules,
    private readonly touches: Touches,
    private readonly assignee: Assignee,
    private readonly sink: RowSink,
    private readonly before: DialoguesState = NOTHING,
  ) {
    this.broadcasts = new Broadcasts(before.broadcasts);
    this.lastStartAt = before.lastStartAt ?? -Infinity;
  }

  /** To be asked for where {@link beginsAnew}: the latest dialogue itself is over then, and only its end is kept. */
  get state(): DialoguesState {
    return {
      previousEndedAt: this.previous.ended_at,
      previousAgentId: this.previous.first_agent_id,
      lastStartAt: this.lastStartAt === -Infinity ? null : this.lastStartAt,
      broadcasts: this.broadcasts.state,
    };
  }

  /** Whether the next instant begins a dialogue and the one before is over, whatever else may yet be known of both. */
  beginsAnew(instant: readonly StreamEvent[]): boolean {
    const at = instant[0]?.occurred_at ?? 0;
    return (
      instant.some(({ type, sender }) => MESSAGES.has(type) && sender !== 'broadcast') &&
      (this.latest?.isOver(at, this.rules.longestGapMs) ?? true)
    );
  }

  /** Start of the one dialogue that may still change, milliseconds UTC; Infinity when there is none. */
  get latestStartedAt(): number {
    return this.latest?.row.started_at ?? Infinity;
  }

  /** Takes note of starts before the instant's own events: a start counts for a message of the same millisecond. */
  beginInstant(events: readonly StreamEvent[]): void {
    for (const { type, occurred_at } of events)
      if (type === 'conversation_started' || type === 'referral_received') this.lastStartAt = occurred_at;
  }

  see(event: StreamEvent): void {
    const at = event.occurred_at;
    switch (event.type) {
      case 'message_received':
        return this.received(event);
      case 'message_sent':
        return event.sender === 'broadcast' ? this.broadcastSent(event) : this.sent(event);
      case 'button_pressed': {
        const dialogue = this.currentAt(event);
        if (dialogue) dialogue.lastActivityAt = at;
        return;
      }
      case 'handed_off':
        return this.currentAt(event)?.handOff(at);
      case 'wait_dismissed':
        return this.currentAt(event)?.waits.dismiss(at, 'agent', event.watermark_at || at);
      case 'resolved':
        return this.resolved(event);
      case 'reopened':
        return this.reopened(event);
      case 'assigned':
        return this.released(this.assignee.assign(event.agent_id, at), at);
      case 'unassigned':
        return this.released(this.assignee.unassign(at), at);
    }
  }

  /** Ends the stream: what is open stays open. */
  finish(): void {
    this.latest?.emit(this.sink, 0);
  }

  private received(event: StreamEvent): void {
    const { account_id, occurred_at: at } = event;
    const isCurrent = this.latest?.isCurrent(at, this.rules.gapMs(account_id)) ?? false;
    const dialogue = this.joinOrBegin(event, isCurrent);
    const { row } = dialogue;

    row.messages_received++;
    row.last_incoming_at = at;
    dialogue.isStarterKnown ||= this.startedBy(row, 'contact');
    if (row.first_incoming_at === 0) {
      row.first_incoming_at = at;
      if (row.starter === 'contact') {
        this.touches.contactCame(event, row.previous_ended_at || -Infinity);
        putTouch(row, this.touches.latest);
      }
    }
    dialogue.waits.incoming(
      event,
      this.rules.seesOutgoing(account_id, at),
      this.rules.isCourtesy(event.text_hash),
    );
  }

  private sent(event: StreamEvent): void {
    const { account_id, occurred_at: at } = event;
    const gapMs = this.rules.gapMs(account_id);
    // A last word after the closing still belongs to what was closed.
    const isLastWord = this.latest?.isClosed === true && this.latest.isRecent(at, gapMs);
    const dialogue = this.joinOrBegin(event, isLastWord || (this.latest?.isCurrent(at, gapMs) ?? false));
    const { row } = dialogue;

    countSent(row, event.sender);
    const acting = this.rules.actingSender(account_id, event.sender);
    if (acting === 'agent') {
      dialogue.isStarterKnown ||= this.startedBy(row, 'agent');
      if (row.first_agent_id === NONE) row.first_agent_id = event.agent_id;
      row.agent_wrote_at ||= at;
      dialogue.waits.agentWrote(event, this.assignee.assignmentTo(event.agent_id));
    } else if (acting === 'bot') {
      const wasInvited = at - this.lastStartAt <= gapMs;
      dialogue.isStarterKnown ||= this.startedBy(row, wasInvited ? 'contact' : 'bot');
      row.bot_wrote_at ||= at;
      row.bot_last_wrote_at = at;
      dialogue.waits.botWrote(event);
    }
  }

  private broadcastSent(event: StreamEvent): void {
    this.broadcasts.sent(event);
    const dialogue = this.currentAt(event);
    if (dialogue) dialogue.row.messages_sent_in_broadcasts++;
  }

  private resolved(event: StreamEvent): void {
    const { account_id, occurred_at: at } = event;
    const gapMs = this.rules.gapMs(account_id);
    const dialogue = this.latest;
    if (dialogue === null) return;
    // Resolved again after a last word: the last one wins.
    const isAgain = dialogue.isClosed && dialogue.isRecent(at, gapMs);
    if (!isAgain && !dialogue.isCurrent(at, gapMs)) return;
    dialogue.close(at);
  }

  private reopened(event: StreamEvent): void {
    const dialogue = this.latest;
    if (dialogue === null || !dialogue.isRecent(event.occurred_at, this.rules.gapMs(event.account_id)))
      return;
    dialogue.reopen();
  }

  private released(leaver: { agentId: string; heldSince: number } | null, at: number): void {
    if (leaver !== null) this.latest?.waits.released(leaver.agentId, leaver.heldSince, at);
  }

  private currentAt(event: StreamEvent): Dialogue | null {
    const isCurrent = this.latest?.isCurrent(event.occurred_at, this.rules.gapMs(event.account_id));
    return isCurrent === true ? this.latest : null;
  }

  /** What the next dialogue keeps of the latest one. */
  private get previous(): PreviousDialogue {
    const { previousEndedAt, previousAgentId } = this.before;
    return this.latest?.row ?? { ended_at: previousEndedAt, first_agent_id: previousAgentId };
  }

  /** The dialogue of a message: the latest one if the message may join it, else a new one. */
  private joinOrBegin(event: StreamEvent, mayJoin: boolean): Dialogue {
    const at = event.occurred_at;
    let dialogue = this.latest;
    if (dialogue === null || !mayJoin || dialogue.isFull(at)) {
      dialogue?.emit(this.sink, at);
      dialogue = this.latest = new Dialogue(event, this.previous, this.rules, this.assignee);
      if (event.type === 'message_received') {
        const gapMs = this.rules.gapMs(event.account_id);
        dialogue.row.origin_broadcast_id = this.broadcasts.answeredBy(event, gapMs);
      }
      putTouch(dialogue.row, this.touches.latest);
    }
    dialogue.extend(at);
    return dialogue;
  }

  /** Settles who started a dialogue, by its first message that is no auto-reply. */
  private startedBy(row: DialogueRow, starter: Starter): true {
    row.starter = row.origin_broadcast_id === NONE ? starter : 'broadcast_reply';
    return true;
  }
}

function countSent(row: DialogueRow, sender: string): void {
  row.messages_sent++;
  if (sender === 'agent') row.messages_sent_by_agents++;
  else if (sender === 'bot') row.messages_sent_by_bots++;
  else if (sender === 'auto') row.messages_sent_auto++;
  else row.messages_sent_by_unknown++;
}
