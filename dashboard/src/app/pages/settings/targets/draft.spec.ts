import { describe, expect, it } from '@jest/globals';
import type { Target } from '@parley/contracts';
import { areSame, faultOf, NEW_TARGET, nextTarget } from './draft';

const target = (part: Partial<Target>): Target => ({ ...NEW_TARGET, ...part });

describe('targets in the form', () => {
  it('are right as they come', () => {
    expect(faultOf([])).toBeNull();
    expect(faultOf([target({}), target({ kind: 'next' }), target({ team_id: '7' })])).toBeNull();
  });

  it('must not say two things of the same', () => {
    expect(faultOf([target({}), target({ seconds: 60 })])).toBe('twice');
  });

  it('begin with a kind that nothing is said of yet', () => {
    expect(nextTarget([])).toEqual(NEW_TARGET);
    expect(nextTarget([target({ channel: 'viber' })])).toEqual(NEW_TARGET);
    expect(nextTarget([target({}), target({ kind: 'next', team_id: '7' })])).toEqual(
      target({ kind: 'next' }),
    );
  });

  it('last from a second to 30 days', () => {
    expect(faultOf([target({ seconds: NaN })])).toBe('wrong');
    expect(faultOf([target({ seconds: 0 })])).toBe('wrong');
    expect(faultOf([target({ seconds: 30 * 86_400 + 1 })])).toBe('wrong');
  });

  it('are the same in any order', () => {
    const list = [target({}), target({ kind: 'close' })];
    expect(areSame(list, [...list].reverse())).toBe(true);
    expect(areSame(list, [target({})])).toBe(false);
    expect(areSame([target({})], [target({ hours: 'calendar' })])).toBe(false);
  });
});
