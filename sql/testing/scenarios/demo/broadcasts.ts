import type { StoryRandom } from '../random.js';
import { playDialogue } from './dialogue.js';
import { DAY, DEMO_DAYS, HOUR, MINUTE, SECOND } from './rhythm.js';
import { happens, type Person, type World } from './world.js';

const BROADCASTS = [
  { id: 'b1', name: 'Новинки осени', day: 12, channels: ['telegram', 'viber', 'max'] },
  { id: 'b2', name: 'Весь каталог −15 %', day: 24, channels: ['telegram', 'vk', 'whatsapp'] },
  { id: 'b3', name: 'Back in stock', day: 37, channels: ['telegram', 'messenger', 'viber'] },
  { id: 'b4', name: 'Опрос покупателей', day: 50, channels: ['vk', 'max'] },
  { id: 'b5', name: 'Закрытая распродажа', day: 63, channels: ['telegram', 'viber', 'whatsapp'] },
  { id: 'b6', name: 'Black Friday', day: 76, channels: ['telegram', 'vk', 'viber', 'whatsapp', 'max'] },
  { id: 'b7', name: 'Последний день скидок', day: 86, channels: ['telegram', 'messenger', 'max'] },
] as const;

/** Sends the broadcasts of the 90 days to those who are there and reachable, with what follows. */
export function sendBroadcasts(world: World, people: readonly Person[]): void {
  for (const { id, name, day, channels } of BROADCASTS) {
    const start = world.from + day * DAY;
    const noon = start - (start % DAY) + 9 * HOUR + (day % 3) * HOUR;
    const audience = people.filter(
      (person) =>
        channels.some((channel) => channel === person.stage.channel) &&
        person.since < noon &&
        person.left_at > noon,
    );
    for (const person of audience)
      if (world.random.chance(0.55))
        send(world, person, { id, name }, noon + world.random.between(0, 900) * SECOND);
  }
}

function send(world: World, person: Person, broadcast: { id: string; name: string }, at: number): void {
  const { random } = world;
  const text = broadcast.name;
  const message_id = happens(world, person, at, {
    type: 'message_sent',
    sender: 'broadcast',
    broadcast,
    text,
  });
  const { stage } = person;
  if (random.chance(0.012)) {
    // Whoever blocked us elsewhere is found out only now.
    happens(world, person, at + SECOND, { type: 'message_failed', message_id, reason: 'blocked' });
    person.left_at = at;
    return;
  }
  if (stage.reports_reads) {
    const delivered = at + random.between(1, 600) * SECOND;
    happens(world, person, delivered, { type: 'message_delivered', message_id });
    if (random.chance(0.62))
      happens(world, person, delivered + random.longTail(25, 1.4) * MINUTE, {
        type: 'message_read',
        message_id,
      });
  }
  if (random.chance(0.05)) playDialogue(world, person, at + reactionTime(random));
  else if (stage.leaves_by && random.chance(0.015)) {
    person.left_at = at + reactionTime(random);
    happens(world, person, person.left_at, { type: stage.leaves_by });
  }
}

/** Most reactions come within hours, a few on the next days. */
const reactionTime = (random: StoryRandom) =>
  Math.min(random.longTail(50, 1.3) * MINUTE, (DEMO_DAYS / 30) * DAY);
