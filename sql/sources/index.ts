export { sourceRulesOf, sourceRulesText, NO_SOURCE_RULES, type KnownSourceRules } from './source-rules.js';
