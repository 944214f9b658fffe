import { type Channel, type Connection, isConnectable, SECRET_FIELDS } from '@parley/contracts';
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
  open(vault, account, account.secrets_sealed);

/** The secrets before the last rotation and until when they are accepted; null when there are none any more. */
export function previousSecretsOf(
  vault: Vault,
  account: Account,
): { secrets: Secrets; until: number } | null {
  const { previous_secrets_sealed: sealed, previous_secrets_until: until } = account;
  if (sealed === null || until === null) return null;
  return { secrets: open(vault, account, sealed), until: until.getTime() };
}

const open = (vault: Vault, { workspace_id }: Account, sealed: string): Secrets =>
  JSON.parse(vault.open(purpose(workspace_id), sealed)) as Secrets;

/** The secrets that an account may have, none for what does not call us. */
export const secretFields = (channel: Channel, connection: Connection) =>
  connection === 'webhook' && isConnectable(channel) ? SECRET_FIELDS[channel] : [];

/**
 * Gives the secrets that Parley makes itself, for the owner to paste at the platform.
 * Telegram's `secret_token` is 1–256 of A–Z a–z 0–9 _ -
 * Source: https://core.telegram.org/bots/api#setwebhook (checked 2026-11-22)
 */
export const newSecrets = (channel: Channel, connection: Connection): Secrets =>
  Object.fromEntries(
    secretFields(channel, connection)
      .filter((field) => field.origin === 'parley')
      .map((field) => [field.name, newToken()]),
  );

/** Those of the secrets that Parley made: they may be shown to whoever connects, those of the platform never. */
export const madeHere = (
  { channel, connection }: Pick<Account, 'channel' | 'connection'>,
  secrets: Secrets,
) =>
  Object.fromEntries(
    secretFields(channel, connection).flatMap(({ name, origin }) => {
      const value = secrets[name];
      return origin === 'parley' && value !== undefined ? [[name, value]] : [];
    }),
  );
