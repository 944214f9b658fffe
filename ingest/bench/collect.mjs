// How many events are taken durably and stored, beside what the parts alone reach, in one run on one machine.
// Run by hand after a build: npm run bench -- collect [--quick] [--rounds 3] [--seconds 5] [--connections 32]
//   [--backlog 1000000] [--dir FOLDER] [--profile FOLDER] [--only single,batch,backlog]
// A real ClickHouse, the built ingest, the load and each yardstick are processes of their own; all share the cores.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createClient, migrate } from '../../sql/dist/index.js';
import { startEmbeddedClickHouse } from '../../sql/dist/embedded/index.js';
import { backlogOf } from './collect/backlog.mjs';
import { cpuSeconds, startIngest, startPart, watchMemory } from './collect/processes.mjs';
import { printTable } from './collect/table.mjs';
import { INTERNAL_TOKEN, MASTER_KEY, startPeerApi } from './collect/world.mjs';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    connections: { type: 'string', default: '32' },
    backlog: { type: 'string' },
    dir: { type: 'string', default: tmpdir() },
    profile: { type: 'string' },
    only: { type: 'string', default: 'single,batch,backlog' },
  },
});
const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));
const seconds = Number(values.seconds ?? (values.quick ? 1 : 5));
const backlogSize = Number(values.backlog ?? (values.quick ? 20_000 : 1_000_000));
const connections = Number(values.connections);
const only = new Set(values.only.split(','));
/** Four at once, as the sender of ingest does it (`PARALLEL` in spool/sender.ts). */
const PARALLEL_INSERTS = 4;

const dir = mkdtempSync(join(values.dir, 'parley-bench-'));
const api = await startPeerApi();
const engine = await startEmbeddedClickHouse({ dir: join(dir, 'clickhouse'), memoryBytes: 2 * 1024 ** 3 });
const as = (database) => ({ ...engine.users.admin, database });
const clickhouse = createClient(as('parley'));
const load = startPart('load');

const environment = (folder, clickhouseUrl) => ({
  PARLEY_DATA_DIR: join(dir, folder),
  PARLEY_MASTER_KEY: MASTER_KEY,
  PARLEY_INTERNAL_TOKEN: INTERNAL_TOKEN,
  PARLEY_INGEST_PORT: '0',
  PARLEY_API_URL: api.url,
  CLICKHOUSE_URL: clickhouseUrl,
  CLICKHOUSE_DATABASE: 'parley',
  CLICKHOUSE_USER_INGEST: engine.users.ingest.user,
  CLICKHOUSE_PASSWORD_INGEST: engine.users.ingest.password,
});

/** Number of the next request by kind of load: none is ever sent twice. */
const next = { single: 0, batch: 0 };
/** Events acknowledged by the ingest that sends to ClickHouse. */
let acknowledged = 0;

try {
  await migrate(clickhouse);
  const plain = createClient(as('parley_plain'));
  await plain.createDatabase();
  await migrate(plain);
  await plain.close();
  await main();
} finally {
  await load.stop();
  await api.close();
  await clickhouse.close();
  await engine.stop();
  rmSync(dir, { recursive: true, force: true });
}

async function main() {
  console.log(
    `${availableParallelism()} cores, Node ${process.version}, ${connections} connections, ${rounds} × ${seconds} s, median\n`,
  );
  const results = {};
  if (only.has('single') || only.has('batch')) {
    for (const kind of ['single', 'batch']) await leaveRecords(kind);
    await measureRounds(results);
    printTable(results);
  }
  if (only.has('backlog')) {
    await backlogOf(backlogSize, {
      load: (job) => run('batch', job),
      start: (url) => startIngest(environment('backlog', url), values.profile),
      engine,
      clickhouse,
    });
  }
}

