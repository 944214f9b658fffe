import { Dialogues } from './dialogues.js';
import { MessageStatuses } from './message-statuses.js';
import { Presence } from './presence.js';
import type { RowSink, TouchRow } from './rows.js';
import { Rules, type IdentitySettings } from './settings.js';
import { Instants } from './stream-order.js';
import type { StreamEvent } from './stream-event.js';
import { Subscriptions } from './subscriptions.js';
import { Touches } from './touches.js';

/**
 * Derives one identity event by event, in memory that grows with its messages and event ids only. Events must come
 * in the order of `compareEvents`; repeated ones are dropped. Rows go to the sink as soon as they are final.
 */
export class IdentityFold {
  private readonly rules: Rules;
  private readonly instants = new Instants((events) => this.instant(events));
  private readonly touches: Touches;
  private readonly dialogues: Dialogues;
  private readonly subscriptions: Subscriptions;
  private readonly statuses = new MessageStatuses();
  private readonly presence = new Presence();
  private reachedAt = 0;
  /** Touches of somebody who may turn out to be nobody but a visitor. */
  private heldTouches: TouchRow[] = [];

  constructor(
    settings: IdentitySettings,
    private readonly sink: RowSink,
  ) {
    this.touches = new Touches((row) => this.touched(row));
    this.rules = new Rules(settings);
    this.dialogues = new Dialogues(this.rules, this.touches, sink);
    this.subscriptions = new Subscriptions((row) => sink.subscription(row));
  }

  /** Dialogues, waits and touches that begin before this instant (ms UTC) have all been handed over. */
  get completeBefore(): number {
    if (!this.presence.isKnown) return 0;
    return Math.min(this.dialogues.latestStartedAt, this.reachedAt);
  }

  push(event: StreamEvent): void {
    if (!this.rules.isCountedElsewhere(event)) this.instants.push(event);
  }

  /** Ends the stream and hands over what is still open. */
  finish(): void {
    this.instants.finish();
    this.dialogues.finish();
    this.subscriptions.finish();
    for (const row of this.statuses.rows()) this.sink.messageStatus(row);
    const identity = this.presence.row(this.touches.first);
    if (identity !== null) this.sink.identity(identity);
  }

  private instant(events: readonly StreamEvent[]): void {
    this.reachedAt = events[0]?.occurred_at ?? this.reachedAt;
    this.dialogues.beginInstant(events);
    for (const event of events) {
      this.presence.see(event);
      if (this.heldTouches.length > 0 && this.presence.isKnown) this.releaseTouches();
      this.subscriptions.see(event);
      this.statuses.see(event);
      // The dialogue first: a contact's first message makes its direct touch before it counts as a message.
      this.dialogues.see(event);
      this.touches.see(event);
    }
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
