import { bootstrapAnswer, eventsAnswer, type EventInput } from '@parley/contracts';
import { z } from 'zod';
import { type Whereabouts } from '../parley.js';

const EVENTS_PER_REQUEST = 20;

/** Where events go: an account of the owner's own workspace. */
export interface Target {
  workspaceId: string;
  accountId: string;
}

async function askInternally(parley: Whereabouts, path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(parley.apiUrl + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${parley.internalToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Makes an account that takes events of the events API. */
export async function createAccount(parley: Whereabouts): Promise<Target> {
  const { workspaces } = bootstrapAnswer.parse(
    await askInternally(parley, '/internal/bootstrap', { demo: false }),
  );
  const workspaceId = workspaces.find(({ kind }) => kind === 'own')?.workspace_id ?? '';
  const input = { workspace_id: workspaceId, name: 'Faults', channel: 'web', connection: 'events_api' };
  const created = await askInternally(parley, '/internal/accounts', input);
  return { workspaceId, accountId: z.object({ account_id: z.string() }).parse(created).account_id };
}

/** A caller of the events API as it should be: it sends a request again until that is acknowledged. */
export class Sender {
  /** How many events have been acknowledged so far. */
  acknowledged = 0;
  /** How many requests were not answered with 2xx. */
  failures = 0;
  private isEnding = false;
  private isGivenUp = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly parley: Whereabouts,
    private readonly target: Target,
  ) {}

  begin(): void {
    this.loop = this.run();
  }

  /** Ends when the request under way is acknowledged; with `giveUp` even if it never is. */
  async end({ giveUp = false } = {}): Promise<void> {
    this.isEnding = true;
    this.isGivenUp = giveUp;
    await this.loop;
  }

  private async run(): Promise<void> {
    for (let first = 0; !this.isEnding; first += EVENTS_PER_REQUEST) {
      const events = Array.from({ length: EVENTS_PER_REQUEST }, (_, at) => this.anEvent(first + at));
      while (!(await this.send(events))) {
        this.failures++;
        if (this.isGivenUp) return;
        await new Promise((done) => setTimeout(done, 100));
      }
      this.acknowledged += events.length;
      await new Promise((done) => setTimeout(done, 10));
    }
  }

  private anEvent(n: number): EventInput {
    return {
      type: 'message_received',
      id: `fault-${n}`,
      account_id: this.target.accountId,
      contact: { id: `contact-${n % 50}` },
      occurred_at: new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString(),
    };
  }

  private async send(events: EventInput[]): Promise<boolean> {
    try {
      const answer = await fetch(`${this.parley.ingestUrl}/v1/events`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.parley.internalToken}`,
          'x-parley-workspace': this.target.workspaceId,
          'content-type': 'application/json',
        },
        body: JSON.stringify(events),
        signal: AbortSignal.timeout(10_000),
      });
      const text = await answer.text();
      return answer.ok && eventsAnswer.parse(JSON.parse(text)).accepted === events.length;
    } catch {
      return false;
    }
  }
}

/** How many events are stored, and how many rows a report would read for them. */
export async function countEvents(parley: Whereabouts): Promise<{ ids: number; rows: number }> {
  const { url, database, admin } = parley.clickhouse;
  const answer = await fetch(`${url}/?database=${database}`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${admin.user}:${admin.password}`).toString('base64')}` },
    body: 'SELECT uniqExact(event_id) AS ids, count() AS rows FROM events_v1 FINAL FORMAT JSONEachRow SETTINGS output_format_json_quote_64bit_integers = 0',
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text.slice(0, 300));
  return z.object({ ids: z.int(), rows: z.int() }).parse(JSON.parse(text));
}
