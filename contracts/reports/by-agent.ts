import * as z from 'zod';
import { countColumn, defineReport, dimensionColumns, gapColumn } from './report.js';

/**
 * One row per agent who answered a wait that began in the period, most waits first, and a total row computed anew
 * (never summed or averaged). `agent_id` is null for people whom the platform does not name, and in the total row.
 * Nobody's own messages are an agent's, so `outgoing_covered_share` is that of all that was asked for, in every row.
 */
export const byAgent = defineReport({
  name: 'by-agent',
  label: { en: 'Agents', ru: 'Сотрудники' },
  description: {
    en: 'How many waits each agent answered and how fast. A reply is credited to whoever sent it.',
    ru: 'Сколько ожиданий ответил каждый сотрудник и как быстро. Ответ засчитан тому, кто его отправил.',
  },
  filters: ['channels', 'account_ids', 'agent_ids', 'hours_of_day', 'weekdays', 'segment_id'] as const,
  own: {},
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    agent_id: dimensionColumns.agent_id,
    agent_name: dimensionColumns.agent_name,
    waits_answered: countColumn,
    response_median_seconds: gapColumn,
    response_p90_seconds: gapColumn,
    outgoing_covered_share: gapColumn,
  }),
});
