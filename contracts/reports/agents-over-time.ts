import * as z from 'zod';
import { CLOCKS } from '../service.js';
import { countColumn, defineReport, dimensionColumns, gapColumn, granularityParam } from './report.js';
import { waitFilters } from './response-time.js';
import { measureParams } from './service-params.js';

const { hours, clock_starts, dated_by } = measureParams;

/**
 * For each calendar unit of the zone, without holes, one row for all agents together, computed anew, then one for each
 * who answered in it. `agent_id` is null for people whom the platform does not name, and in the rows of all together.
 * The first and the last unit are cut to the period; one that is cut or not over yet is partial.
 */
export const agentsOverTime = defineReport({
  name: 'agents-over-time',
  label: { en: 'Agents over time', ru: 'Сотрудники в динамике' },
  description: {
    en: 'How many waits each agent answered per hour, day, week, month, quarter or year, and how fast.',
    ru: 'Сколько ожиданий ответил каждый сотрудник по часам, дням, неделям, месяцам, кварталам или годам и как быстро.',
  },
  filters: waitFilters,
  own: {
    clock: z
      .enum(CLOCKS)
      .default('agent')
      .describe('Whose wait is measured; by default the agent’s, as in the report `agents`.'),
    hours,
    clock_starts,
    dated_by,
    ...granularityParam,
  },
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    agent_id: dimensionColumns.agent_id,
    agent_name: dimensionColumns.agent_name,
    bucket_start: dimensionColumns.bucket_start,
    bucket_end: dimensionColumns.bucket_end,
    is_partial: dimensionColumns.is_partial,
    waits_answered: countColumn,
    response_median_seconds: gapColumn,
    waits_without_calendar: countColumn,
    outgoing_covered_share: gapColumn.describe('Of everything asked for, the same in every row.'),
  }),
});
