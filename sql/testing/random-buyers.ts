import { goalRule, type EventInput, type GoalRule, type GoalRuleInput } from '@parley/contracts';
import * as a from './factories/index.js';
import { randomOrigin } from './random-events.js';
import { deliver, randomAccount, split, type RandomStream } from './random-streams.js';
import { type Random, randomOf } from './random.js';

const DAY = 86_400_000;
const BEGINNING = Date.UTC(2026, 0, 31, 22);
const CONTACTS = ['anna', 'ben', 'cleo', 'dora', 'ed'];
/** How long the look-backs of random goals are, in days: touches and conversions lie so far apart, exactly or nearly. */
const LOOKBACKS = [1, 7, 30, 90];

/**
 * A stream of 8–45 events of people who come, buy, give back, and turn out to be one and the same or not, the same for
 * the same seed; it arrives as {@link deliver} and {@link split} have it.
 */
export function randomBuyers(seed: number, { isCorrected = true } = {}): RandomStream {
  const random = randomOf(seed);
  const accounts = Array.from({ length: random.between(1, 2) }, (_, index) =>
    randomAccount(random, index + 1),
  );
  const people = CONTACTS.slice(0, random.between(1, CONTACTS.length)).map((id) => ({
    contact: { id },
    account_id: String(random.pick(accounts).account_id),
  }));
  const times = [BEGINNING];
  const events = Array.from({ length: random.between(8, 45) }, (_, index): EventInput => {
    const step = random.pick([0, 1, 3_600_000, DAY, ...LOOKBACKS.map((days) => days * DAY)]);
    const occurred_at = random.pick(times) + step + random.pick([-1, 0, 0, 0, 1]);
    times.push(occurred_at);
    return happening(random, { id: `${seed}-${index}`, occurred_at, ...random.pick(people) }, people);
  });
  const deliveries = deliver(random, events, accounts).filter(
    ({ event, isWithdrawn }) => isCorrected || (events.includes(event) && !isWithdrawn),
  );
  return {
    seed,
    silence_gap_seconds: 86_400,
    settle_seconds: 60,
    clock_starts: 'first',
    accounts,
    batches: split(random, deliveries),
  };
}

type Somebody = { contact: { id: string }; account_id: string };

function happening(
  random: Random,
  stated: Somebody & { id: string; occurred_at: number },
  people: readonly Somebody[],
): EventInput {
  const money = random.pick([
    {},
    { amount: '1490.00', currency: 'RUB' },
    { amount: '0.3333', currency: 'USD' },
    { amount: '99.5', currency: 'EUR' },
  ]);
  const order = random.pick([{}, { order_id: 'o-1' }, { order_id: 'o-2' }]);
  const items = random.pick([
    {},
    { items: [{ product_id: 'mug', name: 'Mug', quantity: '2', amount: '980.5' }] },
    {
      items: [
        { product_id: 'mug' },
        { product_id: 'tea', quantity: '0.25', amount: '10' },
        { product_id: 'mug' },
      ],
    },
  ]);
  const props = random.pick<{ props?: Record<string, string> }>([
    {},
    { props: { plan: 'basic' } },
    { props: { plan: 'pro', city: 'Omsk' } },
  ]);
  const other = random.pick(people);
  const linked = { ...stated, other: { account_id: other.account_id, contact_id: other.contact.id } };
  const kind = random.weighted({
    start: 14,
    referral: 18,
    message: 10,
    reply: 4,
    purchase: 22,
    order: 6,
    refund: 7,
    goal: 12,
    subscribed: 4,
    blocked: 3,
    merge: 5,
    split: 2,
  });
  const without = { order_id: undefined, amount: undefined, currency: undefined };
  switch (kind) {
    case 'start':
      return a.aStart({ ...stated, ...randomOrigin(random) });
    case 'referral':
      return a.aReferral({ ref: undefined, ...stated, ...randomOrigin(random) });
    case 'message':
      return a.aMessage({ ...stated, ...props });
    case 'reply':
      return a.aReply(stated);
    case 'purchase':
      return a.aPurchase({ ...without, ...stated, ...money, ...order, ...props, ...items });
    case 'order':
      return a.anOrder({ ...stated, ...money, ...order, ...items });
    case 'refund':
      return a.aRefund({ ...without, ...stated, ...money, ...order });
    case 'goal':
      return a.aGoal({ ...stated, ...money, ...props, goal: random.pick(['qualified', 'signed']) });
    case 'subscribed':
      return a.aSubscription(stated);
    case 'blocked':
      return a.aBlock(stated);
    case 'merge':
      return a.aMerge(linked);
    case 'split':
      return a.aSplit(linked);
  }
}

/** One to three goals. */
export function randomGoals(random: Random): GoalRule[] {
  return Array.from({ length: random.between(1, 3) }, () => {
    const event_type = random.weighted({
      purchase_completed: 10,
      order_placed: 3,
      goal_reached: 6,
      subscribed: 3,
      message_received: 2,
      conversation_started: 1,
    });
    const rule: GoalRuleInput = {
      event_type,
      goal_names: event_type === 'goal_reached' && random.chance(0.5) ? ['qualified'] : [],
      props: random.pick([
        [],
        [],
        [{ key: 'plan', values: ['pro'] }],
        [{ key: 'city', values: ['Omsk', ''] }],
      ]),
      value: random.pick([
        { kind: 'amount' },
        { kind: 'amount' },
        { kind: 'none' },
        { kind: 'fixed', amount: '12.5', currency: 'USD' },
      ]),
      repeats: random.pick([
        { kind: 'every' },
        { kind: 'by_order' },
        { kind: 'once' },
        { kind: 'once_per_days', days: random.pick([1, 7]) },
      ]),
      lookback_days: {
        paid: random.pick(LOOKBACKS),
        acquisition: random.pick(LOOKBACKS),
        other: random.pick(LOOKBACKS),
      },
      half_life_days: random.pick([1 / 24, 7, 30]),
    };
    return goalRule.parse(rule);
  });
}
