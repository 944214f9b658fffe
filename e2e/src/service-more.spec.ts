import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { accountWithSecrets, METRICS, type Language, type MetricKey } from '@parley/contracts';
import { type Whereabouts } from '../parley.js';
import { sessionCookie } from '../start-parley.js';
import { aFreshWorkspace, expect, test } from './journey.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Minutes until the first five people, one after another, are answered by Anna; exactly ten is within a target of ten. */
const ANNA = [2, 4, 10, 11, 45];

type Workspace = Awaited<ReturnType<typeof aFreshWorkspace>>;

/**
 * Eight people write. Anna answers five, Boris the sixth in 3 minutes, nobody the seventh, and the eighth began just now.
 * The first is back 7 days after the end and waits 60 minutes, the second is back after 2 days and waits 8.
 *
 * So within ten minutes: 2, 4, 10 and 8 of Anna's seven, and the one of Boris: 5 of 9, as the seventh is missed and the
 * eighth is in neither number.
 *
 * At first Anna works on four dialogues at once, for 2, 4, 10 and 11 minutes; of the 45, the 60 and the 8 minutes later,
 * 15, 15 and 8 count: busy for 11 + 15 + 15 + 8 minutes. Boris is busy for 3, beside her.
 */
async function sendDialogues(workspace: Workspace, parley: Whereabouts): Promise<void> {
  const cookie = sessionCookie('en');
  const post = async (path: string, data: unknown) =>
    fetch(`${workspace.api}/${path}`, {
      method: 'POST',
      headers: { cookie, origin: parley.apiUrl, 'content-type': 'application/json' },
      body: JSON.stringify(data),
    });
  // Who reads Russian is another person.
  await post('members', { email: 'anna@example.com', name: 'Анна', role: 'owner' });
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
  const answered = (contact: number, at: number, minutes: number, agent = 'Anna') => [
    message(contact, at),
    message(contact, at + minutes * MINUTE, agent),
  ];
  const base = now - 10 * DAY;
  const [first = 0, second = 0] = ANNA;
  const events = [
    ...ANNA.flatMap((minutes, contact) => answered(contact, base, minutes)),
    ...answered(5, base, 3, 'Boris'),
    message(6, base),
    message(7, now - MINUTE),
    ...answered(0, base + first * MINUTE + 7 * DAY, 60),
    ...answered(1, base + second * MINUTE + 2 * DAY, 8),
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
    addTeam: 'Add a team',
    teamName: 'Name of the team',
    team: 'Shop floor',
    save: 'Save',
    saveTargets: 'Save changes',
    addTarget: 'Add a target',
    atMost: 'At most',
    countedIn: 'Counted in',
    allHours: 'all hours',
    saved: 'Saved.',
    table: 'Response times by group',
    total: 'Everything',
    repeat: 'Repeat contact',
    csv: 'Download as CSV: Repeat contact',
    after: 'Back after more than',
    threeDays: '3 d',
    usual: ['8', '2', '25%', '4 d 12 h'],
    longer: ['8', '1', '12.5%', '7 d'],
    within: { all: '55.6%', team: '57.1%' },
    workload: 'Workload',
    pause: 'Pause that ends work',
    whole: 'whole dialogue',
    agents: 'All agents',
    busy: { anna: ['7', '49 min', '1.33', '4'], all: ['8', '52 min', '1.31', '5'] },
    wholeBusy: ['7', '1 h 53 min', '1.24', '5'],
    spans: '7 spans of work',
  },
  ru: {
    addTeam: 'Добавить команду',
    teamName: 'Название команды',
    team: 'Торговый зал',
    save: 'Сохранить',
    saveTargets: 'Сохранить изменения',
    addTarget: 'Добавить норму',
    atMost: 'Не дольше',
    countedIn: 'Как считать',
    allHours: 'всё время',
    saved: 'Сохранено.',
    table: 'Время ответа по группам',
    total: 'Всего',
    repeat: 'Повторные обращения',
    csv: 'Скачать CSV: Повторные обращения',
    after: 'Вернулись позже чем через',
    threeDays: '3 д',
    usual: ['8', '2', '25 %', '4 д 12 ч'],
    longer: ['8', '1', '12,5 %', '7 д'],
    within: { all: '55,6 %', team: '57,1 %' },
    workload: 'Нагрузка сотрудников',
    pause: 'Пауза, прерывающая работу',
    whole: 'весь диалог',
    agents: 'Все сотрудники',
    busy: { anna: ['7', '49 мин', '1,33', '4'], all: ['8', '52 мин', '1,31', '5'] },
    wholeBusy: ['7', '1 ч 53 мин', '1,24', '5'],
    spans: '7 отрезков работы',
  },
} satisfies Record<Language, object>;

const REPEAT = [
  'contacts',
  'repeat_contacts',
  'repeat_contact_rate',
  'time_to_repeat_median_seconds',
] as const;

