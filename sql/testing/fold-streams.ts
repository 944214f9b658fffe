import { calendarsOf, scheduleText } from '../calendars/index.js';
import { sourceRulesOf, sourceRulesText } from '../sources/index.js';
import { deriveIdentity, type StreamEvent } from '../derive/index.js';
import { isOpen, type SubscriptionRow } from '../derive/fold/rows.js';
import { TABLES } from '../derive/store/tables.js';
import { noRows } from './derived-rows.js';
import { type DerivedTables, type OracleInput, type PlainEvent } from './oracle/index.js';
import { standing } from './oracle/plain-event.js';

export const streamEvent = (event: PlainEvent): StreamEvent => ({
  ...event,
  event_id: String(event.event_id),
  sequence: String(event.sequence),
  version: String(event.version),
  conversation_id: String(event.conversation_id),
  message_id: String(event.message_id),
  reply_to: String(event.reply_to),
  agent_id: String(event.agent_id),
  broadcast_id: String(event.broadcast_id),
  text_hash: String(event.text_hash),
});

/**
 * What derivation makes of the same input without a database: the fold alone, one identity at a time.
 * `arrange` decides in which order, and how often, the fold sees the events.
 */
export function foldedTables(
  { rows, accounts, definition }: OracleInput,
  arrange: (events: StreamEvent[]) => StreamEvent[] = (events) => events,
): DerivedTables {
  const left = standing(rows).filter((row) => !row.is_anonymous);
  const settings = {
    silenceGapMs: definition.silence_gap_seconds * 1000,
    courtesyHashes: new Set(definition.courtesy_hashes.map(String)),
    settleMs: definition.settle_seconds * 1000,
    clockStarts: definition.clock_starts,
    calendars: calendarsOf(scheduleText(definition.schedule)),
    sources: sourceRulesOf(sourceRulesText(definition.source_rules ?? [])),
    accounts: new Map(
      accounts.map((account) => [
        account.account_id,
        {
          outgoing: account.outgoing,
          firstOutgoingAt: Math.min(
            Infinity,
            ...left
              .filter(({ type, account_id }) => type === 'message_sent' && account_id === account.account_id)
              .map(({ occurred_at }) => occurred_at),
          ),
          defaultSender: account.default_sender,
          silenceGapMs: account.silence_gap_seconds * 1000,
          countedElsewhere: (account.counted_elsewhere ?? []).map((span) => ({
            type: span.type,
            accountId: span.account_id,
            fromMs: span.from_ms,
            untilMs: span.until_ms,
          })),
        },
      ]),
    ),
  };
  const tables = noRows();
  for (const identity of new Set(left.map((row) => row.identity_id))) {
    const own = left.filter((row) => row.identity_id === identity);
    const derived = deriveIdentity(arrange(own.map(streamEvent)), settings);
    const ofIdentity = { workspace_id: own[0]!.workspace_id, identity_id: String(identity) };
    const ofDefinition = { ...ofIdentity, definition_id: definition.definition_id };
    tables.dialogues_v1.push(...derived.dialogues.map((row) => ({ ...ofDefinition, ...row })));
    for (const row of derived.waits) {
      const held_by = row.held_by.map((held) => [held.agent_id, String(held.held_ms)]);
      tables.waits_v1.push({ ...ofDefinition, ...row, held_by });
      if (isOpen(row)) tables.open_waits_v1.push({ ...ofDefinition, ...row, held_by });
    }
    tables.touches_v1.push(...derived.touches.map((row) => ({ ...ofDefinition, ...row })));
    tables.subscriptions_v1.push(
      ...derived.subscriptions.map((row) => ({ ...ofIdentity, ...contentOf('subscriptions', row) })),
    );
    tables.subscription_arrivals_v1.push(
      ...derived.subscriptions.map((row) => ({
        ...ofDefinition,
        ...contentOf('subscription_arrivals', row),
      })),
    );
    tables.message_statuses_v1.push(...derived.message_statuses.map((row) => ({ ...ofIdentity, ...row })));
    if (derived.identity) tables.identities_v1.push({ ...ofIdentity, ...derived.identity });
  }
  return tables;
}

/** Two tables hold one row, each some of its columns. */
function contentOf(kind: 'subscriptions' | 'subscription_arrivals', row: SubscriptionRow) {
  const { key, content } = TABLES[kind];
  return Object.fromEntries([...key, ...content].map((column) => [column, row[column]]));
}
