import * as z from 'zod';
import { acquisitionFilters, byGroupParam } from './acquisition-params.js';
import { creditParams, modelParam } from './attribution-params.js';
import { countColumn, defineReport, dimensionColumns, gapColumn } from './report.js';

/** How many products an answer has at most, beside the total. */
export const MOST_PRODUCTS = 500;

/**
 * One row per product and source (or whatever `by` says), most money first, and a total row. An item takes the credit of
 * its order: of an order credited to two sources by halves each has half of every item. What was refunded is not taken
 * off: a refund says which order, not which item. At most {@link MOST_PRODUCTS} rows beside the total.
 */
export const orderItems = defineReport({
  name: 'order-items',
  label: { en: 'Products', ru: 'Товары' },
  description: {
    en: 'What was ordered, and which sources that is credited to.',
    ru: 'Что заказали и каким источникам это засчитано.',
  },
  filters: ['channels', 'account_ids', 'refs', 'hours_of_day', 'weekdays', 'segment_id'] as const,
  own: { ...byGroupParam, ...creditParams, ...modelParam, ...acquisitionFilters },
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    product_id: dimensionColumns.product_id,
    product_name: dimensionColumns.product_name,
    arrival: dimensionColumns.arrival.nullable().describe('Names a row without a value; else null.'),
    value: dimensionColumns.value.describe('The source, campaign …; of a link and an account its number.'),
    account_id: dimensionColumns.account_id.nullable().describe('By account; else null.'),
    account_name: dimensionColumns.account_name,
    credited_quantity: gapColumn,
    credited_items_value: gapColumn,
    credited_orders: gapColumn,
    items_unconverted: countColumn,
  }),
});
