import { account as accountSchema } from '@parley/contracts';
import { accessibilityProblems, aFreshWorkspace, expect, test } from './journey.js';
import { asShown, Origins } from './origins.js';

test.use({ viewport: { width: 390, height: 844 } });

test('an account that cannot tell of answers has a dash with its reason, never a 0, also in the CSV', async ({
  page,
  parley,
  overview,
}) => {
  test.slow();
  const { workspace_id } = await aFreshWorkspace(parley, 'Two accounts', 'UTC');
  const api = `/api/workspaces/${workspace_id}`;
  const connect = async (name: string, outgoing: 'always' | 'never') => {
    const answer = await page.request.post(`${api}/accounts`, {
      data: {
        name,
        channel: 'web',
        connection: 'events_api',
        capabilities: { outgoing, subscriptions: false },
      },
    });
    return accountSchema.parse(await answer.json()).account_id;
  };
  const ids = { seen: await connect('Seen', 'always'), unseen: await connect('Unseen', 'never') };
  const keyed = await page.request.post(`${api}/api-keys`, {
    data: { name: 'e2e', scopes: ['events:write'] },
  });
  const { key } = (await keyed.json()) as { key: string };
  const on = (account_id: string, contact: string, minute: number) => ({
    type: 'message_received',
    id: `${account_id}-${contact}`,
    account_id,
    contact: { id: contact },
    occurred_at: `2026-03-02T09:${minute}:00Z`,
    text: 'Hello',
  });
  const answered = {
    ...on(ids.seen, 'anna', 15),
    id: 'reply',
    type: 'message_sent',
    sender: 'agent',
    agent: { id: 'olga', name: 'Olga' },
  };
  const events = [
    on(ids.seen, 'anna', 10),
    answered,
    on(ids.unseen, 'boris', 20),
    on(ids.unseen, 'vera', 30),
  ];
  await expect(async () => {
    for (const event of events) {
      const sent = await page.request.post(`${parley.ingestUrl}/v1/events`, {
        data: event,
        headers: { authorization: `Bearer ${key}` },
      });
      expect(sent.ok()).toBe(true);
    }
  }).toPass();

  await page.goto(
    `/workspace/${workspace_id}/overview?from=2026-03-02&to=2026-03-03&time_zone=UTC&compare_to=none&by=account`,
  );
  await overview.isLoaded();
  const origins = new Origins(page, 'en');
  const table = await origins.choose('account');
  await expect(table.getByRole('rowheader')).toHaveText(['Unseen', 'Seen', 'Everything']);
  await expect
    .poll(() => origins.shown(table, 'first_response_median_seconds'))
    .toEqual(['—', '5 min', '5 min']);
  expect(await origins.shown(table, 'messages_received')).toEqual(['2', '1', '3']);
  const total = table.getByRole('row', { name: /^Everything/ });
  await expect(total).toContainText('of 33.3%');

  const why = table.getByRole('button', { name: 'Why empty: First response, median, Unseen' });
  await why.click();
  await expect(page.getByRole('dialog')).toContainText('do not report their own answers');
  await page.keyboard.press('Escape');
  await expect(why).toBeFocused();

  const rows = await origins.download('account');
  expect(
    rows.map((row) => [row['account_name'], row['waits_answered'], row['outgoing_covered_share']]),
  ).toEqual([
    ['Unseen', '', '0'],
    ['Seen', '1', '1'],
    ['', '1', String(1 / 3)],
  ]);
  expect(await origins.shown(table, 'contacts')).toEqual(rows.map((row) => asShown(row['contacts'], 'en')));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await accessibilityProblems(page)).toEqual([]);
});
