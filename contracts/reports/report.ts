import * as z from 'zod';
import { channel } from '../channels.js';
import { COUNTED_AS, STATISTICS } from '../counted-as.js';
import { ARRIVALS, type DimensionKey, LAST_SENDERS } from '../dimensions.js';
import type { MetricKey } from '../metrics.js';
import { FUNNEL_EVENTS } from '../funnel-events.js';
import { granularity, periodParams } from '../period.js';
import type { Localized } from '../text.js';
import { withParams } from './with-params.js';

/** Several values of one parameter: repeated (`a=1&a=2`), separated by commas (`a=1,2`), or an array. */
const listOf = <T extends z.ZodType>(one: T) =>
  z.preprocess(
    (value) =>
      value === undefined
        ? []
        : (Array.isArray(value) ? value : [value]).flatMap((v) =>
            typeof v === 'string' ? v.split(',').filter(Boolean) : v,
          ),
    z.array(one).max(200),
  );

const id = z.string().regex(/^\d{1,20}$/, 'must be a number, as a string');

/** A ref may hold a comma, so several are given by repeating the parameter. */
const refList = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.string().max(2048)).max(200),
);

/** The closed list of filters. An empty list means all. A report takes only those it names. */
export const filterParams = {
  channels: listOf(channel).describe('Only these channels.'),
  account_ids: listOf(id).describe('Only these accounts.'),
  agent_ids: listOf(id).describe('Only what these agents answered.'),
  team_ids: listOf(id).describe('Only what agents answered who are in these teams now.'),
  refs: refList.describe(
    'Only what came with these refs, as they arrived; repeat the parameter for several.',
  ),
  hours_of_day: listOf(z.coerce.number().pipe(z.int().min(0).max(23))).describe(
    'Only what began in these hours of the day, 0 to 23, by the clock of the zone.',
  ),
  weekdays: listOf(z.coerce.number().pipe(z.int().min(1).max(7))).describe(
    'Only what began on these days of the week, 1 = Monday to 7 = Sunday.',
  ),
  segment_id: id.optional().describe('Only the contacts of this saved segment.'),
};
export type FilterKey = keyof typeof filterParams;

export interface Report<
  Name extends string = string,
  Params extends z.ZodType = z.ZodType,
  Row extends z.ZodObject = z.ZodObject,
> {
  name: Name;
  label: Localized;
  description: Localized;
  /** What is asked: the period, the filters this report takes, its own parameters. */
  params: Params;
  filters: readonly FilterKey[];
  /** One row of the answer; its columns are known metrics and dimensions, in the order of the export. */
  row: Row;
}

const count = z.int().min(0);
const gap = z.number().nullable();

/** A column of a whole number; null only where no account can tell. */
export const countColumn = count.nullable();
/** A column of a rate (0–1) or a length of time (seconds); null where there is nothing to divide or it cannot be told. */
export const gapColumn = gap;

export const columnsOf = <K extends MetricKey>(
  keys: readonly K[],
  column: z.ZodNullable<z.ZodType<number>>,
) => Object.fromEntries(keys.map((key) => [key, column])) as Record<K, typeof column>;

export function defineReport<
  Name extends string,
  Shape extends z.ZodRawShape,
  Filters extends readonly FilterKey[],
  Own extends z.ZodRawShape,
>(report: {
  name: Name;
  label: Localized;
  description: Localized;
  filters: Filters;
  own: Own;
  row: z.ZodObject<Shape>;
}) {
  const filters = Object.fromEntries(report.filters.map((key) => [key, filterParams[key]])) as Pick<
    typeof filterParams,
    Filters[number]
  >;
  const params = z.strictObject({ ...periodParams.shape, ...filters, ...withParams, ...report.own });
  return { ...report, params } satisfies Report;
}

export const granularityParam = { granularity: granularity.default('day') };

export const dimensionColumns = {
  period: z.enum(['current', 'previous']),
  bucket_start: z.iso.datetime({ offset: true }),
  bucket_end: z.iso.datetime({ offset: true }),
  is_partial: z.boolean(),
  channel: channel,
  account_id: id,
  account_name: z.string().nullable(),
  agent_id: id.nullable(),
  agent_name: z.string().nullable(),
  team_id: id.nullable(),
  team_name: z.string().nullable(),
  hour_of_day: z.int().min(0).max(23).nullable(),
  weekday: z.int().min(1).max(7).nullable(),
  bucket_from_seconds: z.int().min(0),
  bucket_to_seconds: z.int().nullable(),
  busiest_hour: z.int().min(0).max(23).nullable(),
  last_answer_at: z.iso.datetime({ offset: true }).nullable(),
  concurrency_max_at: z.iso.datetime({ offset: true }).nullable(),
  arrival: z.enum(ARRIVALS),
  ref: z.string().nullable(),
  value: z.string().nullable(),
  path: z.array(z.string()),
  path_step: z.int().min(1).nullable(),
  from_value: z.string().nullable(),
  to_value: z.string().nullable(),
  is_dropout: z.boolean(),
  touches_on_path: z.int().min(0).nullable(),
  product_id: z.string().nullable(),
  product_name: z.string().nullable(),
  last_sender: z.enum(LAST_SENDERS),
  counted_as: z.enum(COUNTED_AS),
  statistic: z.enum(STATISTICS),
  step: z.int().min(1),
  step_event: z.enum(FUNNEL_EVENTS),
  step_label: z.string().nullable(),
  is_total: z.boolean(),
} satisfies Record<DimensionKey, z.ZodType>;
