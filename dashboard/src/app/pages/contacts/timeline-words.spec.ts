import type { ContactEntry } from '@parley/contracts';
import type { Telling } from './contact-words';
import { entryWords, waitSpans } from './timeline-words';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 1, 9, minutes)).toISOString();
type Wait = Parameters<typeof waitSpans>[1]['waits'][number];
const wait = (from: number, to: number | null): Wait =>
  ({
    wait_id: `${from}`,
    wait_state: to === null ? 'open' : 'answered',
    from: at(from),
    to: to === null ? null : at(to),
  }) as Wait;
const drawn = (end: number, ...waits: Wait[]) =>
  waitSpans(at(0), { ended_at: at(end), waits }, () => '').map(({ left, width }) => [left, width]);

describe('the waits of a dialogue on a line', () => {
  it('stand where they were, as shares of the dialogue', () => {
    expect(drawn(100, wait(0, 25), wait(50, 60))).toEqual([
      [0, 25],
      [50, 10],
    ]);
  });

  it('are never too thin to be seen, nor outside of the line', () => {
    expect(drawn(1000, wait(500, 501))).toEqual([[50, 1.5]]);
    expect(drawn(100, wait(100, null))).toEqual([[98.5, 1.5]]);
    // A dialogue of one message that waits.
    expect(drawn(0, wait(0, null))).toEqual([[0, 100]]);
  });

  it('go to the end where nobody has ended them, and past the last message where something did', () => {
    expect(drawn(100, wait(40, null))).toEqual([[40, 60]]);
    expect(drawn(50, wait(50, 100))).toEqual([[50, 50]]);
  });
});

describe('a dialogue in words', () => {
  const i18n = {
    t: (key: string, values: object = {}) => [key, ...Object.values(values)].join(' '),
    text: ({ en }: { en: string }) => en,
    plural: (key: string, n: number) => `${n} ${key}`,
    language: () => 'en',
  } as unknown as Telling['i18n'];
  const told = (...waits: object[]) =>
    entryWords(
      {
        type: 'dialogue',
        occurred_at: at(0),
        channel: null,
        amount: null,
        order_id: null,
        rating: null,
        agent_name: null,
        other_identity_id: null,
        by: null,
        reason: null,
        account_name: null,
        dialogue: { dialogue_id: '1', ended_at: at(9), messages_received: 1, messages_sent: 0, waits },
      } as unknown as ContactEntry,
      { i18n, zone: 'UTC' },
      { named: (id) => id, firstTouchAt: null },
    ).dialogue;

  it('says no length of a wait where none is known', () => {
    const unknown = { ...wait(0, null), customer_seconds: null, age_seconds: null };
    const known = { ...wait(1, 3), customer_seconds: 120, age_seconds: null };
    expect(told(unknown)?.summary).not.toContain('contact.longest');
    expect(told(unknown)?.waits[0]?.text).toMatch(/^contact\.wait_unknown /);
    expect(told(unknown, known)?.summary).toMatch(/contact\.longest 2\smin/);
    expect(told(known)?.waits[0]?.text).toMatch(/^contact\.wait .* 2\smin/);
  });
});
