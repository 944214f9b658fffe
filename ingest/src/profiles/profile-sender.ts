import { z } from 'zod';
import { profileRecord, type ProfileRecord } from '@parley/contracts';
import type { Quarantine } from '../quarantine/quarantine.js';
import type { Seal } from '../seal.js';
import { pauseMs, sleep } from '../spool/pause.js';
import type { Store } from '../spool/store.js';

export interface ProfileSenderParts {
  store: Store;
  seal: Seal;
  quarantine: Quarantine;
  apiUrl: string;
  internalToken: string;
  log(line: string): void;
  onSent(count: number): void;
}

const BATCH = 1000;
const TIMEOUT_MS = 30_000;
/** Names that come meanwhile travel together: under load a request for each would cost more than the event. */
const REST_MS = 100;
const stored = z.array(profileRecord);

/** Carries names from the spool to the api, for as long as it takes. They are sealed while they wait. */
export class ProfileSender {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private isWoken = false;

  constructor(private readonly parts: ProfileSenderParts) {}

  /** Puts records on the way; part of the transaction that it is called in. */
  put(records: ProfileRecord[]): Promise<boolean> {
    const { store, seal } = this.parts;
    return store.profiles.put(store.nextPlace(), seal.close(JSON.stringify(records)));
  }

  readonly wake = (): void => {
    this.isWoken = true;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (this.isWoken && !this.stopping.signal.aborted) this.wake();
    });
  };

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.isWoken = false;
      const { keys, records } = this.read();
      if (keys.length === 0) return;
      const refused: ProfileRecord[] = [];
      if (!(await this.sendAll(records, refused))) return;
      await this.settle(keys, refused);
      await sleep(REST_MS, this.stopping.signal);
    }
  }

  private read(): { keys: number[]; records: ProfileRecord[] } {
    const { store, seal } = this.parts;
    const keys: number[] = [];
    const records: ProfileRecord[] = [];
    for (const key of store.profiles.getKeys()) {
      const sealed = store.profiles.get(key);
      if (sealed === undefined) continue;
      const batch = readSealed(seal, sealed);
      if (keys.length > 0 && records.length + batch.length > BATCH) break;
      keys.push(key);
      records.push(...batch);
    }
    return { keys, records };
  }

  /** True when every record was taken or is in `refused`; false when we were stopped before. */
  private async sendAll(records: ProfileRecord[], refused: ProfileRecord[]): Promise<boolean> {
    if (records.length === 0) return true;
    for (let attempt = 1; !this.stopping.signal.aborted; attempt++) {
      const status = await this.post(records);
      if (status >= 200 && status < 300) {
        this.parts.onSent(records.length);
        return true;
      }
      if (status === 400 || status === 413 || status === 422) {
        if (records.length === 1) {
          refused.push(...records);
          return true;
        }
        const half = Math.ceil(records.length / 2);
        return (
          (await this.sendAll(records.slice(0, half), refused)) &&
          (await this.sendAll(records.slice(half), refused))
        );
      }
      if (attempt === 1 || attempt % 10 === 0) {
        this.parts.log(
          `profiles postponed: ${status === 0 ? 'no answer from the api' : `the api said ${status}`}`,
        );
      }
      await sleep(pauseMs(attempt), this.stopping.signal);
    }
    return false;
  }

  /** The status of the answer, 0 without one. */
  private async post(profiles: ProfileRecord[]): Promise<number> {
    try {
      const answer = await fetch(`${this.parts.apiUrl}/internal/profiles`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.parts.internalToken}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ profiles }),
        signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0;
    }
  }

  private async settle(keys: number[], refused: ProfileRecord[]): Promise<void> {
    const { store, quarantine, log } = this.parts;
    try {
      await store.commit(() => [
        ...keys.map((key) => store.profiles.remove(key)),
        ...refused.flatMap((record) =>
          quarantine.put({
            source: 'profile',
            reason: 'the api refused this profile',
            at: Date.now(),
            received_at: record.seen_at,
            workspace_id: record.workspace_id,
            account_id: record.account_id,
            // Only what holds no name: which kind of profile, and its keyed hash.
            body: JSON.stringify({ kind: record.kind, id: record.id, seen_at: record.seen_at }),
            delivery_id: '0',
            is_full: false,
            can_replay: false,
            row: null,
          }),
        ),
      ]);
    } catch (error) {
      log(`sent profiles could not be forgotten: ${String(error)}`);
      await sleep(1000, this.stopping.signal);
    }
  }
}

/** What was sealed, or nothing where it cannot be opened any more: a name that is lost comes with the next event. */
function readSealed(seal: Seal, sealed: Buffer): ProfileRecord[] {
  try {
    return stored.parse(JSON.parse(seal.open(sealed).toString('utf8')));
  } catch {
    return [];
  }
}
