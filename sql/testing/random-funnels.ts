import {
  FUNNEL_BREAKDOWN_PLACES,
  FUNNEL_BREAKDOWNS,
  funnelDefinition,
  type EventInput,
  type FunnelDefinition,
  type FunnelDefinitionInput,
  type FunnelEvent,
  type FunnelStepInput,
} from '@parley/contracts';
import * as a from './factories/index.js';
import type { FunnelQuestion } from './oracle/index.js';
import { AGENTS, randomOrigin } from './random-events.js';
import { deliver, randomAccount, split, type RandomStream } from './random-streams.js';
import { type Random, randomOf } from './random.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BEGINNING = Date.UTC(2026, 0, 31, 20);
/** Windows and gaps are of these lengths, and events lie so far apart, exactly or nearly. */
const LENGTHS = [MINUTE, HOUR, DAY] as const;

/**
 * `size` streams of 4–30 events each in one workspace, each of 1–3 people of its own, dense around windows, gaps and
 * ties; they arrive as all random streams do, with repetitions and corrections. The same for the same seed.
 */
export function randomFunnelStreams(seed: number, size: number): RandomStream {
  const random = randomOf(seed);
  const accounts = [1, 2].map((id) => ({ ...randomAccount(random, id), subscriptions: random.chance(0.8) }));
  const batches: RandomStream['batches'] = [[], [], [], []];
  for (let place = 0; place < size; place++) {
    const events = streamOf(
      random,
      `${seed}-${place}`,
      accounts.map(({ account_id }) => String(account_id)),
    );
    split(random, deliver(random, events, accounts)).forEach((batch, index) =>
      batches[index]!.push(...batch),
    );
  }
  return {
    seed,
    silence_gap_seconds: random.pick([HOUR, DAY]) / 1000,
    settle_seconds: 60,
    clock_starts: 'first',
    accounts,
    batches,
  };
}

function streamOf(random: Random, name: string, accounts: readonly string[]): EventInput[] {
  const people = Array.from({ length: random.between(1, 3) }, (_, index) => ({
    contact: { id: `${name}-${index}` },
    account_id: random.pick(accounts),
  }));
  const times = [BEGINNING + random.between(0, 40) * HOUR];
  // Messengers often send whole seconds; ties are the rule there.
  const isTied = random.chance(0.5);
  return Array.from({ length: random.between(4, 30) }, (_, index) => {
    const step = random.pick([0, 0, 1000, MINUTE, ...LENGTHS]);
    const occurred_at = random.pick(times.slice(-4)) + step + (isTied ? 0 : random.pick([-1, 0, 0, 1]));
    times.push(occurred_at);
    const stated = {
      id: `${name}-${index}`,
      occurred_at,
      ...random.pick(people),
      ...(random.chance(0.3) ? { sequence: random.between(0, 3) } : {}),
    };
    return happening(random, stated, people, name);
  });
}

type Somebody = { contact: { id: string }; account_id: string };

function happening(
  random: Random,
  stated: Somebody & { id: string; occurred_at: number },
  people: readonly Somebody[],
  name: string,
): EventInput {
  const props = random.pick<{ props?: Record<string, string> }>([
    {},
    { props: { plan: 'basic' } },
    { props: { plan: 'pro', city: 'Omsk' } },
  ]);
  const other = random.pick(people);
  const linked = { ...stated, other: { account_id: other.account_id, contact_id: other.contact.id } };
  const { contact: _contact, ...byNobody } = stated;
  const click_id = `${name}-click-${random.between(1, 2)}`;
  const clicked = random.chance(0.5) ? { click_id } : {};
  switch (
    random.weighted({
      click: 10,
      start: 14,
      referral: 6,
      message: 22,
      reply: 14,
      bot: 5,
      purchase: 14,
      goal: 8,
      button: 5,
      subscribed: 5,
      blocked: 3,
      resolved: 4,
      merge: 3,
      split: 1,
    })
  ) {
    case 'click':
      return a.aClick({
        ...(random.chance(0.7)
          ? { ...byNobody, visitor_id: `${name}-visitor-${random.between(1, 2)}` }
          : stated),
        ...randomOrigin(random),
        ...clicked,
        ...props,
      });
    case 'start':
      return a.aStart({ ...stated, ...randomOrigin(random), ...clicked });
    case 'referral':
      return a.aReferral({ ref: undefined, ...stated, ...randomOrigin(random), ...clicked });
    case 'message':
      return a.aMessage({ ...stated, ...props, kind: random.pick(['text', 'photo']) });
    case 'reply':
      return a.aReply({ ...stated, agent: { id: random.pick(AGENTS) } });
    case 'bot':
      return a.aBotReply(stated);
    case 'purchase':
      return a.aPurchase({ ...stated, ...props });
    case 'goal':
      return a.aGoal({ ...stated, ...props, goal: random.pick(['qualified', 'signed']) });
    case 'button':
      return a.aButtonPress({ ...stated, ...props });
    case 'subscribed':
      return a.aSubscription(stated);
    case 'blocked':
      return a.aBlock(stated);
    case 'resolved':
      return a.aResolution(stated);
    case 'merge':
      return a.aMerge(linked);
    case 'split':
      return a.aSplit(linked);
  }
}

