import * as z from 'zod';
import { ACQUISITION_GROUPS } from '../acquisition.js';
import { ARRIVALS } from '../dimensions.js';
import { filterParams } from './report.js';
import { wordsParam } from './row-report.js';

/** A value may hold a comma, so several are given by repeating the parameter; an empty one is «without a value». */
export const valuesParam = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.string().max(2083)).max(200),
);

/** The rows a report of acquisition has. */
export const byGroupParam = {
  by: z.enum(ACQUISITION_GROUPS).default('source').describe('What the rows are.'),
};

/** What one row of such a report stands for: the same words pick it, and what lies behind it, everywhere. */
export const acquisitionFilters = {
  arrivals: wordsParam(ARRIVALS).describe('Only what came this way: with a ref, without one, directly …'),
  sources: valuesParam.describe('Only these sources; an empty one is what has none.'),
  mediums: valuesParam.describe('Only these mediums; an empty one is what has none.'),
  campaigns: valuesParam.describe('Only these campaigns; an empty one is what has none.'),
  contents: valuesParam.describe('Only these contents; an empty one is what has none.'),
  terms: valuesParam.describe('Only these terms; an empty one is what has none.'),
  link_ids: filterParams.agent_ids.describe(
    'Only these tracked links, by their numbers; 0 is what has none.',
  ),
  ads: valuesParam.describe('Only these ads; an empty one is what has none.'),
};
