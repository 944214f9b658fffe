import * as z from 'zod';
import {
  FUNNEL_BREAKDOWN_PLACES,
  FUNNEL_BREAKDOWNS,
  funnelDefinition,
  MOST_FUNNEL_STEPS,
} from '../funnels.js';
import { USUAL_FUNNEL } from '../ready-made-funnels.js';
import { filterParams } from './report.js';

/** A definition as it stands in an address: JSON. */
const asJson = (value: unknown, ctx: z.RefinementCtx): unknown => {
  if (value === undefined) return USUAL_FUNNEL;
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    ctx.addIssue({ code: 'custom', message: 'must be JSON: {"steps":[{"event":"started"}, …]}' });
    return z.NEVER;
  }
};

/** Which funnel. */
export const funnelParams = {
  funnel: z
    .preprocess(asJson, funnelDefinition)
    .describe(
      'The funnel, as JSON: {"steps":[{"event":"started"},{"event":"wrote"}],"window_seconds":604800}. Left out: the first ready-made one.',
    ),
  funnel_id: filterParams.segment_id.describe('A saved funnel instead of `funnel`.'),
};

/** What its rows are. */
export const funnelBreakdownParams = {
  breakdown: z.enum(FUNNEL_BREAKDOWNS).default('none').describe('What the rows are split by.'),
  breakdown_at: z
    .enum(FUNNEL_BREAKDOWN_PLACES)
    .default('entry')
    .describe('Where the value is taken from; at each step, rates are shares of all.'),
  breakdown_property: z.string().max(64).default('').describe('Which property, when split by one.'),
};

const place = z.coerce.number().pipe(z.int().min(1).max(MOST_FUNNEL_STEPS)).nullable().default(null);
/** Between which steps. */
export const fromStepParam = place.describe(
  'From this step, counted from 1; the first when left out. It must be before the other one.',
);
export const toStepParam = place.describe(
  'To this step, counted from 1; the last when left out. One that the funnel has not is the last.',
);

/** Where the bars of `funnel-times` begin, in seconds: 0, 10 s, 1, 5 and 30 min, 1, 3, 6, 12 h, 1, 3, 7, 14, 30, 60, 90 days. */
export const FUNNEL_TIME_EDGES = [
  0, 10, 60, 300, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 259_200, 604_800, 1_209_600, 2_592_000,
  5_184_000, 7_776_000,
] as const;
