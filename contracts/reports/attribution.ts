import * as z from 'zod';
import { acquisitionFilters, byGroupParam } from './acquisition-params.js';
import { creditParams, modelParam } from './attribution-params.js';
import { countColumn, defineReport, dimensionColumns, gapColumn } from './report.js';

/**
 * One row per source (or whatever `by` says), most conversions first, and a total row. Credited conversions and their
 * value add up to the total; contacts and assisted conversions do not, as several sources touch one contact.
 *
 * `value` is what the row is of; where there is none `arrival` names the row, as in `channels`. What no touch earned stands
 * as `expired` or `unattributed`. `channels` and `account_ids` are where the conversion happened.
 */
export const attribution = defineReport({
  name: 'attribution',
  label: { en: 'Attribution', ru: 'Атрибуция' },
  description: {
    en: 'Which sources conversions and their value are credited to by one model, whom they brought and where they helped.',
    ru: 'Каким источникам по выбранной модели засчитаны конверсии и их ценность, кого они привели и где помогли.',
  },
  filters: ['channels', 'account_ids', 'refs', 'hours_of_day', 'weekdays', 'segment_id'] as const,
  own: { ...byGroupParam, ...creditParams, ...modelParam, ...acquisitionFilters },
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    arrival: dimensionColumns.arrival.nullable().describe('Names a row without a value; else null.'),
    value: dimensionColumns.value.describe('The source, campaign …; of a link and an account its number.'),
    account_id: dimensionColumns.account_id.nullable().describe('By account; else null.'),
    account_name: dimensionColumns.account_name,
    credited_conversions: gapColumn,
    credited_value: gapColumn,
    contacts_converted: countColumn,
    conversions_assisted: countColumn,
    conversions_unconverted: countColumn,
  }),
});

/** The same by all models at once. */
export const attributionModels = defineReport({
  name: 'attribution-models',
  label: { en: 'Attribution models', ru: 'Модели атрибуции' },
  description: {
    en: 'What each model credits to each source, side by side.',
    ru: 'Что каждая модель засчитывает каждому источнику — рядом.',
  },
  filters: ['channels', 'account_ids', 'refs', 'hours_of_day', 'weekdays', 'segment_id'] as const,
  own: { ...byGroupParam, ...creditParams, ...acquisitionFilters },
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    arrival: dimensionColumns.arrival.nullable().describe('Names a row without a value; else null.'),
    value: dimensionColumns.value.describe('The source, campaign …; of a link and an account its number.'),
    account_id: dimensionColumns.account_id.nullable().describe('By account; else null.'),
    account_name: dimensionColumns.account_name,
    conversions_first: gapColumn,
    conversions_last: gapColumn,
    conversions_last_non_direct: gapColumn,
    conversions_linear: gapColumn,
    conversions_position: gapColumn,
    conversions_time_decay: gapColumn,
    value_first: gapColumn,
    value_last: gapColumn,
    value_last_non_direct: gapColumn,
    value_linear: gapColumn,
    value_position: gapColumn,
    value_time_decay: gapColumn,
    conversions_assisted: countColumn,
  }),
});
