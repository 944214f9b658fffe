// How long funnels of five steps take over 30 days and over 12 months, beside a plain scan of events, ClickHouse's own
// windowFunnel asked of raw events, and the shape that other products use: the least time of each step over window frames.
// Run by hand after a build: npm run bench -- funnel [--scale 1000000,10000000] [--rounds 5]
// Of each it tells the time on the clock, the processor time of ClickHouse (where others share the machine, only the second
// compares); each fails that needs more than a gigabyte. Beside each it says how many got to each step: the shapes of others are wrong.
// The store: two years, 45 events a person in dialogues of 8, each begun by a start; every 90th event is a purchase. Derived rows
// are written as derivation makes them from these events: a touch per start, a dialogue per first message, a wait per answer.
import { mkdtempSync, readFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { REPORTS } from '@parley/contracts';
import { createClient, migrate, putAccountSettings, runReport } from '../dist/index.js';
import { startEmbeddedClickHouse } from '../dist/embedded/index.js';

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1000000,10000000' },
    rounds: { type: 'string', default: '5' },
  },
});
const PERIODS = {
  '30 days': { from: new Date('2025-05-01T00:00:00Z'), to: new Date('2025-05-31T00:00:00Z') },
  '12 months': { from: new Date('2024-06-01T00:00:00Z'), to: new Date('2025-06-01T00:00:00Z') },
};
const NOW = new Date('2027-01-01T00:00:00Z');
const GOAL_MS = { '30 days': 150, '12 months': 500 };
/** Every question may take a gigabyte, or it fails. */
const MEMORY = { max_memory_usage: 1_000_000_000 };
const BLOCK = 1_000_000;
const WEEK = 7 * 86_400;

const MILESTONES = {
  window_seconds: WEEK,
  steps: ['started', 'subscribed', 'wrote', 'answered', 'bought'].map((event) => ({ event })),
};
const RAW_TYPES = [
  'conversation_started',
  'message_received',
  'message_sent',
  'message_received',
  'purchase_completed',
];
const RAW = { window_seconds: WEEK, steps: RAW_TYPES.map((event) => ({ event })) };
const OURS = [
  ['milestones, by source', { funnel: MILESTONES, breakdown: 'source' }],
  ['milestones', { funnel: MILESTONES }],
  ['milestones, by first touch', { funnel: MILESTONES, breakdown: 'source', breakdown_at: 'first_touch' }],
  ['milestones, strict', { funnel: { ...MILESTONES, order: 'strict' } }],
  ['milestones, any order', { funnel: { ...MILESTONES, order: 'any' } }],
  [
    'milestones, a window per step',
    {
      funnel: {
        ...MILESTONES,
        steps: MILESTONES.steps.map((step, place) => (place ? { ...step, window_seconds: 86_400 } : step)),
      },
    },
  ],
  ['any events', { funnel: RAW }],
];

const READ = `FROM events_v1 FINAL WHERE workspace_id = 1
    AND type IN ('conversation_started', 'message_received', 'message_sent', 'purchase_completed')
    AND occurred_at >= {from:DateTime64(3)} AND occurred_at < {to:DateTime64(3)} + INTERVAL 7 DAY`;
const SCAN = `SELECT sum(cityHash64(type, occurred_at, identity_id, event_id)) AS n FROM events_v1
  WHERE workspace_id = 1 AND occurred_at >= {from:DateTime64(3)} AND occurred_at < {to:DateTime64(3)} + INTERVAL 7 DAY`;
const levels = (
  select,
) => `SELECT [countIf(level >= 1), countIf(level >= 2), countIf(level >= 3), countIf(level >= 4),
  countIf(level >= 5)] AS reached FROM (${select})`;
/** As it is usually written: one message may be both the second step and the fourth. */
const WINDOW_FUNNEL = levels(`SELECT identity_id, windowFunnel(${WEEK * 1000})(
    toUInt64(toUnixTimestamp64Milli(occurred_at)),
    ${RAW_TYPES.map((type, place) => (place === 0 ? `type = '${type}' AND occurred_at < {to:DateTime64(3)}` : `type = '${type}'`)).join(', ')}
  ) AS level ${READ} GROUP BY identity_id`);
