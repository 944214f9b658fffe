import type { TouchRow } from './rows.js';

/** How long a start may take to become a message or a subscription, the last millisecond included. */
const START_MAX_MS = 86_400_000;

const START_TYPES: ReadonlySet<string> = new Set(['conversation_started', 'referral_received']);

/** What happened in one instant that starts wait for. */
export interface Happened {
  at: number;
  hasWritten: boolean;
  /** Accounts that were subscribed to. */
  subscribedTo: readonly number[];
}

/** Touches of starts that may still be followed by something; they are told again under their old keys. */
export type StartsState = TouchRow[];

/**
 * Finds out of each start whether a message and a subscription followed within a day, and hands its touch on then.
 * A person (or a machine) may start thousands of times a day: each start is looked at a few times, however many wait.
 */
export class Starts {
  /** In the order of the stream, from `head` on; what is handed on already may stand among them. */
  private waiting: TouchRow[] = [];
  private head = 0;
  private readonly handedOn = new Set<TouchRow>();
  private unwritten: TouchRow[] = [];
  private readonly unsubscribed = new Map<number, TouchRow[]>();

  constructor(
    private readonly onTouch: (row: TouchRow) => void,
    before: StartsState = [],
  ) {
    for (const row of before) this.wait({ ...row });
  }

  /** What is carried over an instant. */
  stateAt(at: number): StartsState {
    return this.left()
      .filter((row) => at - row.occurred_at <= START_MAX_MS)
      .map((row) => ({ ...row }));
  }

  /** Of the earliest touch that is not handed on yet, milliseconds UTC; Infinity when there is none. */
  get waitingSince(): number {
    return this.waiting[this.head]?.occurred_at ?? Infinity;
  }

  /** A touch of the instant in hand; what is no start waits for nothing. */
  touched(row: TouchRow): void {
    if (START_TYPES.has(row.type)) this.wait(row);
    else this.onTouch(row);
  }

  /** Once all events of an instant are known. */
  settle({ at, hasWritten, subscribedTo }: Happened): void {
    while (at - this.waitingSince > START_MAX_MS) this.handOnFirst();
    this.forgetExpired(at);
    if (hasWritten) {
      for (const row of this.unwritten) this.tell(row, 'written_at', at);
      this.unwritten = [];
    }
    for (const account of subscribedTo) {
      for (const row of this.unsubscribed.get(account) ?? []) this.tell(row, 'subscribed_at', at);
      this.unsubscribed.delete(account);
    }
    while (this.handedOn.has(this.waiting[this.head] as TouchRow)) this.handOnFirst();
  }

  /** Ends the stream. */
  finish(): void {
    while (this.head < this.waiting.length) this.handOnFirst();
  }

  private wait(row: TouchRow): void {
    this.waiting.push(row);
    if (row.written_at === 0) this.unwritten.push(row);
    if (row.subscribed_at > 0) return;
    const others = this.unsubscribed.get(row.account_id);
    if (others) others.push(row);
    else this.unsubscribed.set(row.account_id, [row]);
  }

  private tell(row: TouchRow, what: 'written_at' | 'subscribed_at', at: number): void {
    // Too late for those that were handed on because their day was over.
    if (this.handedOn.has(row) || at - row.occurred_at > START_MAX_MS) return;
    row[what] = at;
    if (row.written_at === 0 || row.subscribed_at === 0) return;
    this.handedOn.add(row);
    this.onTouch(row);
  }

  private handOnFirst(): void {
    const row = this.waiting[this.head++] as TouchRow;
    if (!this.handedOn.delete(row)) this.onTouch(row);
    if (this.head < 1000 || this.head * 2 < this.waiting.length) return;
    this.waiting = this.waiting.slice(this.head);
    this.head = 0;
  }

  /** What was handed on because its day was over still stands in lists that nothing may ever clear. */
  private forgetExpired(at: number): void {
    const mostKept = 1000 + 2 * (this.waiting.length - this.head);
    const mayFollow = (row: TouchRow) => at - row.occurred_at <= START_MAX_MS;
    if (this.unwritten.length > mostKept) this.unwritten = this.unwritten.filter(mayFollow);
    for (const [account, rows] of this.unsubscribed)
      if (rows.length > mostKept) this.unsubscribed.set(account, rows.filter(mayFollow));
  }

  private left(): TouchRow[] {
    return this.waiting.slice(this.head).filter((row) => !this.handedOn.has(row));
  }
}
