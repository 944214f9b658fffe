import { describe, expect, it } from '@jest/globals';
import { sourceRule, type SourceRuleInput } from './source-rule.js';

const refusals = (rule: SourceRuleInput) =>
  sourceRule.safeParse(rule).error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];

describe('a source rule', () => {
  it('has defaults for all but its condition', () => {
    expect(sourceRule.parse({ when: { kind: 'word', field: 'source' } })).toEqual({
      name: '',
      when: { kind: 'word', field: 'source' },
      encoding: 'plain',
      channels: [],
      account_ids: [],
      set: {},
    });
  });

  it('says what is wrong with a template', () => {
    expect(refusals({ when: { kind: 'template', template: '{source}{term}' } })).toEqual([
      ['when.template', 'must have something between two fields: where does one end?'],
    ]);
  });

  it('gives some field a value, of its own or of the ref', () => {
    expect(refusals({ when: { kind: 'equals', refs: ['a'] } })).toEqual([
      ['set', 'must say something: the rule gives no field a value'],
    ]);
    expect(refusals({ when: { kind: 'template', template: 'x{skip}' } })).toHaveLength(1);
    expect(refusals({ when: { kind: 'equals', refs: ['a'] }, set: { source: 'x' } })).toEqual([]);
    expect(refusals({ when: { kind: 'template', template: 'x{skip}' }, set: { term: 'x' } })).toEqual([]);
  });

  it('can tell the end of a pair from the end of a name, and names from each other', () => {
    const pairs = (between_pairs: string, between_name_and_value: string, ...names: string[]) =>
      refusals({
        when: {
          kind: 'pairs',
          between_pairs,
          between_name_and_value,
          names: names.map((name) => ({ name, field: 'source' })),
        },
      }).map(([path]) => path);
    expect(pairs('_', '_', 'src')).toEqual(['when.between_name_and_value']);
    expect(pairs('_', '__', 'src')).toEqual(['when.between_name_and_value']);
    expect(pairs('__', '_', 'src')).toEqual([]);
    expect(pairs('_', '-', 'src', 'SRC')).toEqual(['when.names']);
  });
});
