import { ClickHouseRefused, createClient, insertEvents } from '@parley/sql';
import { connectionTest } from './beside/connection-test-route.js';
import { Forwarder } from './beside/forward.js';
import { Offsets } from './beside/offsets.js';
import { passThrough } from './beside/pass-through.js';
import { Polling } from './beside/polling.js';
import { Registration } from './beside/registration.js';
import { BodyKeeper } from './bodies/body-keeper.js';
import type { Config } from './config.js';
import { eventsApi } from './events-api/route.js';
import { RecentEvents } from './health/recent-events.js';
import { Tallies } from './health/tallies.js';
import { Jobs } from './imports/jobs/jobs.js';
import { JobFolder } from './imports/jobs/job-folder.js';
import { importsApi } from './imports/jobs/route.js';
import { Intake } from './intake.js';
import { internalRoutes } from './internal/authorized.js';
import { addInternalRoutes } from './internal/routes.js';
import { Metrics } from './metrics.js';
import { ProfileSender } from './profiles/profile-sender.js';
import { RecentProfiles } from './profiles/recent-profiles.js';
import { damagedEntry, refusedEntry } from './quarantine/entries.js';
import { Quarantine } from './quarantine/quarantine.js';
import { WorkBudget } from './read-body.js';
import { withdrawAt } from './replay/withdraw.js';
import { Seal } from './seal.js';
import { createServer } from './server.js';
import { SnapshotClient } from './snapshot/snapshot-client.js';
import { SnapshotFile } from './snapshot/snapshot-file.js';
import { Backlog, type Batch, type BatchRow } from './spool/backlog.js';
import { Sender, type InsertOutcome } from './spool/sender.js';
import { Store, type EventsKey } from './spool/store.js';
import { Vault } from './vault/vault.js';
import { Collector } from './webhooks/collect.js';
import { PLATFORMS } from './webhooks/registry.js';
import { webhooks } from './webhooks/route.js';

export interface Ingest {
  /** Where it listens, without a trailing slash. */
  url: string;
  quarantine: Quarantine;
  vault: Vault;
  /** Stops accepting, answers what is under way, sends what waits for a moment; the rest stays on the disk. */
  stop(): Promise<void>;
}

const WORK_BYTES = 24 * 1024 * 1024;
const SWEEP_MS = 60_000;
const TRIM_MS = 5_000;
const STOP_GRACE_MS = 3000;

