import type { Arrival, AttributionModel, CreditDate, GoalRule } from '@parley/contracts';
import { contactsOf, type OracleContact } from './contacts.js';
import type { PlainEvent } from './plain-event.js';
import { type Row, touchRow } from './rows.js';
import type { Touch } from './touches.js';
import { type OracleInput, understand } from './understand.js';
import { type AskedMoments, isAskedAt } from './wall-clock.js';

/** What one unit of a currency is worth from a local day on. */
export interface OracleRate {
  from_currency: string;
  /** `YYYY-MM-DD` */
  day: string;
  rate: string;
}

export interface CreditQuestion extends AskedMoments {
  goals: readonly GoalRule[];
  date: CreditDate;
  time_zone: string;
  currency: string;
  rates: readonly OracleRate[];
}

/** One conversion, and the touches that may earn its credit, in order. */
export interface OracleConversion {
  contact: OracleContact;
  /** The goal's place, from 1. */
  goal: number;
  rule: GoalRule;
  event: PlainEvent;
  /** In the currency asked for; null = no rate is known. */
  value: number | null;
  touches: Touch[];
  hadEarlierTouch: boolean;
}

const DAY = 86_400_000;
const before = (a: PlainEvent, b: PlainEvent): number =>
  a.occurred_at - b.occurred_at || (a.event_id < b.event_id ? -1 : a.event_id > b.event_id ? 1 : 0);

/** Ten-thousandths. */
const exact = (decimal: string): bigint => {
  const [whole = '0', rest = ''] = decimal.split('.');
  return BigInt(whole) * 10_000n + BigInt(rest.padEnd(4, '0').slice(0, 4));
};

/** Each event of a contact once: of two with one id the earlier, of two at one time the newer. */
function onceEach(events: readonly PlainEvent[]): PlainEvent[] {
  const better = (a: PlainEvent, b: PlainEvent) =>
    a.occurred_at < b.occurred_at || (a.occurred_at === b.occurred_at && a.version > b.version);
  return events
    .filter((one) => !events.some((other) => other.event_id === one.event_id && better(other, one)))
    .sort(before);
}

function isCounted(rule: GoalRule, event: PlainEvent): boolean {
  return (
    (rule.goal_names.length === 0 || rule.goal_names.includes(event.goal)) &&
    (rule.channels.length === 0 || rule.channels.includes(event.channel)) &&
    (rule.account_ids.length === 0 || rule.account_ids.includes(String(event.account_id))) &&
    rule.props.every(({ key, values }) => values.includes(event.props[key] ?? ''))
  );
}

/** What a goal may count of one contact, in order. */
function happenedTo(contact: OracleContact, rule: GoalRule, input: OracleInput): PlainEvent[] {
  if (rule.event_type === 'subscribed') {
    const told = input.accounts.filter(({ subscriptions }) => subscriptions);
    return (
      contact.people
        .flatMap(({ subscriptions }) => subscriptions.map(({ begin }) => begin))
        .filter((event) => told.some(({ account_id }) => account_id === event.account_id))
        // Of the event that began it only its place is known.
        .map((event) => ({
          ...event,
          goal: '',
          order_id: '',
          amount: '0',
          currency: '',
          items: [],
          props: {},
        }))
        .filter((event) => isCounted(rule, event))
        .sort(before)
    );
  }
  const events = contact.people.flatMap(({ stream }) => stream);
  return onceEach(events.filter((event) => event.type === rule.event_type && isCounted(rule, event)));
}

/** Those of them that count, by the goal's own rule. */
function counted(events: readonly PlainEvent[], { repeats }: GoalRule): PlainEvent[] {
  switch (repeats.kind) {
    case 'every':
      return [...events];
    case 'once':
      return events.slice(0, 1);
    case 'by_order':
      return events.filter((event) => event.order_id === '' || event === firstOfOrder(events, event));
    case 'once_per_days': {
      const found: PlainEvent[] = [];
      for (const event of events) {
        const last = found.at(-1);
        if (!last || event.occurred_at - last.occurred_at >= repeats.days * DAY) found.push(event);
      }
      return found;
    }
  }
}

const firstOfOrder = (events: readonly PlainEvent[], { order_id }: PlainEvent) =>
  events.find((event) => event.order_id === order_id);

function valueOf(
  contact: OracleContact,
  rule: GoalRule,
  events: readonly PlainEvent[],
  event: PlainEvent,
  question: CreditQuestion,
): number | null {
  if (rule.value.kind === 'none') return 0;
  if (rule.value.kind === 'fixed')
    return converted(exact(rule.value.amount), rule.value.currency, event, question);
  const refunds = onceEach(
    contact.people.flatMap(({ stream }) => stream.filter(({ type }) => type === 'purchase_refunded')),
  ).filter(
    ({ order_id, currency }) =>
      event.order_id !== '' &&
      order_id === event.order_id &&
      currency === event.currency &&
      event === firstOfOrder(events, event),
  );
  const net = refunds.reduce((left, { amount }) => left - exact(amount), exact(event.amount));
  return converted(net, event.currency === '' ? question.currency : event.currency, event, question);
}

