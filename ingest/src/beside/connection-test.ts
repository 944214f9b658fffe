import type { NodeCheck } from '@parley/contracts';
import { z } from 'zod';
import type { Account } from '../snapshot/directory.js';
import { ALLOWED_UPDATES, BotApiError, callBotApi } from './bot-api.js';
import type { ReaderState } from './polling.js';
import { callViber, VIBER_EVENTS, ViberError } from './viber-api.js';

export interface ConnectionTestParts {
  /** Where the platforms reach us; undefined: they cannot. */
  publicUrl: string | undefined;
  upstreams: { telegram: string; viber: string };
  readerOf(accountId: number): ReaderState | null;
}

const TIMEOUT_MS = 4_000;
/** An error that Telegram had this long ago is over. */
const RECENT_MS = 3_600_000;

/** What getMe and getWebhookInfo say. Source: core.telegram.org/bots/api#webhookinfo (checked 2026-11-24) */
const me = z.looseObject({ username: z.string().optional(), first_name: z.string().optional() });
const webhookInfo = z.looseObject({
  url: z.string(),
  pending_update_count: z.int().default(0),
  last_error_date: z.int().optional().describe('Seconds UTC.'),
  last_error_message: z.string().optional(),
  allowed_updates: z.array(z.string()).optional(),
});

const found = (
  key: NodeCheck['key'],
  state: NodeCheck['state'],
  finding: NodeCheck['finding'],
  values: Record<string, string> = {},
): NodeCheck => ({ key, state, finding, values });

/** Asks everybody whom a connection depends on, each for a few seconds at most. Changes nothing, anywhere. */
export async function testConnection(account: Account, parts: ConnectionTestParts): Promise<NodeCheck[]> {
  const checks = await Promise.all([
    publicAddress(account, parts.publicUrl),
    platform(account, parts),
    forward(account.options.forward_url),
  ]);
  return [...checks.flat(), ...polling(account, parts)];
}

