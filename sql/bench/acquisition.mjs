// How long Channels, subscriptions and the reports of attribution take over 30 days and over 12 months, beside a plain scan of all types of events in the
// same period and the same question asked of raw events (one model only).
// Run by hand after a build: npm run bench -- acquisition [--scale 1000000,10000000] [--rounds 5] [--derived 1000000]
// Of each it tells the time on the clock and the processor time of ClickHouse: where others share the machine, only the
// second compares. Every question may take 500 MB of memory at most, or it fails.
// The store: two years, 45 events a person in dialogues of 8, each begun by a start; every 90th event is a purchase. Up to
// --derived events are derived by the deriver; more are the same people under other ids.
import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { ATTRIBUTION_MODELS, goalRule, REPORTS } from '@parley/contracts';
import { runReport } from '../dist/index.js';
import { limitsAt, openServiceStore } from './lib/service-store.mjs';

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1000000,10000000' },
    rounds: { type: 'string', default: '5' },
    derived: { type: 'string', default: '1000000' },
  },
});
const PERIODS = {
  '30 days': { from: new Date('2025-05-01T00:00:00Z'), to: new Date('2025-05-31T00:00:00Z') },
  '12 months': { from: new Date('2024-06-01T00:00:00Z'), to: new Date('2025-06-01T00:00:00Z') },
};
const GOAL_MS = { '30 days': 300, '12 months': 1500 };
const MEMORY = { max_memory_usage: 500_000_000 };
const BLOCK = 1_000_000;
const GOALS = [
  {
    goal_id: 1,
    rule: goalRule.parse({ event_type: 'purchase_completed', repeats: { kind: 'by_order' } }),
  },
];
const QUESTIONS = [
  ['channels', 'by source', {}],
  ['channels', 'first touch, credit dated by touch', { model: 'first', dated_by: 'touch' }],
  ['channels', 'by campaign of one source', { by: 'campaign', sources: ['source_1'] }],
  ['channels-over-time', 'a line per source', {}],
  ['by-source', 'by ref', {}],
  ['subscribers', 'by source', {}],
  ['subscribers-over-time', 'per day', {}],
  ...ATTRIBUTION_MODELS.map((model) => ['attribution', model, { model }]),
  ['attribution', 'by date of touch', { dated_by: 'touch' }],
  ['attribution', 'by campaign of one source', { by: 'campaign', sources: ['source_1'] }],
  ['attribution-models', 'all models', {}],
  ['conversion-paths', 'paths', {}],
  ['time-to-convert', 'first touch', {}],
  ['order-items', 'products', {}],
];
const SCAN = `SELECT sum(cityHash64(type, occurred_at, identity_id, event_id)) AS n FROM events_v1
  WHERE workspace_id = 1 AND occurred_at >= {from:DateTime64(3)} AND occurred_at < {to:DateTime64(3)}`;
/** Last touch within 90 days out of raw events: arrays per person, those who bought first. */
const RAW = `SELECT source, count() AS conversions, sum(amount) AS value FROM (
    SELECT bought.2 AS amount, arrayLast(touch -> touch.1 <= bought.1 AND touch.1 >= bought.1 - 7776000000, touches).2 AS source
    FROM (
      SELECT identity_id,
        arraySort(groupArrayIf((toUnixTimestamp64Milli(occurred_at), toString(given_source)), type = 'conversation_started')) AS touches,
        groupArrayIf((toUnixTimestamp64Milli(occurred_at), amount),
          type = 'purchase_completed' AND occurred_at >= {from:DateTime64(3)}) AS purchases
      FROM events_v1 FINAL
      WHERE workspace_id = 1 AND type IN ('conversation_started', 'purchase_completed')
        AND occurred_at >= {from:DateTime64(3)} - INTERVAL 90 DAY AND occurred_at < {to:DateTime64(3)}
        AND identity_id IN (
          SELECT identity_id FROM events_v1 WHERE workspace_id = 1 AND type = 'purchase_completed'
            AND occurred_at >= {from:DateTime64(3)} AND occurred_at < {to:DateTime64(3)})
      GROUP BY identity_id
    ) ARRAY JOIN purchases AS bought
  ) GROUP BY source ORDER BY conversions DESC`;

const rounds = Number(values.rounds);
for (const scale of values.scale.split(',').map(Number)) await atScale(scale);

