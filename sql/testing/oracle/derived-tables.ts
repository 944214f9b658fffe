import {
  dialogueRow,
  identityRow,
  type Row,
  statusRow,
  subscriptionArrivalRow,
  subscriptionRow,
  touchRow,
  waitRow,
} from './rows.js';
import { type OracleInput, understand } from './understand.js';

/** The rows of the derived tables. */
export interface DerivedTables {
  dialogues_v1: Row[];
  waits_v1: Row[];
  open_waits_v1: Row[];
  touches_v1: Row[];
  subscriptions_v1: Row[];
  subscription_arrivals_v1: Row[];
  message_statuses_v1: Row[];
  identities_v1: Row[];
}

/** What the derived tables must hold. */
export function derivedTables(input: OracleInput): DerivedTables {
  const tables: DerivedTables = {
    dialogues_v1: [],
    waits_v1: [],
    open_waits_v1: [],
    touches_v1: [],
    subscriptions_v1: [],
    subscription_arrivals_v1: [],
    message_statuses_v1: [],
    identities_v1: [],
  };
  const definition = input.definition.definition_id;
  for (const { stream, rules, dialogues, touches, subscriptions, statuses, identity } of understand(input)) {
    dialogues.forEach((dialogue, index) => {
      tables.dialogues_v1.push(dialogueRow(stream, dialogue, touches, definition, rules));
      for (const wait of dialogue.story.waits) {
        const row = waitRow(stream, dialogue, dialogues[index + 1], wait, touches, definition, rules);
        tables.waits_v1.push(row);
        const hasAnswer =
          row['answered_at'] !== 0 || (row['bot_answered_at'] !== 0 && row['handed_off_at'] === 0);
        if (!hasAnswer && row['dismissed_at'] === 0 && row['closed_dialogue'] === 0)
          tables.open_waits_v1.push(row);
      }
    });
    tables.touches_v1.push(
      ...touches.map((touch) => touchRow({ stream, subscriptions, rules }, touch, definition)),
    );
    tables.subscriptions_v1.push(...subscriptions.map(subscriptionRow));
    tables.subscription_arrivals_v1.push(
      ...subscriptions.map((each) => subscriptionArrivalRow(each, touches, definition, rules)),
    );
    tables.message_statuses_v1.push(...statuses.map(statusRow));
    tables.identities_v1.push(identityRow(identity));
  }
  return tables;
}
