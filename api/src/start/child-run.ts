import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { type LogFile } from './log-file.js';
import { sleep } from './processes.js';

/** The one line on stdout by which a child says that it can be used, or why it never will. */
const readyLine = z.object({
  ready: z.boolean(),
  url: z.string().optional(),
  port: z.int().optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
});
export type ReadyLine = z.infer<typeof readyLine>;

function readReadyLine(text: string): ReadyLine | undefined {
  if (!text.startsWith('{"ready"')) return undefined;
  try {
    return readyLine.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** One of the processes that make up Parley. */
export interface Part {
  /** Names its log file. */
  name: string;
  /** What people call it. */
  label: string;
  script: string;
  /** Options of Node itself. */
  nodeOptions?: readonly string[];
  /** Asked at every start, so that it may hold what is known only by then. */
  env: () => Record<string, string>;
  /** `line`: a ready line on stdout. Else the address that answers 2xx once it can be used. */
  readiness: 'line' | { url: string };
  startTimeoutMs?: number;
  stopTimeoutMs?: number;
}

export type RunOutcome =
  { is_ready: true; line: ReadyLine } | { is_ready: false; reason?: string; why: string };

/**
 * One run of a child, from its start to its end. The child sits in a process group of its own, so that Ctrl-C reaches
 * only us and the parts can be stopped in order; it ends by itself when we die, since its IPC channel closes.
 */
export class ChildRun {
  readonly ready: Promise<RunOutcome>;
  /** How it ended, for people: `SIGKILL` or `exit code 1`. Never rejects. */
  readonly ended: Promise<string>;
  private readonly child: ChildProcess;
  private isOver = false;
  private lastWords = '';

  constructor(
    private readonly part: Part,
    private readonly log: LogFile,
  ) {
    this.child = spawn(process.execPath, [...(part.nodeOptions ?? []), part.script], {
      env: { ...process.env, ...part.env() },
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.ended = new Promise((done) => {
      this.child.once('error', (error) => this.over(error.message, done));
      this.child.once('exit', (code, signal) => this.over(signal ?? `exit code ${code}`, done));
    });
    // TRICKY: without a listener, writing to a child that is gone would end the supervisor.
    this.child.stdin?.on('error', () => undefined);
    const line = this.watchOutput();
    this.ready = this.awaitReady(line);
  }

  get pid(): number | undefined {
    return this.isOver ? undefined : this.child.pid;
  }

  /** Asks the child to end and waits; kills it when it takes too long. */
  async stop(): Promise<void> {
    if (this.isOver) return;
    // Windows knows no SIGTERM: there the closed channel is the request to end.
    if (process.platform === 'win32') this.child.disconnect();
    else this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.kill(), this.part.stopTimeoutMs ?? 15_000);
    await this.ended;
    clearTimeout(timer);
  }

  kill(): void {
    if (!this.isOver) this.child.kill('SIGKILL');
  }

  private over(how: string, done: (how: string) => void): void {
    this.isOver = true;
    this.log.write(`[supervisor] ${new Date().toISOString()} ${this.part.name} ended: ${how}\n`);
    done(how);
  }

  private watchOutput(): Promise<ReadyLine> {
    const { stdout, stderr } = this.child;
    stdout?.on('data', (chunk: Uint8Array) => this.log.write(chunk));
    stderr?.on('data', (chunk: Uint8Array) => this.log.write(chunk));
    if (stderr) {
      createInterface({ input: stderr }).on('line', (text) => {
        const isNoise = text.trim() === '' || /^\s+at |^Node\.js v|^\s*[{}^]+\s*$/.test(text);
        if (!isNoise) this.lastWords = text.trim().slice(0, 300);
      });
    }
    return new Promise((done) => {
      if (!stdout) return;
      createInterface({ input: stdout }).on('line', (text) => {
        const said = readReadyLine(text);
        // A part with an address is ready when that answers, whatever it says of itself.
        if (said && (this.part.readiness === 'line' || !said.ready)) done(said);
      });
    });
  }

  private async awaitReady(line: Promise<ReadyLine>): Promise<RunOutcome> {
    const { readiness, startTimeoutMs = 120_000 } = this.part;
    let giveUp: NodeJS.Timeout | undefined;
    const late = new Promise<string>((done) => {
      giveUp = setTimeout(() => done(`not ready after ${startTimeoutMs / 1000} s`), startTimeoutMs);
    });
    const answered = readiness === 'line' ? new Promise<never>(() => undefined) : this.poll(readiness.url);
    const first = await Promise.race([line, answered, this.ended, late]);
    clearTimeout(giveUp);
    if (typeof first !== 'string' && first.ready) return { is_ready: true, line: first };
    if (typeof first !== 'string') {
      this.kill();
      return { is_ready: false, reason: first.reason, why: first.message ?? 'no reason given' };
    }
    this.kill();
    // The last words come through a pipe that may be read after the end is known.
    await sleep(50);
    return { is_ready: false, why: this.lastWords || first };
  }

  private async poll(url: string): Promise<ReadyLine> {
    while (!this.isOver) {
      try {
        const answer = await fetch(url, { signal: AbortSignal.timeout(5000) });
        await answer.arrayBuffer();
        if (answer.ok) return { ready: true, url };
      } catch {
        // Not listening yet.
      }
      await sleep(100);
    }
    return new Promise<never>(() => undefined);
  }
}
