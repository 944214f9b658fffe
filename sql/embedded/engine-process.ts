import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How the engine ended. `error` is what it said when it was not asked to end. */
export interface EngineExit {
  code: number | null;
  signal: NodeJS.Signals | null;
  error: string | null;
}

export interface EngineProcess {
  pid: number;
  exited: Promise<EngineExit>;
  /** What the engine wrote to its error output, the last part of it. */
  output(): string;
  hasExited(): boolean;
  /** Asks the engine to end; it finishes what it writes. */
  end(): void;
  /** Ends it at once. For an engine that does not follow {@link end}. */
  kill(): void;
}

const KEPT_CHARACTERS = 32 * 1024;
const PROGRAM = fileURLToPath(new URL('./engine-child.mjs', import.meta.url));

/**
 * Starts the engine's process. It lives as long as its stdin is open, so it ends when this process does, however
 * this process ends. It never keeps this process alive.
 */
export function spawnEngine(
  configFile: string,
  options: { removeDir?: string; log?: (line: string) => void } = {},
): EngineProcess {
  const remove = options.removeDir === undefined ? [] : ['--remove', options.removeDir];
  const child = spawn(process.execPath, ['--no-warnings', PROGRAM, configFile, ...remove], {
    stdio: ['pipe', 'ignore', 'pipe', 'ipc'],
    // A group of its own: Ctrl-C in the terminal reaches us, and we end the engine in order.
    detached: true,
    env: environment(),
  });
  let output = '';
  let isAsked = false;
  let exit: EngineExit | undefined;

  const end = () => {
    isAsked = true;
    child.stdin?.end();
  };
  const append = (text: string) => {
    output = (output + text).slice(-KEPT_CHARACTERS);
  };
  child.stdin?.on('error', () => undefined); // The engine ended first.
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    append(text);
    if (options.log) for (const line of text.split('\n')) if (line.trim() !== '') options.log(line);
  });
  child.on('message', end); // The engine's process was asked to stop by a signal.

  const exited = new Promise<EngineExit>((resolve) => {
    const finish = (code: number | null, signal: NodeJS.Signals | null) => {
      exit ??= { code, signal, error: isAsked ? null : output.trim() || 'the engine ended' };
      resolve(exit);
    };
    child.once('error', (error) => {
      append(error.message);
      finish(null, null);
    });
    child.once('close', finish);
  });

  child.unref();
  child.channel?.unref();
  for (const stream of [child.stdin, child.stderr])
    if (stream && 'unref' in stream) (stream as Unrefable).unref();

  return {
    pid: child.pid ?? 0,
    exited,
    output: () => output,
    hasExited: () => exit !== undefined,
    end,
    kill: () => void child.kill('SIGKILL'),
  };
}

interface Unrefable {
  unref(): void;
}

/** Our passwords and keys are none of the engine's business; flags of a debugger or a test runner would break it. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(PARLEY_|CLICKHOUSE_|DATABASE_URL$|NODE_OPTIONS$|NODE_CHANNEL_|JEST_)/.test(name),
  );
  return Object.fromEntries(kept);
}
