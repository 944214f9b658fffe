import { createHash } from 'node:crypto';
import type { AccountOptions, Channel, Scope, Snapshot } from '@parley/contracts';

export interface Workspace {
  workspaceId: number;
  /** 32 bytes; keys every id of the workspace. */
  hashKey: Uint8Array;
  /** Bodies are kept as they came, not redacted. */
  keepsFullBodies: boolean;
}

export interface Account {
  accountId: number;
  workspaceId: number;
  channel: Channel;
  /** The account whose identities this one shares, or itself. */
  identityAccountId: number;
  secrets: Readonly<Record<string, string>>;
  /** After a rotation: the secrets before, still accepted until then (milliseconds UTC). */
  previousSecrets: { secrets: Readonly<Record<string, string>>; until: number } | null;
  options: AccountOptions;
  isActive: boolean;
}

/** One snapshot, ready for looking things up. Never changes: a new snapshot is a new directory. */
export class Directory {
  private readonly workspaces: ReadonlyMap<number, Workspace>;
  private readonly accounts: ReadonlyMap<number, Account>;
  private readonly bots: ReadonlyMap<string, Account>;
  private readonly keys: ReadonlyMap<string, { workspaceId: number; scopes: readonly Scope[] }>;

  constructor(snapshot: Snapshot) {
    this.workspaces = new Map(
      snapshot.workspaces.map(({ workspace_id, hash_key, keeps_full_bodies }) => [
        workspace_id,
        {
          workspaceId: workspace_id,
          hashKey: new Uint8Array(Buffer.from(hash_key, 'base64')),
          keepsFullBodies: keeps_full_bodies,
        },
      ]),
    );
    this.accounts = new Map(
      snapshot.accounts.map((account) => [
        account.account_id,
        {
          accountId: account.account_id,
          workspaceId: account.workspace_id,
          channel: account.channel,
          identityAccountId: account.identity_account_id,
          secrets: account.secrets,
          previousSecrets: account.previous_secrets,
          options: account.options,
          isActive: account.is_active,
        },
      ]),
    );
    this.bots = new Map(
      // An active account goes before a paused one of the same bot.
      this.all()
        .sort((a, b) => Number(a.isActive) - Number(b.isActive))
        .flatMap((account) => {
          const token = account.channel === 'telegram' && account.secrets['bot_token'];
          return token ? [[token, account] as const] : [];
        }),
    );
    this.keys = new Map(
      snapshot.api_keys.map((key) => [key.key_hash, { workspaceId: key.workspace_id, scopes: key.scopes }]),
    );
  }

  workspace(workspaceId: number): Workspace | undefined {
    return this.workspaces.get(workspaceId);
  }

  all(): Account[] {
    return [...this.accounts.values()];
  }

  /** The account of this Telegram bot, an active one where there are several. */
  accountOfBot(token: string): Account | undefined {
    return this.bots.get(token);
  }

  account(accountId: number): Account | undefined {
    return this.accounts.get(accountId);
  }

  /** The account if it is this workspace's, else undefined: whether others have it is nobody's business. */
  accountOf(workspaceId: number, accountId: number): Account | undefined {
    const account = this.accounts.get(accountId);
    return account?.workspaceId === workspaceId ? account : undefined;
  }

  /** What an API key may do; undefined for a key that does not exist. */
  apiKey(key: string): { workspaceId: number; scopes: readonly Scope[] } | undefined {
    return this.keys.get(createHash('sha256').update(key).digest('hex'));
  }
}
