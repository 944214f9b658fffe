import { type ReportMeta, type Target, type TargetKind, type WaitKind } from '@parley/contracts';

const KINDS: Record<WaitKind, readonly TargetKind[]> = {
  first: ['first'],
  next: ['next'],
  every: ['first', 'next'],
  after_hand_off: ['first', 'next'],
  after_assignment: ['first', 'next'],
};

/** The targets that the waits of a kind are held to. */
export const targetsOf = (meta: ReportMeta | undefined, kind: WaitKind): readonly Target[] =>
  (meta?.service?.targets ?? []).filter((target) => KINDS[kind].includes(target.kind));
