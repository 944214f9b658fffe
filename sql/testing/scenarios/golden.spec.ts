import { event, type EventInput } from '@parley/contracts';
import { golden, GOLDEN_FROM, GOLDEN_NUMBERS, GOLDEN_TO } from './golden.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Counts the golden set by hand: the messages of a contact, cut where more than a day of silence lies between two. */
function countByHand(events: readonly EventInput[]) {
  const times = new Map<string, number[]>();
  let received = 0;
  let sent = 0;
  for (const one of events) {
    if (one.type === 'message_received') received++;
    else if (one.type === 'message_sent') sent++;
    else throw new Error(`the golden set holds only messages, not ${one.type}`);
    const of = times.get(one.contact.id) ?? [];
    of.push(Number(one.occurred_at));
    times.set(one.contact.id, of);
  }
  const durations: number[] = [];
  const pauses: number[] = [];
  let returned = 0;
  for (const of of times.values()) {
    let start = of[0] ?? 0;
    let last = start;
    let dialogues = 1;
    for (const at of of) {
      if (at - last > DAY) {
        durations.push((last - start) / 1000);
        pauses.push(at - start);
        dialogues++;
        start = at;
      }
      last = at;
    }
    durations.push((last - start) / 1000);
    if (dialogues > 1) returned++;
  }
  durations.sort((a, b) => a - b);
  return { received, sent, contacts: times.size, returned, durations, pauses };
}

describe('the golden set', () => {
  const events = golden('7');

  it('holds the numbers of the article, counted by hand', () => {
    const counted = countByHand(events);
    const { durations } = counted;
    expect(counted.received).toBe(1861);
    expect(counted.sent).toBe(1404);
    expect(counted.contacts).toBe(270);
    expect(counted.returned).toBe(45);
    expect(durations).toHaveLength(315);
    expect(durations.reduce((sum, one) => sum + one, 0) / 315).toBe(12_600);
    expect(durations[157]).toBe(12_910);
    expect(durations.filter((one) => one === 0)).toHaveLength(15);
    expect(GOLDEN_NUMBERS).toEqual({
      messages_received: 1861,
      messages_sent: 1404,
      contacts: 270,
      repeat_contacts: 45,
      repeat_contact_rate: 45 / 270,
      dialogues: 315,
      dialogue_duration_mean_seconds: 12_600,
      dialogue_duration_median_seconds: 12_910,
    });
    for (const pause of counted.pauses) expect(pause).toBeGreaterThanOrEqual(7 * DAY);
  });

  it('lies inside the local month, sorted by time', () => {
    const times = events.map((one) => Number(one.occurred_at));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(GOLDEN_FROM.getTime());
    expect(times.at(-1)).toBeLessThan(GOLDEN_TO.getTime());
  });

  it('begins each dialogue with the contact, ends each answered one with an agent, and answers every burst', () => {
    const byContact = new Map<string, EventInput[]>();
    for (const one of events) {
      const id = 'contact' in one ? (one.contact?.id ?? '') : '';
      byContact.set(id, [...(byContact.get(id) ?? []), one]);
    }
    for (const of of byContact.values()) {
      of.forEach((one, index) => {
        const before = of[index - 1];
        const gap = before ? Number(one.occurred_at) - Number(before.occurred_at) : Infinity;
        if (gap > DAY) {
          expect(one.type).toBe('message_received');
          if (before) expect(before.type).toBe('message_sent');
        }
        if (one.type === 'message_sent') expect(before?.type).toBe('message_received');
      });
      if (of.length > 1) expect(of.at(-1)?.type).toBe('message_sent');
    }
  });

  it('is the same on every call, is valid, and repeats no id', () => {
    expect(golden('7')).toEqual(events);
    for (const one of events) event.parse(one);
    expect(new Set(events.map((one) => `${one.type} ${one.id}`)).size).toBe(events.length);
  });
});
