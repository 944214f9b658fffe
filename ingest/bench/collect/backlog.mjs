// Memory of ingest while many events wait, and how fast they go once ClickHouse is back.
import { anonymousBytes, cpuSeconds, watchMemory } from './processes.mjs';
import { EVENTS_PER_BATCH } from './requests.mjs';

const LIMIT_BYTES = 300e6;
const NOBODY = 'http://127.0.0.1:9';

/** Fills a spool with `size` events while ClickHouse is away, then lets them go. Throws when memory grew above the limit. */
export async function backlogOf(size, { load, start, engine, clickhouse }) {
  const count = async () => {
    const [row] = await clickhouse.query(
      'SELECT count() AS n, uniqExact(event_id) AS ids FROM events_v1',
      {},
      { timeoutMs: 600_000 },
    );
    return row;
  };
  const before = Number((await count()).n);
  const tell = (what, rate, memory) =>
    console.log(
      `${what.padEnd(44)} ${Math.round(rate).toLocaleString('en').padStart(9)} events/s  ${Math.round(memory / 1e6)} MB anonymous at most`,
    );

  const filling = await start(NOBODY);
  const stopWatching = watchMemory(filling.pid);
  const taken = await load({
    port: filling.port,
    seconds: 3600,
    requests: Math.ceil(size / EVENTS_PER_BATCH),
  });
  const whileFilling = stopWatching();
  tell(
    `backlog: ${taken.events.toLocaleString('en')} events taken`,
    taken.events / taken.seconds,
    whileFilling,
  );
  console.log(
    `${''.padEnd(44)} ${Math.round(anonymousBytes(filling.pid) / 1e6)} MB with all of them waiting, ` +
      `${await filling.waiting()} records`,
  );
  await filling.stop();

  const draining = await start(engine.url);
  const stopWatchingDrain = watchMemory(draining.pid);
  const started = performance.now();
  const cpuBefore = cpuSeconds(draining.pid);
  while ((await draining.waiting()) > 0) await new Promise((done) => setTimeout(done, 50));
  const took = (performance.now() - started) / 1000;
  const whileDraining = stopWatchingDrain();
  tell(
    `backlog: stored after a restart (own CPU ${Math.round(((cpuSeconds(draining.pid) - cpuBefore) / took) * 100)} %)`,
    taken.events / took,
    whileDraining,
  );
  await draining.stop();

  const after = await count();
  if (Number(after.n) - before !== taken.events || after.n !== after.ids)
    throw new Error(`${taken.events} acknowledged, ${Number(after.n) - before} stored`);
  const highest = Math.max(whileFilling, whileDraining);
  if (highest > LIMIT_BYTES)
    throw new Error(`${highest} bytes of anonymous memory: it grows with the backlog`);
}
