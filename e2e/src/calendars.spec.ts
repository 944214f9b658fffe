import { type Locator, type Page } from '@playwright/test';
import { eventsAnswer, METRICS, type OpenHours, WEEKDAYS } from '@parley/contracts';
import { type Whereabouts } from '../parley.js';
import { sessionCookie } from '../start-parley.js';
import { accessibilityProblems, aFreshWorkspace, expect, test } from './journey.js';

const HOUR = 3_600_000;
const NINE_TO_SIX: OpenHours[] = [['09:00', '18:00']];

/** Makes a request of the owner's. */
async function ask(parley: Whereabouts, method: string, url: string, body?: object): Promise<unknown> {
  const headers = { cookie: sessionCookie('en'), origin: parley.apiUrl, 'content-type': 'application/json' };
  const answer = await fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/**
 * A workspace in Moscow in which everybody's calendar is open from nine to six, every day. Anna wrote at eight in the
 * morning, three days ago, and was answered at noon: three business hours of four.
 */
async function aWorkspaceWithHours(parley: Whereabouts, name: string) {
  const workspace = await aFreshWorkspace(parley, name);
  await ask(parley, 'POST', `${workspace.api}/calendars`, {
    name: 'Office',
    hours: {
      time_zone: 'Europe/Moscow',
      versions: [
        { effective_from: null, week: Object.fromEntries(WEEKDAYS.map((day) => [day, NINE_TO_SIX])) },
      ],
      days: [],
    },
    used_by: [{ level: 'workspace' }],
  });
  const { account_id } = (await ask(parley, 'POST', `${workspace.api}/accounts`, {
    name: 'Chat',
    channel: 'telegram',
    connection: 'events_api',
    capabilities: { outgoing: 'always', subscriptions: true },
  })) as { account_id: string };
  const { key } = (await ask(parley, 'POST', `${workspace.api}/api-keys`, {
    name: 'Journey',
    scopes: ['events:write'],
  })) as { key: string };
  // Moscow is three hours ahead of UTC all year round.
  const midnight = Math.floor((Date.now() + 3 * HOUR) / (24 * HOUR)) * 24 * HOUR - 3 * HOUR - 72 * HOUR;
  const at = (hour: number) => new Date(midnight + hour * HOUR).toISOString();
  const localDay = (hour: number) => new Date(midnight + (hour + 3) * HOUR).toISOString().slice(0, 10);
  const [day, nextDay] = [localDay(0), localDay(24)];
  const common = { account_id, contact: { id: 'anna' } };
  const sent = { ...common, sender: 'agent', agent: { id: 'oleg' } };
  const events = [
    { ...common, type: 'message_received', id: 'in', occurred_at: at(8), text: 'Is it in stock?' },
    { ...sent, type: 'message_sent', id: 'out', occurred_at: at(12), text: 'Yes.' },
  ];
  // Ingest learns of a new key within a moment.
  await expect(async () => {
    const answer = await fetch(`${parley.ingestUrl}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(events),
    });
    expect(eventsAnswer.parse(await answer.json())).toMatchObject({ accepted: events.length, rejected: [] });
  }).toPass({ timeout: 10_000 });
  /** The median of first responses in business hours, seconds, as the report has it; null: not known. */
  const median = async () => {
    const asked = `from=${day}&to=${nextDay}&kind=first&hours=business`;
    const answer = (await ask(parley, 'GET', `${workspace.api}/reports/response-time?${asked}`)) as {
      rows: { is_total: boolean; response_median_seconds: number | null }[];
    };
    return answer.rows.find((row) => row.is_total)?.response_median_seconds ?? null;
  };
  return { ...workspace, day, median };
}

/** The cells of one line of the comparison of first responses: now, after the change, the difference. */
const compared = (page: Page, caption: string, label: string): Locator =>
  page.getByRole('table', { name: caption }).getByRole('row', { name: label }).getByRole('cell');

test('the owner gives an account hours of its own, sees what they move, and Service shows just that', async ({
  page,
  parley,
}) => {
  test.setTimeout(120_000);
  const workspace = await aWorkspaceWithHours(parley, 'Hours of a shop');
  await expect.poll(workspace.median, { timeout: 60_000 }).toBe(3 * 3600);
  await page.goto(`${workspace.path}/settings/calendars`);
  await page.getByRole('button', { name: 'New calendar' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Shop');
  await page.getByLabel('Monday, opens').fill('18:00');
  await expect(page.getByText('These hours end before they begin.')).toBeVisible();
  await page.getByLabel('Monday, opens').fill('10:00');
  await page.getByRole('button', { name: 'Monday’s hours for every day' }).click();
  await page.getByLabel('Accounts', { exact: true }).selectOption({ label: 'Chat' });
  await page.getByRole('button', { name: 'Add: Accounts' }).click();
  // From ten instead of nine: of the four hours until noon only two are open.
  const median = compared(page, 'First responses', METRICS.response_median_seconds.label.en);
  await expect(median).toHaveText(['3 h', '2 h', '−1 h'], { timeout: 60_000 });
  expect(await workspace.median(), 'nothing moves before it is saved').toBe(3 * 3600);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Make the calendar' }).click();
  await expect(page.getByText('The calendar Shop is made.')).toBeVisible();
  await expect.poll(workspace.median, { timeout: 60_000 }).toBe(2 * 3600);
  await page.goto(`${workspace.path}/service?from=${workspace.day}&to=${workspace.day}&hours=business`);
  await expect(
    page.getByRole('group', { name: `${METRICS.response_median_seconds.label.en}, Business hours` }),
  ).toContainText('2 h');
});

test.describe('in Russian, on a phone', () => {
  test.use({ language: 'ru', viewport: { width: 390, height: 844 }, colorScheme: 'dark' });

  test('an analyst puts holidays in, sees what they would move, and is not offered to save them', async ({
    page,
    parley,
  }) => {
    test.setTimeout(120_000);
    const workspace = await aWorkspaceWithHours(parley, 'Праздники');
    await expect.poll(workspace.median, { timeout: 60_000 }).toBe(3 * 3600);
    const { member_id } = (await ask(parley, 'POST', `${workspace.api}/members`, {
      email: 'anna@example.com',
      name: 'Анна',
      role: 'analyst',
    })) as { member_id: string };
    await page.goto(`${workspace.path}/settings/calendars`);
    await expect(page.getByText('пн–вс 09:00–18:00')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Новый календарь' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Посмотреть: Office' }).click();
    await expect(page.getByText('Сохраняют изменения только владельцы.')).toBeVisible();

    await page.getByText('Внести много дней сразу').click();
    await page.getByLabel('2026', { exact: true }).check();
    await page.getByRole('button', { name: 'Внести дни' }).click();
    await expect(page.getByText(/^Добавлено: \d\d, заменено: 0, оставлено: 0\.$/)).toBeVisible();
    await expect(page.getByText(/^Изменённых дней раньше начала действия: \d/)).toBeVisible();
    await page.getByLabel('Строки текста или файл CSV').check();
    await page.getByRole('textbox', { name: 'Текст' }).fill('завтра 1;не день');
    await page.getByRole('button', { name: 'Внести дни' }).click();
    await expect(page.getByRole('alert')).toContainText('Строка 1:');
    expect(await accessibilityProblems(page)).toEqual([]);

    // The day of the question is a holiday: nothing of the wait was in business hours.
    await page.getByRole('textbox', { name: 'Текст' }).fill(`${workspace.day};День тишины`);
    await page.getByRole('button', { name: 'Внести дни' }).click();
    await page.getByLabel('за всё время: вся история будет пересчитана').check();
    const median = compared(page, 'Первые ответы', METRICS.response_median_seconds.label.ru);
    await expect(median).toHaveText(['3 ч', '0 с', '−3 ч'], { timeout: 60_000 });
    await expect(page.getByRole('button', { name: 'Сохранить изменения' })).toHaveCount(0);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    expect(await accessibilityProblems(page)).toEqual([]);
    await fetch(`${workspace.api}/members/${member_id}`, {
      method: 'DELETE',
      headers: { cookie: sessionCookie('en'), origin: parley.apiUrl },
    });
  });
});
