import { z } from 'zod';
import type { Account, Directory } from '../snapshot/directory.js';
import { Problem } from '../problem.js';
import { pauseMs, sleep } from '../spool/pause.js';
import { telegram } from '../telegram/telegram.js';
import type { Collector } from '../webhooks/collect.js';
import { ALLOWED_UPDATES, BotApiError, callBotApi } from './bot-api.js';
import type { Forwarder } from './forward.js';
import type { Offsets } from './offsets.js';

export interface PollingParts {
  apiUrl: string;
  directory(): Directory | undefined;
  collector: Collector;
  offsets: Offsets;
  forwarder: Forwarder;
  log(line: string): void;
}

export interface ReaderState {
  isRunning: boolean;
  /** When Telegram last answered, milliseconds UTC. */
  lastAt: number | null;
  /** Why it does not answer now, in words without the token. */
  error: string | null;
}

const WAIT_SECONDS = 25;
/** A token that was revoked stays so: a new one starts a new reader at once, this is only for an error of Telegram's. */
const REVOKED_PAUSE_MS = 600_000;
/** However long Telegram says to wait, we look again. */
const LONGEST_PAUSE_MS = 3_600_000;
/** Updates that the own bot has not been offered yet, per account; above it they are not, which is logged. */
const FORWARDS_AT_MOST = 1_000;
const updates = z.array(z.looseObject({ update_id: z.int() }));

/**
 * Reads bots that cannot call us, for a machine without a public address: one long question after the other. An update
 * counts as read only when it is on our disk, so nothing is lost; what is read twice is one event.
 * TRICKY: Telegram allows one reader per bot. A second ingest, or the bot's own polling, gets a 409.
 * Source: core.telegram.org/bots/api#getupdates, Bot API 10.1 (checked 2026-11-22)
 */
export class Polling {
  private readonly states = new Map<number, { lastAt: number | null; error: string | null }>();
  private readonly readers = new Map<number, { key: string; stop: AbortController; done: Promise<void> }>();
  /** What the own bot of an account is still to be offered, in its order. */
  private readonly forwards = new Map<number, { waiting: number; last: Promise<void> }>();

  constructor(private readonly parts: PollingParts) {}

  /** Starts and stops readers as the accounts now want it; called after each change of the snapshot. */
  readonly adjust = (): void => {
    const wanted = new Map(this.wanted().map((account) => [account.accountId, account]));
    for (const [accountId, reader] of this.readers) {
      const account = wanted.get(accountId);
      const isRunning = !reader.stop.signal.aborted;
      if (account && isRunning && keyOf(account) === reader.key) wanted.delete(accountId);
      else reader.stop.abort();
    }
    for (const account of wanted.values()) {
      const before = this.readers.get(account.accountId)?.done ?? Promise.resolve();
      const stop = new AbortController();
      const done = before.then(() => this.read(account.accountId, stop.signal));
      this.readers.set(account.accountId, { key: keyOf(account), stop, done });
    }
  };

  /** How the reader of an account is doing; null for an account that is not read. Times in milliseconds UTC. */
  stateOf(accountId: number): ReaderState | null {
    const reader = this.readers.get(accountId);
    if (!reader || reader.stop.signal.aborted) return null;
    const { lastAt, error } = this.states.get(accountId) ?? { lastAt: null, error: null };
    return { isRunning: error === null, lastAt, error };
  }

  async stop(): Promise<void> {
    for (const { stop } of this.readers.values()) stop.abort();
    await Promise.all([...this.readers.values()].map(({ done }) => done));
    await Promise.all([...this.forwards.values()].map(({ last }) => last));
  }

  private wanted(): Account[] {
    return (this.parts.directory()?.all() ?? []).filter(
      ({ channel, isActive, options, secrets }) =>
        channel === 'telegram' && isActive && options.reading === 'polling' && !!secrets['bot_token'],
    );
  }

