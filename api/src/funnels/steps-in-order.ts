import { funnelDefinition } from '@parley/contracts';
import { invalidRequest } from '../http/problem-error.js';

/**
 * What a report of a funnel is asked, unchanged. Throws `invalid_request` where it measures the time from one step to another
 * that is not later: it would be nothing, or negative. A step that the funnel has not is its last.
 */
export function inOrder(own: Record<string, unknown>): Record<string, unknown> {
  // How far somebody got by default is the first step, which takes no time.
  const later = 'to_step' in own ? 'to_step' : 'step';
  if (!('from_step' in own && later in own)) return own;
  const { steps } = funnelDefinition.parse(own['funnel']);
  const placeOf = (asked: unknown, otherwise: number) =>
    Math.min(typeof asked === 'number' ? asked : otherwise, steps.length);
  const from = placeOf(own['from_step'], 1);
  const to = placeOf(own[later], later === 'to_step' ? steps.length : 1);
  if (from < to || (later === 'step' && from === 1)) return own;
  throw invalidRequest([
    {
      path: 'from_step',
      message: `step ${from} is not before ${later}, step ${to}; the funnel has ${steps.length} steps, so from_step may be 1 to ${
        to > 1 ? to - 1 : steps.length - 1
      }${to > 1 ? '' : `, with a later ${later}`}`,
    },
  ]);
}
