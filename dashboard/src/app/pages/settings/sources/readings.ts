import {
  NO_SOURCE,
  type PastRef,
  SourceReader,
  type SourceReading,
  type SourceRule,
} from '@parley/contracts';
import { faultOf, NEVER, sameLabels } from './draft';

/** A past ref, and how the rules in the form read it. */
export interface ReadRef extends PastRef {
  then: SourceReading;
  /** Whether any label differs from what reports show now. */
  isMoved: boolean;
}

/** What rules make of refs; wrong rules read nothing. */
export function readAll(refs: readonly PastRef[], rules: readonly SourceRule[]): ReadRef[] {
  const reader = new SourceReader(rules.map((rule) => (faultOf(rule) === null ? rule : NEVER)));
  return refs.map((ref) => {
    const then = reader.read(ref);
    return { ...ref, then, isMoved: !sameLabels(then, ref.reading) };
  });
}

/** How much one rule reads: arrivals, and the refs with most of them. */
export interface RuleReach {
  touches: number;
  refs: ReadRef[];
}

/** What each rule reads, in their order. */
export const reachOf = (refs: readonly ReadRef[], rules: readonly SourceRule[]): RuleReach[] =>
  rules.map((_, index) => {
    const own = refs.filter(({ then }) => then.rule === index + 1);
    return { touches: own.reduce((sum, { touches }) => sum + touches, 0), refs: own };
  });

/** Refs that the rule would read if none before it did: they show that it is right, and in the wrong place. */
export function hiddenFrom(refs: readonly ReadRef[], rules: readonly SourceRule[], place: number): ReadRef[] {
  const rule = rules[place];
  if (rule === undefined || faultOf(rule) !== null) return [];
  const alone = new SourceReader([rule]);
  return refs.filter(
    (ref) =>
      ref.then.rule > 0 && ref.then.rule <= place && alone.read({ ...ref, given: NO_SOURCE }).rule === 1,
  );
}
