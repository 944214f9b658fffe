import type { WaitGroup } from '@parley/contracts';
import { share } from './places.js';
import { mean, quantile } from './quantile.js';
import {
  type ServiceDialogue,
  serviceDialogues,
  type ServiceQuestion,
  type ServiceWait,
  serviceWaits,
} from './service-waits.js';
import type { OracleInput } from './understand.js';
import { answersSeenFrom } from './visibility.js';

type Numbers = Record<string, number | string | boolean | null>;
const LONGEST_IN_MEAN = 30 * 86_400;

/** The waits of the question: of its period, and past its filters. */
export const askedWaits = (input: OracleInput, question: ServiceQuestion): ServiceWait[] =>
  serviceWaits(input, question).filter(
    (wait) => wait.at >= question.from && wait.at < question.to && question.passes(wait),
  );

/** The dialogues that began in the period. */
export const askedDialogues = (input: OracleInput, question: ServiceQuestion): ServiceDialogue[] =>
  serviceDialogues(input, question.time_zone).filter(
    ({ started_at }) => started_at >= question.from && started_at < question.to,
  );

/** Of the incoming messages of these dialogues, the share whose answers could be seen when they began. */
export const coveredShare = (input: OracleInput, dialogues: readonly ServiceDialogue[]): number | null => {
  const received = (of: readonly ServiceDialogue[]) => of.reduce((sum, one) => sum + one.received, 0);
  const seen = dialogues.filter((one) => answersSeenFrom(input, one.account_id) <= one.started_at);
  return share(received(seen), received(dialogues));
};

const lengthsOf = (waits: readonly ServiceWait[]) =>
  waits.flatMap(({ length }) => (length === null ? [] : [length]));
const inState = (waits: readonly ServiceWait[], ...states: string[]) =>
  waits.filter(({ state }) => states.includes(state)).length;

/** What response-time says of some waits; null where no account tells of answers. */
export function responseNumbers(waits: readonly ServiceWait[], isSeen: boolean): Numbers {
  const lengths = lengthsOf(waits);
  const answered = inState(waits, 'answered');
  const unanswered = inState(waits, 'unanswered', 'abandoned');
  const withTarget = waits.filter(({ target }) => target !== null).length;
  const within = waits.filter(({ target }) => target === 'met').length;
  const known = (value: number | null) => (isSeen ? value : null);
  return {
    waits_answered: known(answered),
    response_mean_seconds: mean(lengths.filter((length) => length <= LONGEST_IN_MEAN)),
    response_median_seconds: quantile(lengths, 0.5),
    response_p75_seconds: quantile(lengths, 0.75),
    response_p90_seconds: quantile(lengths, 0.9),
    response_p95_seconds: quantile(lengths, 0.95),
    response_min_seconds: quantile(lengths, 0),
    response_max_seconds: quantile(lengths, 1),
    waits_over_30_days: known(lengths.filter((length) => length > LONGEST_IN_MEAN).length),
    waits_unanswered: known(unanswered),
    answered_share: known(share(answered, answered + unanswered)),
    waits_with_target: known(withTarget),
    waits_within_target: known(within),
    target_share: known(share(within, withTarget)),
    waits_without_calendar: known(answered - lengths.length),
    waits_answered_off_hours: known(waits.filter(({ isOffHours }) => isOffHours).length),
  };
}

const KEYS: Record<WaitGroup, (one: ServiceWait | ServiceDialogue) => Numbers> = {
  agent: (one) => ({ agent_id: 'agent' in one && one.agent !== '0' ? one.agent : null }),
  team: (one) => ({ team_id: 'team_id' in one && one.team_id > 0 ? String(one.team_id) : null }),
  channel: ({ channel }) => ({ channel }),
  account: ({ account_id }) => ({ account_id: String(account_id) }),
  source: ({ arrival, ref }) => ({ arrival, ref: arrival === 'ref' ? ref : null }),
  hour: ({ hour }) => ({ hour_of_day: hour }),
  weekday: ({ weekday }) => ({ weekday }),
};

