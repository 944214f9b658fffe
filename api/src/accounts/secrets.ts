import { type Channel, type Connection } from '@parley/contracts';
import { newToken } from '../crypto/token.js';
import { type Vault } from '../crypto/vault.js';
import { type Account } from './account.entity.js';

/** Secrets by name, such as `secret_token`. */
export type Secrets = Record<string, string>;

// Bound to the workspace, not to the account, whose number is not known before it is stored.
const purpose = (workspace_id: number) => `workspace.${workspace_id}.account.secrets`;

export const sealSecrets = (vault: Vault, workspace_id: number, secrets: Secrets): string =>
  vault.seal(purpose(workspace_id), JSON.stringify(secrets));

export const secretsOf = (vault: Vault, account: Account): Secrets =>
  JSON.parse(vault.open(purpose(account.workspace_id), account.secrets_sealed)) as Secrets;

/**
 * Gives the secrets that an account needs for its way in.
 * Telegram sends `secret_token` back in a header of each update; 1–256 of A–Z a–z 0–9 _ -
 * Source: https://core.telegram.org/bots/api#setwebhook (checked 2026-11-22)
 */
export const newSecrets = (channel: Channel, connection: Connection): Secrets =>
  channel === 'telegram' && connection === 'webhook' ? { secret_token: newToken() } : {};
