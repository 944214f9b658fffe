import {
  CHANNELS,
  CLOCK_STARTS,
  type Channel,
  type ClockStart,
  type EventInput,
  type OutgoingVisibility,
} from '@parley/contracts';
import type { OracleSpan } from './oracle/index.js';
import { type Person, randomEvent, SCENES, withOtherContent } from './random-events.js';
import { type Random, randomOf } from './random.js';

/** One account of a random workspace. */
export interface StreamAccount {
  account_id: number;
  channel: Channel;
  outgoing: OutgoingVisibility;
  default_sender: 'bot' | 'agent';
  subscriptions: boolean;
  /** 0 = the workspace's. */
  silence_gap_seconds: number;
  /** Another account's where this one shows the same chats. */
  identity_account_id: number;
  counted_elsewhere: OracleSpan[];
}

/** An event on its way to the store. */
export interface Delivery {
  event: EventInput;
  /** Milliseconds UTC. */
  receivedAt: number;
  mapperVersion: number;
  /** The row is withdrawn instead of written. */
  isWithdrawn: boolean;
}

/** A workspace with everything that happened in it, in the order in which it becomes known. */
export interface RandomStream {
  seed: number;
  silence_gap_seconds: number;
  /** How far apart messages of a burst may be. */
  settle_seconds: number;
  clock_starts: ClockStart;
  accounts: StreamAccount[];
  batches: Delivery[][];
}

const HOUR = 3600;
const DAY = 24 * HOUR;
/** The instant in which the first event of every stream lies: 2026-01-31T22:00:00Z, so that months are crossed. */
const BEGINNING = Date.UTC(2026, 0, 31, 22);
/** Everything is received long after it happened. */
const RECEIVED = Date.UTC(2030, 0, 1);

/**
 * A stream of 5–60 events of 1–4 people over 1–2 accounts, the same for the same seed. Its silences lie around the
 * boundaries of the definitions; it arrives shuffled, in several batches, with repetitions, corrections and
 * withdrawals. Without corrections, each event has one row only and nothing is withdrawn.
 */
export function randomStream(seed: number, { isCorrected = true } = {}): RandomStream {
  const random = randomOf(seed);
  const accounts = Array.from({ length: random.between(1, 2) }, (_, index) =>
    randomAccount(random, index + 1),
  );
  const isMirrored = mirrored(random, accounts);
  // Some go on until a dialogue is as old as it may be; that takes long silences within it.
  const isEndless = random.chance(0.08);
  const gap = isEndless ? 30 * DAY : random.pick([60, HOUR, DAY, DAY, DAY, 2 * DAY, 30 * DAY]);
  const people = Array.from({ length: isEndless ? 1 : random.between(1, 4) }, (_, index): Person => {
    const account = random.pick(accounts);
    return {
      contact: `contact-${index}`,
      account_id: String(account.account_id),
      gapMs: 1000 * (account.silence_gap_seconds || gap),
      hasWholeSeconds: random.chance(0.4),
      pace: isEndless ? 'endless' : random.pick(['chatty', 'slow', 'slow', 'edgy', 'edgy', 'edgy']),
      now: BEGINNING + random.between(0, 7 * DAY) * 1000,
      told: [],
      scene: isEndless ? ['agent'] : random.chance(0.3) ? [...random.pick(SCENES)] : [],
    };
  });
  const length = isEndless ? random.between(12, 30) : random.between(5, 60);
  const events = Array.from({ length }, (_, index) => {
    const person = random.pick(people);
    if (isMirrored) person.account_id = String(random.pick(accounts).account_id);
    return randomEvent(random, person, `${seed}-${index}`);
  });
  const deliveries = deliver(random, events, accounts).filter(
    ({ event, isWithdrawn }) => isCorrected || (events.includes(event) && !isWithdrawn),
  );
  const batches = split(random, deliveries);
  // The silence gap among them: times lie around it, so that messages come exactly so far apart.
  const settle_seconds = random.pick([60, 60, 300, Math.min(gap, HOUR), gap]);
  const clock_starts = random.pick(CLOCK_STARTS);
  return { seed, silence_gap_seconds: gap, settle_seconds, clock_starts, accounts, batches };
}