/** Puts ingest together and starts it. Throws when the port is taken or the folder cannot be written. */
export async function startIngest(
  config: Config,
  log: (line: string) => void,
  platforms: typeof PLATFORMS = PLATFORMS,
): Promise<Ingest> {
  const store = new Store({
    dir: config.dir,
    maxBytes: config.maxSpoolBytes,
    minFreeDiskBytes: config.minFreeDiskBytes,
  });
  const metrics = new Metrics();
  const clickhouse = createClient(config.clickhouse);
  const quarantine = new Quarantine(
    store,
    new Seal(config.masterKey, 'quarantine'),
    config.maxQuarantineBytes,
  );
  const vault = new Vault(store, new Seal(config.masterKey, 'vault'), config.maxVaultBytes);
  const tallies = new Tallies(store, log);
  const snapshots = new SnapshotClient({
    apiUrl: config.apiUrl,
    internalToken: config.internalToken,
    file: new SnapshotFile(`${config.dir}/snapshot`, new Seal(config.masterKey, 'snapshot')),
    log,
    onChange: () => adjust(),
  });
  const profileSender = new ProfileSender({
    store,
    seal: new Seal(config.masterKey, 'profiles'),
    quarantine,
    apiUrl: config.apiUrl,
    internalToken: config.internalToken,
    log,
    onSent: (count) => metrics.profilesSent.inc(count),
  });

  const backlog = new Backlog(store);
  const insert = async (rows: BatchRow[], token: string): Promise<InsertOutcome> => {
    const done = metrics.insertSeconds.startTimer();
    const outcome = await outcomeOf(() =>
      insertEvents(
        clickhouse,
        rows.map((row) => ({
          row: row.json,
          workspaceId: row.workspaceId,
          identityId: row.identityId,
          occurredAt: row.occurredAt,
          isVisitor: row.isVisitor,
        })),
        token,
      ),
    );
    done();
    metrics.inserts.inc({
      outcome: outcome === 'stored' ? outcome : 'refused' in outcome ? 'refused' : 'later',
    });
    if (outcome === 'stored') metrics.rowsStored.inc(rows.length);
    return outcome;
  };
  const settle = async (
    keys: EventsKey[],
    refused: { row: BatchRow; reason: string }[],
    damaged: Batch['damaged'],
  ) => {
    const entries = [...refused.map((each) => refusedEntry(each, vault)), ...damaged.map(damagedEntry)];
    await store.commit(() => [
      ...keys.map((key) => store.events.remove(key)),
      ...entries.flatMap((entry) => quarantine.put(entry)),
    ]);
    for (const entry of entries) {
      metrics.quarantined.inc({ source: entry.source });
      log(`quarantined (${entry.source}): ${entry.reason}`);
    }
  };
  const sender = new Sender({ backlog, insert, settle, log, onRetry: () => metrics.retries.inc() });
  const intake = new Intake({
    store,
    backlog,
    vault,
    quarantine,
    recentProfiles: new RecentProfiles(),
    recentEvents: new RecentEvents(),
    profileSender,
    tallies,
    metrics,
    wakeSender: sender.wake,
    log,
  });

  metrics.gauge('parley_ingest_spool_records', 'Accepted records that ClickHouse has not acknowledged', () =>
    store.depth(),
  );
  metrics.gauge('parley_ingest_spool_bytes', 'Bytes of the spool in use', () => store.usedBytes());
  metrics.gauge(
    'parley_ingest_spool_oldest_age_seconds',
    'Age of the oldest waiting record, 0 when none waits',
    () => Math.max(0, (Date.now() - (store.oldestAt() ?? Date.now())) / 1000),
  );
  metrics.gauge('parley_ingest_quarantine_entries', 'Entries in quarantine', () => quarantine.count());

  metrics.gauge('parley_ingest_vault_entries', 'Webhook bodies in the vault', () => vault.size().entries);
  metrics.gauge('parley_ingest_vault_bytes', 'Bytes of the vault in use', () => vault.size().bytes);
  metrics.gauge(
    'parley_ingest_vault_skipped',
    'Webhook bodies since the start that the vault did not keep: the disk is short; their events were taken',
    () => vault.skipped,
  );

  const notReady = () =>
    snapshots.directory() ? undefined : 'waiting for the first snapshot of accounts from the api';
  const app = createServer({ metrics, notReady, log });
  const directory = () => snapshots.directory();
  const budget = new WorkBudget(WORK_BYTES);
  eventsApi(app, { directory, intake, metrics, budget, internalToken: config.internalToken });
  const forwarder = new Forwarder({ metrics, tallies, log, ...config.forwarding });
  const bodies = new BodyKeeper();
  const collector = new Collector(intake, bodies);
  webhooks(app, { platforms, directory, collector, metrics, tallies, budget, forwarder });
  passThrough(app, { apiUrl: config.upstreams.telegram, directory, intake, metrics, log });
  const jobs = new Jobs({ store, intake, directory, folder: new JobFolder(config.dir), log });
  importsApi(app, jobs, config.internalToken);

  const polling = new Polling({
    apiUrl: config.upstreams.telegram,
    directory,
    collector,
    offsets: new Offsets(store),
    forwarder,
    log,
  });
  const stopping = new AbortController();
  internalRoutes(app, config.internalToken, (scope) =>
    addInternalRoutes(scope, {
      ...{ store, vault, quarantine, intake, bodies, platforms, tallies, polling, directory, log },
      withdraw: withdrawAt(config.apiUrl, config.internalToken),
      stopping: stopping.signal,
    }),
  );
  const registration = new Registration({
    publicUrl: config.publicUrl,
    upstreams: config.upstreams,
    directory,
    log,
  });
  connectionTest(app, {
    publicUrl: config.publicUrl,
    upstreams: config.upstreams,
    readerOf: (accountId) => polling.stateOf(accountId),
    internalToken: config.internalToken,
    directory,
  });
  const adjust = () => {
    polling.adjust();
    registration.adjust();
  };

  const url = await app.listen({ host: config.host, port: config.port }).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  if (directory()) adjust();
  snapshots.start();
  jobs.start();
  sender.wake();
  profileSender.wake();
  const sweep = setInterval(() => {
    quarantine.sweep().then(
      (gone) => metrics.expired.inc(gone),
      (error: unknown) => log(`quarantine could not be swept: ${String(error)}`),
    );
    jobs.sweep().catch((error: unknown) => log(`imports could not be swept: ${String(error)}`));
  }, SWEEP_MS);
  const trim = setInterval(() => {
    vault.trim().then(
      (gone) => metrics.vaultExpired.inc(gone),
      (error: unknown) => log(`the vault could not be trimmed: ${String(error)}`),
    );
  }, TRIM_MS);

  let stopped: Promise<void> | undefined;
  const stop = async () => {
    clearInterval(sweep);
    clearInterval(trim);
    stopping.abort();
    await Promise.all([app.close(), snapshots.stop()]);
    await Promise.all([polling.stop(), registration.stop(), forwarder.stop(), jobs.stop()]);
    await Promise.all([sender.stop(STOP_GRACE_MS), profileSender.stop()]);
    await tallies.close();
    await clickhouse.close();
    await store.close();
  };
  return { url, quarantine, vault, stop: () => (stopped ??= stop()) };
}

/** ClickHouse's messages quote data, so only their number and name go on. */
async function outcomeOf(insertion: () => Promise<void>): Promise<InsertOutcome> {
  try {
    await insertion();
    return 'stored';
  } catch (error) {
    const { code, typeName } = error as { code?: unknown; typeName?: unknown };
    const reason = code ? `ClickHouse ${String(code)} ${String(typeName)}` : 'ClickHouse does not answer';
    return error instanceof ClickHouseRefused ? { refused: reason } : { later: reason };
  }
}
