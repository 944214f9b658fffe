import { join } from 'node:path';
import { type Part, type ReadyLine } from './child-run.js';
import { StartCalledOff, Supervised, type Happening } from './supervised.js';

/** Starts the parts of Parley, keeps them running and stops them, the last one started first. */
export class Supervisor {
  private readonly parts: Supervised[] = [];
  private stopped: Promise<void> | undefined;

  constructor(
    private readonly options: {
      logs: string;
      /** Told the numbers of the processes that run, whenever one is started. */
      onProcesses: (pids: number[]) => void;
      onHappening: (happening: Exclude<Happening, { kind: 'spawned' }>) => void;
    },
  ) {}

  /** What the part said when it became ready. Throws a StartError when it does not. */
  start(part: Part): Promise<ReadyLine> {
    if (this.stopped) return Promise.reject(new StartCalledOff());
    const supervised = new Supervised(part, join(this.options.logs, `${part.name}.log`), (happening) => {
      if (happening.kind === 'spawned') this.options.onProcesses(this.pids());
      else this.options.onHappening(happening);
    });
    this.parts.push(supervised);
    return supervised.start();
  }

  pids(): number[] {
    return this.parts.flatMap((part) => part.pid ?? []);
  }

  /** Ends when every process has ended. */
  stop(): Promise<void> {
    return (this.stopped ??= this.stopParts());
  }

  /** Ends every process at once; what they acknowledged is on disk. */
  kill(): void {
    for (const part of this.parts) part.kill();
  }

  private async stopParts(): Promise<void> {
    for (const part of this.parts.toReversed()) await part.stop();
  }
}
