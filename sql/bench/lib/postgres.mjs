import pg from 'pg';

/** An inbox's usual schema: conversations and messages, with the indexes that its own screens need. */
const SCHEMA = [
  'DROP SCHEMA IF EXISTS parley_bench CASCADE',
  'CREATE SCHEMA parley_bench',
  `CREATE TABLE parley_bench.messages (
    id bigserial PRIMARY KEY,
    account_id integer NOT NULL,
    conversation_id bigint NOT NULL,
    sender_type text NOT NULL,
    sender_id bigint,
    created_at timestamptz NOT NULL
  )`,
];
const INDEXES = [
  'CREATE INDEX ON parley_bench.messages (conversation_id, created_at)',
  'CREATE INDEX ON parley_bench.messages (account_id, created_at)',
  'CREATE INDEX ON parley_bench.messages (sender_type, sender_id, created_at)',
  'VACUUM ANALYZE parley_bench.messages',
];
/** Response time by agent out of messages: the first unanswered message of a contact to the reply of a person. */
const BY_AGENT = `
  WITH spoken AS (
    SELECT conversation_id, created_at, sender_type, sender_id,
      lag(sender_type) OVER (PARTITION BY conversation_id ORDER BY created_at, id) AS before
    FROM parley_bench.messages
    WHERE account_id = 1 AND sender_type IN ('contact', 'agent') AND created_at >= $1 AND created_at < $2
  ), turns AS (
    SELECT *, lag(created_at) OVER (PARTITION BY conversation_id ORDER BY created_at) AS since
    FROM spoken WHERE before IS DISTINCT FROM sender_type
  )
  SELECT sender_id, count(*),
    percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM created_at - since))
  FROM turns WHERE sender_type = 'agent' AND since IS NOT NULL
  GROUP BY sender_id ORDER BY count(*) DESC`;
const BATCH = 20_000;

/**
 * Fills a PostgreSQL with the messages of the bench and asks it for response times by agent. Works in a schema of its
 * own, `parley_bench`, which it takes away again.
 */
export async function comparePostgres(url, client, { most, periods, measure, print }) {
  const pool = new pg.Client({ connectionString: url });
  await pool.connect();
  try {
    for (const statement of SCHEMA) await pool.query(statement);
    let rows = 0;
    let batch = [];
    const insert = async () => {
      await pool.query(
        `INSERT INTO parley_bench.messages (account_id, conversation_id, sender_type, sender_id, created_at)
         SELECT 1, * FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::timestamptz[])`,
        [0, 1, 2, 3].map((column) => batch.map((row) => row[column])),
      );
      rows += batch.length;
      batch = [];
    };
    const stream = client.stream(
      `SELECT toString(toInt64(identity_id % 9223372036854775807)), toString(sender),
         toString(toInt64(agent_id % 9223372036854775807)), toString(occurred_at)
       FROM events_v1 WHERE type LIKE 'message%' LIMIT {most:UInt64}`,
      { most },
    );
    for await (const row of stream) {
      batch.push(row);
      if (batch.length === BATCH) await insert();
    }
    if (batch.length > 0) await insert();
    for (const statement of INDEXES) await pool.query(statement);
    for (const [name, { from, to }] of Object.entries(periods)) {
      const took = await measure(() => pool.query(BY_AGENT, [from, to]));
      print(`PostgreSQL, ${rows} messages: response time by agent, ${name}`, took);
    }
  } finally {
    await pool.query('DROP SCHEMA IF EXISTS parley_bench CASCADE');
    await pool.end();
  }
}
