import { Presets, SingleBar } from 'cli-progress';

/** Shows how far something is: a bar on a terminal, a line now and then elsewhere. */
export interface Progress {
  add(amount: number): void;
  end(): void;
}

const LINE_EVERY_MS = 5000;

export function showProgress(
  what: string,
  total: number,
  out: NodeJS.WriteStream = process.stdout,
): Progress {
  return out.isTTY ? bar(what, total, out) : lines(what, total, out);
}

function bar(what: string, total: number, stream: NodeJS.WriteStream): Progress {
  const format = `${what} [{bar}] {percentage} %  {duration_formatted}`;
  const shown = new SingleBar({ format, stream, hideCursor: true, etaBuffer: 100 }, Presets.shades_classic);
  shown.start(Math.max(1, total), 0);
  return { add: (amount) => shown.increment(amount), end: () => shown.stop() };
}

function lines(what: string, total: number, out: NodeJS.WriteStream): Progress {
  let done = 0;
  let shownAt = Date.now();
  return {
    add(amount) {
      done += amount;
      if (Date.now() - shownAt < LINE_EVERY_MS) return;
      shownAt = Date.now();
      out.write(`${what}: ${Math.min(100, Math.floor((100 * done) / Math.max(1, total)))} %\n`);
    },
    end: () => void out.write(`${what}: done\n`),
  };
}
