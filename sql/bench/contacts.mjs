// How long the list of contacts, a search's second half and one contact's timeline take on many people.
// Run by hand after a build: npm run bench -- contacts [--events 50000000] [--rounds 7]
// The store: events as in the bench of attribution; dialogues and touches are written as derivation makes them from these events,
// one contact of a thousand is merged with the next one.
import { mkdtempSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  countContacts,
  createClient,
  listContacts,
  migrate,
  NEWEST_PLACE,
  readContactEntries,
  readContactsOf,
  readIdentities,
  readMessagesOf,
  readOrdersOf,
  readTouchesOf,
} from '../dist/index.js';
import { startEmbeddedClickHouse } from '../dist/embedded/index.js';
import { fill } from './lib/fill.mjs';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '50000000' },
    rounds: { type: 'string', default: '7' },
  },
});
const rounds = Number(values.rounds);
const MEMORY = { max_memory_usage: 500_000_000 };
const WORKSPACE = { workspace_id: 1, definition_id: 1 };
const EVERYBODY = {
  ...WORKSPACE,
  matches: null,
  channels: [],
  account_ids: [],
  refs: [],
  sources: [],
  is_subscribed: 'any',
  telling_account_ids: [],
  is_merged: 'any',
  first_seen_from: null,
  first_seen_to: null,
  last_seen_from: null,
  last_seen_to: null,
  sort: 'last_seen',
  direction: 'newest',
};

const engine = await startEmbeddedClickHouse({
  dir: mkdtempSync(join(tmpdir(), 'parley-bench-')),
  isTemporary: true,
  memoryBytes: 2 * 1024 ** 3,
});
const client = createClient({ ...engine.users.admin, database: 'parley' });
try {
  await migrate(client);
  await fill(client, Number(values.events));
  await derive();
  const [{ contacts, dialogues }] = await client.query(
    'SELECT (SELECT count() FROM identities_v1) AS contacts, (SELECT count() FROM dialogues_v1) AS dialogues',
  );
  console.log(
    `${values.events} events, ${contacts} contacts, ${dialogues} dialogues; ${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}`,
  );
  const options = { settings: MEMORY };
  const page = { limit: 50, after: null };
  const list = (asked) => () => listContacts(client, { ...EVERYBODY, ...asked }, page, options);
  const { contacts: shown } = await list({})();
  const ids = shown.flatMap(({ identity_ids }) => identity_ids);
  const all = await listContacts(client, EVERYBODY, { limit: 5000, after: null }, options);
  const found = all.contacts.map(({ contact_id }) => contact_id);
  await line('list, the first 50', list({}));
  await line('list, counted', () => countContacts(client, EVERYBODY, options));
  await line('list of 5 000 found', list({ matches: found }));
  await line('list of 50 found', list({ matches: found.slice(0, 50) }));
  await line('list by ref', list({ refs: ['ref_7'] }));
  await line('a page: who they are', () => readIdentities(client, 1, ids, options));
  await line('a page: their messages', () => readMessagesOf(client, WORKSPACE, ids, options));
  await line('a page: their orders', () => readOrdersOf(client, 1, shown, options));
  const one = ids.slice(0, 1);
  await line('one: which contact', () => readContactsOf(client, 1, one, options));
  await line('one: touches', () => readTouchesOf(client, WORKSPACE, one, options));
  const timeline = (identity_ids) => () =>
    readContactEntries(
      client,
      { ...WORKSPACE, identity_ids, telling_account_ids: ['1'], before: NEWEST_PLACE, limit: 51 },
      options,
    );
  await line('one: timeline', timeline(one));
  await line('three identities: timeline', timeline(ids.slice(0, 3)));
} finally {
  await client.close();
  await engine.stop();
}

async function derive() {
  const settings = { max_partitions_per_insert_block: 0 };
  const merges = Math.floor(Number(values.events) / 45 / 1000);
  const commands = [
    `INSERT INTO identities_v1 (workspace_id, identity_id, first_seen_at, last_seen_at, first_ref, account_id, channel, version)
     SELECT 1, identity_id, min(occurred_at), max(occurred_at), any(ref), 1, 'telegram', 1
     FROM events_v1 GROUP BY identity_id`,
    `INSERT INTO touches_v1 (workspace_id, definition_id, identity_id, occurred_at, event_id, kind, type, is_direct, ref,
       account_id, channel, version)
     SELECT 1, 1, identity_id, occurred_at, event_id, 'acquisition', type, 0, ref, 1, 'telegram', 1
     FROM events_v1 WHERE type = 'conversation_started'`,
    `INSERT INTO dialogues_v1 (workspace_id, definition_id, identity_id, started_at, first_event_id, ended_at,
       messages_received, messages_sent, starter, account_id, channel, version)
     SELECT 1, 1, identity_id, min(occurred_at) AS first_at, any(event_id), max(occurred_at), countIf(type = 'message_received'),
       countIf(type = 'message_sent'), 'contact', 1, 'telegram', 1
     FROM events_v1 WHERE type LIKE 'message%' GROUP BY identity_id, toYYYYMM(occurred_at)`,
    `INSERT INTO merged_identities_v1 (workspace_id, identity_id, contact_id, merged_at, version, is_deleted)
     SELECT 1, arrayJoin([first, second]), least(first, second), now64(3), 1, 0
     FROM (SELECT cityHash64(number * 1000) AS first, cityHash64(number * 1000 + 1) AS second FROM numbers({merges:UInt64}))`,
    'OPTIMIZE TABLE identities_v1 FINAL',
    'OPTIMIZE TABLE touches_v1 FINAL',
    'OPTIMIZE TABLE dialogues_v1 FINAL',
  ];
  for (const command of commands) await client.command(command, { merges }, { settings });
}

/** The median of the rounds, milliseconds on the clock. */
async function line(name, ask) {
  await ask();
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    await ask();
    times.push(performance.now() - begun);
  }
  times.sort((one, other) => one - other);
  console.log(`${name.padEnd(32)} ${times[Math.floor(rounds / 2)].toFixed(1).padStart(8)} ms`);
}
