import { randomBytes } from 'node:crypto';
import { event, type EventInput, type ProfileRecord } from '@parley/contracts';
import { agentId, type EventRow, insertEvents, toEventRow } from '@parley/sql';
import { Account } from '../accounts/account.entity.js';
import { Vault } from '../crypto/vault.js';
import { DerivationService } from '../derivation/derivation.service.js';
import { ProfilesService } from '../profiles/profiles.service.js';
import { hashKeyOf } from '../workspaces/hash-key.js';
import { WorkspacesService } from '../workspaces/workspaces.service.js';
import { type TestApp } from './test-app.js';

/** Does what ingest does with events: stores them, sends the names of agents, and waits until all is derived. */
export async function sendEvents(
  test: TestApp,
  workspace_id: number,
  inputs: Iterable<EventInput>,
): Promise<void> {
  const workspace = await test.app.get(WorkspacesService).find(workspace_id);
  const hashKey = hashKeyOf(test.app.get(Vault), workspace);
  const accounts = await test.source.getRepository(Account).findBy({ workspace_id });
  const channels = new Map(accounts.map((account) => [account.account_id, account.channel]));
  const byMonth = new Map<string, EventRow[]>();
  const profiles = new Map<string, ProfileRecord>();
  for (const input of inputs) {
    const one = event.parse(input);
    const account_id = Number(one.account_id);
    const row = toEventRow(one, {
      workspaceId: workspace_id,
      hashKey,
      channel: channels.get(account_id) ?? 'telegram',
      identityAccountId: account_id,
      receivedAt: Date.now(),
      deliveryId: 1n,
      mapperVersion: 1,
    });
    byMonth.set(row.month, [...(byMonth.get(row.month) ?? []), row]);
    if (one.type === 'message_sent' && one.agent) {
      const id = String(agentId(hashKey, account_id, one.agent.id));
      const { id: external_id, name } = one.agent;
      profiles.set(id, {
        workspace_id,
        account_id,
        kind: 'agent',
        id,
        external_id,
        seen_at: one.occurred_at,
        ...(name === undefined ? {} : { name }),
      });
    }
  }
  for (const rows of byMonth.values()) {
    await insertEvents(test.clickhouse.client, rows, randomBytes(16).toString('hex'));
  }
  await test.app.get(ProfilesService).upsert([...profiles.values()]);
  await untilDerived(test);
}

/** Resolves when nothing waits to be derived or rebuilt. */
export async function untilDerived(test: TestApp): Promise<void> {
  const derivation = test.app.get(DerivationService);
  for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
    if ((await derivation.state()).is_idle) return;
  }
  throw new Error('Deriving takes too long.');
}
