import type { funnelOverTime } from '@parley/contracts';
import type { z } from 'zod';
import type { FunnelQuestion, OracleWay } from './funnels.js';

type Day = z.output<(typeof funnelOverTime)['row']>;
/** What the rows of values say, as text, those that the breakdown gives. */
export const splitDays = (days: readonly Day[]) =>
  days
    .filter(({ is_total }) => !is_total)
    .map((day) =>
      JSON.stringify([
        ...[day.bucket_start, day.value ?? '', day.units_entered, day.units_entered_immature],
        ...[day.units_reached, day.units_immature, day.units_judged, day.reached_rate],
      ]),
    )
    .sort();

/** The same of ways: at each step a value is one of those who got there, and rates are shares of all. */
export function expectedDays(
  days: readonly Day[],
  ways: readonly OracleWay[],
  question: FunnelQuestion,
  step: number,
) {
  if (question.breakdown === 'none') return [];
  const isByStep = question.breakdown_at === 'step';
  return days
    .filter(({ is_total }) => is_total)
    .flatMap(({ bucket_start, bucket_end }) => {
      const all = ways.filter(
        ({ events }) => events[0]!.at >= Date.parse(bucket_start) && events[0]!.at < Date.parse(bucket_end),
      );
      const valueOf = ({ values }: OracleWay) => (isByStep ? values[step - 1] : values[0]);
      const values = new Set(all.map(valueOf).filter((value) => value !== undefined));
      return [...values].map((value) => {
        const mine = all.filter((way) => valueOf(way) === value);
        const there = mine.filter(({ events }) => events.length >= step);
        const judged = (isByStep ? all : mine).filter(({ isMature }) => isMature).length;
        const young = there.filter(({ isMature }) => !isMature).length;
        return JSON.stringify([
          ...[bucket_start, value],
          ...(isByStep ? [null, null] : [mine.length, mine.filter(({ isMature }) => !isMature).length]),
          ...[there.length, young, judged, judged === 0 ? null : (there.length - young) / judged],
        ]);
      });
    })
    .sort();
}
