import { describe, expect, it } from '@jest/globals';
import { type PastRef, sourceRules } from '@parley/contracts';
import { hiddenFrom, reachOf, readAll } from './readings';

const none = { source: '', medium: '', campaign: '', content: '', term: '' };
const came = (ref: string, touches: number, part: Partial<PastRef> = {}): PastRef => ({
  ref,
  channel: 'viber',
  account_id: '1',
  account_name: 'Shop',
  is_ad: false,
  given: none,
  touches,
  contacts: 1,
  last_at: '2026-03-02T06:00:00Z',
  reading: { ...none, rule: 0 },
  ...part,
});
const refs = [
  came('a-b', 5, { reading: { ...none, source: 'a', campaign: 'b', rule: 7 } }),
  came('c-d', 3),
  came('word', 2),
  came('e-f', 1, { given: { ...none, source: 'sent' }, reading: { ...none, source: 'sent', rule: 0 } }),
];
const dash = { when: { kind: 'template', template: '{source}-{campaign}' } };
const known = { when: { kind: 'equals', refs: ['c-d', 'word'] }, set: { source: 'x' } };

describe('what rules make of past refs', () => {
  it('is marked where labels differ, not where only another rule reads them', () => {
    const read = readAll(refs, sourceRules.parse([dash]));
    expect(read.map(({ then, isMoved }) => [then.source, then.campaign, isMoved])).toEqual([
      ['a', 'b', false],
      ['c', 'd', true],
      ['', '', false],
      ['sent', 'f', true],
    ]);
  });

  it('is counted by rule, with what an earlier one takes away', () => {
    const rules = sourceRules.parse([dash, known]);
    const read = readAll(refs, rules);
    expect(reachOf(read, rules).map(({ touches, refs: own }) => [touches, own.length])).toEqual([
      [9, 3],
      [2, 1],
    ]);
    expect(hiddenFrom(read, rules, 1).map(({ ref }) => ref)).toEqual(['c-d']);
    expect(hiddenFrom(read, rules, 0)).toEqual([]);
  });

  it('leaves out rules that are wrong, and keeps the numbers of the others', () => {
    const wrong = { ...sourceRules.parse([dash])[0]!, when: { kind: 'template' as const, template: '{' } };
    const read = readAll(refs, [wrong, ...sourceRules.parse([dash])]);
    expect(read[0]?.then.rule).toBe(2);
  });
});
