// LMDB alone: the records that ingest wrote, put by so many writers, each of which waits until its record is flushed.
import { open } from 'lmdb';
import { answerJobs } from './processes.mjs';
import { readRecords } from './records.mjs';

const records = readRecords(process.argv[2]);
// As ingest opens it: a put resolves when it is on the disk, and those that arrive meanwhile share the next commit.
const database = open({ path: process.argv[3], encoding: 'binary', overlappingSync: false });
let place = 0;

answerJobs(async ({ seconds, writers }) => {
  const started = performance.now();
  const until = started + seconds * 1000;
  let puts = 0;
  let rows = 0;
  const write = async () => {
    while (performance.now() < until) {
      const record = records[puts++ % records.length];
      await database.put([202601, ++place], record.bytes);
      rows += record.rows.length;
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  return { events: rows, seconds: (performance.now() - started) / 1000 };
});
process.once('disconnect', () => void database.close());