async function publicAddress({ options }: Account, publicUrl: string | undefined): Promise<NodeCheck[]> {
  if (options.reading === 'polling') return [found('public_address', 'ok', 'address_not_needed')];
  if (publicUrl === undefined) return [found('public_address', 'failed', 'address_missing')];
  const values = { address: publicUrl };
  if (!publicUrl.startsWith('https://')) {
    return [found('public_address', 'failed', 'address_not_https', values)];
  }
  try {
    const answer = await fetch(`${publicUrl}/healthz`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const said = z.looseObject({ product: z.literal('parley') }).safeParse(await answer.json());
    if (said.success) return [found('public_address', 'ok', 'address_ok', values)];
  } catch {
    // A network may not lead back to itself: from outside it may be reached all the same.
  }
  return [found('public_address', 'warning', 'address_unreachable', values)];
}

function platform(account: Account, parts: ConnectionTestParts): Promise<NodeCheck[]> {
  if (account.channel === 'telegram') return telegram(account, parts);
  if (account.channel === 'viber') return viber(account, parts);
  return Promise.resolve([
    found('token', 'not_checked', 'token_unasked'),
    found('webhook', 'not_checked', 'webhook_unasked'),
  ]);
}

async function telegram(
  account: Account,
  { upstreams, publicUrl }: ConnectionTestParts,
): Promise<NodeCheck[]> {
  const token = account.secrets['bot_token'];
  const platformName = { platform: 'Telegram' };
  if (!token) {
    return [
      found('token', 'not_checked', 'token_missing', platformName),
      found('webhook', 'not_checked', 'token_missing', platformName),
    ];
  }
  const call = {
    apiUrl: upstreams.telegram,
    token,
    timeoutMs: TIMEOUT_MS,
    signal: new AbortController().signal,
  };
  try {
    const bot = me.parse(await callBotApi(call, 'getMe', {}));
    const info = webhookInfo.parse(await callBotApi(call, 'getWebhookInfo', {}));
    const name = bot.username === undefined ? (bot.first_name ?? '') : `@${bot.username}`;
    const known = found('token', 'ok', 'token_ok', { ...platformName, name });
    if (account.options.reading === 'polling') {
      if (info.url === '') return [known];
      return [known, found('webhook', 'failed', 'webhook_in_the_way', { address: hostOf(info.url) })];
    }
    return [
      known,
      webhookOf(account, info, publicUrl),
      // Telegram leaves the list out while the default is in force, which lacks reactions and members.
      kindsOf(ALLOWED_UPDATES, info.url === '' ? undefined : (info.allowed_updates ?? DEFAULT_UPDATES)),
    ].filter((check) => check !== undefined);
  } catch (error) {
    if (error instanceof BotApiError && (error.code === 401 || error.code === 404)) {
      return [found('token', 'failed', 'token_wrong', platformName)];
    }
    return [found('token', 'failed', 'platform_silent', platformName)];
  }
}

/** All kinds but these come by default. Source: core.telegram.org/bots/api#setwebhook (checked 2026-11-24) */
const NOT_BY_DEFAULT: readonly string[] = ['chat_member', 'message_reaction', 'message_reaction_count'];
const DEFAULT_UPDATES = ALLOWED_UPDATES.filter((kind) => !NOT_BY_DEFAULT.includes(kind));

function webhookOf(
  account: Account,
  info: { url: string; pending_update_count?: number; last_error_date?: number; last_error_message?: string },
  publicUrl: string | undefined,
): NodeCheck {
  if (info.url === '') return found('webhook', 'failed', 'webhook_missing');
  const path = `/webhooks/${account.channel}/${account.accountId}`;
  const isOurs =
    URL.canParse(info.url) &&
    new URL(info.url).pathname.endsWith(path) &&
    (publicUrl === undefined || info.url === publicUrl + path);
  if (!isOurs) return found('webhook', 'failed', 'webhook_elsewhere', { address: hostOf(info.url) });
  const waiting = String(info.pending_update_count ?? 0);
  const age = Date.now() - (info.last_error_date ?? 0) * 1000;
  if (info.last_error_message !== undefined && age < RECENT_MS) {
    const values = { waiting, error: info.last_error_message, minutes: String(Math.round(age / 60_000)) };
    return found('webhook', 'warning', 'webhook_error', values);
  }
  if (waiting !== '0') return found('webhook', 'warning', 'webhook_pending', { waiting });
  return found('webhook', 'ok', 'webhook_ok');
}

function kindsOf(wanted: readonly string[], given: readonly string[] | undefined): NodeCheck | undefined {
  if (given === undefined) return undefined;
  const missing = wanted.filter((kind) => !given.includes(kind));
  if (missing.length === 0) return found('allowed_updates', 'ok', 'kinds_ok');
  return found('allowed_updates', 'warning', 'kinds_missing', { kinds: missing.join(', ') });
}

async function viber(account: Account, { upstreams, publicUrl }: ConnectionTestParts): Promise<NodeCheck[]> {
  const token = account.secrets['auth_token'];
  const platformName = { platform: 'Viber' };
  if (!token) return [found('token', 'not_checked', 'token_missing', platformName)];
  try {
    const call = { apiUrl: upstreams.viber, token, signal: AbortSignal.timeout(TIMEOUT_MS) };
    const info = await callViber(call, 'get_account_info', {});
    return [
      found('token', 'ok', 'token_ok', { ...platformName, name: info.name ?? '' }),
      webhookOf(account, { url: info.webhook ?? '' }, publicUrl),
      kindsOf(VIBER_EVENTS, info.webhook ? info.event_types : undefined),
    ].filter((check) => check !== undefined);
  } catch (error) {
    const isRefused = error instanceof ViberError && error.status === 2;
    return [found('token', 'failed', isRefused ? 'token_wrong' : 'platform_silent', platformName)];
  }
}

/** Anything that answers will do: an update that nobody sent would make a bot talk. */
async function forward(address: string | null): Promise<NodeCheck[]> {
  if (address === null) return [];
  const values = { address: hostOf(address) };
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'manual' });
    await answer.body?.cancel();
    if (answer.status < 500) return [found('forward', 'ok', 'forward_ok', values)];
    return [found('forward', 'failed', 'forward_error', { ...values, status: String(answer.status) })];
  } catch {
    return [found('forward', 'failed', 'forward_silent', values)];
  }
}

function polling({ accountId, isActive, options }: Account, { readerOf }: ConnectionTestParts): NodeCheck[] {
  if (options.reading !== 'polling') return [];
  if (!isActive) return [found('polling', 'warning', 'polling_paused')];
  const reader = readerOf(accountId);
  if (reader?.error) return [found('polling', 'failed', 'polling_error', { error: reader.error })];
  if (!reader || reader.lastAt === null) return [found('polling', 'warning', 'polling_starting')];
  return [found('polling', 'ok', 'polling_ok')];
}

/** Addresses of bots often hold their token: only where they lead is told. */
const hostOf = (address: string) => (URL.canParse(address) ? new URL(address).host : '?');
