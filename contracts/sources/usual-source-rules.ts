import { SOURCE_FIELDS } from './labels.js';
import { type SourceRule, sourceRules } from './source-rule.js';

const UTM = SOURCE_FIELDS.map((field) => ({ name: `utm_${field}`, field }));
const WHOLE = SOURCE_FIELDS.map((field) => ({ name: field, field }));
const SHORT = [
  { name: 'src', field: 'source' },
  { name: 'cmp', field: 'campaign' },
  { name: 'med', field: 'medium' },
  { name: 'cnt', field: 'content' },
  { name: 'trm', field: 'term' },
] as const;

/**
 * The rules that a new workspace begins with: refs as they are found in the wild. Those of a clear shape come first, the
 * shape that almost anything has comes late.
 */
export const USUAL_SOURCE_RULES: readonly SourceRule[] = sourceRules.parse([
  {
    when: { kind: 'pairs', between_pairs: '&', between_name_and_value: '=', names: UTM },
    encoding: 'either',
  },
  {
    when: { kind: 'pairs', between_pairs: '__', between_name_and_value: '_', names: [...SHORT, ...WHOLE] },
    encoding: 'either',
  },
  {
    when: { kind: 'pairs', between_pairs: '_', between_name_and_value: '-', names: [...WHOLE, ...SHORT] },
    encoding: 'either',
  },
  {
    when: { kind: 'template', template: '{source}-{campaign}' },
    encoding: 'either',
  },
  { when: { kind: 'word', field: 'source' } },
]);
