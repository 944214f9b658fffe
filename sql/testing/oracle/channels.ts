import { type AcquisitionGroup, type SourceRule, wilson } from '@parley/contracts';
import { lostCodesOf } from './lost-codes.js';
import type { OverviewQuestion } from './overview.js';
import { share } from './places.js';
import { isIncoming, type PlainEvent, standing } from './plain-event.js';
import { quantile } from './quantile.js';
import { sourceLabels } from './source-labels.js';
import { type Touch, touchInForce } from './touches.js';
import { type OracleInput, understand } from './understand.js';
import { answersSeenFrom } from './visibility.js';
import { clockStartedAt, stateOf } from './waits.js';

/** What a report of acquisition is asked beside its period. Lists that are left out pick everything. */
export interface ChannelsQuestion extends OverviewQuestion {
  by: AcquisitionGroup;
  sources?: readonly string[];
  arrivals?: readonly string[];
}

/** One row of `channels` under the names of the glossary. */
export type ChannelNumbers = Record<string, number | string | null>;

/** Something that happened in an account, and the labels of the touch or click that it belongs to. */
export interface Fact {
  what: string;
  event: PlainEvent;
  at: number;
  cameBy: 'ref' | 'no_ref' | 'direct' | 'expired' | 'unattributed';
  labels: Labels;
  /** Of a response or a subscription, in milliseconds; Infinity: it goes on. */
  length: number;
  received: number;
}
type Labels = Record<Exclude<AcquisitionGroup, 'channel' | 'account'>, string>;

const DAY = 86_400_000;
const NOTHING: Labels = {
  source: '',
  medium: '',
  campaign: '',
  content: '',
  term: '',
  ref: '',
  link: '',
  ad: '',
};

/** The rows of `channels`, in no particular order, the total last. */
export const channelsOf = (input: OracleInput, question: ChannelsQuestion): ChannelNumbers[] =>
  keyed(factsOf(input, question, ['direct', 'expired', 'unattributed']), question, (facts) =>
    numbersOf(input, question, facts),
  );

/** What is asked for of the facts, by what it is called, and all together last. */
export function keyed(
  facts: readonly Fact[],
  question: ChannelsQuestion,
  numbers: (facts: readonly Fact[]) => ChannelNumbers,
): ChannelNumbers[] {
  const asked = facts.filter(({ labels, cameBy }) => {
    if (question.sources?.length && !question.sources.includes(labels.source)) return false;
    return !question.arrivals?.length || question.arrivals.includes(cameBy);
  });
  const valueOf = ({ labels, event }: Pick<Fact, 'labels' | 'event'>): string => {
    if (question.by === 'channel') return event.channel;
    return question.by === 'account' ? String(event.account_id) : labels[question.by];
  };
  const keyOf = (fact: Fact) => {
    const value = valueOf(fact);
    return value === '' ? `arrival ${fact.cameBy}` : `value ${value}`;
  };
  return [
    ...[...new Set(asked.map(keyOf))].map((key) => {
      const [kind, ...rest] = key.split(' ');
      const value = kind === 'value' ? rest.join(' ') : null;
      return {
        arrival: kind === 'arrival' ? rest.join(' ') : null,
        value,
        account_id: question.by === 'account' ? value : null,
        ...numbers(asked.filter((fact) => keyOf(fact) === key)),
      };
    }),
    { arrival: null, value: null, account_id: null, ...numbers(asked) },
  ];
}

