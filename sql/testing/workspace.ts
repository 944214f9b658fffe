import {
  COURTESY_PHRASES,
  event as eventSchema,
  type Channel,
  type EventInput,
  type OutgoingVisibility,
} from '@parley/contracts';
import { createDeriver } from '../derive/index.js';
import type { ClickHouse } from '../lib/client.js';
import { toEventRow } from '../lib/event-row.js';
import { agentId, textHash } from '../lib/ids.js';
import { insertEvents } from '../lib/insert-events.js';
import {
  type CountedElsewhere,
  type DefinitionRow,
  putAccountSettings,
  putDefinition,
} from '../lib/parameters.js';
import type { BoundParams } from '../reports/bound-params.js';

const DAY_SECONDS = 24 * 3600;

export interface TestAccount {
  account_id: number;
  channel: Channel;
  outgoing: OutgoingVisibility;
  subscriptions: boolean;
  default_sender?: 'bot' | 'agent';
  /** The account whose people these are; its own when left out. */
  identity_account_id?: number;
  counted_elsewhere?: readonly CountedElsewhere[];
}

/** Telegram account 1, which sees its outgoing messages and subscriptions. */
export const anAccount = (stated: Partial<TestAccount> = {}): TestAccount => ({
  account_id: 1,
  channel: 'telegram',
  outgoing: 'always',
  subscriptions: true,
  ...stated,
});

/** A workspace in a test database: events go the way of the product, through the table into derivation. */
export interface TestWorkspace {
  /** Stores events as one delivery, each received when it happened, and derives everybody whom they touch. */
  receive(...events: EventInput[]): Promise<void>;
  /** The same, as one delivery that reaches us at that moment. */
  receiveAt(moment: Date, ...events: EventInput[]): Promise<void>;
  /** The number of an agent in the reports. */
  agentId(external: string, accountId?: number): string;
  /** What a report is asked with: the defaults of a new workspace, and what the test states. */
  asking(stated: Pick<BoundParams, 'from' | 'to' | 'now'> & Partial<BoundParams>): BoundParams;
}

let deliveries = 0;

/** Makes a workspace with these accounts and the definition of a new workspace: 24 hours for every threshold. */
export async function openWorkspace(
  client: ClickHouse,
  workspaceId: number,
  accounts: readonly TestAccount[] = [anAccount()],
  definition: Pick<DefinitionRow, 'settle_seconds' | 'clock_starts' | 'schedule' | 'source_rules'> = {},
): Promise<TestWorkspace> {
  const hashKey = new Uint8Array(32).fill(workspaceId);
  const deriver = createDeriver(client, () => undefined);
  await putDefinition(client, {
    workspace_id: workspaceId,
    definition_id: 1,
    status: 'active',
    silence_gap_seconds: DAY_SECONDS,
    courtesy_hashes: COURTESY_PHRASES.map((phrase) => textHash(hashKey, phrase)),
    ...definition,
    version: 1n,
  });
  await putAccountSettings(
    client,
    accounts.map((account) => ({
      workspace_id: workspaceId,
      default_sender: 'bot',
      silence_gap_seconds: 0,
      version: 1n,
      ...account,
    })),
  );

  const rowOf = (input: EventInput, receivedAt?: Date) => {
    const event = eventSchema.parse(input);
    const account = accounts.find(({ account_id }) => account_id === Number(event.account_id));
    if (!account) throw new Error(`account ${event.account_id} is not in the workspace`);
    return toEventRow(event, {
      workspaceId,
      hashKey,
      channel: account.channel,
      identityAccountId: account.identity_account_id ?? account.account_id,
      receivedAt: receivedAt?.getTime() ?? event.occurred_at,
      deliveryId: BigInt(deliveries),
      mapperVersion: 1,
    });
  };

  const store = async (events: EventInput[], receivedAt?: Date) => {
    deliveries++;
    const rows = events.map((event) => rowOf(event, receivedAt));
    for (const month of new Set(rows.map((row) => row.month)))
      await insertEvents(
        client,
        rows.filter((row) => row.month === month),
        `delivery ${deliveries} of ${month}`,
      );
    while ((await deriver.round()).identities > 0);
  };

  return {
    receive: (...events) => store(events),
    receiveAt: (moment, ...events) => store(events, moment),
    agentId: (external, accountId = 1) => String(agentId(hashKey, accountId, external)),
    asking: (stated) => ({
      workspace_id: workspaceId,
      definition_id: 1,
      repeat_after_seconds: DAY_SECONDS,
      unanswered_after_seconds: DAY_SECONDS,
      time_zone: 'Europe/Moscow',
      previous: null,
      ...stated,
    }),
  };
}