function converted(amount: bigint, of: string, event: PlainEvent, question: CreditQuestion): number | null {
  if (of === question.currency) return Number(amount) / 10_000;
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: question.time_zone }).format(event.occurred_at);
  const [latest] = question.rates
    .filter((rate) => rate.from_currency === of && rate.day <= day)
    .sort((a, b) => (a.day < b.day ? 1 : -1));
  return latest ? Math.round(Number(amount) * Number(latest.rate)) / 10_000 : null;
}

function lookbackOf(arrivals: readonly Touch[], rule: GoalRule, touch: Touch): number {
  if (touch.event.ad_id !== '') return rule.lookback_days.paid * DAY;
  // Of merged identities the first arrival made the contact.
  const madeTheContact = touch === arrivals.find(({ kind }) => kind === 'acquisition');
  return (madeTheContact ? rule.lookback_days.acquisition : rule.lookback_days.other) * DAY;
}

/** Every conversion ever, whatever the period. */
export function conversionsOf(input: OracleInput, question: CreditQuestion): OracleConversion[] {
  return contactsOf(understand(input)).flatMap((contact) => {
    const arrivals = contact.people
      .flatMap(({ touches }) => touches)
      .sort((a, b) => before(a.event, b.event));
    return question.goals.flatMap((rule, index) => {
      const events = happenedTo(contact, rule, input);
      return counted(events, rule).map((event): OracleConversion => {
        const earlier = arrivals.filter((touch) => touch.event.occurred_at <= event.occurred_at);
        return {
          contact,
          goal: index + 1,
          rule,
          event,
          value: valueOf(contact, rule, events, event, question),
          touches: earlier.filter(
            (touch) => event.occurred_at - touch.event.occurred_at <= lookbackOf(arrivals, rule, touch),
          ),
          hadEarlierTouch: earlier.length > 0,
        };
      });
    });
  });
}

/** What each touch of a conversion earns. */
export function weightsOf({ touches, rule }: OracleConversion, model: AttributionModel): number[] {
  const last = touches.length - 1;
  const told = touches.filter(({ is_direct }) => !is_direct).at(-1) ?? touches.at(-1);
  const half = rule.half_life_days * DAY;
  // By how much another touch earns more than this one, all of them together; this one included.
  const allAgainst = (touch: Touch) =>
    touches.reduce(
      (all, other) => all + Math.pow(2, (other.event.occurred_at - touch.event.occurred_at) / half),
      0,
    );
  return touches.map((touch, place) => {
    switch (model) {
      case 'first':
        return place === 0 ? 1 : 0;
      case 'last':
        return place === last ? 1 : 0;
      case 'last_non_direct':
        return touch === told ? 1 : 0;
      case 'linear':
        return 1 / touches.length;
      case 'position':
        if (touches.length === 1) return 1;
        if (touches.length === 2) return 0.5;
        return place === 0 || place === last ? 0.4 : 0.2 / (touches.length - 2);
      case 'time_decay':
        return 1 / allAgainst(touch);
    }
  });
}

/** The credit of one conversion that goes to one touch, or to none. */
export interface OracleCredit {
  conversion: OracleConversion;
  touch: Touch | undefined;
  /** The touch's place among those of the conversion, from 1; 0 = none. */
  place: number;
  arrival: Arrival;
  weight: number;
}

const cameBy = ({ event, is_direct }: Touch): Arrival =>
  event.ref !== '' ? 'ref' : is_direct ? 'direct' : 'no_ref';

/** All credit that belongs to the period. */
export function creditOf(
  input: OracleInput,
  question: CreditQuestion,
  model: AttributionModel,
): OracleCredit[] {
  const isIn = (time: number) => isAskedAt(question, time);
  return conversionsOf(input, question).flatMap((conversion): OracleCredit[] => {
    const { touches, event, hadEarlierTouch } = conversion;
    const happened = event.occurred_at;
    // By the touch also what happened later counts, but nothing that happened before the period.
    if (question.date === 'conversion' ? !isIn(happened) : happened < question.from) return [];
    if (touches.length === 0)
      return isIn(happened)
        ? [
            {
              conversion,
              touch: undefined,
              place: 0,
              arrival: hadEarlierTouch ? 'expired' : 'unattributed',
              weight: 1,
            },
          ]
        : [];
    const weights = weightsOf(conversion, model);
    return touches.flatMap((touch, index) =>
      question.date === 'touch' && !isIn(touch.event.occurred_at)
        ? []
        : [
            {
              conversion,
              touch,
              place: index + 1,
              arrival: cameBy(touch),
              weight: weights[index]!,
            },
          ],
    );
  });
}

/** What an amount of an event is in the currency asked for; null = no rate is known. */
export const moneyOf = (amount: number, event: PlainEvent, question: CreditQuestion): number | null =>
  converted(
    BigInt(Math.round(amount * 10_000)),
    event.currency === '' ? question.currency : event.currency,
    event,
    question,
  );

/** The row of touches_v1 of a touch of a contact, with its labels. */
export function touchOf(contact: OracleContact, touch: Touch): Row {
  const person = contact.people.find(({ touches }) => touches.includes(touch))!;
  return touchRow(person, touch, 1);
}
