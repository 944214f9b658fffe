import { describe, expect, it } from '@jest/globals';
import { readSource, type SourceRule, sourceRule, USUAL_SOURCE_RULES } from '@parley/contracts';
import {
  CONDITION_KINDS,
  conditionOf,
  faultOf,
  moved,
  NEVER,
  patternOf,
  ruleFor,
  shortLabels,
} from './draft';

const none = { source: '', medium: '', campaign: '', content: '', term: '' };
const rule = (part: Partial<SourceRule>): SourceRule => ({ ...ruleFor(''), ...part });
const read = (made: SourceRule, ref: string) =>
  readSource([made], { ref, channel: 'viber', account_id: '1', is_ad: false, given: none });
const encode = (text: string) => Buffer.from(text).toString('base64url');

describe('a rule in the form', () => {
  it('is right as it comes, of every kind that needs nothing more', () => {
    for (const kind of CONDITION_KINDS.slice(0, 3))
      expect([kind, faultOf(rule({ when: conditionOf(kind) }))]).toEqual([kind, null]);
    for (const usual of USUAL_SOURCE_RULES) expect(faultOf(usual)).toBeNull();
  });

  it('says what is wrong with it, whatever the contract refuses', () => {
    const pairs = conditionOf('pairs') as Extract<SourceRule['when'], { kind: 'pairs' }>;
    const wrong: [Partial<SourceRule>, string][] = [
      [{ when: { kind: 'template', template: '{source}{term}' } }, 'template_adjacent'],
      [{ when: { kind: 'template', template: 'spring' } }, 'template_no_field'],
      [{ when: { ...pairs, between_pairs: '' } }, 'pairs_signs'],
      [{ when: { ...pairs, between_pairs: '-' } }, 'pairs_same_sign'],
      [{ when: { ...pairs, names: [{ name: '', field: null }] } }, 'pairs_names'],
      [{ when: conditionOf('equals') }, 'refs'],
      [{ when: { kind: 'equals', refs: ['a'] } }, 'nothing'],
      [{ set: { source: 'x'.repeat(300) } }, 'other'],
    ];
    for (const [part, fault] of wrong) {
      expect(faultOf(rule(part))).toBe(fault);
      expect(sourceRule.safeParse(rule(part)).success).toBe(false);
    }
  });

  it('reads nothing while it is wrong', () => {
    expect(read(NEVER, 'a-b').rule).toBe(0);
    const pairs = { ...conditionOf('pairs'), between_pairs: '' } as SourceRule['when'];
    expect(read(rule({ when: pairs }), 'source-x').rule).toBe(0);
  });

  it('begins with what reads the ref that it is made for', () => {
    for (const ref of ['vc.ru-guide', encode('vc.ru-guide')])
      expect(read(ruleFor(ref), ref)).toMatchObject({ source: 'vc.ru', campaign: 'guide' });
    expect(read(ruleFor('fb_may'), 'fb_may')).toMatchObject({ source: 'fb', campaign: 'may' });
    expect(ruleFor('promo')).toMatchObject({ when: { kind: 'equals', refs: ['promo'] }, encoding: 'plain' });
  });

  it('can be moved, and is called by what it looks for', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(patternOf(rule({}))).toBe('{source}-{campaign}');
    expect(patternOf(rule({ when: conditionOf('pairs') }))).toBe('source-…_medium-…');
    expect(patternOf(rule({ name: 'Ads' }))).toBe('Ads');
    expect(shortLabels({ ...none, source: 'a', term: 'b' })).toBe('a · b');
  });
});
