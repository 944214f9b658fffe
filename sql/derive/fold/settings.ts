import type { ClockStart, OutgoingVisibility, SourceReader } from '@parley/contracts';
import type { Calendars } from '../../calendars/calendars.js';
import type { KnownSourceRules } from '../../sources/source-rules.js';
import type { StreamEvent } from './stream-event.js';

/** Messages of one type that count in another account of the same chats, in [fromMs, untilMs), milliseconds UTC. */
export interface CountedElsewhere {
  type: string;
  accountId: number;
  fromMs: number;
  untilMs: number;
}

/** What derivation must know of an account. */
export interface AccountSettings {
  /** Whether the account's own messages reach us; `auto` = from `firstOutgoingAt` on. */
  outgoing: OutgoingVisibility;
  /** The account's earliest message_sent over all identities, milliseconds UTC; Infinity when there is none. */
  firstOutgoingAt: number;
  /** Whom an outgoing message of unknown sender counts as, for waits and starters. */
  defaultSender: 'bot' | 'agent';
  /** The account's own silence gap in milliseconds; 0 = the definition's. */
  silenceGapMs: number;
  countedElsewhere: readonly CountedElsewhere[];
}

/** What belongs to the account until its owner says otherwise. */
export const DEFAULT_ACCOUNT: AccountSettings = {
  outgoing: 'auto',
  firstOutgoingAt: Infinity,
  defaultSender: 'bot',
  silenceGapMs: 0,
  countedElsewhere: [],
};

/** One definition, and the accounts that one identity's events may come from. */
export interface IdentitySettings {
  /** G of the definition: silence longer than this (milliseconds) ends a dialogue. */
  silenceGapMs: number;
  /** The keyed hashes of the closing courtesies, as decimal strings. */
  courtesyHashes: ReadonlySet<string>;
  /** How far apart (milliseconds) messages of a burst may be. */
  settleMs: number;
  /** With which message of a burst the clock of a wait starts. */
  clockStarts: ClockStart;
  /** By whose hours business time counts. */
  calendars: Calendars;
  /** By which rules refs are read. */
  sources: KnownSourceRules;
  /** By account_id; an account that is not there has {@link DEFAULT_ACCOUNT}. */
  accounts: ReadonlyMap<number, AccountSettings>;
}

/** {@link IdentitySettings} as the fold asks for them. */
export class Rules {
  private longest: number | undefined;

  constructor(private readonly settings: IdentitySettings) {}

  /** G of an account, milliseconds. */
  gapMs(accountId: number): number {
    return this.account(accountId).silenceGapMs || this.settings.silenceGapMs;
  }

  /** The longest that any account has, milliseconds. */
  get longestGapMs(): number {
    this.longest ??= [...this.settings.accounts.values()].reduce(
      (longest, { silenceGapMs }) => Math.max(longest, silenceGapMs),
      this.settings.silenceGapMs,
    );
    return this.longest;
  }

  /** Whether the account's answers can be seen at `at`: only then does silence mean that nobody answered. */
  seesOutgoing(accountId: number, at: number): boolean {
    const answering = elsewhere(this.account(accountId), 'message_sent', at)?.accountId ?? accountId;
    const { outgoing, firstOutgoingAt } = this.account(answering);
    return outgoing === 'always' || (outgoing === 'auto' && at >= firstOutgoingAt);
  }

  /** Who an outgoing message counts as: its sender, or the account's default where that is unknown. */
  actingSender(accountId: number, sender: string): string {
    return sender === 'unknown' ? this.account(accountId).defaultSender : sender;
  }

  /** See {@link IdentitySettings.settleMs}. */
  get settleMs(): number {
    return this.settings.settleMs;
  }

  get clockStarts(): ClockStart {
    return this.settings.clockStarts;
  }

  get sources(): SourceReader {
    return this.settings.sources.reader;
  }

  get calendars(): Calendars {
    return this.settings.calendars;
  }

  /** Whether this is a message that counts in another account of the same chats: then it is as if it had not been. */
  isCountedElsewhere({ type, account_id, occurred_at }: StreamEvent): boolean {
    return elsewhere(this.account(account_id), type, occurred_at) !== undefined;
  }

  isCourtesy(textHash: string): boolean {
    return this.settings.courtesyHashes.has(textHash);
  }

  private account(accountId: number): AccountSettings {
    return this.settings.accounts.get(accountId) ?? DEFAULT_ACCOUNT;
  }
}

const elsewhere = ({ countedElsewhere }: AccountSettings, type: string, at: number) =>
  countedElsewhere.find((span) => span.type === type && span.fromMs <= at && at < span.untilMs);