/** Everything that happened in the period, and the ways of arriving that are always shown. */
export function factsOf(
  input: OracleInput,
  question: OverviewQuestion,
  always: readonly Fact['cameBy'][] = ['direct', 'unattributed'],
): Fact[] {
  const people = understand(input);
  const touches = people.flatMap(({ rules, touches: own }) =>
    own.map((touch) => ({ ...touch, labels: labelsOf(touch.event, rules.sourceRules) })),
  );
  const labelled = new Map(touches.map(({ event, labels }) => [event, labels]));
  const facts: Fact[] = [];
  const add = (what: string, event: PlainEvent, of: Touch | undefined, more: Partial<Fact> = {}) =>
    facts.push({
      what,
      event,
      at: event.occurred_at,
      cameBy: cameBy(of),
      labels: of === undefined ? NOTHING : labelled.get(of.event)!,
      length: 0,
      received: 0,
      ...more,
    });

  for (const person of people) {
    for (const touch of person.touches) {
      const { event } = touch;
      add(touch.kind, event, touch);
      if (!['conversation_started', 'referral_received'].includes(event.type)) continue;
      const wrote = person.stream.some(
        (other) => isIncoming(other) && isWithinADay(event, other.occurred_at),
      );
      const isRipe = question.now - event.occurred_at >= DAY;
      add(isRipe ? (wrote ? 'written' : 'start') : 'young start', event, touch);
    }
    const acquisition = person.touches.find(({ kind }) => kind === 'acquisition');
    if (!acquisition)
      add('new contact', person.identity.first, undefined, { at: person.identity.acquiredAt });
    for (const { begin, end } of person.subscriptions) {
      const length = end === undefined ? Infinity : end.occurred_at - begin.occurred_at;
      add('subscribed', begin, lastTouchBefore(person.touches, begin.occurred_at), { length });
    }
    for (const dialogue of person.dialogues) {
      const touch = touchInForce(person.touches, dialogue);
      const received = dialogue.messages.filter((at) => isIncoming(person.stream[at]!)).length;
      if (received > 0) add('dialogue', dialogue.first, touch, { received });
      const hasLater = person.dialogues.some((other) => other.previous === dialogue);
      for (const wait of dialogue.story.waits) {
        const state = stateOf(person.stream, dialogue, wait, person.rules, hasLater, question);
        const isFirst =
          wait === dialogue.story.waits[0] && ['contact', 'broadcast_reply'].includes(dialogue.starter);
        const clock = clockStartedAt(person.stream, dialogue, wait, person.rules);
        const what = state === 'answered' && isFirst ? 'first answered' : state;
        add(what, person.stream[wait.position]!, touch, {
          at: wait.waiting_since,
          length: wait.answered_at - clock,
        });
      }
    }
  }

  const clicks = standing(input.rows).filter(({ type }) => type === 'link_clicked');
  const from = (click: PlainEvent) => ({
    cameBy: click.ref === '' ? ('no_ref' as const) : ('ref' as const),
    labels: labelsOfClick(click, touches),
  });
  const seen = new Set<string>();
  for (const click of [...clicks].sort(inTime)) {
    const hour = Math.floor(click.occurred_at / 3_600_000);
    const key = JSON.stringify([String(click.identity_id), click.account_id, click.link_id, click.ref, hour]);
    if (!seen.has(key)) add('click', click, undefined, from(click));
    seen.add(key);
  }
  const starts = touches.filter(({ event }) =>
    ['conversation_started', 'referral_received'].includes(event.type),
  );
  const [bare, coded] = [true, false].map((isDirect) =>
    starts.filter((start) => start.is_direct === isDirect).map(({ event }) => event),
  );
  for (const { click, start } of lostCodesOf(clicks, bare!, coded!))
    add('lost code', start, undefined, from(click));

  const happened = facts.filter(({ at }) => at >= question.from && at < question.to);
  facts.length = 0;
  // Some ways of arriving are always shown, of every account there is.
  for (const { account_id, channel } of input.accounts)
    for (const cameBy of always)
      add('account', { account_id, channel } as PlainEvent, undefined, { at: question.from, cameBy });

  return [...happened, ...facts];
}

