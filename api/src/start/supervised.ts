import { ChildRun, type Part, type ReadyLine } from './child-run.js';
import { LogFile } from './log-file.js';
import { noEmbeddedEngine, partDidNotStart } from './problems.js';

/** What happens to a part while Parley runs. */
export type Happening =
  | { kind: 'spawned' }
  | { kind: 'died'; label: string; how: string; pause_ms: number; log: string }
  | { kind: 'back'; label: string };

/** A start that was called off because Parley is being stopped. */
export class StartCalledOff extends Error {}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
/** A run this long forgets the failures before it. */
const CALM_MS = 60_000;
const ATTEMPTS_AT_START = 3;

/** A part that is kept running: started again, after growing pauses, whenever it ends by itself. */
export class Supervised {
  private readonly log: LogFile;
  private run: ChildRun | undefined;
  private isStopping = false;
  private wake: () => void = () => undefined;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    readonly part: Part,
    logFile: string,
    private readonly report: (happening: Happening) => void,
  ) {
    this.log = new LogFile(logFile);
  }

  get pid(): number | undefined {
    return this.run?.pid;
  }

  /** What the part said when it became ready. Throws a StartError after three vain attempts. */
  start(): Promise<ReadyLine> {
    return new Promise((ready, failed) => {
      this.loop = this.keepRunning(ready, failed);
    });
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    this.wake();
    await this.run?.stop();
    await this.loop;
    this.log.close();
  }

  kill(): void {
    this.isStopping = true;
    this.run?.kill();
  }

  private async keepRunning(ready: (line: ReadyLine) => void, failed: (error: Error) => void): Promise<void> {
    let failures = 0;
    let wasReady = false;
    while (!this.isStopping) {
      const run = (this.run = new ChildRun(this.part, this.log));
      this.report({ kind: 'spawned' });
      const startedAt = Date.now();
      const outcome = await run.ready;
      if (outcome.is_ready) {
        if (wasReady) this.report({ kind: 'back', label: this.part.label });
        wasReady = true;
        ready(outcome.line);
      }
      const how = await run.ended;
      if (this.isStopping) break;
      if (!outcome.is_ready && !wasReady) {
        if (outcome.reason === 'unavailable') {
          return failed(noEmbeddedEngine(`${process.platform} ${process.arch}`));
        }
        if (failures + 1 >= ATTEMPTS_AT_START) {
          return failed(partDidNotStart(this.part.label, outcome.why, this.log.path));
        }
      }
      if (Date.now() - startedAt > CALM_MS) failures = 0;
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures++);
      const { label } = this.part;
      this.report({ kind: 'died', label, how, pause_ms: pause, log: this.log.path });
      await this.pause(pause);
    }
    failed(new StartCalledOff());
  }

  private pause(ms: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, ms);
      this.wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}
