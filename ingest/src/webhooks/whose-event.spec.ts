import { event, type EventInput } from '@parley/contracts';
import { messenger } from '../messenger/messenger.js';
import { telegram } from '../telegram/telegram.js';
import { aMapContext, ODD_VALUES, samplesOf } from '../testing/samples.js';
import { viber } from '../viber/viber.js';
import type { Platform } from './platform.js';

const PLATFORMS: readonly [string, Platform, (body: unknown) => (string | undefined)[]][] = [
  ['telegram', telegram, peopleOfTelegram],
  ['messenger', messenger, peopleOfMessenger],
  ['viber', viber, peopleOfViber],
];
const MUTANTS_PER_SAMPLE = 150;

/** What a body of these platforms may hold anywhere, read without the mappers' own schemas. */
type Loose = Record<string, unknown> | undefined;
const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' ? (inner as Loose)?.[key] : undefined),
    value,
  );
const text = (value: unknown) =>
  value === undefined || value === null ? undefined : String(value as string);

/** A private chat is the person's; nothing else of an update is. A bot is nobody's contact. */
function peopleOfTelegram(body: unknown): (string | undefined)[] {
  const kinds = ['message', 'edited_message', 'my_chat_member', 'message_reaction'];
  const business = ['business_message', 'edited_business_message', 'deleted_business_messages'];
  return [
    ...[...kinds, ...business].map((kind) => text(at(body, kind, 'chat', 'id'))),
    text(at(body, 'callback_query', 'message', 'chat', 'id')),
  ];
}

/** Who is not the page; of what is no echo, who did it. */
function peopleOfMessenger(body: unknown): (string | undefined)[] {
  const entries = at(body, 'entry');
  if (!Array.isArray(entries)) return [];
  return (entries as unknown[]).flatMap((entry) => {
    const lists = ['messaging', 'standby', 'changes'].map((name) => at(entry, name));
    const items = lists.flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
    return items.flatMap((item) => {
      const value = at(item, 'value') ?? item;
      const sender = text(at(value, 'sender', 'id'));
      const both =
        at(value, 'message', 'is_echo') === true ? [sender, text(at(value, 'recipient', 'id'))] : [sender];
      return both.filter((id) => id !== text(at(entry, 'id')));
    });
  });
}

function peopleOfViber(body: unknown): (string | undefined)[] {
  return [text(at(body, 'user', 'id')), text(at(body, 'sender', 'id')), text(at(body, 'user_id'))];
}

/** The same numbers in every run: mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Place {
  holder: Record<string, unknown>;
  key: string;
}
function placesOf(body: unknown): Place[] {
  if (typeof body !== 'object' || body === null) return [];
  const holder = body as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesOf(holder[key])]);
}

/** One to three changes: something removed, replaced by an odd value, put elsewhere, or exchanged with another part. */
function mutate(body: unknown, random: () => number): unknown {
  const mutant = structuredClone(body);
  for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes--) {
    const places = placesOf(mutant);
    const pick = () => places[Math.floor(random() * places.length)];
    const [one, two] = [pick(), pick()];
    if (!one || !two) return mutant;
    const [first, second] = [one.holder[one.key], structuredClone(two.holder[two.key])];
    const how = Math.floor(random() * 4);
    if (how === 0) delete one.holder[one.key];
    if (how === 1)
      one.holder[one.key] = structuredClone(ODD_VALUES[Math.floor(random() * ODD_VALUES.length)]);
    if (how === 2) one.holder[one.key] = second;
    if (how === 3) [one.holder[one.key], two.holder[two.key]] = [second, structuredClone(first)];
  }
  return mutant;
}

const contactsOf = (events: EventInput[]) => events.map((each) => each.contact?.id);

describe.each(PLATFORMS)('%s', (name, platform, peopleOf) => {
  const samples = samplesOf(platform, new URL(`../${name}/any.spec.ts`, import.meta.url).href);

  it('never throws, and gives no event to anybody but the person of the payload, however it is changed', () => {
    const random = randomFrom(20261124);
    let events = 0;
    for (const sample of samples.names) {
      const body = samples.body(sample);
      for (let n = 0; n < MUTANTS_PER_SAMPLE; n++) {
        const mutant = n === 0 ? body : mutate(body, random);
        const mapped = platform.map(mutant, aMapContext());
        const people = peopleOf(mutant);
        const strangers = contactsOf(mapped.events).filter((id) => !people.includes(id));
        expect({ sample, strangers, mutant: strangers.length > 0 && mutant }).toEqual({
          ...{ sample, strangers: [], mutant: false },
        });
        for (const each of mapped.events) event.safeParse(each);
        events += mapped.events.length;
      }
    }
    // Enough of them still said something.
    expect(events).toBeGreaterThan(samples.names.length * 20);
  });
});
