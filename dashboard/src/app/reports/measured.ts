import {
  CLOCKS,
  type Clock,
  DATED_BY,
  type DatedBy,
  HOURS,
  type Hours,
  WAIT_KINDS,
  type WaitKind,
} from '@parley/contracts';
import { type AnyReport, type ReportParams, takes } from './report-url';

export interface Measured {
  kind: WaitKind | null;
  clock: Clock | null;
  hours: Hours | null;
  dated_by: DatedBy | null;
}

/** What a report was asked to measure; null where it takes no such word or was not asked with it. */
export function measuresOf(report: AnyReport, own: ReportParams['own']): Measured {
  const read = <T extends string>(key: string, all: readonly T[]): T | null =>
    takes(report, key) ? (all.find((each) => each === own?.[key]) ?? null) : null;
  const kind = read('kind', WAIT_KINDS);
  const isAgents = kind === 'after_hand_off' || kind === 'after_assignment';
  return {
    kind,
    clock: isAgents ? 'agent' : read('clock', CLOCKS),
    hours: read('hours', HOURS),
    dated_by: read('dated_by', DATED_BY),
  };
}
