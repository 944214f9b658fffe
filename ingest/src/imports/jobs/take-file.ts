import type { EventInput } from '@parley/contracts';
import { importDeliveryId } from '@parley/sql';
import { validate } from '../../events-api/validate.js';
import type { Delivery, Intake } from '../../intake.js';
import { Problem } from '../../problem.js';
import type { Directory } from '../../snapshot/directory.js';
import { pauseMs, sleep } from '../../spool/pause.js';
import type { Store } from '../../spool/store.js';
import type { ImportFile } from '../open-import.js';
import { checkpoint, type Checkpoint } from './job.js';

/** Lower than that of any mapper: what a platform told of the same event stands, whichever came first. */
const MAPPER_VERSION = 0;
const BATCH_EVENTS = 5000;
const BATCH_BYTES = 4 * 1024 * 1024;
const EVENTS_PER_TURN = 500;
/** So many records may wait for ClickHouse before an import holds back: webhooks come first. */
const MOST_WAITING = 300;
/** A new account reaches ingest within two seconds; a busy machine may need a few more. */
const ACCOUNT_PATIENCE_MS = 30_000;

export interface TakeParts {
  store: Store;
  intake: Intake;
  directory(): Directory | undefined;
}

export interface Taking {
  importId: number;
  workspaceId: number;
  accountId: number;
  /** When it was started: all its rows say that they reached us then, so that a repeated stretch is the same rows. */
  startedAt: number;
  file: ImportFile;
  signal: AbortSignal;
  onProgress(at: Checkpoint): void;
}

/** The account is not there, or switched off. */
export class NoAccountError extends Error {
  constructor(readonly code: 'account_gone' | 'account_off') {
    super(code);
  }
}

/** How far an import has come. */
export function checkpointOf(store: Store, importId: number): Checkpoint {
  const bytes = store.imports.get(importId);
  return bytes === undefined
    ? { taken: 0, accepted: 0 }
    : checkpoint.parse(JSON.parse(bytes.toString('utf8')));
}

/**
 * Takes the events of a file from where it stopped, in batches that are on the disk together with how far it came. True
 * when all are; false when stopped by the signal. Throws {@link NoAccountError}, and whatever the file throws.
 */
export async function takeFile(parts: TakeParts, taking: Taking): Promise<boolean> {
  let done = checkpointOf(parts.store, taking.importId);
  for await (const batch of batchesOf(taking.file.events(), done.taken, taking.signal)) {
    if (!(await roomFor(parts.store, taking.signal))) return false;
    const next = await take(parts, taking, batch, done);
    if (!next) return false;
    done = next;
    taking.onProgress(done);
  }
  return !taking.signal.aborted;
}

async function* batchesOf(
  events: AsyncGenerator<EventInput>,
  /** So many at the beginning are dealt with already. */
  skipped: number,
  signal: AbortSignal,
): AsyncGenerator<EventInput[]> {
  let batch: EventInput[] = [];
  let bytes = 0;
  let place = 0;
  for await (const event of events) {
    if (signal.aborted) return;
    if (++place % EVENTS_PER_TURN === 0) await new Promise(setImmediate);
    if (place <= skipped) continue;
    batch.push(event);
    bytes += 512 + ('text' in event ? (event.text?.length ?? 0) : 0);
    if (batch.length < BATCH_EVENTS && bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0 && !signal.aborted) yield batch;
}

async function roomFor(store: Store, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted && store.depth() > MOST_WAITING) await sleep(50, signal);
  return !signal.aborted;
}

async function take(
  parts: TakeParts,
  taking: Taking,
  batch: EventInput[],
  done: Checkpoint,
): Promise<Checkpoint | undefined> {
  const { workspace, directory } = await placeOf(parts, taking);
  const events: Delivery['events'] = [];
  for (const [index, value] of batch.entries()) {
    if (index % EVENTS_PER_TURN === 0) await new Promise(setImmediate);
    const result = validate({ value }, workspace, directory);
    if ('event' in result) events.push(result);
  }
  const next = { taken: done.taken + batch.length, accepted: done.accepted + events.length };
  const delivery: Delivery = {
    workspace,
    deliveryId: importDeliveryId(workspace.hashKey, taking.importId),
    receivedAt: taking.startedAt,
    mapperVersion: MAPPER_VERSION,
    events,
    also: () => [parts.store.imports.put(taking.importId, Buffer.from(JSON.stringify(next)))],
  };
  for (let attempt = 1; !taking.signal.aborted; attempt++) {
    try {
      await parts.intake.accept(delivery);
      return next;
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 503) throw error;
      await sleep(pauseMs(attempt), taking.signal);
    }
  }
  return undefined;
}

async function placeOf({ directory }: TakeParts, { workspaceId, accountId, signal }: Taking) {
  for (const until = Date.now() + ACCOUNT_PATIENCE_MS; ; await sleep(100, signal)) {
    const now = directory();
    const workspace = now?.workspace(workspaceId);
    const account = now?.accountOf(workspaceId, accountId);
    if (now && workspace && account?.isActive) return { directory: now, workspace };
    if (signal.aborted || Date.now() > until) {
      throw new NoAccountError(account ? 'account_off' : 'account_gone');
    }
  }
}
