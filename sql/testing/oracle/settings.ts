import type { OutgoingVisibility } from '@parley/contracts';
import { isOutgoing, type PlainEvent, standing } from './plain-event.js';

/** What an account decides. */
export interface OracleAccount {
  account_id: number;
  outgoing: OutgoingVisibility;
  default_sender: 'bot' | 'agent';
  /** Whether subscribing and unsubscribing are told. */
  subscriptions: boolean;
  /** 0 = the definition's. */
  silence_gap_seconds: number;
}

/** What a workspace decides. */
export interface OracleDefinition {
  definition_id: number;
  silence_gap_seconds: number;
  courtesy_hashes: readonly bigint[];
  /** 0 = a wait's clock starts with its first message. */
  settle_seconds: number;
}

/** What the rules ask about one identity: everything in milliseconds. */
export interface Rules {
  gap: number;
  /** Incoming messages open waits from here on: −∞ always, ∞ never. */
  visibleFrom: number;
  defaultSender: 'bot' | 'agent';
  courtesy: ReadonlySet<bigint>;
  settle: number;
}

/** From when on an account's outgoing messages are seen, milliseconds: −∞ always, ∞ never. */
export function visibleFrom(account: OracleAccount, workspace: readonly PlainEvent[]): number {
  const outgoing = standing(workspace).filter(
    (event) => event.account_id === account.account_id && isOutgoing(event),
  );
  const earliest = Math.min(Infinity, ...outgoing.map((event) => event.occurred_at));
  return { always: -Infinity, never: Infinity, auto: earliest }[account.outgoing];
}

/** The rules for the identities of one account; `workspace` holds all rows of the workspace. */
export function rulesOf(
  definition: OracleDefinition,
  account: OracleAccount,
  workspace: readonly PlainEvent[],
): Rules {
  return {
    gap: 1000 * (account.silence_gap_seconds || definition.silence_gap_seconds),
    visibleFrom: visibleFrom(account, workspace),
    defaultSender: account.default_sender,
    courtesy: new Set(definition.courtesy_hashes),
    settle: 1000 * definition.settle_seconds,
  };
}

/** Who acts in an outgoing message: where the platform does not say, the account's default sender. */
export const actor = (event: PlainEvent, rules: Rules): string =>
  event.sender === 'unknown' ? rules.defaultSender : event.sender;
