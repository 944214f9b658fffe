import { EARLIEST_TIME_MS, type EventInput } from '@parley/contracts';

/** The file is not what it was said to be, or something must be told before it can be read. May be shown. */
export class WrongFileError extends Error {}

/** Something that was not taken, and why. */
export interface ImportProblem {
  /** From 1. */
  line: number;
  reason: string;
}

const NAMED = 20;
const DAY_MS = 24 * 3600 * 1000;

/** What a file holds, counted while it is read. */
export class ImportReport {
  received = 0;
  sent = 0;
  /** Events that are no messages. */
  other = 0;
  refused = 0;
  /** The first of what was refused. */
  readonly problems: ImportProblem[] = [];
  /** What holds nothing to count, by kind. */
  readonly skipped = new Map<string, number>();
  /** Outgoing messages by who wrote them. */
  readonly sentBy = new Map<string, { name: string; messages: number }>();
  /** Milliseconds UTC; undefined without events. */
  firstAt?: number;
  lastAt?: number;

  get events(): number {
    return this.received + this.sent + this.other;
  }

  skip(kind: string): void {
    this.skipped.set(kind, (this.skipped.get(kind) ?? 0) + 1);
  }

  refuse(line: number, reason: string): void {
    this.refused++;
    if (this.problems.length < NAMED) this.problems.push({ line, reason });
  }

  count(event: EventInput, at: number): void {
    this.firstAt = Math.min(this.firstAt ?? at, at);
    this.lastAt = Math.max(this.lastAt ?? at, at);
    if (event.type === 'message_received') this.received++;
    else if (event.type === 'message_sent') this.countSent(event);
    else this.other++;
  }

  private countSent({ agent, sender }: Extract<EventInput, { type: 'message_sent' }>): void {
    this.sent++;
    const id = agent?.id ?? sender ?? 'unknown';
    const by = this.sentBy.get(id) ?? { name: agent?.name ?? '', messages: 0 };
    by.messages++;
    this.sentBy.set(id, by);
  }
}

/** Why a time cannot be true, undefined when it can. `at` and `now` in milliseconds UTC. */
export function untimely(at: number, now: number): string | undefined {
  if (Number.isNaN(at)) return 'its time cannot be read';
  if (at < EARLIEST_TIME_MS) return 'its time lies before 2009, when there was no such messenger';
  if (at > now + DAY_MS) return 'its time lies more than a day ahead';
  return undefined;
}
