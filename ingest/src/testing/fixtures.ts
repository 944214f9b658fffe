import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountOptions, type Snapshot } from '@parley/contracts';
import type { Config } from '../config.js';

export const INTERNAL_TOKEN = 'internal-token-of-the-specs';
export const API_KEY = 'parley_key_of_workspace_1';
export const READ_ONLY_KEY = 'parley_read_only_key_of_workspace_1';
export const OTHER_API_KEY = 'parley_key_of_workspace_2';
export const SECRET_TOKEN = 'telegram-secret-of-account-7';
export const HASH_KEY = new Uint8Array(32).fill(1);
export const MASTER_KEY = new Uint8Array(32).fill(9);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const account = (
  account_id: number,
  workspace_id: number,
  more: Partial<Snapshot['accounts'][number]> = {},
) => ({
  account_id,
  workspace_id,
  channel: 'telegram' as const,
  connection: 'webhook' as const,
  identity_account_id: account_id,
  secrets: {},
  previous_secrets: null,
  options: accountOptions.parse({}),
  is_active: true,
  ...more,
});

/** Two workspaces; accounts 7 (Telegram by webhook), 8 and, switched off, 9 are of the first, 20 of the second. */
export const aSnapshot = (): Snapshot => ({
  workspaces: [
    { workspace_id: 1, hash_key: Buffer.from(HASH_KEY).toString('base64'), keeps_full_bodies: false },
    { workspace_id: 2, hash_key: Buffer.alloc(32, 2).toString('base64'), keeps_full_bodies: false },
  ],
  accounts: [
    account(7, 1, { secrets: { secret_token: SECRET_TOKEN } }),
    account(8, 1, { channel: 'vk', connection: 'events_api' }),
    account(9, 1, { secrets: { secret_token: SECRET_TOKEN }, is_active: false }),
    account(20, 2, { secrets: { secret_token: 'telegram-secret-of-account-20' } }),
  ],
  api_keys: [
    { key_hash: sha256(API_KEY), workspace_id: 1, scopes: ['events:write'] },
    { key_hash: sha256(READ_ONLY_KEY), workspace_id: 1, scopes: ['reports:read'] },
    { key_hash: sha256(OTHER_API_KEY), workspace_id: 2, scopes: ['events:write'] },
  ],
});

export const aFolder = () => mkdtempSync(join(tmpdir(), 'parley-ingest-'));

/** A ClickHouse that is not there: everything stays in the spool. */
export const NO_CLICKHOUSE = { url: 'http://127.0.0.1:9', database: 'none', user: 'ingest', password: '' };

export const aConfig = (more: Partial<Config> = {}): Config => ({
  dir: aFolder(),
  masterKey: MASTER_KEY,
  internalToken: INTERNAL_TOKEN,
  host: '127.0.0.1',
  port: 0,
  apiUrl: 'http://127.0.0.1:9',
  upstreams: { telegram: 'http://127.0.0.1:9', viber: 'http://127.0.0.1:9' },
  minFreeDiskBytes: 0,
  maxSpoolBytes: 1024 ** 3,
  maxQuarantineBytes: 1024 ** 3,
  maxVaultBytes: 1024 ** 3,
  clickhouse: NO_CLICKHOUSE,
  ...more,
});

/** Waits until `check` gives something, else fails after `ms`. */
export async function eventually<T>(
  check: () => Promise<T | undefined> | T | undefined,
  ms = 15_000,
): Promise<T> {
  for (const until = Date.now() + ms; ;) {
    const found = await check();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error('did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
