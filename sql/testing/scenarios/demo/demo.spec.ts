import {
  CHANNELS,
  COURTESY_PHRASES,
  event,
  normalizeText,
  type Channel,
  type EventInput,
} from '@parley/contracts';
import { demo } from './demo.js';
import { THANKS } from './phrases.js';

const accountIds = Object.fromEntries(CHANNELS.map((channel, i) => [channel, String(i + 1)])) as Record<
  Channel,
  string
>;
const until = new Date('2026-11-22T18:00:00Z');
const DAY = 86_400_000;

describe('the demo', () => {
  const events = demo({ accountIds, until, seed: 1 });

  it.each([2, 2026])('stays near 50 000 and below 60 000 events with seed %i', (seed) => {
    const { length } = demo({ accountIds, until: new Date('2027-05-03T05:00:00Z'), seed });
    expect(length).toBeGreaterThan(45_000);
    expect(length).toBeLessThan(60_000);
  });

  it('is the same for the same seed, and another for another', () => {
    const text = JSON.stringify(events);
    expect(JSON.stringify(demo({ accountIds, until, seed: 1 })) === text).toBe(true);
    expect(JSON.stringify(demo({ accountIds, until, seed: 2 })) === text).toBe(false);
  });

  it('is valid, sorted by time, inside the 90 days, and repeats no id', () => {
    const times = events.map((one) => Number(one.occurred_at));
    const isSorted = times.every((at, index) => index === 0 || at >= (times[index - 1] ?? 0));
    expect(isSorted).toBe(true);
    expect(times[0]).toBeGreaterThanOrEqual(until.getTime() - 90 * DAY);
    expect(times.at(-1)).toBeLessThan(until.getTime());
    expect(new Set(events.map((one) => `${one.account_id} ${one.type} ${one.id}`)).size).toBe(events.length);
    const refused = events.filter((one, index) => index % 5 === 0 && !event.safeParse(one).success);
    expect(refused).toEqual([]);
  });

  it('plays on all nine channels with all seven agents, bots, automatic replies and broadcasts', () => {
    expect(new Set(events.map((one) => one.account_id)).size).toBe(9);
    const sent = events.filter((one) => one.type === 'message_sent');
    expect(new Set(sent.map((one) => one.agent?.id).filter(Boolean)).size).toBe(7);
    expect([...new Set(sent.map((one) => one.sender))].sort()).toEqual(['agent', 'auto', 'bot', 'broadcast']);
  });

  it('holds every kind of event that the reports count', () => {
    const types = new Set(events.map((one) => one.type));
    for (const type of [
      'conversation_started',
      'referral_received',
      'link_clicked',
      'widget_opened',
      'handed_off',
      'assigned',
      'resolved',
      'subscribed',
      'unsubscribed',
      'blocked',
      'unblocked',
      'message_delivered',
      'message_read',
      'message_failed',
      'order_placed',
      'purchase_completed',
      'purchase_refunded',
      'rated',
    ] as const)
      expect(types).toContain(type);
  });

  it('has people who wait right now, and one day on which nobody answered', () => {
    const waiting = new Set<string>();
    for (const one of events) {
      if (one.type === 'message_received') waiting.add(one.contact.id);
      if (one.type === 'message_sent' && one.sender !== 'auto') waiting.delete(one.contact.id);
    }
    const recent = events.filter(
      (one): one is EventInput & { type: 'message_received' } =>
        one.type === 'message_received' && Number(one.occurred_at) > until.getTime() - DAY,
    );
    expect(new Set(recent.map((one) => one.contact.id).filter((id) => waiting.has(id))).size).toBeGreaterThan(
      8,
    );
    // 2026-10-27, 10:30–17:30 in Moscow: a Tuesday, three weeks and more before the end.
    const from = Date.parse('2026-10-27T07:30:00Z');
    const to = Date.parse('2026-10-27T14:30:00Z');
    const inside = events.filter((one) => Number(one.occurred_at) >= from && Number(one.occurred_at) < to);
    expect(inside.filter((one) => one.type === 'message_received').length).toBeGreaterThan(20);
    expect(inside.filter((one) => one.type === 'message_sent' && one.sender === 'agent')).toEqual([]);
  });

  it('grows', () => {
    const received = events.filter((one) => one.type === 'message_received');
    const middle = until.getTime() - 45 * DAY;
    const early = received.filter((one) => Number(one.occurred_at) < middle).length;
    expect(received.length - early).toBeGreaterThan(early * 1.3);
  });

  it('thanks only with phrases that ask for no reply', () => {
    const phrases = new Set(COURTESY_PHRASES.map(normalizeText));
    for (const phrase of [...THANKS.ru, ...THANKS.en]) expect(phrases).toContain(normalizeText(phrase));
  });
});
