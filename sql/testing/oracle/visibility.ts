import { countsIn, visibleFrom } from './settings.js';
import type { Fate } from './statuses.js';
import { type OracleInput, understand } from './understand.js';

/** The first moment at which the answers of an account, or of the one that counts instead, can be seen; ∞ = never. */
export function answersSeenFrom({ accounts, rows }: OracleInput, account_id: number): number {
  const beginnings = new Map(accounts.map((each) => [each.account_id, Math.max(0, visibleFrom(each, rows))]));
  const changes = accounts.flatMap(({ counted_elsewhere = [] }) =>
    counted_elsewhere.flatMap((span) => [span.from_ms, span.until_ms]),
  );
  return Math.min(
    Infinity,
    ...[...beginnings.values(), ...changes].filter((moment) => {
      const counting = countsIn(accounts, { account_id, occurred_at: moment }, 'message_sent');
      return moment >= beginnings.get(counting)!;
    }),
  );
}

/**
 * When the first message was sent of which an account, or the one that counts instead, told that it was delivered or
 * read; ∞ = of none.
 */
export function statusSeenFrom(
  input: OracleInput,
  account_id: number,
  what: 'deliveredAt' | 'readAt',
): number {
  const told = understand(input)
    .flatMap(({ statuses }): Fate[] => statuses)
    .filter((fate) => fate[what] > 0)
    .map(({ message }) => message)
    .filter((message) => {
      const { occurred_at } = message;
      const isHere =
        message.account_id === account_id ||
        countsIn(input.accounts, { account_id, occurred_at }, 'message_sent') === message.account_id;
      const itsAccount = input.accounts.find((account) => account.account_id === message.account_id)!;
      return isHere && itsAccount.outgoing !== 'never';
    });
  return Math.min(Infinity, ...told.map(({ occurred_at }) => occurred_at));
}
