import { IdentityFold } from './identity-fold.js';
import type { DerivedRows } from './rows.js';
import type { IdentitySettings } from './settings.js';
import type { StreamEvent } from './stream-event.js';
import { compareEvents } from './stream-order.js';

/**
 * All that one identity's events mean under one definition. Pure: the events may come in any order, repeated and
 * late; rows come out in the order of time. Deleted events must be left out.
 */
export function deriveIdentity(events: readonly StreamEvent[], settings: IdentitySettings): DerivedRows {
  const rows: DerivedRows = {
    dialogues: [],
    waits: [],
    touches: [],
    subscriptions: [],
    message_statuses: [],
    identity: null,
  };
  const fold = new IdentityFold(settings, {
    dialogue: (row) => rows.dialogues.push(row),
    wait: (row) => rows.waits.push(row),
    touch: (row) => rows.touches.push(row),
    subscription: (row) => rows.subscriptions.push(row),
    messageStatus: (row) => rows.message_statuses.push(row),
    identity: (row) => (rows.identity = row),
  });
  for (const event of [...events].sort(compareEvents)) fold.push(event);
  fold.finish();
  return rows;
}
