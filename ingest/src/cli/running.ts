import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountWithSecrets, bootstrapAnswer, problem, type Channel } from '@parley/contracts';
import { z } from 'zod';

/** Something the person at the terminal can put right; shown in one line, without a stack. */
export class UsageError extends Error {}

const runFile = z.object({ api_url: z.string(), ingest_url: z.string(), internal_token: z.string() });
export type Running = z.infer<typeof runFile>;

/** Where the running Parley of a data folder is. Throws {@link UsageError} when none runs. */
export function readRunning(dataDir: string): Running {
  try {
    return runFile.parse(JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')));
  } catch {
    throw new UsageError(`No Parley is running with the data folder ${dataDir}. Start it first: npm start`);
  }
}

/** The workspace with this number or name; undefined for the owner's own. Throws {@link UsageError}. */
export async function findWorkspace(running: Running, wanted: string | undefined): Promise<string> {
  const { workspaces } = bootstrapAnswer.parse(await call(running, 'bootstrap', { demo: false }));
  const found =
    wanted === undefined
      ? workspaces.find(({ kind }) => kind === 'own')
      : (workspaces.find(({ workspace_id }) => workspace_id === wanted) ??
        workspaces.find(({ name }) => name.toLowerCase() === wanted.toLowerCase()));
  if (found) return found.workspace_id;
  // A workspace made later is not among the first ones; its number is enough.
  if (wanted !== undefined && /^[1-9]\d{0,9}$/.test(wanted)) return wanted;
  const names = workspaces.map(({ workspace_id, name }) => `${name} (${workspace_id})`).join(', ');
  throw new UsageError(`There is no workspace ${wanted ?? 'of your own'}. There are: ${names}`);
}

/** The account with this name on the channel, created if it is new. */
export async function ensureImportAccount(
  running: Running,
  workspaceId: string,
  name: string,
  channel: Channel,
): Promise<string> {
  const input = {
    workspace_id: workspaceId,
    name,
    channel,
    connection: 'import',
    default_sender: 'agent',
  };
  const answer = await call(running, 'accounts', input);
  return accountWithSecrets.pick({ account_id: true }).parse(answer).account_id;
}

const accountList = z.object({ accounts: z.array(z.object({ account_id: z.string(), name: z.string() })) });

/** The account with this number or name. Throws {@link UsageError}. */
export async function findAccount(running: Running, workspaceId: string, wanted: string): Promise<string> {
  const { accounts } = accountList.parse(await call(running, `accounts?workspace_id=${workspaceId}`));
  const found =
    accounts.find(({ account_id }) => account_id === wanted) ??
    accounts.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (found) return found.account_id;
  const names = accounts.map(({ account_id, name }) => `${name} (${account_id})`).join(', ');
  throw new UsageError(`There is no account ${wanted}. There are: ${names || 'none'}`);
}

const workspaceList = z.object({
  workspaces: z.array(z.object({ workspace_id: z.string(), time_zone: z.string() })),
});

/** The zone of a workspace, IANA. */
export async function zoneOf(running: Running, workspaceId: string): Promise<string> {
  const { workspaces } = workspaceList.parse(await call(running, 'workspaces'));
  return workspaces.find(({ workspace_id }) => workspace_id === workspaceId)?.time_zone ?? 'UTC';
}

/** With a `body` by POST. */
async function call(running: Running, path: string, body?: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`${running.api_url}/internal/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${running.internal_token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new UsageError(`Parley does not answer at ${running.api_url}. Is it running? npm start`);
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer;
  const told = problem.safeParse(answer);
  throw new UsageError(
    told.success ? told.data.detail : `Parley answered ${response.status} at ${running.api_url}`,
  );
}
