import { type Locator, type Page } from '@playwright/test';
import { eventsAnswer, METRICS, sourceRulesAnswer, USUAL_SOURCE_RULES } from '@parley/contracts';
import { type Whereabouts } from '../parley.js';
import { sessionCookie } from '../start-parley.js';
import { accessibilityProblems, aFreshWorkspace, expect, test } from './journey.js';

const ARTICLE = 'vc.ru-messengers-guide-2403';
/** A dot is not allowed behind `?start=` of Telegram, so the same ref travels encoded. */
const ENCODED = Buffer.from(ARTICLE).toString('base64url');

async function ask(parley: Whereabouts, method: string, url: string, body?: object): Promise<unknown> {
  const headers = { cookie: sessionCookie('en'), origin: parley.apiUrl, 'content-type': 'application/json' };
  const answer = await fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** A workspace without rules, to whose three accounts three people came by the three links of one article; each asked and was answered. */
async function anArticlesWorkspace(parley: Whereabouts) {
  const workspace = await aFreshWorkspace(parley, 'Article');
  const { key } = (await ask(parley, 'POST', `${workspace.api}/api-keys`, {
    name: 'Journey',
    scopes: ['events:write'],
  })) as { key: string };
  const events: object[] = [];
  for (const [channel, ref] of [
    ['messenger', ARTICLE],
    ['telegram', ENCODED],
    ['viber', ARTICLE],
  ]) {
    const { account_id } = (await ask(parley, 'POST', `${workspace.api}/accounts`, {
      name: `Our ${channel}`,
      channel,
      connection: 'events_api',
      capabilities: { outgoing: 'always', subscriptions: true },
    })) as { account_id: string };
    const contact = { id: `reader of ${channel}` };
    // Two days ago: of a younger start it is too early to say whether it became a message.
    const happened = (minutes: number, event: { type: string }) =>
      events.push({
        id: `${channel}-${event.type}`,
        account_id,
        contact,
        occurred_at: new Date(Date.now() - 2 * 86_400_000 + minutes * 60_000).toISOString(),
        ...event,
      });
    const start = { type: 'conversation_started', ref };
    happened(0, start);
    // In Telegram a start is a subscription.
    if (channel !== 'telegram') happened(1, { type: 'subscribed' });
    const asked = { type: 'message_received', text: 'Is it the guide?' };
    happened(2, asked);
    const answered = { type: 'message_sent', sender: 'agent', agent: { id: 'a', name: 'Ann' }, text: 'Yes' };
    happened(3, answered);
  }
  await expect(async () => {
    const sent = await fetch(`${parley.ingestUrl}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(events),
    });
    expect(eventsAnswer.parse(await sent.json())).toMatchObject({ accepted: events.length, rejected: [] });
  }).toPass({ timeout: 10_000 });
  await ask(parley, 'PUT', `${workspace.api}/sources/rules`, { version: 1, rules: [] });
  await expect(async () => {
    const rules = sourceRulesAnswer.parse(await ask(parley, 'GET', `${workspace.api}/sources/rules`));
    expect(rules.building).toBeNull();
  }).toPass({ timeout: 30_000 });
  return workspace;
}

/** The cells of a past ref from Source on. */
const reading = (page: Page, account: string): Locator =>
  page
    .getByRole('table', { name: 'Refs that came' })
    .getByRole('row', { name: new RegExp(account) })
    .getByRole('cell');

test("a rule made in the browser turns the article's three refs into one source and campaign, and is taken back", async ({
  page,
  parley,
}) => {
  // Two rebuilds: quick each, but not on a busy machine.
  test.setTimeout(120_000);
  const workspace = await anArticlesWorkspace(parley);
  await page.goto(`${workspace.path}/settings`);
  await page.getByRole('link', { name: 'Sources' }).click();
  await expect(page.getByText('There is no rule yet')).toBeVisible();
  for (const channel of ['messenger', 'telegram', 'viber'])
    await expect(reading(page, `Our ${channel}`).nth(3)).toHaveText('—', { timeout: 30_000 });

  // From a real ref: what is typed is read at once.
  await page.getByRole('button', { name: `Make a rule for ${ENCODED}` }).click();
  const reads = page.getByRole('region', { name: 'Reads of what has come' });
  await expect(reads.getByRole('listitem')).toHaveCount(3);
  const template = page.getByLabel('Template', { exact: true });
  await expect(template).toHaveValue('{source}-{campaign}');
  await template.fill('{source}{campaign}');
  await expect(page.getByRole('alert').filter({ hasText: 'Put a sign between two fields' })).toBeVisible();
  await expect(page.getByText('Correct the marked rule')).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  await template.fill('{source}-{campaign}');
  await expect(reads.getByText(ENCODED)).toBeVisible();
  await expect(reads.getByText('vc.ru · messengers-guide-2403')).toHaveCount(3);
  await page.getByLabel('Name, if you like').fill('Articles');
  await page.getByLabel('Medium', { exact: true }).fill('article');

  await expect(page.getByText('Other labels: 3 arrivals of 3, 3 contacts, 2 refs.')).toBeVisible();
  await expect(page.getByText('Without a source: 3 now, 0 then.')).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save rules' }).click();
  await expect(page.getByText('History is being labelled anew')).toBeVisible();
  for (const channel of ['messenger', 'telegram', 'viber']) {
    const cells = reading(page, `Our ${channel}`);
    await expect(cells.nth(3)).toHaveText('vc.ru');
    await expect(cells.nth(4)).toHaveText('article');
    await expect(cells.nth(5)).toHaveText('messengers-guide-2403');
    // Reports read by it once history has been labelled anew: nothing differs from now any more.
    await expect(cells.last()).toHaveText('rule 1: Articles', { timeout: 30_000 });
  }

  // What they did is the article's now, one row where it was two refs.
  await page.goto(`${workspace.path}/channels?period=last_7_days`);
  const channels = page.getByRole('table', { name: 'Channels', exact: true });
  const article = (name: string) => channels.getByRole('row', { name: new RegExp(`^${name}`) });
  const numbers = async (name: string) => {
    const heads = (await channels.getByRole('columnheader').allInnerTexts()).map((head) => head.trim());
    const cells = article(name).locator('th, td');
    return Promise.all(
      (['starts', 'answered_share', 'contacts_subscribed'] as const).map((key) =>
        cells
          .nth(heads.findIndex((head) => head.startsWith(METRICS[key].label.en)))
          .locator('.value')
          .innerText(),
      ),
    );
  };
  await expect(article('vc.ru')).toBeVisible();
  expect(await numbers('vc.ru')).toEqual(['3', '100%', '3']);
  await article('vc.ru').getByRole('link', { name: 'vc.ru', exact: true }).click();
  await expect(article('messengers-guide-2403')).toBeVisible();
  expect(await numbers('messengers-guide-2403')).toEqual(['3', '100%', '3']);
  await page.goto(`${workspace.path}/settings/sources`);

  // Back to what the workspace began with; rules are moved by keys, and the focus goes with them.
  await page.getByRole('button', { name: 'Restore version 1' }).click();
  await expect(page.getByText('These are the rules of version 1')).toBeVisible();
  const rules = page.getByRole('form', { name: 'Rules' }).getByRole('listitem');
  await expect(rules).toHaveCount(USUAL_SOURCE_RULES.length);
  await page.getByRole('button', { name: 'Move rule 5 up' }).press('Enter');
  await expect(rules.nth(3)).toContainText('One word');
  await expect(page.getByRole('button', { name: 'Move rule 4 up' })).toBeFocused();
  await page.getByRole('button', { name: 'Move rule 4 down' }).press('Enter');
  await expect(rules.nth(4)).toContainText('One word');
  await page.getByRole('button', { name: 'Save rules' }).click();
  await expect(reading(page, 'Our viber').last()).toHaveText('rule 4: {source}-{campaign}', {
    timeout: 30_000,
  });
  await expect(reading(page, 'Our viber').nth(4)).toHaveText('—');
  await expect(page.getByText('Version 4')).toBeVisible();
});

test('whoever looked at older rules is told who changed them, and nothing is lost on a phone', async ({
  page,
  parley,
}) => {
  const workspace = await aFreshWorkspace(parley, 'Two at once');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${workspace.path}/settings/sources`);
  await expect(page.getByText('Nobody has come with a ref yet')).toBeVisible();
  await page.getByRole('button', { name: 'Remove rule 5: One word' }).click();
  await ask(parley, 'PUT', `${workspace.api}/sources/rules`, { version: 1, rules: [] });
  await page.getByRole('button', { name: 'Save rules' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The rules are at version 2 now' })).toBeVisible();
  await page.getByRole('button', { name: 'Reload the rules' }).click();
  await expect(page.getByText('There is no rule yet')).toBeVisible();
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(isWide).toBe(false);
});
