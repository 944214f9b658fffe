import { snapshot as schema, type Snapshot } from '@parley/contracts';
import { pauseMs, sleep } from '../spool/pause.js';
import { Directory } from './directory.js';
import type { SnapshotFile } from './snapshot-file.js';

export interface SnapshotClientParts {
  apiUrl: string;
  internalToken: string;
  file: SnapshotFile;
  log(line: string): void;
  /** Called after each change. */
  onChange?(): void;
}

const WAIT_SECONDS = 25;
const TIMEOUT_MS = (WAIT_SECONDS + 15) * 1000;
const LONGEST_PAUSE_MS = 5000;

/** Keeps the directory of accounts and keys up to date: one long poll after the other, and the last answer on disk. */
export class SnapshotClient {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private current: Directory | undefined;

  constructor(private readonly parts: SnapshotClientParts) {
    const last = parts.file.read();
    if (last) this.current = new Directory(last);
  }

  /** What is known now; undefined until the first snapshot of this data folder has arrived. */
  directory(): Directory | undefined {
    return this.current;
  }

  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    let etag: string | undefined;
    for (let failures = 0; !this.stopping.signal.aborted;) {
      try {
        etag = (await this.poll(etag)) ?? etag;
        failures = 0;
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        failures++;
        if (failures === 1 || failures % 20 === 0)
          this.parts.log(`no snapshot from the api: ${reasonOf(error)}`);
        await sleep(Math.min(LONGEST_PAUSE_MS, pauseMs(failures)), this.stopping.signal);
      }
    }
  }

  /** Waits for a change; returns its ETag, or undefined when nothing changed. */
  private async poll(etag: string | undefined): Promise<string | undefined> {
    const headers: Record<string, string> = { authorization: `Bearer ${this.parts.internalToken}` };
    if (etag !== undefined) headers['if-none-match'] = etag;
    const query = etag === undefined ? '' : `?wait=${WAIT_SECONDS}`;
    const asked = Date.now();
    const answer = await fetch(`${this.parts.apiUrl}/internal/snapshot${query}`, {
      headers,
      signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    if (answer.status === 304) {
      await answer.arrayBuffer();
      // An api that does not wait must not be asked in a tight loop.
      if (Date.now() - asked < 500) await sleep(500, this.stopping.signal);
      return undefined;
    }
    if (answer.status !== 200) {
      await answer.arrayBuffer();
      throw new Error(`the api said ${answer.status}`);
    }
    const next: Snapshot = schema.parse(await answer.json());
    this.current = new Directory(next);
    await this.parts.file.write(next);
    this.parts.onChange?.();
    const given = answer.headers.get('etag');
    if (given === null) await sleep(1000, this.stopping.signal);
    return given ?? undefined;
  }
}

/** Never the body: it holds secrets. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'ZodError') return 'its answer does not fit this version';
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`;
}
