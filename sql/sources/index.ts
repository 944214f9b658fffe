export { sourceRulesOf, sourceRulesText, NO_SOURCE_RULES, type KnownSourceRules } from './source-rules.js';
export { readPastRefs, readPeopleOfRefs, type PastRefRow, type RefsOf } from './past-refs.js';
