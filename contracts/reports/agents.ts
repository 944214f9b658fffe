import * as z from 'zod';
import { CLOCKS } from '../service.js';
import { countColumn, defineReport, dimensionColumns, gapColumn } from './report.js';
import { waitFilters } from './response-time.js';
import { measureParams } from './service-params.js';

const { hours, clock_starts, dated_by } = measureParams;

/**
 * One row per agent who answered or held a wait of the period, most answers first, and a total row computed anew: a
 * dialogue of two agents is in both rows and once in the total. `agent_id` is null for people whom the platform does not
 * name, and in the total row.
 */
export const agents = defineReport({
  name: 'agents',
  label: { en: 'Agents at work', ru: 'Работа сотрудников' },
  description: {
    en: 'What each agent answered and how fast, alone or with others, what they held before a hand-over, and how much of it within the target.',
    ru: 'Сколько ответил каждый сотрудник и как быстро, один или с другими, что держал до передачи и какая доля уложилась в норму.',
  },
  filters: waitFilters,
  own: {
    clock: z
      .enum(CLOCKS)
      .default('agent')
      .describe(
        'Whose wait is measured; by default the agent’s: from the hand-off where a bot was in front.',
      ),
    hours,
    clock_starts,
    dated_by,
  },
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    agent_id: dimensionColumns.agent_id,
    agent_name: dimensionColumns.agent_name,
    team_id: dimensionColumns.team_id,
    team_name: dimensionColumns.team_name,
    dialogues_answered: countColumn,
    shared_dialogues: countColumn,
    waits_answered: countColumn,
    response_median_seconds: gapColumn,
    response_p90_seconds: gapColumn,
    first_responses: countColumn,
    first_response_median_seconds: gapColumn,
    first_response_p90_seconds: gapColumn,
    waits_with_target: countColumn,
    waits_within_target: countColumn,
    target_share: gapColumn,
    waits_held: countColumn,
    held_median_seconds: gapColumn,
    waits_without_calendar: countColumn,
    busiest_hour: dimensionColumns.busiest_hour,
    last_answer_at: dimensionColumns.last_answer_at,
    outgoing_covered_share: gapColumn.describe('Of everything asked for, the same in every row.'),
  }),
});
