import { Worker } from 'node:worker_threads';
import { type ClickHouse, deriveTrial, type TrialTask } from '@parley/sql';
import { type ClickHouseAccess } from '../config.js';

/** Derives a trial. Rejects with the reason of the signal when that comes first: nothing is written afterwards. */
export type RunTrial = (task: TrialTask, signal: AbortSignal) => Promise<void>;

/** Injection token of {@link RunTrial}: a thread of its own in the product, this one in tests. */
export const RUN_TRIAL = Symbol('run-trial');

/** What the thread gets. */
export interface TrialWork {
  clickhouse: ClickHouseAccess;
  task: TrialTask;
}

/** A thread for each trial: folding holds up no request, and ending the thread ends the work wherever it is. */
export const trialInThread =
  (clickhouse: ClickHouseAccess): RunTrial =>
  (task, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const workerData: TrialWork = { clickhouse, task };
      const worker = new Worker(new URL('./trial.worker.js', import.meta.url), { workerData });
      let failure: unknown = new Error('The thread of a trial ended early.');
      const abort = () => {
        failure = signal.reason;
        void worker.terminate();
      };
      signal.addEventListener('abort', abort, { once: true });
      worker.once('message', () => (failure = undefined));
      worker.once('error', (error) => (failure = error));
      worker.once('exit', () => {
        signal.removeEventListener('abort', abort);
        if (failure === undefined) resolve();
        else reject(failure);
      });
    });

export const trialHere =
  (store: ClickHouse): RunTrial =>
  async (task, signal) => {
    signal.throwIfAborted();
    await deriveTrial(store, task);
    signal.throwIfAborted();
  };
