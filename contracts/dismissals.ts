import * as z from 'zod';

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

/** What can still be dismissed: nobody has answered, and somebody may. */
export const DISMISSIBLE_STATES = ['open', 'unanswered'] as const;
