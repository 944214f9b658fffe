import { SourceReader, type SourceRule, sourceRules } from '@parley/contracts';
import { Recent } from '../lib/recent.js';

/** The source rules of a definition, ready to read refs. */
export interface KnownSourceRules {
  /** As {@link sourceRulesText} writes them. */
  text: string;
  reader: SourceReader;
}

export const NO_SOURCE_RULES: KnownSourceRules = { text: '', reader: new SourceReader([]) };

const known = new Recent<KnownSourceRules>(100);

/**
 * Source rules as they stand in `definitions_v1`: JSON, or '' = none. The same text gives the same rules, worked out
 * once. Throws when the text is none.
 */
export function sourceRulesOf(text: string): KnownSourceRules {
  if (text === '') return NO_SOURCE_RULES;
  return known.of(text, () => ({ text, reader: new SourceReader(sourceRules.parse(JSON.parse(text))) }));
}

/** Source rules as they are written to `definitions_v1`; alike texts for alike rules, whatever the order of their keys. */
export const sourceRulesText = (rules: readonly SourceRule[]): string =>
  rules.length === 0 ? '' : JSON.stringify(sourceRules.parse(rules));
