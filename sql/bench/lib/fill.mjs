/** Events of one insert. */
const BLOCK = 1_000_000;

/**
 * Makes events of people numbered from 1, in blocks, inside ClickHouse: two years, 45 events a person.
 * Dialogues of 8 events, 7 minutes apart: a start, questions, and answers by a bot and by people.
 */
export async function fill(client, events) {
  for (let from = 0; from < events; from += BLOCK) await block(client, from, Math.min(BLOCK, events - from));
  await client.command('OPTIMIZE TABLE events_v1 FINAL');
}

async function block(client, from, count) {
  await client.command(
    `INSERT INTO events_v1 (workspace_id, identity_id, occurred_at, sequence, event_id, type, channel, account_id,
       message_id, sender, agent_id, ref, kind, text_length, text_hash, received_at, version)
     SELECT 1, cityHash64(intDiv(n, 45)) AS identity, fromUnixTimestamp64Milli(toInt64(
         1704067200000 + identity % 31536000000 + intDiv(n % 45, 8) * 5097600000 + n % 8 * 420000)) AS at,
       n * 16 AS sequence, cityHash64(n, 1) AS event_id,
       ['conversation_started', 'message_received', 'message_sent', 'message_received', 'message_received',
        'message_sent', 'message_received', 'message_sent'][n % 8 + 1] AS type, 'telegram', 1,
       if(type LIKE 'message%', cityHash64(n, 2), 0),
       ['', 'contact', 'bot', 'contact', 'contact', 'agent', 'contact', 'agent'][n % 8 + 1] AS sender,
       if(sender = 'agent', cityHash64(identity % 40), 0), if(n % 8 = 0, concat('ref_', toString(identity % 200)), ''),
       'text', 20, cityHash64(n, 3), at, 1
     FROM (SELECT number + {from:UInt64} AS n FROM numbers({count:UInt64}))`,
    { from, count },
    { settings: { max_partitions_per_insert_block: 0 } },
  );
}
