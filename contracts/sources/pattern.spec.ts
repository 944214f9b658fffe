import { describe, expect, it } from '@jest/globals';
import { matchPattern, readTemplate } from './pattern.js';

const match = (template: string, text: string) => {
  const pattern = readTemplate(template);
  if (typeof pattern === 'string') throw new Error(pattern);
  return matchPattern(pattern, text);
};

describe('a template', () => {
  it.each([
    ['spring', 'no_field'],
    ['', 'no_field'],
    ['{source', 'braces'],
    ['source}', 'braces'],
    ['{so{urce}', 'braces'],
    ['a}{source}', 'braces'],
    ['{Source}', 'unknown_field'],
    ['{}', 'unknown_field'],
    ['{source}-{source}', 'twice'],
    ['{source}{campaign}', 'adjacent'],
  ])('%s is refused: %s', (template, problem) => {
    expect(readTemplate(template)).toBe(problem);
  });

  it('may pass over several parts', () => {
    expect(match('{skip}.{source}.{skip}', 'a.b.c.d')).toEqual({ source: 'b' });
  });

  it.each([
    [
      '{source}-{campaign}',
      'vc.ru-messengers-guide-2403',
      { source: 'vc.ru', campaign: 'messengers-guide-2403' },
    ],
    ['{source}-{campaign}', 'vk_ads-spring_42', { source: 'vk_ads', campaign: 'spring_42' }],
    ['{source}-{campaign}', '-a-b', { source: '-a', campaign: 'b' }],
    ['{source}-{campaign}', 'a--', { source: 'a', campaign: '-' }],
    ['{source}-{campaign}', 'a-', null],
    ['{source}-{campaign}', '-a', null],
    ['{source}-{campaign}', 'a', null],
    ['{source}-{campaign}', '', null],
    ['{source}', 'anything at all', { source: 'anything at all' }],
    ['promo_{campaign}', 'promo_may', { campaign: 'may' }],
    ['promo_{campaign}', 'promo_', null],
    ['{campaign}_end', 'a_end_end', { campaign: 'a_end' }],
    ['{campaign}_end', '_end', null],
    ['x{campaign}x', 'x', null],
    ['x{campaign}x', 'xx', null],
    ['{source}--{medium}-{campaign}', 'a---b-c', { source: 'a', medium: '-b', campaign: 'c' }],
    ['{source}-{campaign}-z', 'a-b-z-c-z', { source: 'a', campaign: 'b-z-c' }],
    ['{source}-{medium}-z', 'a-z', null],
    ['{source}-я-{term}', 'ключ-я-🙂', { source: 'ключ', term: '🙂' }],
  ])('%s reads %s', (template, text, fields) => {
    expect(match(template, text)).toEqual(fields);
  });

  it('finds parts exactly where trying every way of cutting finds some', () => {
    const texts = (length: number): string[] =>
      length === 0 ? [''] : texts(length - 1).flatMap((text) => ['a', '-', 'b'].map((sign) => text + sign));
    const anyWay = /^(?:.+)-(?:.+)a-(?:.+)b$/;
    for (const text of [3, 5, 7, 8].flatMap(texts))
      expect([text, match('{source}-{medium}a-{term}b', text) !== null]).toEqual([text, anyWay.test(text)]);
  });

  it('takes a moment for what makes regular expressions hang', () => {
    const before = performance.now();
    const text = '-a'.repeat(100_000);
    expect(match('{source}-a-a{medium}-a-a{campaign}-a-a{content}-a-b{term}', text)).toBeNull();
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
