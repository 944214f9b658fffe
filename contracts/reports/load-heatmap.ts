import * as z from 'zod';
import { WAIT_KINDS } from '../service.js';
import { countColumn, defineReport, dimensionColumns, gapColumn } from './report.js';
import { measureParams } from './service-params.js';

const { clock, hours, clock_starts } = measureParams;

/**
 * Always 168 rows, Monday 0:00 first: each hour of each day of the week by the clock of the zone. Messages and waits
 * stand in the hour in which they began, answers in the hour in which they were given, and the median is that of the
 * waits that began in the hour. `messages_received` is null where agents, teams or refs are asked for: an incoming
 * message belongs to none of them.
 */
export const loadHeatmap = defineReport({
  name: 'load-heatmap',
  label: { en: 'Load by hour and weekday', ru: 'Нагрузка по часам и дням недели' },
  description: {
    en: 'When people write, when they are answered, and how long those wait who write at that hour.',
    ru: 'Когда пишут, когда отвечают и сколько ждут те, кто написал в этот час.',
  },
  filters: ['channels', 'account_ids', 'agent_ids', 'team_ids', 'refs', 'segment_id'] as const,
  own: {
    kind: z.enum(WAIT_KINDS).default('every').describe('Which waits are looked at; here all by default.'),
    clock,
    hours,
    clock_starts,
  },
  row: z.object({
    period: dimensionColumns.period,
    weekday: dimensionColumns.weekday.unwrap(),
    hour_of_day: dimensionColumns.hour_of_day.unwrap(),
    times_in_period: countColumn,
    messages_received: countColumn,
    waits_begun: countColumn,
    waits_answered: countColumn.describe(
      'By the hour of the answer, also of waits that began before the period.',
    ),
    response_median_seconds: gapColumn.describe('Of the waits that began in this hour.'),
    outgoing_covered_share: gapColumn.describe('Of the messages of this hour.'),
  }),
});
