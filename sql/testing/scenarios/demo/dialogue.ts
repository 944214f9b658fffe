import { AGENTS, named, PRODUCTS, type Agent } from './cast.js';
import { ANSWERS, AUTO_REPLIES, BOT_ANSWERS, DETAILS, QUESTIONS, THANKS } from './phrases.js';
import { answerOf, DAY, HOUR, isNight, MINUTE, SECOND } from './rhythm.js';
import { happens, type Person, type World } from './world.js';

/** Plays one dialogue that the contact begins at `at`; gives the moment of its last message. */
export function playDialogue(world: World, person: Person, at: number): number {
  const { random } = world;
  let now = ask(
    world,
    person,
    at,
    random.weighted([
      [1, 6],
      [2, 3],
      [3, 1],
    ]),
    QUESTIONS,
  );
  let isBotsTurn = person.stage.has_bot || (person.stage.channel === 'messenger' && random.chance(0.5));

  if (isBotsTurn) {
    now = botAnswers(world, person, now);
    if (random.chance(0.3)) {
      // The bot is enough: a button or two, and nobody is called.
      if (random.chance(0.7)) {
        now += random.between(5, 60) * SECOND;
        happens(world, person, now, { type: 'button_pressed', button: 'delivery' });
        now = botAnswers(world, person, now);
      }
      return random.chance(0.4) ? thank(world, person, now) : now;
    }
    now = ask(world, person, now + random.between(10, 120) * SECOND, 1, DETAILS);
    happens(world, person, now + SECOND, { type: 'handed_off', reason: 'asked_for_a_person' });
    isBotsTurn = false;
  } else if (isNight(now) && random.chance(0.6)) {
    const reply = random.pick(AUTO_REPLIES[person.tongue]);
    happens(world, person, now + 2 * SECOND, { type: 'message_sent', sender: 'auto', text: reply });
  }
  if (random.chance(0.07)) return now;
  return withPeople(world, person, now);
}

/** One to four turns with agents, then perhaps thanks, an order, the helpdesk's closing. */
function withPeople(world: World, person: Person, from: number): number {
  const { random } = world;
  const turns = random.weighted([
    [1, 5],
    [2, 4],
    [3, 2],
    [4, 1],
  ]);
  let now = from;
  let agent: Agent | undefined;
  for (let turn = 0; turn < turns; turn++) {
    const next = answerOf(random, now, person.stage.channel, world.outage, agent);
    if (person.stage.has_helpdesk && next.agent !== agent) assign(world, person, next, now);
    agent = next.agent;
    now = say(world, person, next.at, agent);
    if (random.chance(0.25)) now = say(world, person, now + random.between(10, 90) * SECOND, agent);
    if (person.left_at <= now) return now;
    if (turn === turns - 1) break;
    const thinking = random.longTail(4, 1.1) * MINUTE;
    now = ask(
      world,
      person,
      now + Math.min(thinking, 20 * HOUR),
      random.weighted([
        [1, 7],
        [2, 3],
      ]),
      DETAILS,
    );
    if (random.chance(0.03)) return now;
  }
  if (random.chance(0.4)) now = thank(world, person, now);
  if (random.chance(0.11)) order(world, person, now);
  if (agent && person.stage.has_helpdesk && random.chance(0.6)) close(world, person, now, agent);
  return now;
}

function ask(world: World, person: Person, at: number, messages: number, phrases: typeof QUESTIONS): number {
  const { random } = world;
  let now = at;
  for (let message = 0; message < messages; message++) {
    if (message > 0) now += random.between(6, 60) * SECOND;
    const kind = random.weighted([
      ['text', 88],
      ['photo', 7],
      ['voice', 5],
    ] as const);
    const text = kind === 'text' ? { text: random.pick(phrases[person.tongue]) } : {};
    happens(world, person, now, { type: 'message_received', kind, ...text });
  }
  return now;
}

function botAnswers(world: World, person: Person, at: number): number {
  const now = at + world.random.between(2, 4) * SECOND;
  const text = world.random.pick(BOT_ANSWERS[person.tongue]);
  happens(world, person, now, { type: 'message_sent', sender: 'bot', text });
  return now;
}

function say(world: World, person: Person, at: number, agent: Agent): number {
  const { random } = world;
  const text = random.pick(ANSWERS[person.tongue]);
  const message_id = happens(world, person, at, {
    type: 'message_sent',
    sender: 'agent',
    ...named(agent),
    text,
  });
  if (person.stage.reports_reads && random.chance(0.94)) {
    const delivered = at + random.between(1, 5) * SECOND;
    if (person.stage.channel === 'whatsapp' || person.stage.channel === 'viber')
      happens(world, person, delivered, { type: 'message_delivered', message_id });
    if (random.chance(0.8))
      happens(world, person, delivered + random.longTail(90, 1.3) * SECOND, {
        type: 'message_read',
        message_id,
      });
  }
  return at;
}

function assign(world: World, person: Person, next: { agent: Agent; at: number }, from: number): void {
  const { random } = world;
  const wait = next.at - from;
  // Now and then a colleague held it first.
  const colleagues = AGENTS.filter(
    (agent) => agent !== next.agent && agent.channels.includes(person.stage.channel),
  );
  if (wait > 5 * MINUTE && colleagues.length > 0 && random.chance(0.12))
    takeOver(world, person, from + wait * 0.2, random.pick(colleagues));
  takeOver(world, person, from + wait * 0.6, next.agent);
}

function takeOver(world: World, person: Person, at: number, { id, name }: Agent): void {
  if (id !== null) happens(world, person, at, { type: 'assigned', agent: { id, name } });
}

function thank(world: World, person: Person, at: number): number {
  const { random } = world;
  const now = at + random.between(10, 400) * SECOND;
  if (random.chance(0.12)) happens(world, person, now, { type: 'message_received', kind: 'sticker' });
  else happens(world, person, now, { type: 'message_received', text: random.pick(THANKS[person.tongue]) });
  return now;
}

function order(world: World, person: Person, at: number): void {
  const { random } = world;
  const lines = random.chance(0.25) ? 2 : 1;
  const items = Array.from({ length: lines }, () => {
    const { product_id, name, price } = random.pick(PRODUCTS);
    return { product_id, name, quantity: '1', amount: `${price}.00` };
  });
  const amount = `${items.reduce((sum, item) => sum + Number(item.amount), 0)}.00`;
  const placed = at + random.between(2, 240) * MINUTE;
  const what = { order_id: `o-${world.events.length}`, amount, currency: 'RUB', items };
  happens(world, person, placed, { type: 'order_placed', ...what });
  if (random.chance(0.25)) return;
  const paid = placed + Math.min(random.longTail(3, 1.4) * HOUR, 10 * DAY);
  happens(world, person, paid, { type: 'purchase_completed', ...what });
  if (random.chance(0.04))
    happens(world, person, paid + random.between(2, 12) * DAY, { type: 'purchase_refunded', ...what });
}

function close(world: World, person: Person, at: number, agent: Agent): void {
  const { random } = world;
  const closed = at + random.between(5, 90) * MINUTE;
  const who = named(agent);
  happens(world, person, closed, { type: 'resolved', ...who });
  if (random.chance(0.3))
    happens(world, person, closed + random.between(1, 60) * MINUTE, {
      type: 'rated',
      ...who,
      rating: random.weighted([
        [5, 70],
        [4, 15],
        [3, 7],
        [1, 8],
      ]),
    });
}
