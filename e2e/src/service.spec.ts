import { readFileSync } from 'node:fs';
import { accountWithSecrets, type Language } from '@parley/contracts';
import { type Whereabouts } from '../parley.js';
import { sessionCookie } from '../start-parley.js';
import { aFreshWorkspace, expect, test } from './journey.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Anna's replies, in minutes: the median of the eleven is the sixth, 6; nine of ten came within the tenth, 10. */
const ANNA = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 60];

type Workspace = Awaited<ReturnType<typeof aFreshWorkspace>>;

/** Sends eleven dialogues that Anna answers, one of them later Boris too; one that nobody answers; one that just began. */
async function sendWaits(workspace: Workspace, parley: Whereabouts): Promise<void> {
  const cookie = sessionCookie('en');
  const post = async (path: string, data: unknown) =>
    fetch(`${workspace.api}/${path}`, {
      method: 'POST',
      headers: { cookie, origin: parley.apiUrl, 'content-type': 'application/json' },
      body: JSON.stringify(data),
    });
  // Who reads Russian is another person.
  await post('members', { email: 'anna@example.com', name: 'Анна', role: 'analyst' });
  const made = await post('accounts', {
    name: 'Shop chat',
    channel: 'viber',
    connection: 'events_api',
    capabilities: { outgoing: 'always', subscriptions: true },
  });
  const { account_id } = accountWithSecrets.parse(await made.json());
  const { key } = (await (await post('api-keys', { name: 'e2e', scopes: ['events:write'] })).json()) as {
    key: string;
  };
  const now = Date.now();
  const message = (contact: number, at: number, agent?: string) => ({
    type: agent ? 'message_sent' : 'message_received',
    id: `${contact}-${at}`,
    account_id,
    contact: { id: `c${contact}`, name: `Contact ${contact}` },
    occurred_at: new Date(at).toISOString(),
    text: agent ? 'Yes, it is.' : 'Is it in stock?',
    ...(agent ? { agent: { id: agent, name: agent } } : {}),
  });
  const base = now - 30 * HOUR;
  const events = [
    ...ANNA.flatMap((minutes, contact) => [
      message(contact, base + contact * MINUTE),
      message(contact, base + (contact + minutes) * MINUTE, 'Anna'),
    ]),
    message(0, base + 2 * HOUR),
    message(0, base + 2 * HOUR + 20 * MINUTE, 'Boris'),
    message(20, now - 50 * HOUR),
    message(21, now - 5 * MINUTE),
  ];
  await expect(async () => {
    const sent = await fetch(`${parley.ingestUrl}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(events),
    });
    expect(await sent.json()).toMatchObject({ accepted: events.length });
  }).toPass();
}

const WORDS = {
  en: {
    agents: 'Agents',
    csv: 'Download as CSV: Agents',
    total: 'All agents',
    median: 'Response time, median, Calendar time',
    p90: 'Response time, 90th percentile, Calendar time',
    business: 'Response time, median, Business hours',
    noHours: 'No business hours are set',
    times: ['6 min', '10 min'],
    waiting: 'Waiting for an answer',
    shared:
      'The rows name 12 dialogues, together there are 11 dialogues: those answered by two or more agents (1)',
    unanswered: 'Unanswered',
    one: '1 wait without an answer',
    spread: 'How fast answers came',
    limits: 'Limits',
    label: 'Limits of the rows',
    typed: '5 min, 10 min',
    apply: 'Apply',
    kind: 'Measured',
    every: 'Every response',
  },
  ru: {
    agents: 'Сотрудники',
    csv: 'Скачать CSV: Сотрудники',
    total: 'Все сотрудники',
    median: 'Время ответа, медиана, Календарное время',
    p90: 'Время ответа, 90-й процентиль, Календарное время',
    business: 'Время ответа, медиана, Рабочее время',
    noHours: 'Рабочие часы не заданы',
    times: ['6 мин', '10 мин'],
    waiting: 'Ждут ответа',
    shared: 'В строках диалогов 12, а всего — 11 диалогов: те, что вели двое и больше (1)',
    unanswered: 'Остались без ответа',
    one: '1 ожидание без ответа',
    spread: 'Как быстро отвечали',
    limits: 'Границы',
    label: 'Границы строк',
    typed: '5 мин, 10 мин',
    apply: 'Применить',
    kind: 'Считаем',
    every: 'Все ответы',
  },
} satisfies Record<Language, object>;

const plain = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();

for (const language of ['en', 'ru'] satisfies Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test('a support lead sees who answers how fast and who waits; each number has its rows, the file says the same', async ({
      page,
      parley,
    }) => {
      test.slow();
      const words = WORDS[language];
      const workspace = await aFreshWorkspace(parley, `Service ${language}`);
      await sendWaits(workspace, parley);
      const day = (days: number) => new Date(Date.now() + days * 24 * HOUR).toISOString().slice(0, 10);
      const period = `from=${day(-5)}&to=${day(2)}&compare_to=none`;
      await page.goto(`${workspace.path}/service?${period}`);

      const table = page.getByRole('table', { name: words.agents });
      const anna = table.getByRole('row').filter({ hasText: 'Anna' });
      await expect(anna).toContainText(words.times[1] ?? '', { timeout: 30_000 });

      await test.step('median and 90th percentile are those counted by hand, without a calendar only by all time', async () => {
        for (const [at, name] of [words.median, words.p90].entries()) {
          const value = page.getByRole('group', { name, exact: true }).getByRole('link');
          await expect(value).toHaveText(words.times[at]?.replace(' ', '\u00a0') ?? '');
        }
        await expect(page.getByRole('group', { name: words.business, exact: true })).toContainText(
          words.noHours,
        );
        await expect(
          page.getByRole('group', { name: words.waiting, exact: true }).getByRole('link'),
        ).toHaveText('2');
      });

      await test.step('a dialogue of two agents is in both rows and once in the total', async () => {
        await expect(page.getByText(words.shared)).toBeVisible();
        await expect(table.getByRole('row').filter({ hasText: words.total })).toContainText('11');
      });

      await test.step('the number leads to as many rows as it is made of', async () => {
        const href = await page
          .getByRole('group', { name: words.p90, exact: true })
          .getByRole('link')
          .getAttribute('href');
        const query = new URL(href ?? '', parley.apiUrl).searchParams;
        expect(query.get('report')).toBe('waits');
        query.delete('report');
        const answer = await page.request.get(`${workspace.api}/reports/waits?${query}`);
        const { meta, rows } = (await answer.json()) as {
          meta: { total: number };
          rows: { length_seconds: number }[];
        };
        expect(meta.total).toBe(ANNA.length);
        expect(rows.map((row) => row.length_seconds / 60).sort((a, b) => a - b)).toEqual(ANNA);
      });

      await test.step('the file says what the table says', async () => {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('link', { name: words.csv, exact: true }).click(),
        ]);
        const [head = '', ...lines] = readFileSync(await download.path(), 'utf8')
          .trimEnd()
          .split('\r\n');
        const names = head.split(',');
        const valueOf = (line: string | undefined, name: string) => line?.split(',')[names.indexOf(name)];
        const line = lines.find((each) => valueOf(each, 'agent_name') === 'Anna');
        expect(valueOf(line, 'waits_answered')).toBe('11');
        expect(valueOf(line, 'response_median_seconds')).toBe('360');
        expect(valueOf(line, 'response_p90_seconds')).toBe('600');
        const cells = (await anna.getByRole('cell').allInnerTexts()).map(plain);
        expect(cells.slice(0, 5)).toEqual([
          valueOf(line, 'dialogues_answered'),
          valueOf(line, 'shared_dialogues'),
          valueOf(line, 'waits_answered'),
          ...words.times,
        ]);
      });

      await test.step('limits of one’s own: exactly the limit is beyond it', async () => {
        const spread = page.getByRole('region', { name: words.spread, exact: true });
        await spread.getByRole('button', { name: words.limits, exact: true }).click();
        await spread.getByLabel(words.label).fill(words.typed);
        await spread.getByRole('button', { name: words.apply, exact: true }).click();
        await expect(page).toHaveURL(/buckets=300,600|buckets=300%2C600/);
        const rows = spread.getByRole('table').locator('tbody tr');
        await expect(rows).toHaveCount(3);
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        expect((await rows.locator('td:nth-of-type(1)').allInnerTexts()).map(plain)).toEqual(['4', '5', '2']);
      });

      await test.step('who was not answered is listed; another measure is a step in the history', async () => {
        const list = page.getByRole('region', { name: words.unanswered, exact: true }).first();
        await expect(list).toContainText(words.one);
        await expect(list).toContainText('Contact 20');
        await page.getByRole('combobox', { name: words.kind }).selectOption({ label: words.every });
        await expect(page).toHaveURL(/kind=every/);
        await page.goBack();
        await expect(page).not.toHaveURL(/kind=every/);
      });

      await test.step('on a phone nothing is cut off', async () => {
        await page.setViewportSize({ width: 390, height: 844 });
        await expect(anna).toBeVisible();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      });
    });
  });
}
