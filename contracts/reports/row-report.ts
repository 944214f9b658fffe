import * as z from 'zod';
import { periodParams } from '../period.js';
import type { Localized } from '../text.js';
import { withParams } from './with-params.js';
import { filterParams, type FilterKey, type Report } from './report.js';

/**
 * A report with one row per thing (a wait, a dialogue, a message): what a number is made of. Its rows have an order and
 * a key: JSON gives them page by page, CSV and NDJSON give all of them, one by one.
 */
export interface RowReport<
  Name extends string = string,
  Params extends z.ZodType = z.ZodType,
  Row extends z.ZodObject = z.ZodObject,
> extends Report<Name, Params, Row> {
  /** `asked`: the things of a period; `now`: what is so at this moment, whenever it began. */
  spans: 'asked' | 'now';
}

/** Things have no period to compare with. */
const { compare_to: _compared, time_zone, ...period } = periodParams.shape;

export function defineRowReport<
  Name extends string,
  Shape extends z.ZodRawShape,
  Filters extends readonly FilterKey[],
  Own extends z.ZodRawShape,
  Spans extends RowReport['spans'] = 'asked',
>(report: {
  name: Name;
  label: Localized;
  description: Localized;
  filters: Filters;
  own: Own;
  row: z.ZodObject<Shape>;
  spans: Spans;
}) {
  const filters = Object.fromEntries(report.filters.map((key) => [key, filterParams[key]])) as Pick<
    typeof filterParams,
    Filters[number]
  >;
  const spans = (report.spans === 'asked' ? period : {}) as Spans extends 'asked' ? typeof period : object;
  const params = z.strictObject({ ...spans, time_zone, ...filters, ...withParams, ...report.own });
  return { ...report, params } satisfies RowReport;
}

/** Which rows one answer in JSON holds; CSV and NDJSON hold all and take neither. */
export const pageParams = {
  limit: z.coerce
    .number()
    .pipe(z.int().min(1).max(500))
    .default(100)
    .describe('JSON: how many rows at most.'),
  cursor: z
    .string()
    .regex(/^[\w-]{1,200}$/, 'must be the next_cursor of an answer')
    .optional()
    .describe('JSON: `next_cursor` of the answer before; everything else must be asked as it was then.'),
};

/** Several of a closed list of words: repeated, or separated by commas. None: all. */
export const wordsParam = <Word extends string>(words: readonly [Word, ...Word[]]) =>
  z.preprocess(
    (value) =>
      value === undefined
        ? []
        : (Array.isArray(value) ? value : [value]).flatMap((one) =>
            typeof one === 'string' ? one.split(',').filter(Boolean) : one,
          ),
    z.array(z.enum(words)).max(words.length),
  );

/** A length in seconds, fractions allowed. */
export const secondsParam = z.coerce.number().min(0).nullable().default(null);

export const YES_NO_ANY = ['any', 'yes', 'no'] as const;
export const yesNoParam = z.enum(YES_NO_ANY);
