// How long one round of derivation takes for many dirty identities, and how fast everything is derived from nothing.
// Run by hand after a build: npm run bench -- derive [--scale 1000000] [--dirty 10000] [--rounds 3] [--again]
// Events are made inside ClickHouse: two years, people with dialogues of 8 events, 45 events a person.
// The yardstick is a plain scan of the columns that derivation reads, in the same run on the same machine.
// Time and processor time: other work on the machine stretches the first, hardly the second.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createClient, createDeriver, migrate, putDefinition } from '../dist/index.js';
import { startEmbeddedClickHouse } from '../dist/embedded/index.js';
import { fill } from './lib/fill.mjs';

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1000000' },
    dirty: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '3' },
    again: { type: 'boolean', default: false },
  },
});
const events = Number(values.scale);
const people = Math.ceil(events / 45);
const dirty = Math.min(Number(values.dirty), people);

const engine = await startEmbeddedClickHouse({
  dir: mkdtempSync(join(tmpdir(), 'parley-bench-')),
  isTemporary: true,
  memoryBytes: 2 * 1024 ** 3,
});
const client = createClient({ ...engine.users.admin, database: 'parley' });
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
  await client.insertRows(
    'account_settings_v1',
    ['workspace_id', 'account_id', 'channel', 'outgoing', 'default_sender', 'subscriptions', 'version'],
    [[1, 1, 'telegram', 'always', 'bot', 1, 1]],
  );
  await main();
} finally {
  await client.close();
  await engine.stop();
}

async function main() {
  await fill(client, events);
  const deriver = createDeriver(client, console.log);

  const everything = await measure(() =>
    deriver.rebuild({ onProgress: ({ done, total }) => process.stderr.write(`\r${done} of ${total} `) }),
  );
  process.stderr.write('\n');
  report('everything from nothing', everything, `${perSecond(events, everything.ms)} events/s`);
  if (values.again) {
    const again = await measure(() => deriver.rebuild({}));
    report('the same again, nothing to write', again, `${perSecond(events, again.ms)} events/s`);
  }
  await deriver.round();

  const rounds = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    await touch(round);
    rounds.push(await measure(() => deriver.round()));
  }
  const scans = [];
  for (let scan = 0; scan < 3; scan++) scans.push(await measure(scanOnce));
  const [round, scan] = [median(rounds), median(scans)];
  report(`a round, ${dirty} dirty identities`, round, `${perSecond(dirty, round.ms)} identities/s`);
  const ratio = (round.ms / scan.ms).toFixed(1);
  report(`a plain scan of ${events} events`, scan, `the round takes ${ratio} × as long`);
  console.log(`memory of this process at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
}

/** One more message for some people, spread over all of them, and their marks. */
async function touch(round) {
  const persons =
    'SELECT cityHash64((number * {stride:UInt64} + {round:UInt64}) % {people:UInt64}) AS identity';
  const at = "toDateTime64('2026-01-10 00:00:00', 3, 'UTC') + toIntervalHour({round:UInt64})";
  const params = { round, people, dirty, stride: Math.floor(people / dirty) };
  await client.command(
    `INSERT INTO events_v1 (workspace_id, identity_id, occurred_at, sequence, event_id, type, channel, account_id, sender, kind)
     SELECT 1, identity, ${at}, 7,
       cityHash64(identity, {round:UInt64}), 'message_received', 'telegram', 1, 'contact', 'text'
     FROM (${persons} FROM numbers({dirty:UInt64}))`,
    params,
  );
  await client.command(
    `INSERT INTO dirty_identities_v1 (mark_id, workspace_id, identity_id, lowest_at, highest_at)
     SELECT {round:UInt64} + 1, 1, identity, ${at}, ${at} FROM (${persons} FROM numbers({dirty:UInt64}))`,
    params,
  );
}

/** Reads what derivation reads, for everybody, and does nothing with it. */
async function scanOnce() {
  await client.query(
    `SELECT sum(cityHash64(identity_id, event_id, occurred_at, sequence, version, type, channel, account_id,
       conversation_id, message_id, reply_to, sender, agent_id, reason, broadcast_id, link_id, ref, given_source,
       given_medium, given_campaign, given_content, given_term, ad_id, click_id, kind, text_hash)) AS all_of_it
     FROM events_v1`,
    {},
    { timeoutMs: 600_000 },
  );
}

/** How long it takes, and the processor time of this process and of ClickHouse meanwhile, all in milliseconds. */
async function measure(work) {
  const [own, server, start] = [process.cpuUsage(), serverCpuMs(), performance.now()];
  await work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(own);
  return { ms, own: (user + system) / 1000, server: serverCpuMs() - server };
}

/** User and system time, in ticks of 10 ms: the 14th and 15th field, counted behind the name in brackets. */
function serverCpuMs() {
  const fields = readFileSync(`/proc/${engine.pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function median(measured) {
  return [...measured].sort((a, b) => a.ms - b.ms)[Math.floor(measured.length / 2)];
}

function perSecond(count, ms) {
  return Math.round((count / ms) * 1000).toLocaleString('en');
}

function report(what, { ms, own, server }, note) {
  const [time, ...cpu] = [ms, own, server].map((each) => Math.round(each).toLocaleString('en'));
  console.log(`${what.padEnd(36)} ${time.padStart(8)} ms (own CPU ${cpu[0]}, ClickHouse ${cpu[1]})  ${note}`);
}
