import { describe, expect, it } from '@jest/globals';
import { EVENT_RANK, EVENT_TYPES, event, sequenceOf, type EventInput } from './index.js';

const at = '2026-11-22T09:00:00Z';
const base = { id: 'm1', account_id: '1', occurred_at: at, contact: { id: 'c1' } };

describe('event', () => {
  it('knows every family of the design', () => {
    expect(EVENT_TYPES).toHaveLength(42);
    expect(new Set(EVENT_TYPES).size).toBe(42);
  });

  it('reads times written as text with an offset and as milliseconds alike', () => {
    const text = event.parse({
      ...base,
      type: 'message_received',
      occurred_at: '2026-11-22T12:00:00.250+03:00',
    });
    const number = event.parse({ ...base, type: 'message_received', occurred_at: 1_795_338_000_250 });
    expect(text.occurred_at).toBe(1_795_338_000_250);
    expect(number.occurred_at).toBe(1_795_338_000_250);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a time without zone', { occurred_at: '2026-11-22T09:00:00' }, 'occurred_at'],
    ['a time before 2009', { occurred_at: '2008-12-31T23:59:59Z' }, 'occurred_at'],
    ['seconds taken for milliseconds', { occurred_at: 1_795_338_000 }, 'occurred_at'],
    ['an empty contact id', { contact: { id: '' } }, 'contact.id'],
    ['an unknown field', { txet: 'typo' }, ''],
    ['an account by name', { account_id: 'shop' }, 'account_id'],
    [
      'fifty-one properties',
      { props: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`p${i}`, ''])) },
      'props',
    ],
  ])('refuses %s and says where', (_what, change, path) => {
    const result = event.safeParse({ ...base, type: 'message_received', ...change });
    expect(result.success).toBe(false);
    expect(result.error?.issues[0]?.path.join('.')).toBe(path);
  });

  it('refuses an amount without a currency and a receipt of nothing', () => {
    expect(event.safeParse({ ...base, type: 'order_placed', amount: '10.00' }).success).toBe(false);
    expect(event.safeParse({ ...base, type: 'order_placed', amount: '10.00', currency: 'RUB' }).success).toBe(
      true,
    );
    expect(event.safeParse({ ...base, type: 'message_read' }).success).toBe(false);
    expect(event.safeParse({ ...base, type: 'message_read', watermark_at: at }).success).toBe(true);
  });

  it('keeps every digit of an amount', () => {
    const input: EventInput = {
      ...base,
      type: 'purchase_completed',
      amount: '12345678901234.5678',
      currency: 'RUB',
    };
    expect(event.parse(input)).toMatchObject({ amount: '12345678901234.5678' });
  });

  it('parses its own documented examples', () => {
    const documented = event.options.flatMap((option) => {
      const example = option.meta()?.['example'];
      return example === undefined ? [] : [example];
    });
    expect(documented.length).toBeGreaterThanOrEqual(3);
    for (const example of documented) expect(event.safeParse(example)).toMatchObject({ success: true });
  });
});

describe('sequenceOf', () => {
  it('ranks every type within four bits', () => {
    for (const type of EVENT_TYPES) expect(EVENT_RANK[type]).toBeGreaterThanOrEqual(0);
    expect(Math.max(...Object.values(EVENT_RANK))).toBeLessThanOrEqual(15);
  });

  it('orders by the number of the platform first, then by rank', () => {
    expect(sequenceOf('message_received', 512)).toBe(512n * 16n + 7n);
    expect(sequenceOf('message_received', undefined)).toBe(7n);
    expect(sequenceOf('message_sent', 512) < sequenceOf('message_received', 513)).toBe(true);
  });

  it('falls back to the rank where the number would overflow', () => {
    expect(sequenceOf('message_sent', '576460752303423488')).toBe(9n);
    expect(sequenceOf('message_sent', '576460752303423487')).toBe(((1n << 59n) - 1n) * 16n + 9n);
  });
});
