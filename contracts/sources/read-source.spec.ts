import { describe, expect, it } from '@jest/globals';
import { NO_SOURCE } from './labels.js';
import { readSource, type ReadableTouch } from './read-source.js';
import { sourceRules, type SourceRuleInput } from './source-rule.js';
import { USUAL_SOURCE_RULES } from './usual-source-rules.js';

const touch = (ref: string, stated: Partial<ReadableTouch> = {}): ReadableTouch => ({
  ref,
  channel: 'telegram',
  account_id: 1,
  is_ad: false,
  given: NO_SOURCE,
  ...stated,
});
const encode = (text: string) => Buffer.from(text).toString('base64url');
const read = (rules: SourceRuleInput[], ref: string, stated: Partial<ReadableTouch> = {}) =>
  readSource(sourceRules.parse(rules), touch(ref, stated));
const usual = (ref: string) => readSource(USUAL_SOURCE_RULES, touch(ref));

const template = { when: { kind: 'template', template: '{source}-{campaign}' } } as const;

describe('the usual rules', () => {
  it.each([
    ['vc.ru-messengers-guide-2403', 4, { source: 'vc.ru', campaign: 'messengers-guide-2403' }],
    [encode('vc.ru-messengers-guide-2403'), 4, { source: 'vc.ru', campaign: 'messengers-guide-2403' }],
    ['src_fb__cmp_may', 2, { source: 'fb', campaign: 'may' }],
    ['SRC_fb__CMP_may_sale__x', 2, { source: 'fb', campaign: 'may_sale__x' }],
    [encode('src_fb__cmp_май'), 2, { source: 'fb', campaign: 'май' }],
    ['source-x_medium-y', 3, { source: 'x', medium: 'y' }],
    ['src_fb__cmp___cmp_x', 2, { source: 'fb', campaign: 'x' }],
    ['source-vk_ads_medium-cpc_term-', 3, { source: 'vk_ads', medium: 'cpc' }],
    ['utm_source=vk&utm_medium=cpc&utm_campaign=a=b', 1, { source: 'vk', medium: 'cpc', campaign: 'a=b' }],
    [encode('utm_source=vk&utm_term=кружка'), 1, { source: 'vk', term: 'кружка' }],
    ['vk_ads-spring_42', 4, { source: 'vk_ads', campaign: 'spring_42' }],
    ['instagram', 5, { source: 'instagram' }],
    ['vc.ru', 5, { source: 'vc.ru' }],
    // Somebody's number is no source, and a word that spells nothing in base64url stays a word.
    ['6200145512', 0, {}],
    ['test', 5, { source: 'test' }],
    ['two words', 0, {}],
    ['', 0, {}],
  ])('read %s by rule %i', (ref, rule, labels) => {
    expect(usual(ref)).toEqual({ ...NO_SOURCE, ...labels, rule });
  });
});

describe('rules', () => {
  it('are tried in order: the first that fits reads the ref, and no other', () => {
    const exact: SourceRuleInput = { when: { kind: 'equals', refs: ['a-b'] }, set: { medium: 'm' } };
    expect(read([exact, template], 'a-b')).toEqual({ ...NO_SOURCE, medium: 'm', rule: 1 });
    expect(read([template, exact], 'a-b')).toEqual({ ...NO_SOURCE, source: 'a', campaign: 'b', rule: 1 });
    expect(read([exact, template], 'a-c').rule).toBe(2);
  });

  it('have values of their own before those of the ref', () => {
    const own = { ...template, set: { source: 'blog', medium: 'article' } };
    expect(read([own], 'a-b')).toEqual({
      ...NO_SOURCE,
      source: 'blog',
      medium: 'article',
      campaign: 'b',
      rule: 1,
    });
  });

  it('may be for some channels and accounts only', () => {
    const some: SourceRuleInput = { ...template, channels: ['viber', 'vk'], account_ids: ['7'] };
    const at = (channel: string, account_id: number) => read([some], 'a-b', { channel, account_id }).rule;
    expect([at('viber', 7), at('vk', 7), at('telegram', 7), at('viber', 1)]).toEqual([1, 1, 0, 0]);
  });

  it('read what is encoded when they are asked to', () => {
    const ways = (ref: string) =>
      (['plain', 'base64url', 'either'] as const).map(
        (encoding) => read([{ ...template, encoding }], ref).rule,
      );
    expect([ways('a-b'), ways(encode('a-b')), ways('ab')]).toEqual([
      [1, 0, 1],
      [0, 1, 1],
      [0, 0, 0],
    ]);
  });

  it('know refs by their beginning', () => {
    const begins: SourceRuleInput = {
      when: { kind: 'begins_with', refs: ['fb', 'vk_'] },
      set: { source: 'x' },
    };
    expect(['fb', 'fb2', 'vk_1', 'vk', 'a_fb'].map((ref) => read([begins], ref).rule)).toEqual([
      1, 1, 1, 0, 0,
    ]);
  });
});

it('take a moment for the longest ref', () => {
  const before = performance.now();
  for (const long of [
    '_cmp'.repeat(520),
    'src_'.repeat(520),
    `source-${'_medium'.repeat(296)}`,
    '__'.repeat(1041),
  ])
    usual(long);
  expect(performance.now() - before).toBeLessThan(500);
});

describe('values that were sent with the event', () => {
  it('win over rules field by field; an ad of the platform names what neither does', () => {
    const given = { ...NO_SOURCE, source: 'sent' };
    const ad = { channel: 'instagram', is_ad: true };
    expect(read([template], 'a-b', { given })).toEqual({
      ...NO_SOURCE,
      source: 'sent',
      campaign: 'b',
      rule: 1,
    });
    expect(read([template], 'a-b', ad)).toMatchObject({ source: 'a', medium: 'cpc', campaign: 'b', rule: 1 });
    expect(read([], '', ad)).toEqual({ ...NO_SOURCE, source: 'meta', medium: 'cpc', rule: 0 });
    expect(read([], '', { ...ad, given })).toMatchObject({ source: 'sent', medium: 'cpc' });
    expect(read([], '', { ...ad, channel: 'telegram' })).toEqual({ ...NO_SOURCE, rule: 0 });
  });

  it('and all others have at most 256 characters', () => {
    expect(read([template], `${'a'.repeat(300)}-b`).source).toHaveLength(256);
    // Half a sign is none.
    expect(read([template], `${'a'.repeat(255)}🙂-b`).source).toBe('a'.repeat(255));
  });
});
