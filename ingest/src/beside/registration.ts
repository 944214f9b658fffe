import { z } from 'zod';
import type { Account, Directory } from '../snapshot/directory.js';
import { pauseMs, sleep } from '../spool/pause.js';
import { ALLOWED_UPDATES, callBotApi } from './bot-api.js';
import { callViber, VIBER_EVENTS } from './viber-api.js';

export interface RegistrationParts {
  /** Where the platforms reach us; undefined: nothing is registered. */
  publicUrl: string | undefined;
  upstreams: { telegram: string; viber: string };
  directory(): Directory | undefined;
  log(line: string): void;
}

const TIMEOUT_MS = 15_000;
const LOGGED_EVERY = 20;
const webhookInfo = z.looseObject({ url: z.string(), allowed_updates: z.array(z.string()).optional() });

/**
 * Tells the platforms our address, so that nobody has to: Telegram with the secret and every kind of update that is
 * needed, Viber with every kind of callback. Done once per account, secret and address; a failure is tried again.
 * Sources: core.telegram.org/bots/api#setwebhook; developers.viber.com/docs/api/rest-bot-api, «Setting a webhook»
 * (checked 2026-11-22)
 */
export class Registration {
  private readonly done = new Map<number, string>();
  private readonly running = new Set<Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(private readonly parts: RegistrationParts) {}

  /** Registers what is new or has changed; called after each change of the snapshot. */
  readonly adjust = (): void => {
    const { publicUrl, directory } = this.parts;
    if (publicUrl === undefined) return;
    for (const account of directory()?.all() ?? []) {
      const key = JSON.stringify([account.secrets, account.options]);
      if (!account.isActive || this.done.get(account.accountId) === key) continue;
      const register = this.registerOf(
        account,
        `${publicUrl}/webhooks/${account.channel}/${account.accountId}`,
      );
      if (!register) continue;
      this.done.set(account.accountId, key);
      const running = this.untilDone(account.accountId, key, register).finally(() =>
        this.running.delete(running),
      );
      this.running.add(running);
    }
  };

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running);
  }

  private registerOf({ channel, secrets, options }: Account, url: string): (() => Promise<void>) | undefined {
    const { bot_token: botToken, secret_token: secretToken, auth_token: authToken } = secrets;
    if (channel === 'telegram' && botToken && secretToken && options.reading === 'webhook') {
      return () => this.telegram(botToken, secretToken, url, options.forward_url);
    }
    if (channel === 'viber' && authToken) return () => this.viber(authToken, url, options.forward_url);
    return undefined;
  }

  private async untilDone(accountId: number, key: string, register: () => Promise<void>): Promise<void> {
    for (let attempt = 1; !this.stopping.signal.aborted; attempt++) {
      if (this.done.get(accountId) !== key) return;
      try {
        await register();
        this.parts.log(`the webhook of account ${accountId} is registered`);
        return;
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        if (attempt % LOGGED_EVERY === 1) {
          this.parts.log(
            `the webhook of account ${accountId} is not registered: ${(error as Error).message}`,
          );
        }
        await sleep(pauseMs(attempt) * 4, this.stopping.signal);
      }
    }
  }

  private async telegram(
    token: string,
    secret: string,
    url: string,
    forwardUrl: string | null,
  ): Promise<void> {
    const call = {
      apiUrl: this.parts.upstreams.telegram,
      token,
      timeoutMs: TIMEOUT_MS,
      signal: this.stopping.signal,
    };
    const before = webhookInfo.parse(await callBotApi(call, 'getWebhookInfo', {}));
    assertFree(before.url, url, forwardUrl);
    await callBotApi(call, 'setWebhook', { url, secret_token: secret, allowed_updates: ALLOWED_UPDATES });
  }

  private async viber(token: string, url: string, forwardUrl: string | null): Promise<void> {
    const signal = AbortSignal.any([this.stopping.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const call = { apiUrl: this.parts.upstreams.viber, token, signal };
    const before = await callViber(call, 'get_account_info', {});
    assertFree(before.webhook ?? '', url, forwardUrl);
    await callViber(call, 'set_webhook', { url, event_types: VIBER_EVENTS, send_name: true });
  }
}

/**
 * A messenger knows one address per bot: to take the place of a bot that works, without passing on to it, would silence
 * it. An older address of this very account is free.
 */
function assertFree(before: string, url: string, forwardUrl: string | null): void {
  if (before === '' || forwardUrl !== null) return;
  if (URL.canParse(before) && new URL(before).pathname === new URL(url).pathname) return;
  throw new Error(
    'the bot has another webhook, which would get nothing any more. Give the account the address to forward to, or remove that webhook',
  );
}
