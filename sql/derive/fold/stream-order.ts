import { compareDecimals, type StreamEvent } from './stream-event.js';

/** The order of a stream: (occurred_at, sequence, event_id), all as numbers. */
export function compareEvents(a: StreamEvent, b: StreamEvent): number {
  return (
    a.occurred_at - b.occurred_at ||
    compareDecimals(a.sequence, b.sequence) ||
    compareDecimals(a.event_id, b.event_id)
  );
}

/**
 * Cuts one identity's events, which must come in the order of {@link compareEvents}, into its instants (the events
 * of one millisecond) and leaves one row per event_id: the earliest; of several at one instant that of the highest
 * version.
 */
export class Instants {
  /** Whether rows were left out: an event was there more than once, at different times or places. */
  hasRepeats = false;
  private instant: StreamEvent[] = [];
  private readonly seen = new Set<string>();

  constructor(private readonly onInstant: (events: readonly StreamEvent[]) => void) {}

  push(event: StreamEvent): void {
    const first = this.instant[0];
    if (first !== undefined && first.occurred_at !== event.occurred_at) this.flush();
    if (this.seen.has(event.event_id)) this.hasRepeats = true;
    else this.instant.push(event);
  }

  /** Ends the stream. */
  finish(): void {
    this.flush();
  }

  private flush(): void {
    if (this.instant.length === 0) return;
    const events = this.instant.length === 1 ? this.instant : highestVersions(this.instant);
    if (events.length < this.instant.length) this.hasRepeats = true;
    for (const event of events) this.seen.add(event.event_id);
    this.instant = [];
    this.onInstant(events);
  }
}

function highestVersions(events: StreamEvent[]): StreamEvent[] {
  const best = new Map<string, StreamEvent>();
  for (const event of events) {
    const other = best.get(event.event_id);
    if (other === undefined || compareDecimals(event.version, other.version) > 0)
      best.set(event.event_id, event);
  }
  if (best.size === events.length) return events;
  // Deleting what was taken: the very same event may have been given twice.
  return events.filter((event) => best.get(event.event_id) === event && best.delete(event.event_id));
}
