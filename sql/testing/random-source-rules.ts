import {
  CHANNELS,
  REF_ENCODINGS,
  SOURCE_FIELDS,
  type SourceRule,
  sourceRule,
  USUAL_SOURCE_RULES,
} from '@parley/contracts';
import { type Random, randomOf } from './random.js';

const encode = (text: string) => Buffer.from(text).toString('base64url');

/** Refs as they are found in the wild, and some at the edges of what rules say. */
export const RANDOM_REFS = [
  'spring',
  'vc.ru-messengers-guide-2403',
  encode('vc.ru-messengers-guide-2403'),
  'src_fb__cmp_may',
  'SRC_fb__cmp___cmp_x',
  encode('src_vk__cmp_весна'),
  'source-x_medium-y',
  'source-vk_ads_medium-_medium-cpc_term-a-b',
  'medium-_source-',
  'utm_source=vk&utm_medium=cpc&utm_campaign=a=b&c&utm_content=&utm_term=1',
  encode('utm_source=vk&utm_term=кружка 🙂'),
  '-',
  'a-',
  '-a-',
  'a-b-z-c-z',
  '6200145512',
  'два слова',
] as const;

const TEMPLATES = [
  '{source}-{campaign}',
  '{source}.{skip}-{term}',
  '{skip}_{medium}',
  'vc.ru{campaign}',
  '{source}-{content}-z',
  '{content}',
];

/** None, the usual ones in some order, or any; for the same seed the same. */
export function randomSourceRules(seed: number): SourceRule[] {
  const random = randomOf(seed + 7_000_000);
  if (random.chance(0.15)) return [];
  if (random.chance(0.3)) return [...USUAL_SOURCE_RULES];
  return Array.from({ length: random.between(1, 5) }, () =>
    random.chance(0.3) ? random.pick(USUAL_SOURCE_RULES) : randomRule(random),
  );
}

function randomRule(random: Random): SourceRule {
  const field = random.pick(SOURCE_FIELDS);
  const when = random.pick([
    { kind: 'template', template: random.pick(TEMPLATES) },
    { kind: 'word', field },
    { kind: 'equals', refs: [random.pick(RANDOM_REFS), random.pick(RANDOM_REFS)] },
    { kind: 'begins_with', refs: [random.pick(RANDOM_REFS).slice(0, random.between(1, 4))] },
    {
      kind: 'pairs',
      between_pairs: '_',
      between_name_and_value: '-',
      names: [
        { name: 'source', field },
        { name: 'medium', field: random.pick([null, ...SOURCE_FIELDS]) },
      ],
    },
  ]);
  return sourceRule.parse({
    when,
    encoding: random.pick(REF_ENCODINGS),
    channels: random.chance(0.2) ? [random.pick(CHANNELS)] : [],
    account_ids: random.chance(0.2) ? [random.pick(['1', '2'])] : [],
    set: { medium: 'own', ...(random.chance(0.3) ? { [field]: 'set' } : {}) },
  });
}
