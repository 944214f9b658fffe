import { LATEST_TIME_MS, type MirrorInput } from '@parley/contracts';
import { type CountedElsewhere } from '@parley/sql';
import { type Account } from './account.entity.js';

/** Whom to believe; the mirrored account itself is the `identity_account_id`. */
export type Belief = Pick<MirrorInput, 'believes' | 'since'>;

/** What of a mirror is in force: for an account and the one whose chats it shows too. */
type Mirrored = Pick<Account, 'account_id' | 'identity_account_id' | 'mirror' | 'removed_at'>;

const TYPES = { incoming: 'message_received', outgoing: 'message_sent' } as const;

/**
 * Which messages of which account count elsewhere, by account_id. Whoever is believed is believed until it is
 * disconnected. Of two mirrors that follow each other, the later one begins no earlier than the former ends.
 */
export function countedElsewhere(accounts: readonly Mirrored[]): Map<number, CountedElsewhere[]> {
  const spans = new Map<number, CountedElsewhere[]>();
  const bySequence = [...accounts].sort((a, b) => endOf(a) - endOf(b) || a.account_id - b.account_id);
  for (const mirror of bySequence) {
    const mirrored = accounts.find(({ account_id }) => account_id === mirror.identity_account_id);
    if (!mirrored || !mirror.mirror) continue;
    const since = mirror.mirror.since === null ? 0 : Date.parse(mirror.mirror.since);
    for (const direction of ['incoming', 'outgoing'] as const) {
      const isThis = mirror.mirror.believes[direction] === 'this';
      const [believed, other] = isThis ? [mirror, mirrored] : [mirrored, mirror];
      const type = TYPES[direction];
      const known = spans.get(other.account_id) ?? [];
      const ends = known.filter((span) => span.type === type).map((span) => span.until_ms);
      const from_ms = Math.max(since, ...ends);
      const until_ms = endOf(believed);
      if (from_ms >= until_ms) continue;
      spans.set(other.account_id, [...known, { type, account_id: believed.account_id, from_ms, until_ms }]);
    }
  }
  return spans;
}

const endOf = ({ removed_at }: Mirrored) => removed_at?.getTime() ?? LATEST_TIME_MS + 1;
