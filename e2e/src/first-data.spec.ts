import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { accountWithSecrets } from '@parley/contracts';
import { type Whereabouts } from '../parley.js';
import { expect, test } from './journey.js';

const inRepository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** A bot of the owner's workspace: its webhook and the secret that proves an update. */
async function connectBot(parley: Whereabouts): Promise<{ webhook: string; secret: string }> {
  const answer = await fetch(`${parley.apiUrl}/internal/accounts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${parley.internalToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Shop bot', channel: 'telegram', connection: 'webhook' }),
  });
  const account = accountWithSecrets.loose().parse(await answer.json());
  return {
    webhook: `${parley.ingestUrl}/webhooks/telegram/${account.account_id}`,
    secret: account.secrets['secret_token'] ?? '',
  };
}

const anUpdate = () => ({
  update_id: 10_001,
  message: {
    message_id: 7,
    date: Math.floor(Date.now() / 1000),
    chat: { id: 555_001, type: 'private', first_name: 'Anna' },
    from: { id: 555_001, is_bot: false, first_name: 'Anna', language_code: 'en' },
    text: 'Is it in stock?',
  },
});

const deliver = (webhook: string, update: unknown, secret?: string) =>
  fetch(webhook, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
    },
    body: JSON.stringify(update),
  });

// Five seconds are measured.
test.use({ alone: true });

test('an empty workspace says how to begin, the first update appears within 5 s, an import shows its agents', async ({
  page,
  overview,
  parley,
}) => {
  await test.step('nothing yet: the next steps', async () => {
    await overview.open('own');
    await expect(page.getByRole('heading', { name: 'No events yet' })).toBeVisible();
    // As they are shown they mean this workspace, and nothing that the command asks for is missing.
    const here = new RegExp(`--workspace ${/workspace\/(\d+)/.exec(page.url())?.[1]}$`);
    await expect(page.getByText('npm run connect -- telegram')).toHaveText(here);
    await expect(page.getByText(`${parley.ingestUrl}/v1/events`)).toBeVisible();
    await expect(page.getByText('npm run import -- telegram-export result.json --account')).toHaveText(here);
  });

  const { webhook, secret } = await connectBot(parley);
  const update = anUpdate();
  await test.step('without the secret: refused', async () => {
    expect((await deliver(webhook, update)).status).toBe(401);
    expect((await deliver(webhook, update, 'a guess')).status).toBe(401);
  });

  await test.step('an update is on the screen within 5 seconds, without a reload', async () => {
    let until = 0;
    // An account that was connected just now is known to ingest a moment later. The time runs from the try that is taken.
    await expect(async () => {
      until = Date.now() + 5000;
      expect((await deliver(webhook, update, secret)).status).toBe(200);
    }).toPass({ timeout: 5000 });
    const inTime = () => ({ timeout: Math.max(1, until - Date.now()) });
    const numberOf = (metric: 'messages_received' | 'dialogues') =>
      overview.tile(metric).getByRole('paragraph').first();
    await expect(numberOf('messages_received')).toHaveText('1', inTime());
    await expect(numberOf('dialogues')).toHaveText('1', inTime());
  });

  await test.step('the same update again changes nothing, another one counts', async () => {
    expect((await deliver(webhook, update, secret)).status).toBe(200);
    const next = {
      ...update,
      update_id: 10_002,
      message: { ...update.message, message_id: 8, text: 'Hello?' },
    };
    expect((await deliver(webhook, next, secret)).status).toBe(200);
    const received = overview.tile('messages_received').getByRole('paragraph').first();
    await expect(received).toHaveText('2', { timeout: 5000 });
  });

  await test.step('an imported chat shows how fast each person answers', async () => {
    const importExport = () =>
      execFileSync(
        process.execPath,
        [
          inRepository('ingest/dist/cli/import.js'),
          'telegram-export',
          inRepository('e2e/fixtures/telegram-export.json'),
          ...['--account', 'Support chat', '--me', '99000111', '--data', parley.dataDir],
        ],
        { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
      );
    expect(importExport()).toMatch(/Sam/);
    importExport();
    await overview.open('own', '?from=2026-03-01&to=2026-04-01&time_zone=UTC');
    await overview.isLoaded();
    expect(await overview.shown('messages_received')).toBe('4');
    expect(await overview.shown('messages_sent')).toBe('3');
    const sam = overview.agents().getByRole('row', { name: /Sam/ });
    await expect(sam).toContainText('10 min');
  });
});
