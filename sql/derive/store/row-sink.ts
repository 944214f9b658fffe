import { isOpen, type RowSink } from '../fold/rows.js';
import type { DerivedWriter } from './derived-writer.js';
import { TABLES } from './tables.js';

const NO_DEFINITION = 0;
const {
  dialogues,
  waits,
  open_waits,
  touches,
  subscriptions,
  subscription_arrivals,
  message_statuses,
  identities,
} = TABLES;

/**
 * Hands one identity's rows to the writer: those of the definition (null = there is none, and no such rows) under its
 * id, those that belong to no definition only when this definition `leads`.
 */
export function rowSink(
  writer: DerivedWriter,
  workspaceId: number,
  identityId: string,
  definitionId: number | null,
  leads: boolean,
): RowSink {
  const key = (at: number, eventId: string, accountId = 0, definition = definitionId ?? NO_DEFINITION) => ({
    workspaceId,
    definitionId: definition,
    identityId,
    accountId,
    at,
    eventId,
  });
  const isKept = definitionId !== null;
  return {
    dialogue(row) {
      if (isKept) writer.add('dialogues', dialogues, key(row.started_at, row.first_event_id), row);
    },
    wait(row) {
      if (!isKept) return;
      const rowKey = key(row.waiting_since, row.first_event_id);
      writer.add('waits', waits, rowKey, row);
      if (isOpen(row)) writer.add('open_waits', open_waits, rowKey, row);
    },
    touch(row) {
      if (isKept) writer.add('touches', touches, key(row.occurred_at, row.event_id), row);
    },
    subscription(row) {
      const arrivalKey = key(row.subscribed_at, row.first_event_id, row.account_id);
      if (isKept) writer.add('subscription_arrivals', subscription_arrivals, arrivalKey, row);
      const rowKey = key(row.subscribed_at, row.first_event_id, row.account_id, NO_DEFINITION);
      if (leads) writer.add('subscriptions', subscriptions, rowKey, row);
    },
    messageStatus(row) {
      const rowKey = key(row.sent_at, row.event_id, 0, NO_DEFINITION);
      if (leads) writer.add('message_statuses', message_statuses, rowKey, row);
    },
    identity(row) {
      if (leads) writer.add('identities', identities, key(0, '0', 0, NO_DEFINITION), row);
    },
  };
}
