import * as z from 'zod';
import { ATTRIBUTION_MODELS, CREDIT_DATES, USUAL_MODEL } from '../attribution.js';
import { LONGEST_LOOKBACK_DAYS } from '../goals.js';
import { filterParams } from './report.js';

/** Of which goals, and how far back touches may lie. */
export const goalParams = {
  goal_ids: filterParams.agent_ids.describe('Only conversions of these goals; of all when left out.'),
  lookback_days: z.coerce
    .number()
    .pipe(z.int().min(1).max(LONGEST_LOOKBACK_DAYS))
    .nullable()
    .default(null)
    .describe('As if every touch could earn credit for so many days; by default as each goal has it.'),
};

/** How credit is shared, and by what it is dated. */
export const creditParams = {
  ...goalParams,
  dated_by: z
    .enum(CREDIT_DATES)
    .default('conversion')
    .describe(
      'Whether a conversion belongs to when it happened, or its credit to when the touch did that earns it, as spend does.',
    ),
};

export const modelParam = {
  model: z
    .enum(ATTRIBUTION_MODELS)
    .default(USUAL_MODEL)
    .describe('How the credit for one conversion is shared.'),
};
