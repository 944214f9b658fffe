import { accountOptions, type AccountPatch, type Channel, type Connection } from '@parley/contracts';
import { type AuditValue } from '../audit/audit-entry.entity.js';
import { invalidRequest } from '../http/problem-error.js';
import { type Account } from './account.entity.js';
import { secretFields, type Secrets } from './secrets.js';

export type Next = Pick<
  Account,
  'name' | 'capabilities' | 'default_sender' | 'is_active' | 'options' | 'identity_account_id' | 'mirror'
>;

/** The mirror as the audit log has it. */
export const auditedMirror = ({
  identity_account_id,
  mirror,
}: Pick<Next, 'identity_account_id' | 'mirror'>) =>
  mirror && { account_id: String(identity_account_id), ...mirror.believes, since: mirror.since };

/** What a patch really changes, as {from, to} for the audit log, and the row afterwards. Secrets are not among it. */
export function difference(
  account: Account,
  patch: AccountPatch,
  mirror: Pick<Next, 'identity_account_id' | 'mirror'>,
) {
  const given = Object.fromEntries(
    Object.entries(patch.options ?? {}).filter(([, value]) => value !== undefined),
  );
  const next: Next = {
    name: patch.name ?? account.name,
    capabilities: patch.capabilities ?? account.capabilities,
    default_sender: patch.default_sender ?? account.default_sender,
    is_active: patch.is_active ?? account.is_active,
    ...mirror,
    options: accountOptions.parse({ ...account.options, ...given }),
  };
  const changes: Record<string, AuditValue> = {};
  const compare = (key: string, from: AuditValue, to: AuditValue) => {
    if (JSON.stringify(from) !== JSON.stringify(to)) changes[key] = { from, to };
  };
  const plain = ({ outgoing, subscriptions }: Account['capabilities']) => ({ outgoing, subscriptions });
  // Addresses of bots often hold their token: the log says only where, never the path.
  const sorted = (options: Account['options']) => {
    const { forward_url, ...others } = accountOptions.parse(options);
    return { ...others, forward_to: forward_url === null ? null : new URL(forward_url).host };
  };
  compare('name', account.name, next.name);
  compare('capabilities', plain(account.capabilities), plain(next.capabilities));
  compare('default_sender', account.default_sender, next.default_sender);
  compare('is_active', account.is_active, next.is_active);
  compare('mirror', auditedMirror(account), auditedMirror(next));
  compare('options', sorted(account.options), sorted(next.options));
  return { changes, next };
}

/** Throws `invalid_request` for a way of reading that cannot work. */
export function assertReadable(
  { channel, options }: Pick<Account, 'channel' | 'options'>,
  secrets: Secrets,
): void {
  if (options.reading !== 'polling') return;
  if (channel !== 'telegram') {
    throw invalidRequest([{ path: 'options.reading', message: 'polling is for Telegram only' }]);
  }
  if (secrets['bot_token'] === undefined) {
    throw invalidRequest([{ path: 'secrets.bot_token', message: 'is needed for polling' }]);
  }
}

/** The secrets that the owner gave. Throws `invalid_request` for a name that the platform does not have. */
export function givenSecrets(
  channel: Channel,
  connection: Connection,
  secrets: Secrets | undefined,
): Secrets {
  const known = secretFields(channel, connection).filter((field) => field.origin === 'platform');
  const names = known.map((field) => field.name);
  const wrong = Object.keys(secrets ?? {}).filter((name) => !names.includes(name));
  if (wrong.length > 0) {
    throw invalidRequest(
      wrong.map((name) => ({
        path: `secrets.${name}`,
        message:
          names.length > 0 ? `is unknown; known: ${names.join(', ')}` : 'this account needs no secrets',
      })),
    );
  }
  return secrets ?? {};
}