/** The first time of each step, then whether they came in order: later attempts are not seen. */
const STEP_MIN = levels(`SELECT identity_id, multiIf(
    isNull(t1), 0, isNull(t2), 1, isNull(t3), 2, isNull(t4), 3, isNull(t5), 4, 5) AS level
  FROM (
    SELECT identity_id, minIf(one, one IS NOT NULL) AS t1,
      minIf(two, two > one AND two <= one + INTERVAL 7 DAY) AS t2_any,
      nullIf(t2_any, toDateTime64(0, 3)) AS t2,
      nullIf(minIf(three, three > two AND three <= one + INTERVAL 7 DAY), toDateTime64(0, 3)) AS t3,
      nullIf(minIf(four, four > three AND four <= one + INTERVAL 7 DAY), toDateTime64(0, 3)) AS t4,
      nullIf(minIf(five, five > four AND five <= one + INTERVAL 7 DAY), toDateTime64(0, 3)) AS t5
    FROM (
      SELECT identity_id,
        if(type = '${RAW_TYPES[0]}' AND occurred_at < {to:DateTime64(3)}, occurred_at, NULL) AS one,
        ${['two', 'three', 'four', 'five']
          .map(
            (name, index) => `min(if(type = '${RAW_TYPES[index + 1]}', occurred_at, NULL))
          OVER (PARTITION BY identity_id ORDER BY occurred_at ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS ${name}`,
          )
          .join(',\n        ')}
      ${READ}
    )
    WHERE one IS NOT NULL
    GROUP BY identity_id
  )`);

const rounds = Number(values.rounds);
for (const scale of values.scale.split(',').map(Number)) await atScale(scale);

async function atScale(scale) {
  const engine = await startEmbeddedClickHouse({
    dir: mkdtempSync(join(tmpdir(), 'parley-bench-')),
    isTemporary: true,
    memoryBytes: 3 * 1024 ** 3,
  });
  const client = createClient({ ...engine.users.admin, database: 'parley' });
  try {
    await migrate(client);
    await fill(client, scale);
    console.log(`\n${scale} events; ${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}`);
    for (const [period, edges] of Object.entries(PERIODS)) await inPeriod(client, engine.pid, period, edges);
  } finally {
    await client.close();
    await engine.stop();
  }
}

async function fill(client, events) {
  const settings = { max_partitions_per_insert_block: 0 };
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
  for (let from = 0; from < events; from += BLOCK)
    await client.command(
      `INSERT INTO events_v1 (workspace_id, identity_id, occurred_at, sequence, event_id, type, channel, account_id,
         sender, agent_id, ref, given_source, order_id, amount, currency, received_at, version)
       SELECT 1, cityHash64(intDiv(n, 45)) AS identity, fromUnixTimestamp64Milli(toInt64(
           1704067200000 + identity % 31536000000 + intDiv(n % 45, 8) * 5097600000 + n % 8 * 420000)) AS at,
         n * 16, cityHash64(n, 1),
         if(n % 90 = 7, 'purchase_completed',
           ['conversation_started', 'message_received', 'message_sent', 'message_received', 'message_received',
            'message_sent', 'message_received', 'message_sent'][n % 8 + 1]) AS type,
         'telegram', 1, if(type = 'message_received', 'contact', if(type = 'message_sent', 'agent', '')),
         if(type = 'message_sent', cityHash64(identity % 40), 0),
         if(type = 'conversation_started' AND n % 3 > 0, concat('ref_', toString(cityHash64(n, 4) % 200)), '') AS the_ref,
         if(the_ref = '', '', concat('source_', toString(cityHash64(n, 4) % 200))),
         if(type = 'purchase_completed', toString(n), ''),
         if(type = 'purchase_completed', toDecimal64(100 + n % 1000, 4), toDecimal64(0, 4)),
         if(type = 'purchase_completed', 'RUB', ''), at, 1
       FROM (SELECT number + {from:UInt64} AS n FROM numbers({count:UInt64}))`,
      { from, count: Math.min(BLOCK, events - from) },
      { settings },
    );
  const insert = (sql) => client.command(sql, {}, { settings, timeoutMs: 3_600_000 });
  await insert(
    `INSERT INTO touches_v1 (workspace_id, definition_id, identity_id, occurred_at, event_id, kind, type, is_direct, ref,
       source, account_id, channel, version)
     SELECT 1, 1, identity_id, occurred_at, event_id, 're_engagement', type, ref = '', ref, given_source, account_id, channel, 1
     FROM events_v1 WHERE type = 'conversation_started'`,
  );
  await insert(
    `INSERT INTO dialogues_v1 (workspace_id, definition_id, identity_id, started_at, first_event_id, ended_at,
       first_incoming_at, messages_received, starter, account_id, channel, version)
     SELECT 1, 1, identity_id, occurred_at, event_id, occurred_at, occurred_at, 3, 'contact', account_id, channel, 1
     FROM events_v1 WHERE type = 'message_received' AND intDiv(sequence, 16) % 8 = 1`,
  );
  await insert(
    `INSERT INTO waits_v1 (workspace_id, definition_id, identity_id, waiting_since, first_event_id, answered_at, answered_by,
       answer_event_id, account_id, channel, version)
     SELECT 1, 1, identity_id, occurred_at - INTERVAL 7 MINUTE, cityHash64(event_id), occurred_at, agent_id, event_id,
       account_id, channel, 1
     FROM events_v1 WHERE type = 'message_sent'`,
  );
  await insert(
    `INSERT INTO subscriptions_v1 (workspace_id, identity_id, account_id, subscribed_at, first_event_id, channel, version)
     SELECT 1, identity_id, account_id, min(occurred_at), min(event_id), 'telegram', 1
     FROM events_v1 WHERE type = 'conversation_started' GROUP BY identity_id, account_id`,
  );
  for (const table of [
    'events_v1',
    'milestones_v1',
    'touches_v1',
    'dialogues_v1',
    'waits_v1',
    'subscriptions_v1',
  ])
    await client.command(`OPTIMIZE TABLE ${table} FINAL`, {}, { timeoutMs: 3_600_000 });
}

async function inPeriod(client, pid, period, edges) {
  const ask = (sql) => () => client.query(sql, edges, { name: 'bench', settings: MEMORY });
  console.log(`\n${period}: goal ${GOAL_MS[period]} ms for milestones by source`);
  const scan = await median(pid, ask(SCAN));
  line('plain scan', scan);
  const bare = await median(pid, ask(WINDOW_FUNNEL));
  line('windowFunnel, raw events', bare, scan, reachedBy(await ask(WINDOW_FUNNEL)()));
  line(
    'least time of each step, raw events',
    await median(pid, ask(STEP_MIN)),
    scan,
    reachedBy(await ask(STEP_MIN)()),
  );
  for (const [what, own] of OURS) {
    const asked = REPORTS.funnel.params.parse({ from: '2025-05-01', to: '2025-05-31', ...own });
    delete asked.from;
    delete asked.to;
    const bound = {
      workspace_id: 1,
      definition_id: 1,
      repeat_after_seconds: 86_400,
      unanswered_after_seconds: 86_400,
      time_zone: 'Europe/Moscow',
      previous: null,
      ...edges,
      now: NOW,
      own: asked,
    };
    const run = () => runReport(client, 'funnel', bound, { settings: MEMORY });
    const took = await median(pid, run);
    const rows = (await run()).filter(({ is_total }) => is_total);
    line(what, took, scan, rows.map(({ units_reached }) => units_reached).join(' → '), bare);
  }
}

function line(what, { clock, cpu }, scan, reached = '', bare) {
  const times = scan ? `${(cpu / scan.cpu).toFixed(1)} × scan` : '';
  const beside = bare ? `${(cpu / bare.cpu).toFixed(1)} × windowFunnel` : '';
  console.log(
    `${what.padEnd(36)} ${String(Math.round(clock)).padStart(6)} ms ${String(Math.round(cpu)).padStart(6)} ms CPU   ${times.padEnd(11)} ${beside.padEnd(19)} ${reached}`,
  );
}

/** Processor time of ClickHouse so far, in milliseconds. */
function cpuOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The middle one of some runs, by each clock; the first of all does not count. */
async function median(pid, work) {
  await work();
  const clocks = [];
  const cpus = [];
  for (let round = 0; round < rounds; round++) {
    const cpu = cpuOf(pid);
    const start = performance.now();
    await work();
    clocks.push(performance.now() - start);
    cpus.push(cpuOf(pid) - cpu);
  }
  const middle = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
  return { clock: middle(clocks), cpu: Math.max(1, middle(cpus)) };
}

function reachedBy([{ reached }]) {
  return reached.join(' → ');
}
