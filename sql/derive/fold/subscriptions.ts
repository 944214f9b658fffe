import { SUBSCRIPTION_BEGINS_WITH, channel as channels } from '@parley/contracts';
import { NOT_BY_ANY, type SubscriptionRow } from './rows.js';
import { NONE, type StreamEvent } from './stream-event.js';
import { putTouch, type TouchInForce } from './touches.js';

/** By account_id. */
export type SubscriptionsState = [accountId: number, state: AccountState][];

interface AccountState {
  open: SubscriptionRow | null;
  hasBegun: boolean;
  hasReceived: boolean;
  lastSentId: string;
}

const NOTHING: AccountState = { open: null, hasBegun: false, hasReceived: false, lastSentId: NONE };

/** The intervals in which one identity was subscribed, for each account it was seen in. */
export class Subscriptions {
  private readonly accounts = new Map<number, AccountSubscription>();
  /** Of the instant in hand. */
  private begun: SubscriptionRow[] = [];
  private ended: SubscriptionRow[] = [];

  constructor(
    private readonly onInterval: (row: SubscriptionRow) => void,
    before: SubscriptionsState = [],
  ) {
    for (const [accountId, state] of before) this.accounts.set(accountId, this.account(state));
  }

  /** Accounts that were subscribed to in the instant in hand. */
  get subscribedTo(): number[] {
    return this.begun.map(({ account_id }) => account_id);
  }

  get state(): SubscriptionsState {
    return [...this.accounts].map(([accountId, account]) => [accountId, account.state]);
  }

  see(event: StreamEvent): void {
    let account = this.accounts.get(event.account_id);
    if (account === undefined) {
      account = this.account(NOTHING);
      this.accounts.set(event.account_id, account);
    }
    account.see(event);
  }

  /** Once all events of an instant are known, and the touch in force after them. */
  settle(touch: TouchInForce | null): void {
    if (this.begun.length + this.ended.length === 0) return;
    for (const row of this.begun) putTouch(row, touch);
    for (const row of this.ended) this.onInterval(row);
    this.begun = [];
    this.ended = [];
  }

  finish(): void {
    for (const account of this.accounts.values()) account.finish(this.onInterval);
  }

  private account(state: AccountState): AccountSubscription {
    return new AccountSubscription(
      (row) => this.begun.push(row),
      (row) => this.ended.push(row),
      state,
    );
  }
}

class AccountSubscription {
  private open: SubscriptionRow | null;
  private hasBegun: boolean;
  private hasReceived: boolean;
  private lastSentId: string;

  constructor(
    private readonly onBegin: (row: SubscriptionRow) => void,
    private readonly onEnd: (row: SubscriptionRow) => void,
    { open, hasBegun, hasReceived, lastSentId }: AccountState,
  ) {
    this.open = open && { ...open };
    this.hasBegun = hasBegun;
    this.hasReceived = hasReceived;
    this.lastSentId = lastSentId;
  }

  get state(): AccountState {
    const { open, hasBegun, hasReceived, lastSentId } = this;
    return { open: open && { ...open }, hasBegun, hasReceived, lastSentId };
  }

  see(event: StreamEvent): void {
    if (this.open === null) {
      if (this.begins(event)) this.begin(event);
    } else if (ends(event)) this.end(this.open, event);
    if (event.type === 'message_received') this.hasReceived = true;
    else if (event.type === 'message_sent') this.lastSentId = event.event_id;
  }

  finish(onInterval: (row: SubscriptionRow) => void): void {
    if (this.open !== null) onInterval(this.open);
  }

  private begins(event: StreamEvent): boolean {
    switch (event.type) {
      case 'subscribed':
        return true;
      case 'unblocked':
      case 'conversation_started':
        return beginsWith(event.channel) === 'start';
      case 'message_received':
        return !this.hasReceived && !this.hasBegun && beginsWith(event.channel) === 'first_message';
      default:
        return false;
    }
  }

  private begin(event: StreamEvent): void {
    this.hasBegun = true;
    this.open = {
      account_id: event.account_id,
      subscribed_at: event.occurred_at,
      first_event_id: event.event_id,
      unsubscribed_at: 0,
      reason: '',
      channel: event.channel,
      last_message_event_id: NONE,
      touch_event_id: NONE,
      ...NOT_BY_ANY,
    };
    this.onBegin(this.open);
  }

  private end(row: SubscriptionRow, event: StreamEvent): void {
    row.unsubscribed_at = event.occurred_at;
    row.reason = event.type === 'message_failed' ? 'blocked' : event.type;
    row.last_message_event_id = this.lastSentId;
    this.open = null;
    this.onEnd(row);
  }
}

const ends = (event: StreamEvent) =>
  event.type === 'unsubscribed' ||
  event.type === 'blocked' ||
  (event.type === 'message_failed' && event.reason === 'blocked');

function beginsWith(name: string) {
  const known = channels.safeParse(name);
  return known.success ? SUBSCRIPTION_BEGINS_WITH[known.data] : 'explicit';
}