/** An account of a random workspace. */
export function randomAccount(random: Random, account_id: number): StreamAccount {
  return {
    account_id,
    channel: random.pick(CHANNELS),
    outgoing: random.weighted({ auto: 4, always: 5, never: 1 }),
    default_sender: random.pick(['bot', 'agent']),
    subscriptions: random.chance(0.5),
    silence_gap_seconds: random.chance(0.2) ? random.pick([60, HOUR, DAY, 3 * DAY]) : 0,
    identity_account_id: account_id,
    counted_elsewhere: [],
  };
}

/**
 * Sometimes the second account shows the chats of the first: by type, one of the two counts, always or for a while. Both
 * then have one silence gap, and their people write through either.
 */
function mirrored(random: Random, [first, second]: StreamAccount[]): boolean {
  if (!first || !second || !random.chance(0.5)) return false;
  second.identity_account_id = first.account_id;
  second.silence_gap_seconds = first.silence_gap_seconds;
  for (const type of ['message_received', 'message_sent'] as const) {
    const [counting, other] = random.chance(0.5) ? [first, second] : [second, first];
    const from = random.chance(0.5) ? 0 : BEGINNING + random.between(0, 10 * DAY) * 1000;
    const until = random.chance(0.7) ? Date.UTC(2200, 0, 1) : from + random.between(1, 20 * DAY) * 1000;
    other.counted_elsewhere.push({ type, account_id: counting.account_id, from_ms: from, until_ms: until });
  }
  return true;
}

/** What really arrives: each event at least once; some again, some corrected, some at another time, some withdrawn. */
export function deliver(
  random: Random,
  events: readonly EventInput[],
  accounts: readonly StreamAccount[],
): Delivery[] {
  const kept = earliestOutgoing(events, accounts);
  return events.flatMap((event) => {
    const first: Delivery = {
      event,
      receivedAt: RECEIVED + random.between(0, DAY) * 1000,
      mapperVersion: random.between(1, 2),
      isWithdrawn: false,
    };
    const all = [first];
    if (random.chance(0.2)) all.push(first);
    // A redelivery never replaces, even if the body says something else; a replay by a newer mapper does.
    if (random.chance(0.08))
      all.push({
        ...first,
        event: withOtherContent(random, event),
        receivedAt: first.receivedAt + random.between(1, DAY) * 1000,
      });
    if (random.chance(0.08))
      all.push({ ...first, event: withOtherContent(random, event), mapperVersion: first.mapperVersion + 1 });
    const isMoved = random.chance(0.05) && !kept.has(event);
    if (isMoved) {
      const moved = Number(event.occurred_at) + random.pick([-DAY, -1, 1, 60, DAY, 31 * DAY]) * 1000;
      all.push({ ...first, event: { ...event, occurred_at: moved } });
    }
    const mayGo = !kept.has(event) && !(isMoved && event.type === 'message_sent');
    if (random.chance(0.06) && mayGo)
      all.push({ ...random.pick(all), mapperVersion: first.mapperVersion + 5, isWithdrawn: true });
    return all;
  });
}

/**
 * The first outgoing messages of accounts whose visibility they prove. They stay as they are: that an account once
 * told of its answers remains a fact, whatever becomes of the message.
 */
function earliestOutgoing(
  events: readonly EventInput[],
  accounts: readonly StreamAccount[],
): Set<EventInput> {
  const firsts = accounts.map(
    ({ account_id }) =>
      events
        .filter((event) => event.type === 'message_sent' && event.account_id === String(account_id))
        .sort((a, b) => Number(a.occurred_at) - Number(b.occurred_at))[0],
  );
  return new Set(firsts.filter((event) => event !== undefined));
}

/** The same in several batches, which become known one after the other. */
export function split(random: Random, deliveries: readonly Delivery[]): Delivery[][] {
  const batches = Array.from({ length: random.between(1, 4) }, (): Delivery[] => []);
  // Either anything anywhere, or mostly in order with some of it late.
  const isShuffled = random.chance(0.5);
  const order = isShuffled
    ? random.shuffle(deliveries)
    : [...deliveries].sort((a, b) => Number(a.event.occurred_at) - Number(b.event.occurred_at));
  order.forEach((delivery, index) => {
    const inOrder = Math.floor((index * batches.length) / order.length);
    const batch = isShuffled || random.chance(0.15) ? random.between(0, batches.length - 1) : inOrder;
    batches[batch]!.push(delivery);
  });
  return batches;
}
