import { type Hours, METRICS } from '@parley/contracts';
import type { Fate } from './statuses.js';
import { type OracleInput, understand } from './understand.js';
import { isIncoming, isOutgoing, type PlainEvent } from './plain-event.js';
import { mean, quantile } from './quantile.js';
import type { OracleAccount } from './settings.js';
import { answersSeenFrom, statusSeenFrom } from './visibility.js';
import { clockStartedAt, stateOf } from './waits.js';
import { type AskedMoments, isAskedAt } from './wall-clock.js';

/** A period `[from, to)` and what the answer depends on; milliseconds UTC. */
export interface OverviewQuestion extends AskedMoments {
  now: number;
  repeat_after_seconds: number;
  unanswered_after_seconds: number;
  /** All hours unless stated. */
  unanswered_hours?: Hours;
}

const seconds = (ms: number): number => ms / 1000;
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/**
 * The numbers of the Overview, under the names of the glossary, of all accounts or of those with these numbers; null
 * where there is nothing to divide, and where no account can tell.
 */
export function overviewOf(
  input: OracleInput,
  question: OverviewQuestion,
  account_ids: readonly number[] = input.accounts.map((account) => account.account_id),
): Record<keyof Counted, number | null> {
  const asked = input.accounts.filter(({ account_id }) => account_ids.includes(account_id));
  const isTold = (what: keyof Fate & ('deliveredAt' | 'readAt')) =>
    asked.some(({ account_id }) => statusSeenFrom(input, account_id, what) < question.to);
  const canTell = {
    nothing: true,
    outgoing: asked.some(({ account_id }) => answersSeenFrom(input, account_id) < question.to),
    subscriptions: asked.some((account) => account.subscriptions),
    delivered: isTold('deliveredAt'),
    read: isTold('readAt'),
  };
  const counted = count(input, question, asked);
  const keys = Object.keys(counted) as (keyof Counted)[];
  return Object.fromEntries(
    keys.map((key) => [key, canTell[METRICS[key].needs] ? counted[key] : null]),
  ) as Record<keyof Counted, number | null>;
}

type Counted = ReturnType<typeof count>;

function count(input: OracleInput, question: OverviewQuestion, asked: readonly OracleAccount[]) {
  const ofAccounts = (could: (account: OracleAccount) => boolean) => (event: PlainEvent) =>
    asked.some((account) => account.account_id === event.account_id && could(account));
  const isAsked = ofAccounts(() => true);
  // What arrives although its account is said not to tell of it is left out: it is only a part.
  const showsOutgoing = ofAccounts((account) => account.outgoing !== 'never');
  const showsSubscriptions = ofAccounts((account) => account.subscriptions);
  const isIn = (time: number) => isAskedAt(question, time);
  const people = understand(input);

  const messages = people.flatMap(({ stream }) =>
    stream.filter((event) => isIn(event.occurred_at) && isAsked(event)),
  );
  const received = messages.filter(isIncoming);
  const sent = messages.filter((event) => isOutgoing(event) && showsOutgoing(event));
  const sentBy = (sender: string) => sent.filter((event) => event.sender === sender).length;
  const fates = people.flatMap(({ statuses }) => statuses);
  const toldOfReadingFrom = new Map(
    asked.map(({ account_id }) => [account_id, statusSeenFrom(input, account_id, 'readAt')]),
  );
  const became = (happened: (fate: Fate) => boolean) =>
    fates.filter((fate) => isIn(fate.message.occurred_at) && showsOutgoing(fate.message) && happened(fate))
      .length;
  const delivered = became((fate) => fate.deliveredAt > 0);
  const read = became((fate) => fate.readAt > 0);
  const ofReaders = became(
    ({ deliveredAt, message }) =>
      deliveredAt > 0 && toldOfReadingFrom.get(message.account_id)! <= message.occurred_at,
  );
  const contacts = people.filter(({ stream }) =>
    stream.some((event) => isIncoming(event) && isIn(event.occurred_at) && isAsked(event)),
  ).length;

  const dialogues = people.flatMap((person) => person.dialogues.filter(({ first }) => isAsked(first)));
  const durations = dialogues
    .filter((dialogue) => dialogue.firstIncoming >= 0 && isIn(dialogue.first.occurred_at))
    .map((dialogue) => seconds(dialogue.last.occurred_at - dialogue.first.occurred_at));

  const cameBack = people.filter(({ stream, dialogues: own }) =>
    own.some((dialogue) => {
      const since = stream[dialogue.firstIncoming]?.occurred_at;
      if (since === undefined || !dialogue.previous || !isIn(since) || !isAsked(dialogue.first)) return false;
      if (dialogue.starter !== 'contact' && dialogue.starter !== 'broadcast_reply') return false;
      return since - dialogue.previous.last.occurred_at > question.repeat_after_seconds * 1000;
    }),
  ).length;

  const waits = people.flatMap(({ stream, rules, dialogues: own }) =>
    own.flatMap((dialogue) => {
      const hasLater = own.some((other) => other.previous === dialogue);
      return dialogue.story.waits
        .filter((wait) => isIn(wait.waiting_since) && isAsked(stream[wait.position]!))
        .map((wait) => {
          const clock = clockStartedAt(stream, dialogue, wait, rules);
          return {
            isFirst: wait === dialogue.story.waits[0],
            starter: dialogue.starter,
            state: stateOf(stream, dialogue, wait, rules, hasLater, question),
            length: seconds(wait.answered_at - clock),
          };
        });
    }),
  );
  const inState = (...states: string[]) => waits.filter(({ state }) => states.includes(state)).length;
  const firstResponses = waits
    .filter(({ isFirst, state }) => isFirst && state === 'answered')
    .filter(({ starter }) => starter === 'contact' || starter === 'broadcast_reply')
    .map(({ length }) => length);

  const intervals = people
    .flatMap((person) => person.subscriptions)
    .filter(({ begin }) => showsSubscriptions(begin));
  return {
    messages_received: received.length,
    messages_sent: sent.length,
    messages_sent_by_agents: sentBy('agent'),
    messages_sent_by_bots: sentBy('bot'),
    messages_sent_auto: sentBy('auto'),
    messages_sent_in_broadcasts: sentBy('broadcast'),
    messages_sent_by_unknown: sentBy('unknown'),
    messages_delivered: delivered,
    messages_read: read,
    read_share: share(read, ofReaders),
    contacts,
    new_contacts: people.filter(({ identity }) => isIn(identity.acquiredAt) && isAsked(identity.first))
      .length,
    dialogues: durations.length,
    dialogue_duration_mean_seconds: mean(durations),
    dialogue_duration_median_seconds: quantile(durations, 0.5),
    repeat_contacts: cameBack,
    repeat_contact_rate: share(cameBack, contacts),
    first_responses: firstResponses.length,
    first_response_median_seconds: quantile(firstResponses, 0.5),
    first_response_p90_seconds: quantile(firstResponses, 0.9),
    waits_answered: inState('answered'),
    waits_unanswered: inState('unanswered', 'abandoned'),
    answered_share: share(inState('answered'), inState('answered', 'unanswered', 'abandoned')),
    contacts_subscribed: intervals.filter(({ begin }) => isIn(begin.occurred_at)).length,
    contacts_unsubscribed: intervals.filter(({ end }) => end !== undefined && isIn(end.occurred_at)).length,
    outgoing_covered_share: share(
      received.filter((event) => answersSeenFrom(input, event.account_id) <= event.occurred_at).length,
      received.length,
    ),
    subscriptions_covered_share: share(received.filter(showsSubscriptions).length, received.length),
  };
}
