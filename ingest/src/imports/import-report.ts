import { hash } from 'node:crypto';
import {
  EARLIEST_TIME_MS,
  IMPORT_LIMITS,
  type EventInput,
  type ImportFailureCode,
  type ImportProblemCode,
  type ImportQuestion,
  type ImportWriter,
} from '@parley/contracts';
import type { z } from 'zod';

/** The file is not what it was said to be. The message may be shown; `code` is for those who read another language. */
export class WrongFileError extends Error {
  constructor(
    message: string,
    readonly code: ImportFailureCode,
    /** From 1. */
    readonly line?: number,
    readonly path = '',
  ) {
    super(message);
  }
}

/** Something must be told before the file can be read. The message says what first; it may be shown. */
export class UnansweredError extends Error {
  constructor(
    message: string,
    readonly questions: ImportQuestion[],
    /** Who wrote in the file, where that is what is asked. */
    readonly writers: ImportWriter[] = [],
  ) {
    super(message);
  }
}

/** Why something was not taken. */
export interface Refusal {
  code: ImportProblemCode;
  /** In English, for the command line. */
  reason: string;
  path?: string;
  /** What stands there. */
  value?: string;
}

export interface ImportProblem extends Refusal {
  /** From 1; undefined where it is not known. */
  line?: number;
}
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
  /** Hashes of the people: 48 bits each tell 200 000 apart. */
  readonly contacts = new Set<number>();
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

  refuse(line: number | undefined, refusal: Refusal): void {
    this.refused++;
    if (this.problems.length < IMPORT_LIMITS.named)
      this.problems.push({ ...(line === undefined ? {} : { line }), ...refusal });
  }

  count(event: EventInput, at: number): void {
    const contact = 'contact' in event ? event.contact?.id : undefined;
    if (contact !== undefined && this.contacts.size < IMPORT_LIMITS.contacts)
      this.contacts.add(hash('sha256', contact, 'buffer').readUIntBE(0, 6));
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
export function untimely(at: number, now: number): Refusal | undefined {
  const path = 'occurred_at';
  if (Number.isNaN(at)) return { code: 'unreadable_time', reason: 'its time cannot be read', path };
  const value = new Date(at).toISOString();
  if (at < EARLIEST_TIME_MS)
    return {
      code: 'too_old',
      reason: 'its time lies before 2009, when there was no such messenger',
      path,
      value,
    };
  if (at > now + DAY_MS)
    return { code: 'in_the_future', reason: 'its time lies more than a day ahead', path, value };
  return undefined;
}

/** What is wrong with a value that should be an event, from the first complaint of its schema. */
export function refusalOf(error: z.core.$ZodError): Refusal {
  const [issue] = error.issues;
  const path = issue?.path.join('.') ?? '';
  const reason = `${path || 'the event'}: ${issue?.message ?? 'is not valid'}`;
  if (issue?.code === 'invalid_union' && path === 'type') return { code: 'unknown_type', reason, path };
  if (path.endsWith('occurred_at')) return { code: 'unreadable_time', reason, path };
  const isMissing = issue?.code === 'invalid_type' && issue.input === undefined;
  return { code: isMissing ? 'missing_field' : 'invalid_field', reason, path };
}
