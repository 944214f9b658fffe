import * as z from 'zod';
import { fieldColumns } from '../fields.js';
import { FUNNEL_OUTCOMES } from '../fields/funnels.js';
import { fromStepParam, funnelBreakdownParams, funnelParams } from './funnel-params.js';
import { dimensionColumns } from './report.js';
import { defineRowReport, secondsParam, yesNoParam } from './row-report.js';

export const FUNNEL_ROW_ORDERS = ['newest', 'oldest', 'fastest', 'slowest'] as const;

const values = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.string().max(2083)).max(200),
);
const instant = z.iso.datetime({ offset: true }).nullable().default(null);

/**
 * One row per contact (dialogue, profile) behind a number of a funnel, asked with the same words:
 * - `units_reached`, `units_immature`  `outcome=reached&step=k`, for the second with `is_mature=no`
 * - `units_lost`      `outcome=lost&step=k`: got to the step before and no further, and the window is over
 * - `units_open`      `outcome=open&step=k`: got to the step before and may still get here
 * - a bar of times    `outcome=reached&step=k&is_mature=yes&from_step=…&min_seconds=…&max_seconds=…` (the end excluded)
 * - a unit of time    `entered_from=…&entered_to=…` (the end excluded): only entries in between, of the same period
 * - a row of a value  `breakdown_values=…`; an empty one is what has none
 */
export const funnelRows = defineRowReport({
  name: 'funnel-contacts',
  label: { en: 'Who is in the funnel', ru: 'Кто в воронке' },
  description: {
    en: 'Everybody behind a bar of a funnel: when they entered, how far and how fast they got, what became of them.',
    ru: 'Все, кто стоит за столбцом воронки: когда вошли, докуда и как быстро дошли, что с ними стало.',
  },
  filters: ['channels', 'account_ids', 'segment_id'] as const,
  own: {
    ...funnelParams,
    ...funnelBreakdownParams,
    outcome: z.enum(FUNNEL_OUTCOMES).default('reached').describe('What became of them at the step.'),
    step: fromStepParam.describe(
      'Which step, counted from 1; the first, which is everybody who entered, when left out.',
    ),
    from_step: fromStepParam.describe('Where `seconds` begins, counted from 1; the first when left out.'),
    is_mature: yesNoParam.default('any').describe('Only entries whose window is over, or only others.'),
    breakdown_values: values.describe('Only these values of the breakdown; an empty one is what has none.'),
    entered_from: instant.describe('Only entries at or after this instant.'),
    entered_to: instant.describe('Only entries before this instant.'),
    min_seconds: secondsParam.describe('Only those who took at least so long from `from_step` to the step.'),
    max_seconds: secondsParam.describe('Only those who took less.'),
    order: z.enum(FUNNEL_ROW_ORDERS).default('newest').describe('By the entry, or by how long it took.'),
  },
  row: z.object({
    identity_id: fieldColumns.identity_id.describe('Who entered; their timeline is under this number.'),
    contact_name: fieldColumns.contact_name,
    dialogue_id: fieldColumns.dialogue_id.describe('By dialogue: which one; else null.'),
    entered_at: fieldColumns.entered_at,
    reached_step: fieldColumns.reached_step,
    reached_step_event: fieldColumns.reached_step_event,
    reached_at: fieldColumns.reached_at,
    funnel_state: fieldColumns.funnel_state,
    seconds_between: fieldColumns.seconds_between,
    step_times: fieldColumns.step_times,
    value: dimensionColumns.value.describe('What they stand under in the breakdown; null: nothing.'),
    channel: dimensionColumns.channel.describe('Of the entry.'),
    account_id: dimensionColumns.account_id,
    account_name: dimensionColumns.account_name,
  }),
  spans: 'asked',
});
