import type { Channel, EventInput } from '@parley/contracts';
import { storyRandom } from '../random.js';
import { arrive, passBy, subscribe } from './arrival.js';
import { sendBroadcasts } from './broadcasts.js';
import { CAMPAIGNS, nameOf, STAGES, type Campaign } from './cast.js';
import { playDialogue } from './dialogue.js';
import { QUESTIONS } from './phrases.js';
import { DAY, DEMO_DAYS, HOUR, MINUTE, momentPicker, outageBefore } from './rhythm.js';
import { happens, type Person, type World } from './world.js';

/** How many people arrive in the 90 days. */
const PEOPLE = 4000;
const PASSERS_BY = 1500;
const WAITING_NOW = 12;
const WITHOUT_BOT = STAGES.filter((stage) => !stage.has_bot);

export interface DemoOptions {
  /** The account of each channel. */
  accountIds: Record<Channel, string>;
  /** The end of the 90 days, excluded; usually now. */
  until: Date;
  seed: number;
}

/**
 * Ninety days of a shop that answers in nine messengers: about 50 000 events (never above 60 000), sorted by time,
 * the same for the same options. Campaigns, shifts of seven agents, bots with hand-offs, broadcasts, orders, one
 * day on which nobody could answer, a growing trend, and a dozen people who wait for an answer right now.
 */
export function demo({ accountIds, until, seed }: DemoOptions): EventInput[] {
  const random = storyRandom(seed);
  const end = until.getTime();
  const from = end - DEMO_DAYS * DAY;
  const world: World = { random, from, until: end, outage: outageBefore(end), events: [] };
  const pickMoment = momentPicker(random, from, end, world.outage);
  const newPerson = (number: number, since: number, stages = STAGES): Person => {
    const stage = random.weighted(stages.map((one) => [one, one.weight] as const));
    const tongue = random.chance(stage.russian) ? 'ru' : 'en';
    return {
      stage,
      tongue,
      contact: { id: `${stage.channel}-${number}`, name: nameOf(tongue, number), language: tongue },
      account_id: accountIds[stage.channel],
      since,
      campaign: campaignAt(world, since),
      left_at: Infinity,
    };
  };

  const people: Person[] = [];
  for (let number = 1; number <= PEOPLE; number++) {
    const person = newPerson(number, pickMoment());
    people.push(person);
    live(world, person);
  }
  for (let number = 1; number <= PASSERS_BY; number++) {
    const at = pickMoment();
    passBy(world, newPerson(PEOPLE + number, at), at);
  }
  sendBroadcasts(world, people);
  for (let number = 1; number <= WAITING_NOW; number++) {
    // Where no bot stands in front, so that a person is waited for.
    const person = newPerson(PEOPLE + PASSERS_BY + number, end, WITHOUT_BOT);
    const text = random.pick(QUESTIONS[person.tongue]);
    happens(world, person, end - random.between(2, 20 * 60) * MINUTE, { type: 'message_received', text });
  }
  return world.events.sort((a, b) => Number(a.occurred_at) - Number(b.occurred_at));
}

/** One of the campaigns that run at that moment, or none: a third of all people come by themselves. */
function campaignAt(world: World, at: number): Campaign | null {
  const part = (at - world.from) / (world.until - world.from);
  const running = CAMPAIGNS.filter(({ from, to }) => part >= from && part < to);
  const total = running.reduce((sum, { weight }) => sum + weight, 0);
  return world.random.weighted<Campaign | null>([
    [null, total / 2],
    ...running.map((one) => [one, one.weight] as const),
  ]);
}

/** Everything a person does by themselves: arrive, write, come back, leave. */
function live(world: World, person: Person): void {
  const { random } = world;
  const { stage } = person;
  if (stage.leaves_by && random.chance(0.07))
    person.left_at = person.since + random.longTail(12, 1) * DAY + HOUR;
  let at = arrive(world, person, person.since);
  if (stage.opens_with === 'start' && random.chance(0.14)) return leave(world, person);
  subscribe(world, person, at);
  for (;;) {
    const last = playDialogue(world, person, at);
    if (!random.chance(0.27)) break;
    at = last + 25 * HOUR + random.longTail(8, 0.9) * DAY;
    if (at > Math.min(world.until, person.left_at)) break;
    if (random.chance(0.3) && person.campaign) arriveAgain(world, person, at - MINUTE);
  }
  leave(world, person);
}

function arriveAgain(world: World, person: Person, at: number): void {
  const campaign = campaignAt(world, at);
  if (campaign) arrive(world, { ...person, campaign }, at - 2 * MINUTE);
}

function leave(world: World, person: Person): void {
  const type = person.stage.leaves_by;
  if (!type || person.left_at === Infinity) return;
  happens(world, person, person.left_at, { type });
  if (type === 'blocked' && world.random.chance(0.1))
    happens(world, person, person.left_at + world.random.between(2, 20) * DAY, { type: 'unblocked' });
}