/** What an ingest that has no ClickHouse leaves on the disk: the yardsticks work with the very same records. */
async function leaveRecords(kind) {
  const ingest = await startIngest(environment(`records-${kind}`, 'http://127.0.0.1:9'));
  await run(kind, { port: ingest.port, seconds: 600, requests: kind === 'single' ? 5_000 : 500 });
  await ingest.stop();
}

async function measureRounds(results) {
  const folder = (kind) => join(dir, `records-${kind}`, 'ingest');
  const bare = startPart('bare-server');
  const spools = {
    single: startPart('spool-alone', [folder('single'), join(dir, 'alone-single')]),
    batch: startPart('spool-alone', [folder('batch'), join(dir, 'alone-batch')]),
  };
  const plain = startPart('plain-insert', [folder('batch'), JSON.stringify(as('parley_plain'))]);
  const ingest = await startIngest(environment('live', engine.url), values.profile);
  const { port } = await bare.ask({});
  const kinds = ['single', 'batch'].filter((kind) => only.has(kind));
  const note = (name, result) => (results[name] ??= []).push(result);

  for (let round = 0; round <= rounds; round++) {
    const isWarmUp = round === 0;
    const time = isWarmUp ? Math.min(2, seconds) : seconds;
    for (const kind of kinds) {
      const withoutWork = await measured(bare, () => run(kind, { port, seconds: time }));
      const whole = await measured(ingest, () => collectAndStore(kind, ingest, time));
      const alone = await measured(spools[kind], () =>
        spools[kind].ask({ seconds: time, writers: connections }),
      );
      if (isWarmUp) continue;
      note(`bare ${kind}`, withoutWork);
      note(`ingest ${kind}`, whole);
      note(`spool ${kind}`, alone);
    }
    const inserted = await measured(plain, () => plain.ask({ seconds: time, parallel: PARALLEL_INSERTS }));
    if (!isWarmUp) note('insert', inserted);
  }
  await Promise.all([bare.stop(), spools.single.stop(), spools.batch.stop(), plain.stop()]);
  await ingest.stop();
  await countedOnce();
}

/** Sends requests of a kind and gives what became of them. Throws when one was not taken as a whole. */
async function run(kind, job) {
  const result = await load.ask({ load: kind, connections, first: next[kind], ...job });
  next[kind] = result.next;
  if (result.refused > 0)
    throw new Error(`${result.refused} requests were refused, such as: ${result.example}`);
  return result;
}

/** A load, then the time until ClickHouse holds every event that was ever acknowledged. */
async function collectAndStore(kind, ingest, time) {
  const started = performance.now();
  const result = await run(kind, { port: ingest.port, seconds: time });
  acknowledged += result.events;
  while ((await stored()) < acknowledged) await new Promise((done) => setTimeout(done, 20));
  return { ...result, storedSeconds: (performance.now() - started) / 1000 };
}

async function stored() {
  const [row] = await clickhouse.query('SELECT count() AS n FROM events_v1');
  return Number(row.n);
}

/** Exactly as many rows as events were acknowledged, and each event one row: nothing lost, nothing twice. */
async function countedOnce() {
  const [row] = await clickhouse.query('SELECT count() AS n, uniqExact(event_id) AS ids FROM events_v1');
  if (Number(row.n) !== acknowledged || Number(row.ids) !== acknowledged) {
    throw new Error(`acknowledged ${acknowledged}, stored ${row.n} rows of ${row.ids} events`);
  }
  console.log(`${acknowledged.toLocaleString('en')} events acknowledged, each of them stored exactly once\n`);
}

/** CPU of the measured process, of the load and of ClickHouse while `work` ran, and the measured one's memory. */
async function measured({ pid }, work) {
  const cpu = () => [pid, load.pid, engine.pid].map(cpuSeconds);
  const before = cpu();
  const started = performance.now();
  const memory = watchMemory(pid);
  const result = await work();
  const took = (performance.now() - started) / 1000;
  const used = cpu().map((value, index) => (value - before[index]) / took);
  return { ...result, own: used[0], loadCpu: used[1], storeCpu: used[2], memory: memory() };
}
