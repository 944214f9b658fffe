import { describe, expect, it } from '@jest/globals';
import { definitionParams } from '@parley/contracts';
import { definitionsEn } from '../i18n/definitions.en';
import { besideKey } from './other-definitions';
import { choicesOf, isWithKey, valueName } from './definition-words';

const official = definitionParams.parse({ silence_gap_seconds: 5400, repeat_after_seconds: 86_400 });
const english = {
  t: (key: string) => (definitionsEn as Record<string, string>)[key] ?? key,
  language: () => 'en' as const,
};

describe('the words of definitions', () => {
  it('offer what is official and what stands in the URL among the usual values, each once, in order', () => {
    const choices = choicesOf('with_silence_gap_seconds', official, '7200');
    expect(choices.slice(0, 4)).toEqual(['3600', '5400', '7200', '14400']);
    expect(new Set(choices).size).toBe(choices.length);
    expect(choicesOf('with_clock_starts', official, undefined)).toEqual(['first', 'last']);
  });

  it('name lengths, hours and clocks', () => {
    expect(valueName(english, '3600')).toBe('1\u00a0h');
    expect(valueName(english, 'business')).toBe('business hours');
    expect(valueName(english, 'last')).toBe('last message of a burst');
  });

  it('know the parameters of a definition from other parameters', () => {
    expect([isWithKey('with_settle_seconds'), isWithKey('settle_seconds')]).toEqual([true, false]);
  });

  it('call a number official only where the shown answer was asked with other definitions', () => {
    expect(besideKey({ with_silence_gap_seconds: '3600', kind: 'first' })).toBe('definitions.officially');
    expect([besideKey({ kind: 'first' }), besideKey()]).toEqual(['overview.previous', 'overview.previous']);
  });
});
