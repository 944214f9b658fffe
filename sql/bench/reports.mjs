// How long each report takes over everything a workspace has, beside a plain scan of the columns it counts.
// Run by hand after a build: npm run bench -- reports [--scale 1000000] [--rounds 5]
// The yardstick reads, without FINAL and without an order, what every report must at least look at: of each event its
// type, moment, person, id and account; of each dialogue, wait and touch its moments.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  createClient,
  createDeriver,
  migrate,
  putAccountSettings,
  putDefinition,
  readAvailability,
  readLateEvents,
  REPORT_QUERIES,
  runReport,
} from '../dist/index.js';
import { startEmbeddedClickHouse } from '../dist/embedded/index.js';
import { fill } from './lib/fill.mjs';

const { values } = parseArgs({
  options: { scale: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '5' } },
});
const engine = await startEmbeddedClickHouse({
  dir: mkdtempSync(join(tmpdir(), 'parley-bench-')),
  isTemporary: true,
  memoryBytes: 2 * 1024 ** 3,
});
const client = createClient({ ...engine.users.admin, database: 'parley' });
const asked = {
  workspace_id: 1,
  definition_id: 1,
  repeat_after_seconds: 86_400,
  unanswered_after_seconds: 86_400,
  time_zone: 'Europe/Moscow',
  previous: null,
  from: new Date('2024-01-01T00:00:00Z'),
  to: new Date('2027-01-01T00:00:00Z'),
  now: new Date('2027-01-01T00:00:00Z'),
};
try {
  await migrate(client);
  await putDefinition(client, {
    workspace_id: 1,
    definition_id: 1,
    status: 'active',
    silence_gap_seconds: 86_400,
    courtesy_hashes: [],
    version: 1n,
  });
  await putAccountSettings(client, [
    {
      workspace_id: 1,
      account_id: 1,
      channel: 'telegram',
      outgoing: 'always',
      default_sender: 'bot',
      subscriptions: true,
      silence_gap_seconds: 0,
      version: 1n,
    },
  ]);
  await fill(client, Number(values.scale));
  await createDeriver(client, console.log).rebuild({});
  await main();
} finally {
  await client.close();
  await engine.stop();
}

async function main() {
  const scan = await median(scanOnce);
  console.log(`a plain scan of ${values.scale} events ${Math.round(scan)} ms`);
  const queries = {
    ...Object.fromEntries(
      Object.keys(REPORT_QUERIES).map((name) => [name, () => runReport(client, name, asked)]),
    ),
    availability: () => readAvailability(client, asked),
    'late-events': () => readLateEvents(client, asked),
  };
  for (const [name, run] of Object.entries(queries)) {
    const took = await median(run);
    console.log(
      `${name.padEnd(20)} ${String(Math.round(took)).padStart(7)} ms  ${(took / scan).toFixed(1)} × the scan`,
    );
  }
}

function scanOnce() {
  return Promise.all([
    client.query(
      'SELECT sum(cityHash64(type, occurred_at, identity_id, event_id, account_id, sender)) AS all FROM events_v1',
    ),
    client.query(
      'SELECT sum(cityHash64(started_at, ended_at, identity_id, first_event_id, ref)) AS all FROM dialogues_v1',
    ),
    client.query(
      'SELECT sum(cityHash64(waiting_since, answered_at, clock_started_at, identity_id, ref)) AS all FROM waits_v1',
    ),
    client.query(
      'SELECT sum(cityHash64(occurred_at, identity_id, event_id, ref, kind)) AS all FROM touches_v1',
    ),
  ]);
}

/** Milliseconds of the middle one of some runs; the first of all does not count. */
async function median(work) {
  await work();
  const took = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    const start = performance.now();
    await work();
    took.push(performance.now() - start);
  }
  return took.sort((a, b) => a - b)[Math.floor(took.length / 2)];
}
