const GENERATION = 50_000;

/**
 * The ids of the events that this process took last, at least 50 000 and at most 100 000 of them: enough to see that a
 * platform sent something again. It can not see what came to another ingest process, before the last start, or longer
 * ago than that many events; it never takes a new event for a duplicate, because the ids are the events' own.
 */
export class RecentEvents {
  private young = new Set<string>();
  private old = new Set<string>();

  /** Whether it was taken before; remembers it. */
  seen(eventId: string): boolean {
    if (this.young.has(eventId)) return true;
    const isKnown = this.old.has(eventId);
    this.young.add(eventId);
    if (this.young.size >= GENERATION) {
      this.old = this.young;
      this.young = new Set();
    }
    return isKnown;
  }
}