/** The rows of response-time, the total last; only the groups by which it is split are named. */
export function responseTimesOf(
  input: OracleInput,
  question: ServiceQuestion,
  by: readonly WaitGroup[],
): Numbers[] {
  const waits = askedWaits(input, question);
  const dialogues = askedDialogues(input, question);
  const place = by.filter((group) => group !== 'agent' && group !== 'team');
  const keyOf = (one: ServiceWait | ServiceDialogue, groups: readonly WaitGroup[]): Numbers =>
    Object.assign({}, ...groups.map((group) => KEYS[group](one)));
  const named = (one: ServiceWait | ServiceDialogue, groups: readonly WaitGroup[]) =>
    JSON.stringify(keyOf(one, groups));
  const members = place.length === by.length ? [...waits, ...dialogues] : waits;
  const groups = by.length === 0 ? new Map() : new Map(members.map((one) => [named(one, by), one]));
  const tells = (account_id: number) => answersSeenFrom(input, account_id) < question.to;
  const rows = [...groups.values()].map((one) => {
    const accounts = input.accounts.filter(
      (account) =>
        (!by.includes('channel') || question.channelOf.get(account.account_id) === one.channel) &&
        (!by.includes('account') || account.account_id === one.account_id),
    );
    return {
      is_total: false,
      ...keyOf(one, by),
      ...responseNumbers(
        waits.filter((wait) => named(wait, by) === named(one, by)),
        accounts.some(({ account_id }) => tells(account_id)),
      ),
      outgoing_covered_share: coveredShare(
        input,
        dialogues.filter((dialogue) => named(dialogue, place) === named(one, place)),
      ),
    };
  });
  const total = {
    is_total: true,
    ...responseNumbers(
      waits,
      input.accounts.some(({ account_id }) => tells(account_id)),
    ),
    outgoing_covered_share: coveredShare(input, dialogues),
  };
  return [...rows, total];
}

/** The rows of agents, the total last. */
export function agentsAtWork(input: OracleInput, question: ServiceQuestion): Numbers[] {
  const waits = askedWaits(input, question);
  const isSeen = input.accounts.some(({ account_id }) => answersSeenFrom(input, account_id) < question.to);
  const known = (value: number | null) => (isSeen ? value : null);
  const covered = coveredShare(input, askedDialogues(input, question));
  const everyWait = serviceWaits(input, question);
  const answersIn = (dialogue: object) =>
    new Set(
      everyWait
        .filter((wait) => wait.dialogue === dialogue && wait.answered_at > 0)
        .map(({ agent }) => agent),
    );
  const rowOf = (agent: string | null): Numbers => {
    const mine = waits.filter((wait) => agent === null || wait.agent === agent);
    const answered = mine.filter((wait) => wait.answered_at > 0);
    const first = answered.filter(({ isFirst }) => isFirst);
    const dialogues = [...new Set(answered.map(({ dialogue }) => dialogue))];
    const held = waits.filter((wait) => wait.held.some((hold) => agent === null || hold.agent === agent));
    const holds = held.flatMap((wait) => wait.held.filter((hold) => agent === null || hold.agent === agent));
    const hours = answered.map((wait) => wait.answered_at);
    const withTarget = mine.filter(({ target }) => target !== null);
    const met = mine.filter(({ target }) => target === 'met').length;
    return {
      is_total: agent === null,
      agent_id: agent === '0' ? null : agent,
      dialogues_answered: known(dialogues.length),
      shared_dialogues: known(dialogues.filter((dialogue) => answersIn(dialogue).size > 1).length),
      waits_answered: known(answered.length),
      response_median_seconds: quantile(lengthsOf(answered), 0.5),
      response_p90_seconds: quantile(lengthsOf(answered), 0.9),
      first_responses: known(first.length),
      first_response_median_seconds: quantile(lengthsOf(first), 0.5),
      first_response_p90_seconds: quantile(lengthsOf(first), 0.9),
      waits_with_target: known(withTarget.length),
      waits_within_target: known(met),
      target_share: known(share(met, withTarget.length)),
      waits_held: known(held.length),
      held_median_seconds: quantile(
        holds.map(({ seconds }) => seconds),
        0.5,
      ),
      waits_without_calendar: known(answered.length - lengthsOf(answered).length),
      last_answer_at: hours.length === 0 ? null : new Date(Math.max(...hours)).toISOString(),
      outgoing_covered_share: covered,
    };
  };
  const agents = new Set(
    waits.flatMap((wait) => [
      ...(wait.answered_at > 0 || wait.target !== null ? [wait.agent] : []),
      ...wait.held.map(({ agent }) => agent),
    ]),
  );
  return [...agents, null].map(rowOf);
}
