import * as z from 'zod';
import { CLOCK_STARTS, type DefinitionParams, definitionParams } from '../settings.js';
import { HOURS } from '../service.js';

const own = definitionParams.shape;
const number = <T extends z.ZodType<number, number>>(limits: T) => z.coerce.number().pipe(limits).optional();

/**
 * Other parameters of the definition, for one question: what every report can be asked with. Their limits are those of
 * the settings. What is left out is as the workspace has it, and nothing of the workspace is changed.
 */
export const withParams = {
  with_silence_gap_seconds: number(own.silence_gap_seconds.unwrap()).describe(
    'As if silence longer than this ended a dialogue. Derived for the question: at most 92 days.',
  ),
  with_repeat_after_seconds: number(own.repeat_after_seconds.unwrap()).describe(
    'As if coming back later than this were a repeat contact; at least the silence gap.',
  ),
  with_unanswered_after_seconds: number(own.unanswered_after_seconds.unwrap()).describe(
    'As if a wait older than this counted as unanswered.',
  ),
  with_unanswered_hours: z
    .enum(HOURS)
    .optional()
    .describe('As if the age of a wait were counted in all hours, or in business hours.'),
  with_clock_starts: z
    .enum(CLOCK_STARTS)
    .optional()
    .describe(
      'As if waits were timed from this message of a burst. Derived for the question: at most 92 days.',
    ),
  with_settle_seconds: number(own.settle_seconds.unwrap()).describe(
    'As if messages at most this far apart were one burst. Derived for the question: at most 92 days.',
  ),
};
export const WITH_KEYS = Object.keys(withParams) as (keyof typeof withParams)[];

export type WithParams = z.infer<z.ZodObject<typeof withParams>>;

/** The parameter of the definition that one of them stands for. */
export const parameterOf = (key: keyof WithParams) => key.slice('with_'.length) as keyof DefinitionParams;

/** The parameters of the definition as a question has them: without those it leaves out. */
export const askedParameters = (asked: WithParams): Partial<DefinitionParams> =>
  Object.fromEntries(
    WITH_KEYS.flatMap((key) => (asked[key] === undefined ? [] : [[parameterOf(key), asked[key]]])),
  );
