import type { Page } from '@playwright/test';
import { account as accountSchema } from '@parley/contracts';
import type { Whereabouts } from '../parley.js';
import { aFreshWorkspace, expect } from './journey.js';

/** A workspace of its own with one account that sees answers, and a way to tell it what happened. */
export async function aCollectingWorkspace(page: Page, parley: Whereabouts, name: string) {
  const { workspace_id, path, api } = await aFreshWorkspace(parley, name);
  const connected = await page.request.post(`${api}/accounts`, {
    data: {
      name: 'Shop',
      channel: 'telegram',
      connection: 'events_api',
      capabilities: { outgoing: 'always', subscriptions: false },
    },
  });
  const { account_id } = accountSchema.parse(await connected.json());
  const keyed = await page.request.post(`${api}/api-keys`, {
    data: { name: 'e2e', scopes: ['events:write'] },
  });
  const { key } = (await keyed.json()) as { key: string };
  let number = 0;
  const tell = async (event: Record<string, unknown>): Promise<void> => {
    const id = `${workspace_id}-${++number}`;
    // A key that was made just now is known to ingest a moment later.
    await expect(async () => {
      const sent = await page.request.post(`${parley.ingestUrl}/v1/events`, {
        data: { id, account_id, ...event },
        headers: { authorization: `Bearer ${key}` },
      });
      expect(sent.ok(), await sent.text()).toBe(true);
    }).toPass();
  };
  return {
    workspace_id,
    path,
    api,
    asked: (contact: string, minutesAgo: number) =>
      tell({
        type: 'message_received',
        contact: { id: contact, name: contact },
        occurred_at: before(minutesAgo),
        text: 'Hello',
      }),
    answered: (contact: string, agent: string, minutesAgo: number) =>
      tell({
        type: 'message_sent',
        sender: 'agent',
        agent: { id: agent, name: agent },
        contact: { id: contact },
        occurred_at: before(minutesAgo),
        text: 'Good day',
      }),
  };
}

const before = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
