/** There is no embedded engine for this platform. The message says what to do instead. */
export class EngineUnavailable extends Error {
  override name = 'EngineUnavailable';
}

/** Why the engine did not start, or ended. */
export type EngineFailure = 'port_taken' | 'folder_in_use' | 'other';

/** The engine did not start. The message is one line for the person at the terminal; `output` is what the engine said. */
export class EngineFailed extends Error {
  override name = 'EngineFailed';
  constructor(
    message: string,
    readonly reason: EngineFailure,
    readonly output: string,
  ) {
    super(message);
  }
}

/** What the engine's last words mean. Exit codes say nothing: a lock, a port, a wrong config all end with 0. */
export function explain(output: string, dir: string, port: number): EngineFailed {
  if (/Cannot lock file|Another server instance in same directory/.test(output))
    return new EngineFailed(`Another ClickHouse is using the folder ${dir}.`, 'folder_in_use', output);
  if (/Address already in use|Code: 210/.test(output))
    return new EngineFailed(`Port ${port} on 127.0.0.1 is taken by another program.`, 'port_taken', output);
  const line = output.split('\n').find((text) => /Code: \d+|Exception|rror/.test(text)) ?? output.trim();
  return new EngineFailed(
    `ClickHouse did not start: ${line.slice(0, 500) || 'it ended without a word'}`,
    'other',
    output,
  );
}
