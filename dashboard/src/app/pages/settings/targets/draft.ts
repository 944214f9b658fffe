import { type Target, targets } from '@parley/contracts';

/** What is wrong with targets as they stand in the form. */
export type TargetsFault = 'twice' | 'wrong' | null;

/** A target that a new line begins with: a first response within 15 minutes of business time. */
export const NEW_TARGET: Target = {
  kind: 'first',
  team_id: null,
  channel: null,
  seconds: 900,
  hours: 'business',
};

/** The first thing that is wrong; null when the targets can be saved. */
export function faultOf(draft: readonly Target[]): TargetsFault {
  const parsed = targets.safeParse(draft);
  if (parsed.success) return null;
  return parsed.error.issues.some((issue) => issue.path.length > 0) ? 'wrong' : 'twice';
}

/** Whether two lists say the same, in whatever order. */
export function areSame(one: readonly Target[], other: readonly Target[]): boolean {
  const words = (list: readonly Target[]) =>
    list
      .map(
        ({ kind, team_id, channel, seconds, hours }) => `${kind}|${team_id}|${channel}|${seconds}|${hours}`,
      )
      .sort();
  return words(one).join('\n') === words(other).join('\n');
}
