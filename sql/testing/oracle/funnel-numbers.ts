import type { FunnelQuestion, OracleWay } from './funnels.js';
import { quantile } from './quantile.js';

type Numbers = Record<string, number | null>;

const seconds = (times: readonly number[], level: number): number | null => {
  const found = quantile(times, level);
  return found === null ? null : found / 1000;
};

/** What a step of a funnel says, of the ways that stand under one value of the breakdown; `value` null: of all. */
export function stepNumbers(
  ways: readonly OracleWay[],
  { funnel, breakdown, breakdown_at }: FunnelQuestion,
  value: string | null,
  step: number,
): Numbers {
  const isByStep = breakdown !== 'none' && breakdown_at === 'step';
  const standsAt = (way: OracleWay, place: number) => value === null || way.values[place - 1] === value;
  const reached = (place: number, of: readonly OracleWay[]) =>
    of.filter(({ events }) => events.length >= place);
  const mature = ways.filter(({ isMature }) => isMature);
  const open = ways.filter(({ isMature }) => !isMature);
  // By step a value is one of a step, and so is what was lost after it; what rates are of are all.
  const here = (of: readonly OracleWay[], place: number) =>
    reached(place, of).filter((way) => standsAt(way, isByStep ? place : 1));
  const lostHere = (of: readonly OracleWay[]) =>
    step === 1 ? [] : here(of, step - 1).filter(({ events }) => events.length === step - 1);
  const basis = (place: number) => (isByStep ? reached(place, mature) : here(mature, place)).length;
  const now = here(mature, step);
  const judged = basis(1);
  const before = step === 1 ? null : basis(step - 1);
  const fromStart = now.map(({ durations }) => durations[step - 1]!);
  const fromPrevious = now.map(({ durations }) => durations[step - 1]! - (durations[step - 2] ?? 0));
  const timed = step > 1;
  if (step > funnel.steps.length) throw new Error('The funnel has no such step.');
  return {
    units_reached: here(ways, step).length,
    units_immature: here(open, step).length,
    units_lost: lostHere(mature).length,
    units_open: lostHere(open).length,
    units_judged: judged,
    reached_rate: judged === 0 ? null : now.length / judged,
    units_judged_before: before,
    step_rate: !before ? null : now.length / before,
    from_start_median_seconds: timed ? seconds(fromStart, 0.5) : null,
    from_start_p90_seconds: timed ? seconds(fromStart, 0.9) : null,
    from_previous_median_seconds: timed ? seconds(fromPrevious, 0.5) : null,
    from_previous_p90_seconds: timed ? seconds(fromPrevious, 0.9) : null,
  };
}

/** The rows of the report by `value step`, those of all together as `step`; a row in which nothing stands is not there. */
export function funnelOf(ways: readonly OracleWay[], question: FunnelQuestion): Map<string, Numbers> {
  const { funnel, breakdown, breakdown_at } = question;
  const isByStep = breakdown !== 'none' && breakdown_at === 'step';
  const steps = funnel.steps.map((_, index) => index + 1);
  const values =
    breakdown === 'none'
      ? []
      : [...new Set(ways.flatMap(({ values }) => (isByStep ? values : values.slice(0, 1))))];
  const rows = values.flatMap((value) =>
    steps.flatMap((step): [string, Numbers][] => {
      const numbers = stepNumbers(ways, question, value, step);
      const found = numbers['units_reached']! + numbers['units_lost']! + numbers['units_open']!;
      return isByStep && found === 0 ? [] : [[`${value} ${step}`, numbers]];
    }),
  );
  return new Map([
    ...rows,
    ...steps.map((step) => [`${step}`, stepNumbers(ways, question, null, step)] as const),
  ]);
}
