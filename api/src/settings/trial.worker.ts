import { parentPort, workerData } from 'node:worker_threads';
import { createClient, deriveTrial } from '@parley/sql';
import { type TrialWork } from './run-trial.js';

// The thread that derives one trial and ends. What goes wrong ends it with that error.
const { clickhouse, task } = workerData as TrialWork;
const client = createClient(clickhouse);
await deriveTrial(client, task);
await client.close();
parentPort?.postMessage('done');
