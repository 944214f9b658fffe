import * as z from 'zod';
import { countColumn, defineReport, dimensionColumns, gapColumn } from './report.js';
import { measureParams } from './service-params.js';

export const CLOSE_GROUPS = ['none', 'agent', 'team', 'channel', 'account'] as const;

/**
 * One row per group in which a dialogue began, and always a total row, computed anew. A dialogue belongs to when it
 * began, and to whoever it was assigned to when it was closed (else to whom it is assigned), and where that is nobody to
 * the first person who wrote in it; `agent_id` is null where there is no such person. What nobody tells of closing is
 * null, never 0.
 */
export const timeToClose = defineReport({
  name: 'time-to-close',
  label: { en: 'Time to close', ru: 'Время до закрытия' },
  description: {
    en: 'How long it took from a contact’s first message until the dialogue was closed, how many were, and how many within the target; by agent, team, channel or account.',
    ru: 'Сколько прошло от первого сообщения клиента до закрытия диалога, сколько закрыли и сколько — в пределах нормы; по сотрудникам, командам, каналам или аккаунтам.',
  },
  filters: [
    'channels',
    'account_ids',
    'agent_ids',
    'team_ids',
    'hours_of_day',
    'weekdays',
    'segment_id',
  ] as const,
  own: {
    hours: measureParams.hours,
    by: z.enum(CLOSE_GROUPS).default('none').describe('One group.'),
  },
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
    dialogues: countColumn,
    dialogues_closable: countColumn,
    dialogues_closed: countColumn,
    closed_share: gapColumn,
    close_mean_seconds: gapColumn,
    close_median_seconds: gapColumn,
    close_p75_seconds: gapColumn,
    close_p90_seconds: gapColumn,
    closings_with_target: countColumn,
    closings_within_target: countColumn,
    close_target_share: gapColumn,
    closings_without_calendar: countColumn,
    closing_covered_share: gapColumn,
  }),
});
