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

/** Finds out of each start whether a message and a subscription followed within a day, and hands its touch on then. */
export class Starts {
  private waiting: TouchRow[];

  constructor(
    private readonly onTouch: (row: TouchRow) => void,
    before: StartsState = [],
  ) {
    this.waiting = before.map((row) => ({ ...row }));
  }

  /** What is carried over an instant. */
  stateAt(at: number): StartsState {
    return this.waiting.filter((row) => at - row.occurred_at <= START_MAX_MS).map((row) => ({ ...row }));
  }

  /** Of the earliest touch that is not handed on yet, milliseconds UTC; Infinity when there is none. */
  get waitingSince(): number {
    return this.waiting[0]?.occurred_at ?? Infinity;
  }

  /** A touch of the instant in hand; what is no start waits for nothing. */
  touched(row: TouchRow): void {
    if (START_TYPES.has(row.type)) this.waiting.push(row);
    else this.onTouch(row);
  }

  /** Once all events of an instant are known. */
  settle({ at, hasWritten, subscribedTo }: Happened): void {
    if (this.waiting.length === 0) return;
    this.release((row) => at - row.occurred_at > START_MAX_MS);
    for (const row of this.waiting) {
      if (hasWritten) row.written_at ||= at;
      if (subscribedTo.includes(row.account_id)) row.subscribed_at ||= at;
    }
    this.release((row) => row.written_at > 0 && row.subscribed_at > 0);
  }

  /** Ends the stream. */
  finish(): void {
    this.release(() => true);
  }

  private release(isReady: (row: TouchRow) => boolean): void {
    const ready = this.waiting.filter(isReady);
    if (ready.length === 0) return;
    this.waiting = this.waiting.filter((row) => !isReady(row));
    for (const row of ready) this.onTouch(row);
  }
}
