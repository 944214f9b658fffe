import { type Target, TARGET_KINDS, targets } from '@parley/contracts';

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

/** What a new line begins with: the first kind that has no target for everybody yet, so that it is no second one. */
export function nextTarget(draft: readonly Target[]): Target {
  const free = TARGET_KINDS.find(
    (kind) => !draft.some((each) => each.kind === kind && each.team_id === null && each.channel === null),
  );
  return { ...NEW_TARGET, kind: free ?? NEW_TARGET.kind };
}

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
