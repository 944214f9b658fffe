import { dismissalStep, waitRows } from '@parley/contracts';
import type { Row } from '../../reports/reading';
import type { Dismissible } from '../../waits/dismissals';

/** The key of the column in which something can be said of a wait; no row has it. */
export const ACTIONS = 'actions';

const wait = waitRows.row.pick({
  wait_id: true,
  identity_id: true,
  contact_name: true,
  wait_state: true,
  dismissed_by: true,
  last_incoming_at: true,
});

/**
 * A row of waits as something may be said of it; null where it is none. `judged`: the moment of all rows that are shown,
 * by which a row stays as it was until it is asked for again.
 */
export function dismissibleOf(
  row: Row,
  judged: string,
  nameless: (identityId: string) => string,
): Dismissible | null {
  if (typeof row['wait_id'] !== 'string') return null;
  const { wait_id, contact_name, identity_id, last_incoming_at, ...state } = wait.parse(row);
  return {
    id: wait_id,
    name: contact_name ?? nameless(identity_id),
    lastIncomingAt: last_incoming_at,
    step: dismissalStep(state),
    judged,
  };
}