  private async read(accountId: number, signal: AbortSignal): Promise<void> {
    let isFirst = true;
    for (let failures = 0; !signal.aborted;) {
      try {
        // A webhook that is still registered would keep every update for itself.
        if (isFirst) await this.call(accountId, 'deleteWebhook', {}, signal);
        if (isFirst) this.states.set(accountId, { lastAt: Date.now(), error: null });
        isFirst = false;
        await this.readOnce(accountId, signal);
        failures = 0;
        this.states.set(accountId, { lastAt: Date.now(), error: null });
      } catch (error) {
        if (signal.aborted) return;
        failures++;
        const lastAt = this.states.get(accountId)?.lastAt ?? null;
        this.states.set(accountId, { lastAt, error: wordsOf(error) });
        if (failures === 1 || failures % 20 === 0) {
          this.parts.log(`the bot of account ${accountId} cannot be read: ${wordsOf(error)}`);
        }
        await sleep(pauseAfter(error, failures), signal);
      }
    }
  }

  private async readOnce(accountId: number, signal: AbortSignal): Promise<void> {
    const { offsets, collector } = this.parts;
    const params = { offset: offsets.of(accountId), timeout: WAIT_SECONDS, allowed_updates: ALLOWED_UPDATES };
    const found = updates.parse(await this.call(accountId, 'getUpdates', params, signal));
    for (const update of found) {
      const directory = this.parts.directory();
      const account = directory?.account(accountId);
      const workspace = account && directory?.workspace(account.workspaceId);
      if (signal.aborted) return;
      if (!account || !workspace) throw new Error('the account is not there');
      const rawBody = Buffer.from(JSON.stringify(update));
      await collector.collect({
        ...{ platform: telegram, account, workspace, rawBody, receivedAt: Date.now() },
        // In one transaction: killed at any moment, either both are on the disk or neither is.
        also: () => [offsets.put(accountId, update.update_id + 1)],
      });
      if (account.options.forward_url !== null) this.forward(account, rawBody, signal);
    }
  }

  /** Offers an update to the own bot after those before it; our reading goes on meanwhile. */
  private forward(account: Account, rawBody: Buffer, signal: AbortSignal): void {
    const { accountId, secrets } = account;
    const lane = this.forwards.get(accountId) ?? { waiting: 0, last: Promise.resolve() };
    this.forwards.set(accountId, lane);
    if (lane.waiting >= FORWARDS_AT_MOST) {
      this.parts.log(`the bot of account ${accountId} is too slow: it is not offered an update`);
      return;
    }
    const headers = {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': secrets['secret_token'],
    };
    lane.waiting++;
    lane.last = lane.last.then(async () => {
      // The answer of the bot would be a call of the Bot API, which nobody executes here.
      if (!signal.aborted) await this.parts.forwarder.forward(account, { headers, rawBody });
      lane.waiting--;
    });
  }

  private call(accountId: number, method: string, params: object, signal: AbortSignal): Promise<unknown> {
    const token = this.parts.directory()?.account(accountId)?.secrets['bot_token'] ?? '';
    const timeoutMs = (WAIT_SECONDS + 10) * 1000;
    return callBotApi({ apiUrl: this.parts.apiUrl, token, timeoutMs, signal }, method, params);
  }
}

/** What makes it another reader: the bot. */
const keyOf = ({ secrets }: Account) => secrets['bot_token'] ?? '';

const isRevoked = (error: unknown) =>
  error instanceof BotApiError && (error.code === 401 || error.code === 404);

/** How long to wait after failure number `failures`, milliseconds: never less than Telegram asks. */
function pauseAfter(error: unknown, failures: number): number {
  if (isRevoked(error)) return REVOKED_PAUSE_MS;
  const asked = error instanceof BotApiError ? (error.retryAfter ?? 0) * 1000 : 0;
  return Math.min(LONGEST_PAUSE_MS, Math.max(asked, pauseMs(failures)));
}

function wordsOf(error: unknown): string {
  if (isRevoked(error)) {
    return 'Telegram does not know the bot token: it was revoked or is wrong. Give the account the new one from @BotFather.';
  }
  if (error instanceof BotApiError && error.code === 409) {
    return /webhook/i.test(error.message)
      ? `${error.message}. Another program set a webhook: stop it, or let Parley forward to it.`
      : `${error.message}. Only one program may read a bot: stop the other one, or let Parley forward to it.`;
  }
  if (error instanceof BotApiError || error instanceof Problem) return error.message;
  return error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : 'no connection';
}
