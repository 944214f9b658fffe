import * as z from 'zod';
import { entityId } from '../api.js';
import { CHANNELS, channel } from '../channels.js';
import { LONGEST_LABEL, SOURCE_FIELDS, type SourceField } from './labels.js';
import { readTemplate } from './pattern.js';

const MOST_REFS = 200;
const LONGEST_REF = 2083;
export const MOST_SOURCE_RULES = 100;

const sign = z.string().min(1).max(10);
const ref = z.string().min(1).max(LONGEST_REF);
const field = z.enum(SOURCE_FIELDS);

const byTemplate = z.strictObject({
  kind: z.literal('template'),
  template: z
    .string()
    .max(300)
    .describe(
      'Such as `{source}-{campaign}`; `{skip}` is passed over. Each part takes as little as possible, the last the rest.',
    ),
});

const byPairs = z.strictObject({
  kind: z.literal('pairs'),
  between_pairs: sign.describe('Such as `_` in `source-x_medium-y`.'),
  between_name_and_value: sign.describe('Such as `-` there.'),
  names: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(40),
        field: field.nullable().describe('Null: the value is passed over.'),
      }),
    )
    .min(1)
    .max(20)
    .describe('What begins with none of them belongs to the value before. Case does not matter.'),
});

const byWord = z.strictObject({
  kind: z.literal('word').describe('Letters, digits and dots only, at least one letter among them.'),
  field: field.describe('What the word is.'),
});

const byRefs = z.strictObject({
  kind: z.enum(['equals', 'begins_with']),
  refs: z.array(ref).min(1).max(MOST_REFS).describe('One of these.'),
});

export const REF_ENCODINGS = ['plain', 'base64url', 'either'] as const;
export type RefEncoding = (typeof REF_ENCODINGS)[number];

const label = z.string().trim().min(1).max(LONGEST_LABEL).optional();

/** Which refs a rule reads, and what they mean. */
export const sourceRule = z
  .strictObject({
    name: z.string().trim().max(80).default(''),
    when: z.discriminatedUnion('kind', [byTemplate, byPairs, byWord, byRefs]),
    encoding: z
      .enum(REF_ENCODINGS)
      .default('plain')
      .describe('How the ref is written; `either`: as it came, and if that does not fit, decoded.'),
    channels: z.array(channel).max(CHANNELS.length).default([]).describe('Empty: any.'),
    account_ids: z.array(entityId).max(100).default([]).describe('Empty: any.'),
    set: z
      .strictObject({ source: label, medium: label, campaign: label, content: label, term: label })
      .default({})
      .describe('Values of the rule itself; they stand before what the ref says.'),
  })
  .superRefine((rule, context) => {
    for (const { path, message } of problemsOf(rule)) context.addIssue({ code: 'custom', path, message });
  });
export type SourceRule = z.infer<typeof sourceRule>;
export type SourceRuleInput = z.input<typeof sourceRule>;
export type RuleCondition = SourceRule['when'];

/** In order: the first that fits reads the ref. */
export const sourceRules = z.array(sourceRule).max(MOST_SOURCE_RULES);

type Problem = { path: (string | number)[]; message: string };
type Unchecked = Pick<SourceRule, 'when' | 'set'>;

function problemsOf(rule: Unchecked): Problem[] {
  const { when } = rule;
  const problems: Problem[] = [];
  if (when.kind === 'template') {
    const read = readTemplate(when.template);
    if (typeof read === 'string')
      problems.push({ path: ['when', 'template'], message: TEMPLATE_MESSAGES[read] });
  }
  if (when.kind === 'pairs') {
    if (when.between_name_and_value.includes(when.between_pairs))
      problems.push({
        path: ['when', 'between_name_and_value'],
        message: 'must not contain what stands between pairs',
      });
    const names = when.names.map(({ name }) => name.toLowerCase());
    if (new Set(names).size < names.length)
      problems.push({ path: ['when', 'names'], message: 'must each be there once' });
  }
  if (problems.length === 0 && fieldsOf(rule).length === 0)
    problems.push({ path: ['set'], message: 'must say something: the rule gives no field a value' });
  return problems;
}

const TEMPLATE_MESSAGES = {
  no_field: `must name a field in braces: ${SOURCE_FIELDS.join(', ')} or skip`,
  braces: 'must close each brace that it opens',
  unknown_field: `knows only ${SOURCE_FIELDS.join(', ')} and skip in braces`,
  twice: 'must name each field once',
  adjacent: 'must have something between two fields: where does one end?',
} as const;

/** Which fields a rule can give a value, in their order. */
export function fieldsOf({ when, set }: Unchecked): SourceField[] {
  const fields = new Set<SourceField | null>(SOURCE_FIELDS.filter((each) => set[each] !== undefined));
  if (when.kind === 'word') fields.add(when.field);
  if (when.kind === 'pairs') for (const each of when.names) fields.add(each.field);
  if (when.kind === 'template') {
    const pattern = readTemplate(when.template);
    if (typeof pattern !== 'string') for (const each of pattern.fields) fields.add(each);
  }
  return SOURCE_FIELDS.filter((each) => fields.has(each));
}
