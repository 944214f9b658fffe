import type { METRICS } from '@parley/contracts';
import { overviewOf, type OverviewQuestion } from './overview.js';
import { type OracleInput, understand } from './understand.js';

type Numbers = Record<string, number | null>;

export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** What is known of nothing but these accounts. */
export function ofAccounts(input: OracleInput, account_ids: readonly number[]): OracleInput {
  return {
    ...input,
    accounts: input.accounts.filter(({ account_id }) => account_ids.includes(account_id)),
    rows: input.rows.filter(({ account_id }) => account_ids.includes(account_id)),
  };
}

/** The numbers of by-channel and by-account for one row: those of the Overview, were there no other accounts. */
export function placeOf(
  everything: OracleInput,
  question: OverviewQuestion,
  account_ids: readonly number[],
): Numbers {
  const input = ofAccounts(everything, account_ids);
  const isIn = (time: number) => time >= question.from && time < question.to;
  const people = understand(input);
  const overview: Numbers = overviewOf(input, question);
  return {
    ...Object.fromEntries(OF_THE_OVERVIEW.map((key) => [key, overview[key] ?? null])),
    touches: people.flatMap(({ touches }) => touches).filter(({ event }) => isIn(event.occurred_at)).length,
  };
}

const OF_THE_OVERVIEW = [
  'messages_received',
  'contacts',
  'new_contacts',
  'dialogues',
  'first_responses',
  'first_response_median_seconds',
  'first_response_p90_seconds',
  'waits_answered',
  'answered_share',
  'repeat_contact_rate',
  'contacts_subscribed',
  'outgoing_covered_share',
  'subscriptions_covered_share',
] as const satisfies readonly (keyof typeof METRICS)[];
