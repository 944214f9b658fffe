import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

const runFile = z.object({ api_url: z.url(), ingest_url: z.url(), internal_token: z.string() });
export type Running = z.infer<typeof runFile>;

/** Ends a command with one line that says what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Gives where the running Parley of this data folder is. Throws when none runs. */
export function findRunning(dataDir: string): Running {
  try {
    return runFile.parse(JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')));
  } catch {
    throw new CommandError(
      `Parley is not running on ${dataDir}. Start it first: npm start (another folder: --data DIR)`,
    );
  }
}

/** Asks the running api; gives the answer unless it refuses. */
export async function ask(
  running: Running,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<Response> {
  const answer = await fetch(`${running.api_url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${running.internal_token}`,
      'accept-language': process.env['LANG'] ?? 'en',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new CommandError(`Parley does not answer at ${running.api_url}. Start it first: npm start`);
  });
  if (answer.ok) return answer;
  const problem = z.object({ detail: z.string() }).safeParse(await answer.json().catch(() => undefined));
  throw new CommandError(problem.data?.detail ?? `Parley refused: ${answer.status}`);
}

/** A path as it was typed: npm runs a script in the folder of the package, not where one stands. */
const fromHere = (path: string) => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);

/** Reads the arguments of a command: options take a value unless they are flags; `--data DIR` is understood by all. */
export function readArguments(
  options: Record<string, { readonly multiple?: boolean; readonly type?: 'string' | 'boolean' }>,
  usage: string,
) {
  try {
    const known = { ...options, data: {} };
    const { values, positionals } = parseArgs({
      options: Object.fromEntries(
        Object.entries<{ multiple?: boolean; type?: 'string' | 'boolean' }>(known).map(([name, option]) => [
          name,
          { ...option, type: option.type ?? ('string' as const) },
        ]),
      ),
      allowPositionals: true,
    });
    const all = (name: string): string[] => [values[name] ?? []].flat().map(String);
    const [given] = all('data');
    return {
      /** The value of an option; undefined when it was not given. */
      one: (name: string): string | undefined => all(name)[0],
      /** Every value of an option that may be repeated. */
      all,
      /** Whether a flag was given. */
      flag: (name: string): boolean => values[name] === true,
      positionals,
      dataDir: given === undefined ? (process.env['PARLEY_DATA_DIR'] ?? 'data') : fromHere(given),
    };
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

/** Gives the number of the workspace that `--workspace` means by number or by name; undefined when not given. */
export async function findWorkspace(
  running: Running,
  given: string | undefined,
): Promise<{ workspace_id?: string }> {
  if (given === undefined) return {};
  if (/^\d+$/.test(given)) return { workspace_id: given };
  const known = workspaceNames.parse(
    await (await ask(running, 'GET', '/internal/workspaces')).json(),
  ).workspaces;
  const found = known.filter(({ name }) => name === given);
  if (found.length === 1 && found[0] !== undefined) return { workspace_id: found[0].workspace_id };
  const list = known.map(({ name, workspace_id }) => `${workspace_id} «${name}»`).join(', ');
  throw new CommandError(
    `${found.length === 0 ? 'There is no' : 'There is more than one'} workspace «${given}». There are: ${list}`,
  );
}

const workspaceNames = z.object({
  workspaces: z.array(z.object({ workspace_id: z.string(), name: z.string() })),
});

/** Runs a command: what it throws becomes one line on stderr and exit code 1. */
export function runCommand(command: () => Promise<void>): void {
  command().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
