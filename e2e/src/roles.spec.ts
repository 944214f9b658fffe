import { memberCreated } from '@parley/contracts';
import { accessibilityProblems, aFreshWorkspace, expect, test } from './journey.js';
import { sessionCookie } from '../start-parley.js';

/** Nobody is met by a page of refusals: what a role may not open says so, once. */
test('an agent and a viewer are told which pages their role does not open', async ({ browser, parley }) => {
  const { path, api } = await aFreshWorkspace(parley, 'Roles');
  const cookie = sessionCookie('en');
  for (const role of ['agent', 'viewer'] as const) {
    const email = `${role}.of.roles@example.com`;
    const added = await fetch(`${api}/members`, {
      method: 'POST',
      headers: { cookie, origin: parley.apiUrl, 'content-type': 'application/json' },
      body: JSON.stringify({ email, name: role, role }),
    });
    const { password } = memberCreated.parse(await added.json());
    const context = await browser.newContext({
      baseURL: parley.apiUrl,
      locale: 'en-GB',
      storageState: { cookies: [], origins: [] },
    });
    const page = await context.newPage();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password ?? '');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/workspace\//);

    const closed = page.getByText(/^Your role here, .+, does not open this page\./);
    const open =
      role === 'viewer'
        ? [
            'overview',
            'channels',
            'subscriptions',
            'attribution',
            'paths',
            'funnels',
            'service',
            'waiting',
            'contacts',
            'costs',
          ]
        : ['agents/me'];
    for (const each of [
      'overview',
      'channels',
      'subscriptions',
      'attribution',
      'paths',
      'funnels',
      'service',
      'contacts',
      'costs',
      // Who waits for an agent that is linked to nobody is refused, not closed.
      ...(role === 'viewer' ? ['waiting'] : ['agents/me']),
      'accounts',
      'accounts/connect',
      'imports',
      'quality',
      'settings',
    ]) {
      await page.goto(`${path}/${each}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(closed).toHaveCount(open.includes(each) ? 0 : 1);
      await expect(page.getByRole('alert')).toHaveCount(0);
    }
    await expect(page.getByRole('navigation').getByRole('link')).toHaveCount(
      // What is one's own, and who waits.
      role === 'viewer' ? open.length : 2,
    );
    expect(await accessibilityProblems(page)).toEqual([]);
    await context.close();
  }
});
