import type { EventInput } from '@parley/contracts';
import type { StoryRandom } from '../random.js';
import type { Campaign, Stage } from './cast.js';
import type { Tongue } from './phrases.js';
import type { Outage } from './rhythm.js';

/** A person of the demo. */
export interface Person {
  stage: Stage;
  tongue: Tongue;
  contact: { id: string; name: string; language: string };
  account_id: string;
  /** When they first arrived. */
  since: number;
  campaign: Campaign | null;
  /** When they left for good; infinity while they are reachable. */
  left_at: number;
}

/** What all parts of the demo share: chance, the period, and the growing list of events. */
export interface World {
  random: StoryRandom;
  from: number;
  until: number;
  outage: Outage;
  events: EventInput[];
}

type Common = 'id' | 'account_id' | 'occurred_at' | 'contact';
/** An event without what every event of a person has in common. */
type Rest<E> = E extends unknown ? Omit<E, Common> : never;

/** Messengers tell whole seconds. */
export const wholeSecond = (at: number) => Math.round(at / 1000) * 1000;

/** Adds an event, unless it lies outside the period: what would lie in the future has not happened yet. */
export function add(world: World, one: EventInput): void {
  const at = Number(one.occurred_at);
  if (at >= world.from && at < world.until) world.events.push(one);
}

/** Adds an event of a person and gives its id. */
export function happens(world: World, person: Person, at: number, rest: Rest<EventInput>): string {
  const id = `${person.contact.id}:${world.events.length}`;
  const { account_id, contact } = person;
  add(world, { ...rest, id, account_id, occurred_at: wholeSecond(at), contact } as EventInput);
  return id;
}
