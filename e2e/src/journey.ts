import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { me, METRICS, type Language, type Me, type MetricKey, type WorkspaceKind } from '@parley/contracts';
import { findParley, type Whereabouts } from '../parley.js';
import { ownParley, sessionCookie, sessionFile } from '../start-parley.js';
import { takeTurn } from './alone.js';

interface Fixtures {
  /** Whose session and whose texts: the owner reads English, Anna Russian. */
  language: Language;
  parley: Whereabouts;
  overview: Overview;
  /** Whether it measures time, so that no other journey may run beside it. */
  alone: boolean;
  turn: void;
  /** Every journey ends with a look at its last page by axe. */
  accessible: void;
}

/** However long the journeys before it take. */
const TURN_TIMEOUT_MS = 300_000;

/** A journey through the Parley that was started for its worker, signed in. */
export const test = base.extend<Fixtures>({
  language: ['en', { option: true }],
  parley: async ({}, use) => use(findParley(ownParley().dataDir)),
  baseURL: async ({ parley }, use) => use(parley.apiUrl),
  storageState: async ({ language }, use) => use(sessionFile(language)),
  locale: async ({ language }, use) => use(language === 'ru' ? 'ru-RU' : 'en-GB'),
  overview: async ({ page, language }, use) => use(new Overview(page, language)),
  alone: [false, { option: true }],
  turn: [
    async ({ alone }, use) => {
      const end = await takeTurn(alone);
      await use();
      end();
    },
    { auto: true, timeout: TURN_TIMEOUT_MS },
  ],
  accessible: [
    async ({ page, turn: _turn }, use, info) => {
      await use();
      if (info.status !== info.expectedStatus || !page.url().startsWith('http')) return;
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      expect(await accessibilityProblems(page), 'axe on the last page').toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };

/** An empty workspace of the owner's, which no other journey touches; its address begins with `/workspace/<id>`. */
export async function aFreshWorkspace(
  parley: Whereabouts,
  name: string,
  zone = 'Europe/Moscow',
): Promise<{ workspace_id: string; path: string; api: string }> {
  const cookie = sessionCookie('en');
  const answer = await fetch(`${parley.apiUrl}/api/workspaces`, {
    method: 'POST',
    headers: { cookie, origin: parley.apiUrl, 'content-type': 'application/json' },
    body: JSON.stringify({ name, time_zone: zone, currency: 'RUB' }),
  });
  if (!answer.ok) throw new Error(`no workspace: ${answer.status} ${await answer.text()}`);
  const { workspaces }: Me = me.parse(await answer.json());
  const made = workspaces.filter((each) => each.name === name).at(-1);
  if (!made) throw new Error('the workspace was not made');
  const { workspace_id } = made;
  return {
    workspace_id,
    path: `/workspace/${workspace_id}`,
    api: `${parley.apiUrl}/api/workspaces/${workspace_id}`,
  };
}

/** The Overview of one workspace, by what its reader sees. */
export class Overview {
  constructor(
    private readonly page: Page,
    private readonly language: Language,
  ) {}

  async open(kind: WorkspaceKind, query = ''): Promise<void> {
    const answer = await this.page.request.get('/api/me');
    const { workspaces } = me.parse(await answer.json());
    const workspace = workspaces.find((each) => each.kind === kind);
    await this.page.goto(`/workspace/${workspace?.workspace_id}/overview${query}`);
  }

  tile(key: MetricKey): Locator {
    return this.page.getByRole('group', { name: METRICS[key].label[this.language], exact: true });
  }

  /** The number of a tile as it is shown, spaces made plain. */
  async shown(key: MetricKey): Promise<string> {
    const text = await this.tile(key).getByRole('paragraph').first().innerText();
    return text.replace(/\s+/g, ' ').trim();
  }

  agents(): Locator {
    return this.page.getByRole('table', { name: this.language === 'ru' ? 'Сотрудники' : 'Agents' });
  }

  /** Waits until nothing is being loaded any more and the chart is drawn. */
  async isLoaded(): Promise<void> {
    await expect(this.tile('messages_received')).toBeVisible();
    await expect(this.page.getByRole('status', { name: /^(Loading…|Загрузка…)$/ })).toHaveCount(0);
    await expect(this.page.locator('[aria-busy="true"]')).toHaveCount(0);
  }
}

/** How often a page is looked at that something new arrives on meanwhile. */
const LOOKS = 3;

/**
 * What axe finds wrong with the page once it stands still, in words; nothing is what we want. What is being replaced is faded,
 * and that may begin while axe looks: only what is wrong each time is told.
 */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  for (let look = 1; ; look++) {
    await standsStill(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    if (violations.length === 0 || look === LOOKS)
      return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}`));
  }
}

async function standsStill(page: Page): Promise<void> {
  // What is only busy, such as a preview of a value that cannot be, is not faded.
  await expect(page.locator('.outdated')).toHaveCount(0);
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((each) => each instanceof CSSTransition)
        .map((each) => each.finished),
    ),
  );
}
