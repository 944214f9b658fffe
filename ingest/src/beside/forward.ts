import type { IncomingHttpHeaders } from 'node:http';
import type { Channel } from '@parley/contracts';
import type { Tallies } from '../health/tallies.js';
import type { Metrics } from '../metrics.js';
import type { Account } from '../snapshot/directory.js';
import { sleep } from '../spool/pause.js';

/** What the own bot answered, to be given to the platform as it is. */
export interface Relayed {
  status: number;
  contentType: string | undefined;
  body: Buffer;
}

export interface ForwarderParts {
  metrics: Metrics;
  tallies: Tallies;
  log(line: string): void;
  /** Pauses before an update is offered again that the bot did not take, milliseconds. */
  retryAfterMs?: readonly number[];
  /** How long the bot may take, milliseconds; the platform's own limit when left out. */
  timeoutMs?: number;
}

interface Update {
  headers: IncomingHttpHeaders;
  rawBody: Buffer;
}

/**
 * How long a bot may take before the platform is answered without it, below the platform's own patience.
 * Messenger: 5 s (developers.facebook.com). Viber: not documented, taken like Messenger. Telegram: a minute.
 * (checked 2026-11-22)
 */
const PATIENCE_MS: Partial<Record<Channel, number>> = { telegram: 25_000 };
const SHORTEST_PATIENCE_MS = 4_000;

/** How long after its arrival an update is answered without the bot, milliseconds. */
export const patienceOf = (channel: Channel): number => PATIENCE_MS[channel] ?? SHORTEST_PATIENCE_MS;

/** What a bot verifies a request by. Everything else is between the platform and us. */
const PASSED_ON = [
  'content-type',
  'user-agent',
  'x-telegram-bot-api-secret-token',
  'x-hub-signature',
  'x-hub-signature-256',
  'x-viber-content-signature',
];
/** Says that an update has been through Parley, so that two of them never send it round in circles. */
const MARK = 'x-parley-forwarded';
const RETRY_AFTER_MS: readonly number[] = [1_000, 5_000, 30_000, 120_000, 600_000];
/** Updates that wait to be offered again, over all accounts; above it they are not, which is logged and counted. */
const WAITING_AT_MOST = 1_000;
const ANSWER_BYTES = 1024 * 1024;

/**
 * Passes on what a platform sent to the bot that runs elsewhere, for platforms that know one webhook per bot. Called
 * after the update is on our disk: nothing that the bot does can lose it. The bot's own answer of 2xx is relayed; when
 * it is away, too slow or refuses, the platform gets our 200, so that the next updates are not held back, and the bot
 * is offered the update again for a while. So a bot may get an update after later ones of the same chat, and one that it
 * took too slowly twice: it tells them apart by their number, as it must with the platform itself.
 */
export class Forwarder {
  private readonly stopping = new AbortController();
  private readonly waiting = new Set<Promise<void>>();

  constructor(private readonly parts: ForwarderParts) {}

  /**
   * The answer of the bot, or undefined when there is none to relay. Never throws. The platform has waited `spentMs`
   * already, which is taken off the patience.
   */
  async forward(account: Account, update: Update, spentMs = 0): Promise<Relayed | undefined> {
    const url = account.options.forward_url;
    if (url === null || update.headers[MARK] !== undefined) return undefined;
    const outcome = await this.offer(account, url, update, spentMs);
    if (typeof outcome !== 'string') return outcome;
    this.failed(account, outcome);
    this.later(account, url, update);
    return undefined;
  }

  /** Forgets what waits to be offered again. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.waiting);
  }

  /** The answer, or why there is none that could be relayed. */
  private async offer(account: Account, url: string, update: Update, spentMs = 0): Promise<Relayed | string> {
    const headers: Record<string, string> = { [MARK]: '1' };
    for (const name of PASSED_ON) {
      const value = update.headers[name];
      if (typeof value === 'string') headers[name] = value;
    }
    const patience = Math.max(1, (this.parts.timeoutMs ?? patienceOf(account.channel)) - spentMs);
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers,
        body: new Uint8Array(update.rawBody),
        redirect: 'manual',
        signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(patience)]),
      });
      const body = await bodyOf(answer);
      if (answer.status < 200 || answer.status > 299) return `it answered ${answer.status}`;
      if (body === undefined) return 'its answer is too large';
      return { status: answer.status, contentType: answer.headers.get('content-type') ?? undefined, body };
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') return 'it did not answer in time';
      return 'it cannot be reached';
    }
  }

  private failed({ accountId }: Account, reason: string): void {
    this.parts.metrics.forwardFailures.inc({ account_id: String(accountId) });
    this.parts.tallies.forwardFailed(accountId, reason);
    this.parts.log(`the bot of account ${accountId} did not take an update: ${reason}`);
  }

  private later(account: Account, url: string, update: Update): void {
    if (this.waiting.size >= WAITING_AT_MOST) {
      this.parts.log(
        `too many updates wait for the bot of account ${account.accountId}: one is not offered again`,
      );
      return;
    }
    const waits = this.retry(account, url, update).finally(() => this.waiting.delete(waits));
    this.waiting.add(waits);
  }

  private async retry(account: Account, url: string, update: Update): Promise<void> {
    for (const pause of this.parts.retryAfterMs ?? RETRY_AFTER_MS) {
      await sleep(pause, this.stopping.signal);
      if (this.stopping.signal.aborted) return;
      const outcome = await this.offer(account, url, update);
      if (typeof outcome !== 'string') return;
      this.failed(account, outcome);
    }
  }
}

/** Undefined when it is larger than any answer to a webhook can be. */
async function bodyOf(answer: Response): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (answer.body === null) return Buffer.alloc(0);
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
