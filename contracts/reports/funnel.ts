import * as z from 'zod';
import { fromStepParam, funnelBreakdownParams, funnelParams, toStepParam } from './funnel-params.js';
import { countColumn, defineReport, dimensionColumns, gapColumn, granularityParam } from './report.js';

const interval = <Key extends string>(key: Key) =>
  ({ [key]: gapColumn, [`${key}_low`]: gapColumn, [`${key}_high`]: gapColumn }) as Record<
    Key | `${Key}_low` | `${Key}_high`,
    typeof gapColumn
  >;

/** Names a row: a value of what the funnel is split by, or everything together. */
const names = {
  period: dimensionColumns.period,
  is_total: dimensionColumns.is_total,
  value: dimensionColumns.value.describe(
    'Of an account and an agent the number; null in the total, and where nothing is set.',
  ),
  account_id: dimensionColumns.account_id.nullable().describe('By account; else null.'),
  account_name: dimensionColumns.account_name,
  agent_id: dimensionColumns.agent_id.describe('By agent; else null.'),
  agent_name: dimensionColumns.agent_name,
};

/**
 * For each value, most entries first, and for all together (computed anew, last), one row per step in their order.
 *
 * A contact (dialogue, profile) has one entry in the period: of those that go furthest, the earliest. The entry decides
 * the period; later steps count to its window's end, also past `to`, never past now. An entry whose window is not over is
 * immature: it is in `units_reached`, and told apart as `units_immature`; rates, losses and times leave it out.
 *
 * One event never fills two steps, but for a START that is an arrival (`arrived`, `started`) and the beginning of a subscription
 * (`subscribed`) as well.
 */
export const funnel = defineReport({
  name: 'funnel',
  label: { en: 'Funnel', ru: 'Воронка' },
  description: {
    en: 'How many of those who did the first step got to each of the others, where the rest were lost, and how long it took.',
    ru: 'Сколько из сделавших первый шаг дошли до каждого следующего, где потеряны остальные и сколько это заняло.',
  },
  filters: ['channels', 'account_ids', 'segment_id'] as const,
  own: { ...funnelParams, ...funnelBreakdownParams },
  row: z.object({
    ...names,
    step: dimensionColumns.step,
    step_event: dimensionColumns.step_event,
    step_label: dimensionColumns.step_label,
    units_reached: countColumn,
    units_immature: countColumn,
    units_lost: countColumn,
    units_open: countColumn,
    units_judged: countColumn,
    ...interval('reached_rate'),
    units_judged_before: countColumn,
    ...interval('step_rate'),
    from_start_median_seconds: gapColumn,
    from_start_p90_seconds: gapColumn,
    from_previous_median_seconds: gapColumn,
    from_previous_p90_seconds: gapColumn,
  }),
});

/**
 * The same per calendar unit of the zone in which entries lie, without holes; one row for everything together, then one
 * for each value. Everybody stands in the unit of their one entry, so units add up to the funnel of the period. Split at
 * each step, a row of a value is of those who got to the step under it, and `units_judged` of all who entered in the unit.
 */
export const funnelOverTime = defineReport({
  name: 'funnel-over-time',
  label: { en: 'Funnel over time', ru: 'Воронка в динамике' },
  description: {
    en: 'What share of those who entered in each hour, day, week or month got to a step, and how long it took.',
    ru: 'Какая доля вошедших за каждый час, день, неделю или месяц дошла до шага и сколько это заняло.',
  },
  filters: ['channels', 'account_ids', 'segment_id'] as const,
  own: { ...funnelParams, ...funnelBreakdownParams, to_step: toStepParam, ...granularityParam },
  row: z.object({
    ...names,
    bucket_start: dimensionColumns.bucket_start,
    bucket_end: dimensionColumns.bucket_end,
    is_partial: dimensionColumns.is_partial,
    units_entered: countColumn.describe(
      'Null in the rows of a value at each step, as for units_entered_immature.',
    ),
    units_entered_immature: countColumn,
    units_reached: countColumn,
    units_immature: countColumn,
    units_judged: countColumn,
    ...interval('reached_rate'),
    from_start_median_seconds: gapColumn,
    from_start_p90_seconds: gapColumn,
  }),
});

/** One row per bar (empty ones too), then a total row with the exact median and 90th percentile. Mature entries only. */
export const funnelTimes = defineReport({
  name: 'funnel-times',
  label: { en: 'Time between steps', ru: 'Время между шагами' },
  description: {
    en: 'How long it takes from one step of a funnel to another.',
    ru: 'Сколько времени проходит от одного шага воронки до другого.',
  },
  filters: ['channels', 'account_ids', 'segment_id'] as const,
  own: { ...funnelParams, from_step: fromStepParam, to_step: toStepParam },
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    bucket_from_seconds: dimensionColumns.bucket_from_seconds,
    bucket_to_seconds: dimensionColumns.bucket_to_seconds.describe('Null: no upper limit.'),
    units_timed: countColumn,
    step_time_median_seconds: gapColumn,
    step_time_p90_seconds: gapColumn,
  }),
});

/** One row per step: what there is of it in the period, whether or not anybody got there. For whoever builds a funnel. */
export const funnelSteps = defineReport({
  name: 'funnel-steps',
  label: { en: 'Events of the steps', ru: 'События шагов' },
  description: {
    en: 'How many events of each step of a funnel the period has, in any order: a step without any gives nothing.',
    ru: 'Сколько событий каждого шага воронки было за период в любом порядке: шаг без событий ничего не даёт.',
  },
  filters: ['channels', 'account_ids', 'segment_id'] as const,
  own: { ...funnelParams },
  row: z.object({
    period: dimensionColumns.period,
    step: dimensionColumns.step,
    step_event: dimensionColumns.step_event,
    step_label: dimensionColumns.step_label,
    events_of_step: countColumn,
    units_of_step: countColumn,
  }),
});
