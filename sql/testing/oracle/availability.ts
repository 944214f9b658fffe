import type { OverviewQuestion } from './overview.js';
import { isIncoming } from './plain-event.js';
import { type OracleInput, understand } from './understand.js';
import { answersSeenFrom, statusSeenFrom } from './visibility.js';

/** What the accounts of a workspace could tell of the incoming messages of a period. */
export function availabilityOf(input: OracleInput, question: OverviewQuestion) {
  const { accounts } = input;
  const received = understand(input)
    .flatMap(({ stream }) => stream.filter(isIncoming))
    .filter(({ occurred_at }) => occurred_at >= question.from && occurred_at < question.to);
  const coverage = (seenFrom: (account_id: number) => number) => {
    const since = new Map(accounts.map(({ account_id }) => [account_id, seenFrom(account_id)]));
    const able = [...since.values()].filter((moment) => moment < question.to).length;
    const covered = received.filter((event) => since.get(event.account_id)! <= event.occurred_at).length;
    return {
      accounts: able,
      covered_share: received.length > 0 ? covered / received.length : able / accounts.length,
    };
  };
  const subscribes = (id: number) => accounts.find(({ account_id }) => account_id === id)!.subscriptions;
  return {
    accounts: accounts.length,
    outgoing: coverage((id) => answersSeenFrom(input, id)),
    subscriptions: coverage((id) => (subscribes(id) ? -Infinity : Infinity)),
    delivered: coverage((id) => statusSeenFrom(input, id, 'deliveredAt')),
    read: coverage((id) => statusSeenFrom(input, id, 'readAt')),
  };
}
