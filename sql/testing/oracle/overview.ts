import { METRICS } from '@parley/contracts';
import type { Fate } from './statuses.js';
import { type OracleInput, understand } from './understand.js';
import { isIncoming, isOutgoing, type PlainEvent } from './plain-event.js';
import { mean, quantile } from './quantile.js';
import { countsIn, type OracleAccount, visibleFrom } from './settings.js';
import { clockStartedAt, waitState } from './waits.js';

/** A period `[from, to)` and what the answer depends on; milliseconds UTC. */
export interface OverviewQuestion {
  from: number;
  to: number;
  now: number;
  repeat_after_seconds: number;
  unanswered_after_seconds: number;
}

const seconds = (ms: number): number => ms / 1000;
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/**
 * The numbers of the Overview, under the names of the glossary; null where there is nothing to divide, and where no
 * account can tell.
 */
export function overviewOf(
  input: OracleInput,
  question: OverviewQuestion,
): Record<keyof Counted, number | null> {
  const canTell = {
    nothing: true,
    outgoing: input.accounts.some(({ account_id }) => answersSeenFrom(input, account_id) < question.to),
    subscriptions: input.accounts.some((account) => account.subscriptions),
    ...deliveryTold(input, question),
  };
  const counted = count(input, question);
  const keys = Object.keys(counted) as (keyof Counted)[];
  return Object.fromEntries(
    keys.map((key) => [key, canTell[METRICS[key].needs] ? counted[key] : null]),
  ) as Record<keyof Counted, number | null>;
}

/** Delivery and reading are told of once there is a message, sent before the end of the period, of which they were. */
function deliveryTold(input: OracleInput, { to }: OverviewQuestion) {
  const fates = understand(input)
    .flatMap(({ statuses }) => statuses)
    .filter(({ message }) => message.occurred_at < to)
    .filter(({ message }) =>
      input.accounts.some((own) => own.account_id === message.account_id && own.outgoing !== 'never'),
    );
  return {
    delivered: fates.some(({ deliveredAt }) => deliveredAt > 0),
    read: fates.some(({ readAt }) => readAt > 0),
  };
}
type Counted = ReturnType<typeof count>;

/** The first moment at which the answers of an account, or of the one that counts instead, can be seen; ∞ = never. */
function answersSeenFrom({ accounts, rows }: OracleInput, account_id: number): number {
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

function count(input: OracleInput, question: OverviewQuestion) {
  const ofAccounts = (could: (account: OracleAccount) => boolean) => (event: PlainEvent) =>
    input.accounts.some((account) => account.account_id === event.account_id && could(account));
  // What arrives although its account is said not to tell of it is left out: it is only a part.
  const showsOutgoing = ofAccounts((account) => account.outgoing !== 'never');
  const showsSubscriptions = ofAccounts((account) => account.subscriptions);
  const isIn = (time: number) => time >= question.from && time < question.to;
  const people = understand(input);

  const messages = people.flatMap(({ stream }) => stream.filter((event) => isIn(event.occurred_at)));
  const received = messages.filter(isIncoming);
  const sent = messages.filter((event) => isOutgoing(event) && showsOutgoing(event));
  const sentBy = (sender: string) => sent.filter((event) => event.sender === sender).length;
  const fates = people.flatMap(({ statuses }) => statuses);
  const became = (happened: (fate: Fate) => boolean) =>
    fates.filter((fate) => isIn(fate.message.occurred_at) && showsOutgoing(fate.message) && happened(fate))
      .length;
  const delivered = became((fate) => fate.deliveredAt > 0);
  const read = became((fate) => fate.readAt > 0);
  const contacts = people.filter(({ stream }) =>
    stream.some((event) => isIncoming(event) && isIn(event.occurred_at)),
  ).length;

  const dialogues = people.flatMap((person) => person.dialogues);
  const durations = dialogues
    .filter((dialogue) => dialogue.firstIncoming >= 0 && isIn(dialogue.first.occurred_at))
    .map((dialogue) => seconds(dialogue.last.occurred_at - dialogue.first.occurred_at));

  const cameBack = people.filter(({ stream, dialogues: own }) =>
    own.some((dialogue) => {
      const since = stream[dialogue.firstIncoming]?.occurred_at;
      if (since === undefined || !dialogue.previous || !isIn(since)) return false;
      if (dialogue.starter !== 'contact' && dialogue.starter !== 'broadcast_reply') return false;
      return since - dialogue.previous.last.occurred_at > question.repeat_after_seconds * 1000;
    }),
  ).length;

  const waits = people.flatMap(({ stream, rules, dialogues: own }) =>
    own.flatMap((dialogue) => {
      const hasLater = own.some((other) => other.previous === dialogue);
      return dialogue.story.waits
        .filter((wait) => isIn(wait.waiting_since))
        .map((wait) => {
          const clock = clockStartedAt(stream, dialogue, wait, rules);
          const unansweredAfter = question.unanswered_after_seconds * 1000;
          return {
            isFirst: wait === dialogue.story.waits[0],
            starter: dialogue.starter,
            state: waitState(wait, clock, hasLater, question.now, unansweredAfter),
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
    read_share: share(read, delivered),
    contacts,
    new_contacts: people.filter(({ identity }) => isIn(identity.acquiredAt)).length,
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
