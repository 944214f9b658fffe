import * as z from 'zod';
import type { WaitState } from './service.js';

/**
 * PUT …/waits/:wait_id/dismissal → 204: nobody needs to answer this wait. Said twice it is said once.
 * DELETE the same → 204: taken back, as if it had never been said.
 */
export const dismissalInput = z.strictObject({
  last_incoming_at: z.iso
    .datetime()
    .optional()
    .describe(
      'As the row of the wait has it: the newest message that was read. If another has come since, nothing is dismissed. Whatever has come when left out.',
    ),
});
export type DismissalInput = z.infer<typeof dismissalInput>;

/** What a person may say of a wait: that it needs no reply, or that taken back. */
export const DISMISSAL_STEPS = ['dismiss', 'take_back'] as const;
export type DismissalStep = (typeof DISMISSAL_STEPS)[number];

/** What can be said of this wait, by whoever may; null: nothing. What a rule or the closing dismissed stays so. */
export function dismissalStep({
  wait_state,
  dismissed_by = null,
}: {
  wait_state: WaitState;
  dismissed_by?: string | null;
}): DismissalStep | null {
  if (wait_state === 'open' || wait_state === 'unanswered') return 'dismiss';
  return dismissed_by === 'agent' ? 'take_back' : null;
}
