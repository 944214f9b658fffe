import { parentPort, workerData } from 'node:worker_threads';
import { createClient, createDeriver } from '@parley/sql';
import { type ClickHouseAccess } from '../config.js';
import { DerivationLoop } from './derivation-loop.js';
import { type FromThread, type ToThread } from './derivation-thread.js';

// The thread of the api that derives. It knows ClickHouse only; what to rebuild is told by messages.
const port = parentPort;
if (port === null) throw new Error('This program runs as a thread of the api only.');
const say = (message: FromThread) => port.postMessage(message);

const client = createClient(workerData as ClickHouseAccess);
const deriver = createDeriver(client, (line: string) => say({ type: 'log', line }));
const loop = new DerivationLoop(deriver, say);

port.on('message', (message: ToThread) => {
  switch (message.type) {
    case 'poke':
      return loop.poke();
    case 'rebuild':
    case 'drop': {
      const { type, task_id, workspaceId, definitionId } = message;
      const onProgress = (progress: number) => say({ type: 'progress', task_id, progress });
      const task =
        type === 'drop'
          ? loop.dropDefinition(workspaceId, definitionId)
          : loop.rebuild({ workspaceId, definitionId, onProgress });
      task.then(
        () => say({ type: 'done', task_id }),
        (error: unknown) =>
          say({ type: 'done', task_id, error: error instanceof Error ? error.message : String(error) }),
      );
      return;
    }
    case 'stop':
      void loop
        .stop()
        .then(() => client.close())
        .finally(() => process.exit(0));
  }
});
