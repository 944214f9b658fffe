import * as z from 'zod';
import { CLOCKS, CLOCK_STARTS_ASKED, DATED_BY, HOURS, WAIT_GROUPS, WAIT_KINDS } from '../service.js';

/** How response times are measured; each service report takes those it names. The same word means the same everywhere. */
export const measureParams = {
  kind: z.enum(WAIT_KINDS).default('first').describe('Which waits are looked at.'),
  clock: z
    .enum(CLOCKS)
    .default('customer')
    .describe(
      'Whose wait is measured; after a hand-off and from an assignment it is always the agent’s, whatever is asked.',
    ),
  hours: z
    .enum(HOURS)
    .default('calendar')
    .describe(
      'All time, or only open hours. Waits without a calendar are left out of business time and counted.',
    ),
  clock_starts: z
    .enum(CLOCK_STARTS_ASKED)
    .default('definition')
    .describe('Which message of a burst starts the clock; by default what the workspace has set.'),
  dated_by: z
    .enum(DATED_BY)
    .default('started')
    .describe('Whether a wait belongs to its beginning or to its answer.'),
};

/** Splits by none, one or two of the groups: repeated or separated by a comma. */
export const byParam = {
  by: z
    .preprocess(
      (value) =>
        value === undefined
          ? []
          : (Array.isArray(value) ? value : [value]).flatMap((one) =>
              typeof one === 'string' ? one.split(',').filter(Boolean) : one,
            ),
      z
        .array(z.enum(WAIT_GROUPS))
        .max(2)
        .refine((groups) => new Set(groups).size === groups.length, 'must not name a group twice'),
    )
    .describe('None, one or two groups.'),
};
