import { Assignee } from './assignee.js';
import { SeenIds, reachesBack, type CarriedState, type Checkpoint } from './checkpoint.js';
import { Dialogues } from './dialogues.js';
import { MessageStatuses } from './message-statuses.js';
import { Presence } from './presence.js';
import type { RowSink, TouchRow } from './rows.js';
import { Rules, type IdentitySettings } from './settings.js';
import { Starts } from './starts.js';
import { Instants } from './stream-order.js';
import type { StreamEvent } from './stream-event.js';
import { Subscriptions } from './subscriptions.js';
import { Touches } from './touches.js';

/** Starts that a checkpoint may carry along: beyond, reading everything costs less. */
const MOST_STARTS = 200;

/**
 * Derives one identity event by event, in memory that grows with its messages and event ids only. Events must come
 * in the order of `compareEvents`; repeated ones are dropped. Rows go to the sink as soon as they are final.
 * From a checkpoint it wants the events at or after it, and makes the rows from there on, and the identity's.
 */
export class IdentityFold {
  private readonly rules: Rules;
  private readonly instants = new Instants((events) => this.instant(events));
  private readonly touches: Touches;
  private readonly dialogues: Dialogues;
  private readonly subscriptions: Subscriptions;
  private readonly assignee: Assignee;
  private readonly statuses: MessageStatuses;
  private readonly presence: Presence;
  private readonly ids: SeenIds;
  private readonly starts: Starts;
  private kept: { since: number; state: CarriedState; ids: number } | null = null;
  private sinceKept: StreamEvent[] = [];
  private reachedAt = 0;
  /** Touches of somebody who may turn out to be nobody but a visitor. */
  private heldTouches: TouchRow[] = [];

  constructor(
    settings: IdentitySettings,
    private readonly sink: RowSink,
    from: Checkpoint | null = null,
  ) {
    const before = from?.state;
    this.rules = new Rules(settings);
    this.starts = new Starts((row) => this.touched(row), before?.starts);
    this.touches = new Touches(this.rules.sources, (row) => this.starts.touched(row), before?.touches);
    this.assignee = new Assignee(before?.assignee);
    this.dialogues = new Dialogues(this.rules, this.touches, this.assignee, sink, before?.dialogues);
    this.subscriptions = new Subscriptions((row) => sink.subscription(row), before?.subscriptions);
    this.statuses = new MessageStatuses(before?.statuses);
    this.presence = new Presence(before?.presence);
    this.ids = new SeenIds(from?.ids);
  }

  /**
   * Where another fold may go on, once the stream has ended: from the latest dialogue before which another was over.
   * null when there is none, or when something after it already tells of what lies before: that may be taken back.
   */
  get checkpoint(): Checkpoint | null {
    const ids = this.kept && this.ids.first(this.kept.ids);
    if (this.kept === null || ids === null) return null;
    const checkpoint = { since: this.kept.since, state: this.kept.state, ids };
    return reachesBack(checkpoint, this.sinceKept) ? null : checkpoint;
  }

  /** Whether an event came more than once, at different times or places: of those only one row counts. */
  get hasRepeats(): boolean {
    return this.instants.hasRepeats;
  }

  /** Dialogues, waits and touches that begin before this instant (ms UTC) have all been handed over. */
  get completeBefore(): number {
    if (!this.presence.isKnown) return 0;
    return Math.min(this.dialogues.latestStartedAt, this.starts.waitingSince, this.reachedAt);
  }

  push(event: StreamEvent): void {
    if (!this.rules.isCountedElsewhere(event)) this.instants.push(event);
  }

  /** Ends the stream and hands over what is still open. */
  finish(): void {
    this.instants.finish();
    this.starts.finish();
    this.dialogues.finish();
    this.subscriptions.finish();
    for (const row of this.statuses.rows()) this.sink.messageStatus(row);
    const identity = this.presence.row(this.touches.first);
    if (identity !== null) this.sink.identity(identity);
  }

  private instant(events: readonly StreamEvent[]): void {
    this.reachedAt = events[0]?.occurred_at ?? this.reachedAt;
    if (this.presence.isKnown && this.dialogues.beginsAnew(events)) this.keep();
    this.dialogues.beginInstant(events);
    for (const event of events) {
      this.ids.add(event);
      if (this.kept !== null) this.sinceKept.push(event);
      this.presence.see(event);
      if (this.heldTouches.length > 0 && this.presence.isKnown) this.releaseTouches();
      this.subscriptions.see(event);
      this.statuses.see(event);
      // The dialogue first: a contact's first message makes its direct touch before it counts as a message.
      this.dialogues.see(event);
      this.touches.see(event);
    }
    this.starts.settle({
      at: this.reachedAt,
      hasWritten: events.some(({ type }) => type === 'message_received'),
      subscribedTo: this.subscriptions.subscribedTo,
    });
    this.subscriptions.settle(this.touches.latest);
  }

  /** Keeps what is carried on into the instant in hand. */
  private keep(): void {
    const { dialogues, assignee, touches, starts, subscriptions, statuses, presence } = this;
    const { deliveredTo, readTo } = statuses.state;
    // A mark of the future covers what is yet to come, and when it came is not carried along.
    if (Math.max(deliveredTo, readTo) >= this.reachedAt) return;
    const waiting = starts.stateAt(this.reachedAt);
    if (waiting.length > MOST_STARTS) return;
    const state: CarriedState = {
      dialogues: dialogues.state,
      assignee: assignee.state,
      touches: touches.state,
      starts: waiting,
      subscriptions: subscriptions.state,
      statuses: statuses.state,
      presence: presence.state,
    };
    this.sinceKept = [];
    this.kept = { since: this.reachedAt, state, ids: this.ids.count };
  }

  private touched(row: TouchRow): void {
    if (this.presence.isKnown) this.sink.touch(row);
    else this.heldTouches.push(row);
  }

  private releaseTouches(): void {
    for (const row of this.heldTouches) this.sink.touch(row);
    this.heldTouches = [];
  }
}