const WORKLOAD = ['dialogues_answered', 'busy_seconds', 'concurrency_mean', 'concurrency_max'] as const;

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** What stands in a row under the names of metrics. */
async function valuesOf(row: Locator, keys: readonly MetricKey[], language: Language): Promise<string[]> {
  const cells = keys.map((key) => row.locator(`[data-label="${METRICS[key].label[language]}"] .value`));
  return Promise.all(cells.map(async (cell) => plain(await cell.innerText())));
}

for (const language of ['en', 'ru'] satisfies Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test('an owner makes a team, sets a target and sees both in the numbers; who came back is as counted by hand', async ({
      page,
      parley,
    }) => {
      test.slow();
      const words = WORDS[language];
      const workspace = await aFreshWorkspace(parley, `Teams ${language}`);
      await sendDialogues(workspace, parley);
      const day = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
      const service = `${workspace.path}/service?from=${day(-15)}&to=${day(2)}&compare_to=none&by=team`;
      const rowOf = (table: string, name: string) =>
        page.getByRole('table', { name: table, exact: true }).getByRole('row').filter({ hasText: name });

      await test.step('a team is made of an agent who has answered', async () => {
        await expect(async () => {
          await page.goto(`${workspace.path}/settings/teams`);
          await page.getByRole('button', { name: words.addTeam }).click();
          await page.getByRole('checkbox', { name: 'Anna' }).check({ timeout: 2_000 });
        }).toPass({ timeout: 40_000 });
        await page.getByLabel(words.teamName).fill(words.team);
        await page.getByRole('button', { name: words.save, exact: true }).click();
        const team = page.getByRole('listitem').filter({ hasText: words.team });
        await expect(team).toContainText('Anna');
        await expect(team).not.toContainText('Boris');
      });

      await test.step('a target is tried, then saved', async () => {
        await page.goto(`${workspace.path}/settings/targets`);
        await page.getByRole('button', { name: words.addTarget }).click();
        await page.getByLabel(words.atMost, { exact: true }).fill('10');
        await page.getByLabel(words.countedIn, { exact: true }).selectOption({ label: words.allHours });
        const share = page.locator('[data-metric="target_share"] .then').first();
        await expect(share).toHaveText(words.within.all.replace(' ', '\u00a0'));
        await page.getByRole('button', { name: words.saveTargets, exact: true }).click();
        await expect(page.getByText(words.saved)).toBeVisible();
      });

      await test.step('the target and the team are in the numbers', async () => {
        await page.goto(service);
        const team = rowOf(words.table, words.team);
        await expect(team).toBeVisible({ timeout: 30_000 });
        const shown = async (row: Locator) => valuesOf(row, ['waits_answered', 'target_share'], language);
        expect(await shown(team)).toEqual(['7', words.within.team]);
        expect(await shown(rowOf(words.table, words.total))).toEqual(['8', words.within.all]);
      });

      await test.step('who came back is as counted by hand, after the usual time and after three days', async () => {
        const total = rowOf(words.repeat, words.total);
        // The last cards are made once somebody comes near them.
        await expect(async () => {
          await page.keyboard.press('End');
          await expect(total).toBeVisible({ timeout: 1_000 });
        }).toPass();
        expect(await valuesOf(total, REPEAT, language)).toEqual(words.usual);
        await page.getByLabel(words.after).selectOption({ label: words.threeDays });
        await expect(page).toHaveURL(/repeat_after=259200/);
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        await expect.poll(async () => valuesOf(total, REPEAT, language)).toEqual(words.longer);
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
        const table = page.getByRole('table', { name: words.repeat, exact: true });
        expect(lines).toHaveLength(await table.locator('tbody tr').count());
        const total = lines.at(-1)?.split(',') ?? [];
        expect(REPEAT.map((name) => total[names.indexOf(name)])).toEqual(['8', '1', '0.125', '604800']);
      });

      await test.step('how busy they are is as counted by hand, and leads to its spans of work', async () => {
        const anna = rowOf(words.workload, 'Anna');
        await anna.scrollIntoViewIfNeeded();
        expect(await valuesOf(anna, WORKLOAD, language)).toEqual(words.busy.anna);
        expect(await valuesOf(rowOf(words.workload, words.agents), WORKLOAD, language)).toEqual(
          words.busy.all,
        );
        await page.getByLabel(words.pause).selectOption({ label: words.whole });
        await expect(page).toHaveURL(/pause_seconds=2592000/);
        await expect.poll(async () => valuesOf(anna, WORKLOAD, language)).toEqual(words.wholeBusy);
        const busy = anna.locator(`[data-label="${METRICS.busy_seconds.label[language]}"]`);
        await busy.getByRole('link').click();
        await expect(page.getByText(words.spans)).toBeVisible();
      });
    });
  });
}
