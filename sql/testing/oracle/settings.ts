import type { Channel, ClockStart, OutgoingVisibility, Schedule, SourceRule } from '@parley/contracts';
import { isOutgoing, type PlainEvent, standing } from './plain-event.js';

/** What an account decides. */
export interface OracleAccount {
  account_id: number;
  /** Where a report names accounts in which nothing happened. */
  channel?: Channel;
  outgoing: OutgoingVisibility;
  default_sender: 'bot' | 'agent';
  /** Whether subscribing and unsubscribing are told. */
  subscriptions: boolean;
  /** 0 = the definition's. */
  silence_gap_seconds: number;
  counted_elsewhere?: readonly OracleSpan[];
}

/** Messages that count in another account of the same chats; milliseconds, the end not included. */
export interface OracleSpan {
  type: 'message_received' | 'message_sent';
  account_id: number;
  from_ms: number;
  until_ms: number;
}

/** What a workspace decides. */
export interface OracleDefinition {
  definition_id: number;
  silence_gap_seconds: number;
  courtesy_hashes: readonly bigint[];
  /** How far apart messages of a burst may be. */
  settle_seconds: number;
  clock_starts: ClockStart;
  schedule: Schedule;
  /** By which rules refs are read; none when left out. */
  source_rules?: readonly SourceRule[];
}

/** What the rules ask about one identity: everything in milliseconds. */
export interface Rules {
  gap: number;
  /** Whether an incoming message opens a wait: whether the answer to it could be seen. */
  mayWait(event: PlainEvent): boolean;
  defaultSender(event: PlainEvent): 'bot' | 'agent';
  courtesy: ReadonlySet<bigint>;
  settle: number;
  clockStarts: ClockStart;
  schedule: Schedule;
  sourceRules: readonly SourceRule[];
}

/** From when on an account's outgoing messages are seen, milliseconds: −∞ always, ∞ never. */
export function visibleFrom(account: OracleAccount, workspace: readonly PlainEvent[]): number {
  const outgoing = standing(workspace).filter(
    (event) => event.account_id === account.account_id && isOutgoing(event),
  );
  const earliest = Math.min(Infinity, ...outgoing.map((event) => event.occurred_at));
  return { always: -Infinity, never: Infinity, auto: earliest }[account.outgoing];
}

/** In which account a message counts: its own, or the one that shows the same chats and is believed. */
export const countsIn = (
  accounts: readonly OracleAccount[],
  at: Pick<PlainEvent, 'account_id' | 'occurred_at'>,
  type: string,
): number =>
  accounts
    .filter(({ account_id }) => account_id === at.account_id)
    .flatMap(({ counted_elsewhere = [] }) => counted_elsewhere)
    .filter((span) => span.type === type && at.occurred_at >= span.from_ms && at.occurred_at < span.until_ms)
    .map((span) => span.account_id)[0] ?? at.account_id;

/**
 * The rules for one identity, whose first event came from `account`; `workspace` holds all rows of the workspace.
 * Accounts that show the same chats have the same silence gap.
 */
export function rulesOf(
  definition: OracleDefinition,
  account: OracleAccount,
  accounts: readonly OracleAccount[],
  workspace: readonly PlainEvent[],
): Rules {
  const named = (id: number) => accounts.find(({ account_id }) => account_id === id)!;
  const beginnings = new Map(accounts.map((each) => [each.account_id, visibleFrom(each, workspace)]));
  return {
    gap: 1000 * (account.silence_gap_seconds || definition.silence_gap_seconds),
    mayWait: (event) => event.occurred_at >= beginnings.get(countsIn(accounts, event, 'message_sent'))!,
    defaultSender: (event) => named(event.account_id).default_sender,
    courtesy: new Set(definition.courtesy_hashes),
    settle: 1000 * definition.settle_seconds,
    clockStarts: definition.clock_starts,
    schedule: definition.schedule,
    sourceRules: definition.source_rules ?? [],
  };
}

/** Who acts in an outgoing message: where the platform does not say, the account's default sender. */
export const actor = (event: PlainEvent, rules: Rules): string =>
  event.sender === 'unknown' ? rules.defaultSender(event) : event.sender;
