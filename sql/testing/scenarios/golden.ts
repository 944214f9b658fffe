import type { EventInput } from '@parley/contracts';
import { storyRandom, type StoryRandom } from './random.js';

/** The local month of the golden set, as instants: [from, to) in {@link GOLDEN_TIME_ZONE}. */
export const GOLDEN_FROM = new Date('2017-02-01T00:00:00+03:00');
export const GOLDEN_TO = new Date('2017-03-01T00:00:00+03:00');
export const GOLDEN_TIME_ZONE = 'Europe/Moscow';

/** What every report must show for the golden month. */
export const GOLDEN_NUMBERS = {
  messages_received: 1861,
  messages_sent: 1404,
  contacts: 270,
  repeat_contacts: 45,
  repeat_contact_rate: 45 / 270,
  dialogues: 315,
  dialogue_duration_mean_seconds: 12_600,
  dialogue_duration_median_seconds: 12_910,
} as const;

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

const RETURNING = 45;
const ONCE = 210;
const UNANSWERED = 15;

const AGENTS = [
  { id: '1', name: 'Анна Смирнова', pace: 120 },
  { id: '2', name: 'Олег Кузнецов', pace: 210 },
  { id: '3', name: 'Мария Иванова', pace: 300 },
  { id: '4', name: 'Дмитрий Соколов', pace: 420 },
  { id: '5', name: 'Екатерина Попова', pace: 540 },
] as const;

const QUESTIONS = [
  'Здравствуйте! Не приходит код активации',
  'Как продлить лицензию?',
  'На сколько устройств её хватит?',
  'Оплатил, но письма нет',
  'Пишет, что ключ уже использован',
  'Вот номер заказа',
  'Да, делал, не помогло',
  'А можно перенести на другой компьютер?',
];
const ANSWERS = [
  'Здравствуйте! Сейчас проверим',
  'Подскажите, пожалуйста, номер заказа',
  'Отправили письмо ещё раз',
  'Перезапустите программу, пожалуйста',
  'Лицензия продлена на год',
];

/**
 * The case of the founding article: February 2017 in Europe/Moscow, 1 861 incoming and 1 404 outgoing messages of
 * 270 contacts, 45 of whom came back, 3.5 hours of dialogue on average. Sorted by time.
 *
 * 225 contacts have one dialogue and 45 have two, the second at least 7 days after the first: 315 dialogues.
 * 15 single dialogues are one unanswered message (0 s). The other 300, k = 0…299, last 13 230 ∓ 40 s × j, j = 1…150,
 * with 7 (k < 46) or 6 incoming and 5 (k < 204) or 4 outgoing messages. Every answer follows its own question.
 */
export function golden(accountId: string): EventInput[] {
  const random = storyRandom(2017);
  const events: EventInput[] = [];
  let slot = 0;
  // 7 and 300 have no common divisor: each k is used once, long and short dialogues are mixed among the contacts.
  const nextDialogue = () => (slot++ * 7) % 300;

  for (let number = 0; number < RETURNING + ONCE + UNANSWERED; number++) {
    const contact = { id: `visitor-${number + 1}` };
    const base = { account_id: accountId, contact };
    if (number < RETURNING) {
      const day = random.between(0, 17);
      events.push(...longDialogue(random, base, nextDialogue(), workingTime(random, day)));
      const later = random.between(day + 10, 27);
      events.push(...longDialogue(random, base, nextDialogue(), workingTime(random, later)));
    } else if (number < RETURNING + ONCE) {
      events.push(...longDialogue(random, base, nextDialogue(), workingTime(random, random.between(0, 27))));
    } else {
      const at = localDay(random.between(0, 27)) + random.between(20 * 3600, 23 * 3600) * SECOND;
      events.push(received(random, base, at));
    }
  }
  return events.sort((a, b) => Number(a.occurred_at) - Number(b.occurred_at));
}

interface Base {
  account_id: string;
  contact: { id: string };
}

const localDay = (day: number) => GOLDEN_FROM.getTime() + day * DAY;

/** A moment between 9:00 and 15:30 of a local day; fewer at the weekend. The longest dialogue ends before 21:00. */
function workingTime(random: StoryRandom, day: number): number {
  // February 2017 began on a Wednesday: days 3, 4, 10, 11 … are Saturdays and Sundays.
  const isWeekend = day % 7 === 3 || day % 7 === 4;
  const kept = isWeekend && random.chance(0.5) ? day + 2 : day;
  return localDay(kept) + random.between(9 * 3600, 15.5 * 3600) * SECOND;
}

function longDialogue(random: StoryRandom, base: Base, k: number, startsAt: number): EventInput[] {
  const incoming = k < 46 ? 7 : 6;
  const turns = k < 204 ? 5 : 4;
  const x = 40 * (Math.floor(k / 2) + 1);
  const seconds = k % 2 === 0 ? 13_230 - x : 13_230 + x;
  const agent = random.pick(AGENTS);

  // The lengths of the gaps: inside a burst, before an answer, before the next question.
  const bursts = Array.from({ length: incoming - turns }, () => random.between(12, 70));
  const answers = Array.from({ length: turns }, () =>
    Math.round(Math.min(900, Math.max(20, random.longTail(agent.pace, 0.7)))),
  );
  const left = seconds - sum(bursts) - sum(answers);
  const pauses = Array.from({ length: turns - 1 }, () => random.between(50, 150));
  const weight = sum(pauses);
  const shares = pauses.map((pause) => Math.floor((left * pause) / weight));
  shares[0] = (shares[0] ?? 0) + left - sum(shares);

  const events: EventInput[] = [];
  let at = startsAt;
  for (let turn = 0; turn < turns; turn++) {
    events.push(received(random, base, at));
    const extra = bursts[turn];
    if (extra !== undefined) events.push(received(random, base, (at += extra * SECOND)));
    at += (answers[turn] ?? 0) * SECOND;
    const { id, name } = agent;
    events.push({
      type: 'message_sent',
      id: `${base.contact.id}-${at / SECOND}`,
      ...base,
      occurred_at: at,
      sender: 'agent',
      agent: { id, name },
      text: random.pick(ANSWERS),
    });
    at += (shares[turn] ?? 0) * SECOND;
  }
  return events;
}

function received(random: StoryRandom, base: Base, at: number): EventInput {
  return {
    type: 'message_received',
    id: `${base.contact.id}-${at / SECOND}`,
    ...base,
    occurred_at: at,
    text: random.pick(QUESTIONS),
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
