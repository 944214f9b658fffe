import { type Account as AccountJson, accountOptions } from '@parley/contracts';
import { type Vault } from '../crypto/vault.js';
import { type Account } from './account.entity.js';
import { secretFields, secretsOf } from './secrets.js';

/** An account as people see it: which secrets are there, never what they are. */
export function accountJson(account: Account, vault: Vault, ingestUrl: string): AccountJson {
  const secrets = secretsOf(vault, account);
  const { previous_secrets_until: until } = account;
  return {
    account_id: String(account.account_id),
    name: account.name,
    channel: account.channel,
    connection: account.connection,
    capabilities: account.capabilities,
    default_sender: account.default_sender,
    is_active: account.is_active,
    webhook_url:
      account.connection === 'webhook'
        ? `${ingestUrl}/webhooks/${account.channel}/${account.account_id}`
        : null,
    // What was stored before an option existed has its default.
    options: accountOptions.parse(account.options),
    secrets_set: Object.keys(secrets),
    missing_secrets: secretFields(account.channel, account.connection)
      .filter((field) => field.isRequired && secrets[field.name] === undefined)
      .map((field) => field.name),
    previous_secrets_until: until !== null && until.getTime() > Date.now() ? until.toISOString() : null,
    mirror:
      account.mirror === null || account.identity_account_id === null
        ? null
        : { account_id: String(account.identity_account_id), ...account.mirror },
    created_at: account.created_at.toISOString(),
    removed_at: account.removed_at?.toISOString() ?? null,
  };
}
