// How long each service report takes over 30 days and over 12 months, beside a plain scan of the columns that it reads
// and the same question asked of raw events; how long 10 000 dirty identities and a rebuild take.
// Run by hand after a build: npm run bench -- service [--scale 1000000,10000000] [--rounds 5] [--derived 1000000]
// Of each it tells the time on the clock and the processor time of ClickHouse: where others share the machine, only the
// second compares, and ratios are of it. Up to --derived events are derived; more are the same people under other ids.
// BENCH_POSTGRES_URL=postgres://… compares with PostgreSQL on an inbox's usual schema and up to 3 million messages.
// A scan reads without FINAL, order and groups what the report must at least look at, in the same period.
import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { boundValues, REPORT_QUERIES, ROW_REPORT_QUERIES, runReport } from '../dist/index.js';
import { comparePostgres } from './lib/postgres.mjs';
import { limitsAt, openServiceStore } from './lib/service-store.mjs';

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1000000,10000000' },
    rounds: { type: 'string', default: '5' },
    derived: { type: 'string', default: '1000000' },
  },
});
const MONTH = { from: new Date('2025-05-01T00:00:00Z'), to: new Date('2025-05-31T00:00:00Z') };
const YEAR = { from: new Date('2024-06-01T00:00:00Z'), to: new Date('2025-06-01T00:00:00Z') };
const PERIODS = { '30 days': MONTH, '12 months': YEAR };
const GOAL_MS = { '30 days': 150, '12 months': 600 };

/** What a report must at least read, by the table. */
const SCANS = {
  waits: `SELECT sum(cityHash64(waiting_since, clock_started_at, answered_at, answered_by, assignee_id, dismissed_at,
    bot_answered_at, handed_off_at, is_first, starter, closed_dialogue, account_id, channel, identity_id)) AS n
    FROM waits_v1 WHERE workspace_id = 1 AND definition_id = 1 AND waiting_since >= {from:DateTime64(3)}
    AND waiting_since < {to:DateTime64(3)}`,
  dialogues: `SELECT sum(cityHash64(started_at, ended_at, messages_received, starter, ref, touch_event_id, account_id,
    channel, identity_id)) AS n FROM dialogues_v1 WHERE workspace_id = 1 AND definition_id = 1
    AND started_at >= {from:DateTime64(3)} AND started_at < {to:DateTime64(3)}`,
  messages: `SELECT sum(cityHash64(type, occurred_at, identity_id, event_id, account_id, channel, sender)) AS n
    FROM events_v1 WHERE workspace_id = 1 AND occurred_at >= {from:DateTime64(3)} AND occurred_at < {to:DateTime64(3)}`,
};
const READS = {
  'response-time': ['waits', 'dialogues'],
  'response-distribution': ['waits'],
  'response-over-time': ['waits', 'dialogues'],
  agents: ['waits', 'messages'],
  'load-heatmap': ['waits', 'messages'],
  'repeat-contact': ['dialogues', 'messages'],
  bots: ['dialogues', 'waits'],
  'time-to-close': ['dialogues'],
  'active-and-engaged': ['messages'],
  'counted-as': ['waits', 'messages'],
};
const ROWS_READ = {
  waits: ['waits'],
  unanswered: ['waits'],
  dialogues: ['dialogues', 'waits'],
  messages: ['messages'],
};
/** The splits that people ask most, besides none. */
const SPLITS = [
  ['response-time', 'by agent', { by: ['agent'] }],
  ['response-time', 'by team and weekday, business hours', { by: ['team', 'weekday'], hours: 'business' }],
];
/** Response time by agent out of raw events: every turn from the contact to a person, without dialogues. */
const RAW = `SELECT agent_id, count() AS n, quantilesExactInclusive(0.5, 0.9)(took) AS q FROM (
    SELECT agent_id, sender, toUnixTimestamp64Milli(occurred_at) - toUnixTimestamp64Milli(lagInFrame(occurred_at) OVER w)
      AS took, lagInFrame(sender) OVER w AS before
    FROM (
      SELECT identity_id, occurred_at, sequence, sender, agent_id,
        lagInFrame(sender) OVER (PARTITION BY identity_id ORDER BY occurred_at, sequence) AS before_all
      FROM events_v1 FINAL
      WHERE workspace_id = 1 AND type IN ('message_received', 'message_sent') AND sender IN ('contact', 'agent')
        AND occurred_at >= {from:DateTime64(3)} AND occurred_at < {to:DateTime64(3)}
    )
    WHERE sender != before_all
    WINDOW w AS (PARTITION BY identity_id ORDER BY occurred_at, sequence)
  ) WHERE sender = 'agent' AND before = 'contact' GROUP BY agent_id`;

const rounds = Number(values.rounds);
let serverPid = 0;

for (const scale of values.scale.split(',').map(Number)) await atScale(scale);

