import { Worker } from 'node:worker_threads';
import { type ClickHouseAccess } from '../config.js';
import { type DerivationNews, type RebuildTask, type RunningDerivation } from './derivation-loop.js';

/** To the thread. */
export type ToThread =
  | { type: 'poke' }
  | { type: 'stop' }
  | { type: 'rebuild' | 'drop'; task_id: number; workspaceId: number; definitionId: number };

/** From the thread. */
export type FromThread =
  | DerivationNews
  | { type: 'log'; line: string }
  | { type: 'progress'; task_id: number; progress: number }
  | { type: 'done'; task_id: number; error?: string };

const STOP_PATIENCE_MS = 5_000;

/** Derivation in a thread of its own, so that folding a long history never holds up a request. */
export class DerivationThread implements RunningDerivation {
  private readonly worker: Worker;
  private readonly tasks = new Map<
    number,
    { onProgress: (progress: number) => void; settle: (error?: Error) => void }
  >();
  private lastTask = 0;
  private readonly exited: Promise<void>;

  /** `onEnd` is called when the thread ends without having been asked to. */
  constructor(
    clickhouse: ClickHouseAccess,
    private readonly tell: (news: DerivationNews) => void,
    private readonly log: (line: string) => void,
    onEnd: () => void,
  ) {
    this.worker = new Worker(new URL('./derivation.worker.js', import.meta.url), { workerData: clickhouse });
    this.worker.on('message', (message: FromThread) => this.hear(message));
    this.worker.on('error', (error) => log(`The derivation thread failed: ${error.message}`));
    this.exited = new Promise((resolve) => {
      this.worker.once('exit', () => {
        resolve();
        for (const task of this.tasks.values()) task.settle(new Error('The derivation thread has ended.'));
        onEnd();
      });
    });
  }

  poke(): void {
    this.send({ type: 'poke' });
  }

  rebuild({ workspaceId, definitionId, onProgress }: RebuildTask): Promise<void> {
    return this.give('rebuild', workspaceId, definitionId, onProgress);
  }

  dropDefinition(workspaceId: number, definitionId: number): Promise<void> {
    return this.give('drop', workspaceId, definitionId, () => undefined);
  }

  private give(
    type: 'rebuild' | 'drop',
    workspaceId: number,
    definitionId: number,
    onProgress: (progress: number) => void,
  ): Promise<void> {
    const task_id = ++this.lastTask;
    return new Promise((resolve, reject) => {
      const settle = (error?: Error) => {
        this.tasks.delete(task_id);
        if (error) reject(error);
        else resolve();
      };
      this.tasks.set(task_id, { onProgress, settle });
      this.send({ type, task_id, workspaceId, definitionId });
    });
  }

  async stop(): Promise<void> {
    this.send({ type: 'stop' });
    const timer = setTimeout(() => void this.worker.terminate(), STOP_PATIENCE_MS);
    await this.exited;
    clearTimeout(timer);
  }

  private send(message: ToThread): void {
    this.worker.postMessage(message);
  }

  private hear(message: FromThread): void {
    switch (message.type) {
      case 'log':
        return this.log(message.line);
      case 'progress':
        return this.tasks.get(message.task_id)?.onProgress(message.progress);
      case 'done':
        return this.tasks
          .get(message.task_id)
          ?.settle(message.error === undefined ? undefined : new Error(message.error));
      default:
        this.tell(message);
    }
  }
}
