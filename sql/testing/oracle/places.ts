import { isAskedAt } from './wall-clock.js';
import type { METRICS } from '@parley/contracts';
import { overviewOf, type OverviewQuestion } from './overview.js';
import { type OracleInput, understand } from './understand.js';

type Numbers = Record<string, number | null>;

export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** The numbers of by-channel and by-account for one row: those of the Overview of these accounts, and their touches. */
export function placeOf(
  input: OracleInput,
  question: OverviewQuestion,
  account_ids: readonly number[],
): Numbers {
  const overview: Numbers = overviewOf(input, question, account_ids);
  return {
    ...Object.fromEntries(OF_THE_OVERVIEW.map((key) => [key, overview[key] ?? null])),
    touches: understand(input)
      .flatMap(({ touches }) => touches)
      .filter(({ event }) => account_ids.includes(event.account_id))
      .filter(({ event }) => isAskedAt(question, event.occurred_at)).length,
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
