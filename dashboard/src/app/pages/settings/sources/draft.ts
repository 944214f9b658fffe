import {
  decodeRef,
  fieldsOf,
  readTemplate,
  type RuleCondition,
  type SourceLabels,
  SOURCE_FIELDS,
  type SourceRule,
  sourceRule,
  type TemplateProblem,
} from '@parley/contracts';

export const CONDITION_KINDS = ['template', 'pairs', 'word', 'equals', 'begins_with'] as const;
export type ConditionKind = (typeof CONDITION_KINDS)[number];

/** What is wrong with a rule as it stands in the form. */
export type RuleFault =
  | `template_${TemplateProblem}`
  | 'pairs_signs'
  | 'pairs_same_sign'
  | 'pairs_names'
  | 'refs'
  | 'nothing'
  | 'other';

/** The first thing that is wrong with a rule; null = it can be saved. */
export function faultOf(rule: SourceRule): RuleFault | null {
  const { when } = rule;
  if (when.kind === 'template') {
    const read = readTemplate(when.template);
    if (typeof read === 'string') return `template_${read}`;
  }
  if (when.kind === 'pairs') {
    const { between_pairs: between, between_name_and_value: sign } = when;
    if (between === '' || sign === '') return 'pairs_signs';
    if (sign.includes(between)) return 'pairs_same_sign';
    const names = when.names.map(({ name }) => name.toLowerCase());
    if (names.length === 0 || names.includes('') || new Set(names).size < names.length) return 'pairs_names';
  }
  if ((when.kind === 'equals' || when.kind === 'begins_with') && when.refs.length === 0) return 'refs';
  if (fieldsOf(rule).length === 0) return 'nothing';
  return sourceRule.safeParse(rule).success ? null : 'other';
}

const madeWith = (when: RuleCondition, encoding: SourceRule['encoding'] = 'plain'): SourceRule => ({
  name: '',
  when,
  encoding,
  channels: [],
  account_ids: [],
  set: {},
});

/** A condition of this kind to begin with. */
export function conditionOf(kind: ConditionKind): RuleCondition {
  switch (kind) {
    case 'template':
      return { kind, template: '{source}-{campaign}' };
    case 'pairs':
      return {
        kind,
        between_pairs: '_',
        between_name_and_value: '-',
        names: [
          { name: 'source', field: 'source' },
          { name: 'medium', field: 'medium' },
        ],
      };
    case 'word':
      return { kind, field: 'source' };
    case 'equals':
    case 'begins_with':
      return { kind, refs: [] };
  }
}

/** A rule that reads the ref it is made for, as far as its look says how; without a ref, one to begin with. */
export function ruleFor(ref: string): SourceRule {
  const own = ref === '' ? '{source}-{campaign}' : ref;
  const decoded = decodeRef(own);
  const isEncoded = decoded !== null && /[-_=&. ]/.test(decoded);
  const text = isEncoded ? decoded : own;
  const encoding = isEncoded ? 'either' : 'plain';
  if (/.-./.test(text)) return madeWith(conditionOf('template'), encoding);
  if (/._./.test(text)) return madeWith({ kind: 'template', template: '{source}_{campaign}' }, encoding);
  return madeWith({ kind: 'equals', refs: [text] }, encoding);
}

/** Rules with one of them moved to another place. */
export function moved<T>(all: readonly T[], from: number, to: number): T[] {
  const left = all.filter((_, index) => index !== from);
  const one = all.slice(from, from + 1);
  return [...left.slice(0, to), ...one, ...left.slice(to)];
}

/** A rule that reads nothing: what a wrong one does until it is right. */
export const NEVER = madeWith({ kind: 'equals', refs: [] });

/** How a rule is named where it has no name: by what it looks for. */
export function patternOf({ when, name }: SourceRule): string {
  if (name !== '') return name;
  switch (when.kind) {
    case 'template':
      return when.template;
    case 'pairs':
      return when.names
        .map((each) => `${each.name}${when.between_name_and_value}…`)
        .slice(0, 2)
        .join(when.between_pairs);
    case 'word':
      return '';
    case 'equals':
      return when.refs.join(', ');
    case 'begins_with':
      return when.refs.map((ref) => `${ref}…`).join(', ');
  }
}

/** Labels in one line, those that are there: «vc.ru · messengers-guide-2403». */
export const shortLabels = (labels: SourceLabels): string =>
  SOURCE_FIELDS.flatMap((field) => (labels[field] === '' ? [] : [labels[field]])).join(' · ');

export const sameLabels = (one: SourceLabels, other: SourceLabels): boolean =>
  SOURCE_FIELDS.every((field) => one[field] === other[field]);
