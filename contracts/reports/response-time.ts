import * as z from 'zod';
import { countColumn, defineReport, dimensionColumns, gapColumn } from './report.js';
import { byParam, measureParams } from './service-params.js';

/** What can be asked of the waits of a service report: every filter there is. */
export const waitFilters = [
  'channels',
  'account_ids',
  'agent_ids',
  'team_ids',
  'refs',
  'hours_of_day',
  'weekdays',
  'segment_id',
] as const;

/**
 * One row per group, and always a total row, computed anew from the waits. Split by channel, account, source, hour or
 * weekday alone, groups without a wait stand there too if a dialogue began in them; those of which no account in
 * question lets answers be seen have null counts. A wait without an answer belongs to whoever the contact is assigned
 * to; `agent_id` is null for people whom the platform does not name and for nobody.
 */
export const responseTime = defineReport({
  name: 'response-time',
  label: { en: 'Response time', ru: 'Время ответа' },
  description: {
    en: 'How long people waited for an answer: mean, median and percentiles, how many were answered, how many within the target; by agent, team, channel, account, source, hour and weekday, or any two of them.',
    ru: 'Сколько люди ждали ответа: среднее, медиана и процентили, скольким ответили и скольким — в пределах нормы; по сотрудникам, командам, каналам, аккаунтам, источникам, часам и дням недели, а также по любым двум из них.',
  },
  filters: waitFilters,
  own: { ...measureParams, ...byParam },
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    agent_id: dimensionColumns.agent_id,
    agent_name: dimensionColumns.agent_name,
    team_id: dimensionColumns.team_id,
    team_name: dimensionColumns.team_name,
    channel: dimensionColumns.channel.nullable().describe('Null where not split by it, as every group.'),
    account_id: dimensionColumns.account_id.nullable(),
    account_name: dimensionColumns.account_name,
    arrival: dimensionColumns.arrival.nullable(),
    ref: dimensionColumns.ref.describe('As it arrived; null where `arrival` is not `ref`.'),
    hour_of_day: dimensionColumns.hour_of_day,
    weekday: dimensionColumns.weekday,
    waits_answered: countColumn,
    response_mean_seconds: gapColumn,
    response_median_seconds: gapColumn,
    response_p75_seconds: gapColumn,
    response_p90_seconds: gapColumn,
    response_p95_seconds: gapColumn,
    response_min_seconds: gapColumn,
    response_max_seconds: gapColumn,
    waits_over_30_days: countColumn,
    waits_unanswered: countColumn,
    answered_share: gapColumn,
    waits_with_target: countColumn,
    waits_within_target: countColumn,
    target_share: gapColumn,
    waits_without_calendar: countColumn,
    waits_answered_off_hours: countColumn,
    outgoing_covered_share: gapColumn,
  }),
});