async function atScale(scale) {
  const { client, pid, close } = await openServiceStore(scale, Number(values.derived), fill);
  try {
    await client.command('OPTIMIZE TABLE milestones_v1 FINAL', {}, { timeoutMs: 3_600_000 });
    const [{ touches, subscriptions, purchases }] = await client.query(
      `SELECT (SELECT count() FROM touches_v1) AS touches, (SELECT count() FROM subscriptions_v1) AS subscriptions,
        (SELECT count() FROM milestones_v1 WHERE type = 'purchase_completed') AS purchases`,
    );
    console.log(
      `\n${scale} events, ${touches} touches, ${subscriptions} subscriptions, ${purchases} purchases; ${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}`,
    );
    for (const [period, edges] of Object.entries(PERIODS)) await inPeriod(client, pid, period, edges);
  } finally {
    await close();
  }
}

async function fill(client, events) {
  const settings = { max_partitions_per_insert_block: 0 };
  for (let from = 0; from < events; from += BLOCK)
    await client.command(
      `INSERT INTO events_v1 (workspace_id, identity_id, occurred_at, sequence, event_id, type, channel, account_id,
         message_id, sender, agent_id, ref, given_source, given_campaign, order_id, amount, currency, items, received_at, version)
       SELECT 1, cityHash64(intDiv(n, 45)) AS identity, fromUnixTimestamp64Milli(toInt64(
           1704067200000 + identity % 31536000000 + intDiv(n % 45, 8) * 5097600000 + n % 8 * 420000)) AS at,
         n * 16, cityHash64(n, 1),
         if(n % 90 = 7, 'purchase_completed',
           ['conversation_started', 'message_received', 'message_sent', 'message_received', 'message_received',
            'message_sent', 'message_received', 'message_sent'][n % 8 + 1]) AS type,
         'telegram', 1, if(type LIKE 'message%', cityHash64(n, 2), 0),
         if(type = 'message_received', 'contact', if(type = 'message_sent', 'agent', '')) AS sender,
         if(sender = 'agent', cityHash64(identity % 40), 0),
         if(type = 'conversation_started' AND n % 3 > 0, concat('ref_', toString(cityHash64(n, 4) % 200)), '') AS the_ref,
         if(the_ref = '', '', concat('source_', toString(cityHash64(n, 4) % 12))),
         if(the_ref = '', '', concat('campaign_', toString(cityHash64(n, 4) % 60))),
         if(type = 'purchase_completed', toString(n), ''),
         if(type = 'purchase_completed', toDecimal64(100 + n % 1000, 4), toDecimal64(0, 4)),
         if(type = 'purchase_completed', 'RUB', ''),
         if(type = 'purchase_completed',
           [(toString(n % 50), concat('Product ', toString(n % 50)), toDecimal64(1, 4), toDecimal64(100 + n % 1000, 4))], []),
         at, 1
       FROM (SELECT number + {from:UInt64} AS n FROM numbers({count:UInt64}))`,
      { from, count: Math.min(BLOCK, events - from) },
      { settings },
    );
  await client.command('OPTIMIZE TABLE events_v1 FINAL');
}

async function inPeriod(client, pid, period, edges) {
  const scan = await median(pid, () => client.query(SCAN, edges));
  const raw = await median(pid, () => client.query(RAW, edges));
  console.log(`\n${period}: goal ${GOAL_MS[period]} ms`);
  line('plain scan', scan, scan);
  line('raw events, one model', raw, scan);
  for (const [name, what, own] of QUESTIONS) {
    const asked = {
      workspace_id: 1,
      definition_id: 1,
      repeat_after_seconds: 86_400,
      unanswered_after_seconds: 86_400,
      time_zone: 'Europe/Moscow',
      previous: null,
      ...edges,
      now: edges.to,
      limits: limitsAt(edges.to),
      goals: GOALS,
      currency: 'RUB',
      own: REPORTS[name].params.parse({ from: '2025-05-01', to: '2025-05-31', ...own }),
    };
    delete asked.own.from;
    delete asked.own.to;
    const took = await median(pid, () => runReport(client, name, asked, { settings: MEMORY }));
    line(`${name}, ${what}`, took, scan, GOAL_MS[period]);
  }
}

function line(what, { clock, cpu }, scan, goal) {
  const missed = goal !== undefined && clock > goal ? '  missed' : '';
  console.log(
    `${what.padEnd(44)} ${String(Math.round(clock)).padStart(6)} ms  ${String(Math.round(cpu)).padStart(6)} ms CPU  ${(cpu / scan.cpu).toFixed(1)} × the scan${missed}`,
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