/** Steps that are quick to count, and steps that are looked for among all events. */
const DERIVED: readonly FunnelEvent[] = [
  'arrived',
  'started',
  'wrote',
  'answered',
  'subscribed',
  'bought',
  'goal_reached',
  'resolved',
];
const RAW: readonly FunnelEvent[] = [
  'link_clicked',
  'conversation_started',
  'message_received',
  'message_sent',
  'message_received',
  'subscribed',
  'bought',
  'goal_reached',
  'button_pressed',
];

/** A funnel that may be asked: each mode, unit, window, gap, exclusion and filter in turn. */
export function randomFunnel(
  random: Random,
  { order, unit }: Pick<FunnelDefinition, 'order' | 'unit'>,
): FunnelDefinition {
  for (;;) {
    const pool = random.chance(0.5) ? DERIVED : RAW;
    const seconds = () => random.pick(LENGTHS) / 1000;
    // Nothing but an order is the usual funnel, and goes a way of its own.
    const isPlain = random.chance(0.4);
    const made: FunnelDefinitionInput = {
      unit,
      order,
      window_seconds: random.pick([60, 3600, 7200, 86_400, 30 * 86_400]),
      steps: Array.from({ length: random.between(2, 5) }, (_, index): FunnelStepInput => ({
        event: random.pick(pool),
        ...(index > 0 && order !== 'any' && !isPlain && random.chance(0.3)
          ? { window_seconds: seconds() }
          : {}),
        ...(index > 0 && order !== 'any' && !isPlain && random.chance(0.2)
          ? { min_gap_seconds: random.pick([1, 60]) }
          : {}),
      })),
      exclusions:
        !isPlain && random.chance(0.6)
          ? [
              {
                event: random.pick([...pool, 'blocked']),
                ...(order !== 'any' && random.chance(0.5) ? { from_step: 1, to_step: 2 } : {}),
              },
            ]
          : [],
    };
    const found = funnelDefinition.safeParse(narrowed(random, made));
    if (found.success) return found.data;
  }
}

/** The same with filters on some of its steps. */
function narrowed(random: Random, funnel: FunnelDefinitionInput): FunnelDefinitionInput {
  const filter = (): Partial<FunnelStepInput> =>
    random.pick<Partial<FunnelStepInput>>([
      {},
      {},
      {},
      { account_ids: ['1'] },
      { sources: ['vk', ''] },
      { refs: [''] },
      { goal_names: ['signed'] },
      { senders: ['agent'] },
      { content_kinds: ['photo'] },
      { props: [{ key: 'plan', values: ['pro', ''] }] },
      { props: [{ key: 'city', values: ['Omsk'], is_not: true }] },
    ]);
  return { ...funnel, steps: funnel.steps.map((step) => ({ ...step, ...filter() })) };
}

/** A question that begins and ends exactly with events; `now` lies where windows have just ended, or long after. */
export function randomFunnelQuestion(
  random: Random,
  times: readonly number[],
  asked: Pick<FunnelDefinition, 'order' | 'unit'>,
): FunnelQuestion {
  const [one, other] = [random.pick(times), random.pick(times)];
  const isEverything = random.chance(0.5);
  const funnel = randomFunnel(random, asked);
  const to = isEverything ? Date.UTC(2028, 0, 1) : Math.max(one, other);
  return {
    funnel,
    from: isEverything ? Date.UTC(2020, 0, 1) : Math.min(one, other),
    to,
    now: random.pick([
      Date.UTC(2029, 0, 1),
      random.pick(times) + funnel.window_seconds * 1000 - random.pick([0, 1]),
    ]),
    breakdown: random.pick(FUNNEL_BREAKDOWNS),
    breakdown_at: random.pick(FUNNEL_BREAKDOWN_PLACES),
    breakdown_property: 'plan',
  };
}
