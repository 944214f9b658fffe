import { type Language, type Localized } from '@parley/contracts';
import cliProgress from 'cli-progress';
import { type StartError } from './start-error.js';

export interface ProgressBar {
  /** `share` from 0 to 1. */
  update(share: number): void;
  done(): void;
}

/** What the person at the terminal sees: short lines in their language; a bar, or a few lines where there is no screen. */
export class Terminal {
  constructor(
    private readonly language: Language,
    private readonly out: NodeJS.WriteStream = process.stdout,
    private readonly err: NodeJS.WriteStream = process.stderr,
  ) {
    // A closed terminal must not end us before everything is stopped in order.
    for (const stream of [out, err]) stream.on('error', () => undefined);
  }

  line(text: Localized | string = ''): void {
    this.out.write(`${this.inLanguage(text)}\n`);
  }

  error(error: StartError): void {
    this.err.write(`parley: ${this.inLanguage(error.text)}\n`);
  }

  bar(text: Localized): ProgressBar {
    const label = this.inLanguage(text);
    return this.out.isTTY ? this.drawnBar(label) : this.writtenBar(label);
  }

  private inLanguage(text: Localized | string): string {
    return typeof text === 'string' ? text : text[this.language];
  }

  private drawnBar(label: string): ProgressBar {
    const bar = new cliProgress.SingleBar({
      format: `  ${label} {bar} {percentage} %`,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      barsize: 30,
      hideCursor: true,
      stream: this.out,
    });
    bar.start(100, 0);
    return {
      update: (share) => bar.update(Math.floor(share * 100)),
      done: () => (bar.update(100), bar.stop()),
    };
  }

  private writtenBar(label: string): ProgressBar {
    let written = -1;
    const update = (share: number) => {
      const quarter = Math.floor(share * 4);
      if (quarter > written) this.line(`  ${label} ${(written = quarter) * 25} %`);
    };
    update(0);
    return { update, done: () => update(1) };
  }
}
