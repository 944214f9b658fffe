// Plain INSERTs: the rows that ingest made, in batches of the size that ingest sends, into the same table (flushed
// parts, no marks), as many at once as ingest has under way. What a pipeline without a spool would reach.
import { createClient, EVENT_COLUMNS } from '../../../sql/dist/index.js';
import { BATCH_ROWS } from '../../dist/spool/backlog.js';
import { answerJobs } from './processes.mjs';
import { readRecords } from './records.mjs';

const rows = readRecords(process.argv[2]).flatMap((record) => record.rows.map((row) => row.json));
const client = createClient(JSON.parse(process.argv[3]));
let insertions = 0;

answerJobs(async ({ seconds, parallel }) => {
  const started = performance.now();
  const until = started + seconds * 1000;
  let events = 0;
  const insert = async () => {
    while (performance.now() < until) {
      const batch = Array.from({ length: BATCH_ROWS }, (_, n) => rows[(events + n) % rows.length]);
      events += batch.length;
      // The same rows again are dropped by the server unless it is told that they are others.
      await client.insertRows('events_v1', EVENT_COLUMNS, batch, { token: `plain-${insertions++}` });
    }
  };
  await Promise.all(Array.from({ length: parallel }, insert));
  return { events, seconds: (performance.now() - started) / 1000 };
});
process.once('disconnect', () => void client.close());
