/** What there is of a person, by table. */
const TABLES = [
  'events_v1',
  'dialogues_v1',
  'waits_v1',
  'open_waits_v1',
  'touches_v1',
  'identities_v1',
  'subscriptions_v1',
  'subscription_arrivals_v1',
  'message_statuses_v1',
];
/** In memory a million wide rows are a gigabyte. */
const BLOCK = 1_000_000;

/**
 * Puts the same people there `times` times again under other ids, with all that was derived of them: the rows that the
 * deriver would make of such events, for a fraction of its time. What was one part of a month becomes a few.
 */
export async function copyPeople(client, times) {
  if (times < 1) return;
  for (const table of TABLES) await copyRows(client, table, times);
}

/** What an hour of rest does: each month becomes one part. */
export async function rest(client) {
  for (const table of TABLES)
    await client.command(`OPTIMIZE TABLE ${table} FINAL`, {}, { timeoutMs: 3_600_000 });
}

async function copyRows(client, table, times) {
  const columns = await client.query(
    `SELECT name FROM system.columns
       WHERE database = currentDatabase() AND table = {table:String} AND default_kind NOT IN ('MATERIALIZED', 'ALIAS')`,
    { table },
  );
  const names = columns.map(({ name }) => name);
  const listed = names.map((name) =>
    isId(name) ? `if(${name} = 0, 0, bitXor(${name}, salt)) AS new_${name}` : name,
  );
  const partitions = await client.query(`SELECT DISTINCT _partition_id AS id FROM ${table}`);
  for (const { id } of partitions)
    await client.command(
      `INSERT INTO ${table} (${names.join(', ')})
         SELECT ${listed.join(', ')}
         FROM (SELECT * FROM ${table} FINAL WHERE _partition_id = {id:String}) AS one
         CROSS JOIN (SELECT cityHash64(number, 'copy') AS salt FROM numbers({times:UInt32})) AS copies`,
      { id, times },
      {
        settings: {
          max_insert_threads: 1,
          min_insert_block_size_rows: BLOCK,
          min_insert_block_size_bytes: 0,
          max_block_size: 65_536,
        },
      },
    );
}

/** People, events and messages; an agent, a broadcast or a link stays the same. */
const isId = (name) =>
  /(^|_)event_id$/.test(name) || ['identity_id', 'message_id', 'reply_to'].includes(name);