function numbersOf(input: OracleInput, question: ChannelsQuestion, facts: readonly Fact[]) {
  const accounts = input.accounts.filter(({ account_id }) =>
    facts.some(({ event }) => event.account_id === account_id),
  );
  const accountOf = ({ event }: Fact) => input.accounts.find((one) => one.account_id === event.account_id)!;
  const sees = accounts.some((account) => answersSeenFrom(input, account.account_id) < question.to);
  const hears = accounts.some((account) => account.subscriptions);
  const of = (...whats: string[]) => facts.filter(({ what }) => whats.includes(what));
  const count = (...whats: string[]) => of(...whats).length;
  const answered = sees ? count('first answered', 'answered') : null;
  const unanswered = sees ? count('unanswered', 'abandoned') : null;
  const begun = of('subscribed').filter((fact) => accountOf(fact).subscriptions);
  const received = (some: readonly Fact[]) => some.reduce((sum, one) => sum + one.received, 0);
  return {
    clicks: count('click'),
    touches: count('acquisition', 're_engagement'),
    touches_re_engagement: count('re_engagement'),
    new_contacts: count('acquisition', 'new contact'),
    starts: count('start', 'written'),
    starts_immature: count('young start'),
    starts_written: count('written'),
    ...rate('message_rate', count('written'), count('start', 'written')),
    lost_codes: count('lost code'),
    dialogues: count('dialogue'),
    first_responses: sees ? count('first answered') : null,
    first_response_median_seconds: sees
      ? quantile(
          of('first answered').map(({ length }) => length / 1000),
          0.5,
        )
      : null,
    waits_answered: answered,
    waits_unanswered: unanswered,
    ...rate(
      'answered_share',
      answered,
      answered === null || unanswered === null ? null : answered + unanswered,
    ),
    contacts_subscribed: hears ? begun.length : null,
    ...kept(7, begun, hears, question.now),
    ...kept(30, begun, hears, question.now),
    outgoing_covered_share: share(
      received(
        of('dialogue').filter((one) => answersSeenFrom(input, one.event.account_id) <= one.event.occurred_at),
      ),
      received(of('dialogue')),
    ),
    subscriptions_covered_share: share(
      received(of('dialogue').filter((one) => accountOf(one).subscriptions)),
      received(of('dialogue')),
    ),
  };
}

function kept(days: number, begun: readonly Fact[], hears: boolean, now: number) {
  const ripe = begun.filter(({ at }) => now - at >= days * DAY);
  const lasted = ripe.filter(({ length }) => length >= days * DAY).length;
  return {
    [`subscriptions_mature_d${days}`]: hears ? ripe.length : null,
    [`subscriptions_immature_d${days}`]: hears ? begun.length - ripe.length : null,
    [`subscriptions_kept_d${days}`]: hears ? lasted : null,
    ...rate(`kept_rate_d${days}`, hears ? lasted : null, hears ? ripe.length : null),
  };
}

function rate(name: string, part: number | null, whole: number | null) {
  const interval = wilson(part, whole);
  return {
    [name]: part === null || whole === null ? null : share(part, whole),
    [`${name}_low`]: interval?.low ?? null,
    [`${name}_high`]: interval?.high ?? null,
  };
}

const cameBy = (touch: Touch | undefined): Fact['cameBy'] => {
  if (!touch) return 'unattributed';
  if (touch.is_direct) return 'direct';
  return touch.event.ref === '' ? 'no_ref' : 'ref';
};

const labelsOf = (event: PlainEvent, rules: readonly SourceRule[]): Labels => ({
  ...sourceLabels(event, rules).labels,
  ref: event.ref,
  link: event.link_id === 0 ? '' : String(event.link_id),
  ad: event.ad_id,
});

/** A click without a source of its own is called as the latest arrival with the same ref. */
function labelsOfClick(click: PlainEvent, touches: readonly (Touch & { labels: Labels })[]): Labels {
  const own: Labels = {
    source: click.given_source,
    medium: click.given_medium,
    campaign: click.given_campaign,
    content: click.given_content,
    term: click.given_term,
    ref: click.ref,
    link: click.link_id === 0 ? '' : String(click.link_id),
    ad: click.ad_id,
  };
  if (click.ref === '' || click.given_source !== '') return own;
  const alike = touches.filter(({ event, is_direct }) => !is_direct && event.ref === click.ref);
  const latest = alike.sort((a, b) => inTime(a.event, b.event)).at(-1);
  return { ...(latest?.labels ?? NOTHING), ref: own.ref, link: own.link, ad: own.ad };
}

const inTime = (a: PlainEvent, b: PlainEvent): number =>
  a.occurred_at !== b.occurred_at ? a.occurred_at - b.occurred_at : a.event_id < b.event_id ? -1 : 1;

const isWithinADay = (event: PlainEvent, time: number): boolean =>
  time - event.occurred_at >= 0 && time - event.occurred_at <= DAY;

/** The last touch by then, those of the same millisecond included. */
const lastTouchBefore = (touches: readonly Touch[], time: number): Touch | undefined =>
  touches.filter(({ event }) => event.occurred_at <= time).at(-1);