async function atScale(scale) {
  const store = await openServiceStore(scale, Number(values.derived));
  const { client, deriver, derivedEvents, derivedMs, close } = store;
  serverPid = store.pid;
  try {
    console.log(`\n## ${scale.toLocaleString('en')} events`);
    const [cpus, load] = [availableParallelism(), loadavg()[0].toFixed(1)];
    console.log(`${cpus} processors, load average ${load}`);
    console.log(
      `${derivedEvents} events derived from nothing in ${seconds(derivedMs)} s, ${Math.round((derivedEvents / derivedMs) * 1000)} events/s`,
    );
    await dirty(client, deriver, derivedEvents);
    console.log(
      `\n| asked | 30 days, ms | CPU ms | × scan | 12 months, ms | CPU ms | × scan |\n|---|---|---|---|---|---|---|`,
    );
    for (const [name, reads] of Object.entries(READS)) {
      await line(client, name, reads, (bound) => runReport(client, name, bound), REPORT_QUERIES[name].report);
      for (const [of, how, own] of SPLITS.filter(([of]) => of === name))
        await line(
          client,
          `${of}, ${how}`,
          reads,
          (bound) => runReport(client, of, bound),
          REPORT_QUERIES[of].report,
          own,
        );
    }
    for (const [name, reads] of Object.entries(ROWS_READ)) {
      const query = ROW_REPORT_QUERIES[name];
      const page = (bound) =>
        query.page(client, boundValues(bound, 'current', bound), { limit: 100, after: null });
      await line(client, `${name}, first 100 rows`, reads, page, query.report);
    }
    await waitingNow(client);
    const raw = [];
    for (const period of Object.values(PERIODS)) raw.push(await median(() => client.query(RAW, period)));
    const cells = raw.map(({ took, cpu }) => `${ms(took)} | ${ms(cpu)} | `);
    console.log(`| response time by agent, asked of raw events | ${cells.join('| ')}|`);
    if (process.env.BENCH_POSTGRES_URL)
      await comparePostgres(process.env.BENCH_POSTGRES_URL, client, {
        most: 3_000_000,
        periods: PERIODS,
        measure: async (work) => (await median(work)).took,
        print: (name, took) => console.log(`${name}: ${ms(took)} ms`),
      });
  } finally {
    await close();
  }
}

async function line(client, title, reads, run, report, own = {}) {
  const cells = [];
  for (const [name, period] of Object.entries(PERIODS)) {
    const asked = report.params.parse({ from: '2025-01-01', to: '2025-01-02', ...own });
    const bound = askedOf(period, asked);
    const took = await median(() => run(bound));
    const scan = await median(() => Promise.all(reads.map((table) => client.query(SCANS[table], period))));
    const isLate = took.took > GOAL_MS[name] ? ' (!)' : '';
    cells.push(`${ms(took.took)}${isLate}`, ms(took.cpu), (took.cpu / scan.cpu).toFixed(1));
  }
  console.log(`| ${title} | ${cells.join(' | ')} |`);
}

async function waitingNow(client) {
  const query = ROW_REPORT_QUERIES['waiting-now'];
  // Of a person's last dialogue the last question is answered: at any moment some of many are waiting.
  const now = new Date('2025-05-15T09:00:00Z');
  const bound = { ...askedOf({ from: MONTH.from, to: now }, query.report.params.parse({})), now };
  const values = boundValues(bound, 'current', bound);
  const { took, cpu } = await median(() => query.page(client, values, { limit: 100, after: null }));
  console.log(`| waiting-now, first 100 rows | ${ms(took)}${took > 50 ? ' (!)' : ''} | ${ms(cpu)} | | | | |`);
}

function askedOf(period, { from: _from, to: _to, ...own }) {
  return {
    workspace_id: 1,
    definition_id: 1,
    repeat_after_seconds: 86_400,
    unanswered_after_seconds: 86_400,
    time_zone: 'Europe/Moscow',
    previous: null,
    ...period,
    now: new Date('2027-01-01T00:00:00Z'),
    limits: limitsAt(new Date('2027-01-01T00:00:00Z')),
    own,
  };
}

/** One more message for 10 000 people, and the round that derives them. */
async function dirty(client, deriver, derived) {
  const people = Math.min(10_000, Math.floor(derived / 45));
  const every = Math.floor(derived / 45 / people);
  const took = [];
  for (let round = 0; round < 3; round++) {
    const at = 1_800_000_000_000 + round * 60_000;
    const rows = `SELECT 1 AS workspace_id, cityHash64(number * {every:UInt64}) AS identity_id,
      fromUnixTimestamp64Milli(toInt64({at:Int64})) AS occurred_at FROM numbers({people:UInt64})`;
    const asked = { every, people, at };
    await client.command(
      `INSERT INTO events_v1 (workspace_id, identity_id, occurred_at, sequence, event_id, type, channel, account_id,
         message_id, sender, kind, text_length, received_at, version)
       SELECT workspace_id, identity_id, occurred_at, 1, cityHash64(identity_id, {at:Int64}), 'message_received',
         'telegram', 1, cityHash64(identity_id, {at:Int64}, 2), 'contact', 'text', 5, now(), 1 FROM (${rows})`,
      asked,
    );
    await client.command(
      `INSERT INTO dirty_identities_v1 (mark_id, workspace_id, identity_id, lowest_at, highest_at)
       SELECT {at:UInt64}, workspace_id, identity_id, occurred_at, occurred_at FROM (${rows})`,
      asked,
    );
    const start = performance.now();
    await deriver.round();
    took.push(performance.now() - start);
  }
  console.log(
    `${people} dirty identities derived in ${seconds(Math.min(...took))} s (best of 3: ${took.map(seconds).join(', ')})`,
  );
}

/**
 * Milliseconds on the clock of the middle one of some runs, and of the server's processors of one on average; the first
 * of all does not count.
 */
async function median(work) {
  await work();
  const took = [];
  const before = serverCpuMs();
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work();
    took.push(performance.now() - start);
  }
  const cpu = Math.max(1, (serverCpuMs() - before) / rounds);
  return { took: took.sort((a, b) => a - b)[Math.floor(took.length / 2)], cpu };
}

/** What the server has used so far, by Linux, to 10 ms. */
function serverCpuMs() {
  const fields = readFileSync(`/proc/${serverPid}/stat`, 'utf8').split(') ').at(-1).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function ms(took) {
  return String(Math.round(took));
}
function seconds(took) {
  return (took / 1000).toFixed(1);
}
