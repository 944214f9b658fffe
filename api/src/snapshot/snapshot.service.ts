import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Snapshot } from '@parley/contracts';
import { DataSource, IsNull, type Repository } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { previousSecretsOf, secretsOf } from '../accounts/secrets.js';
import { ApiKey } from '../api-keys/api-key.entity.js';
import { hashToken } from '../crypto/token.js';
import { Vault } from '../crypto/vault.js';
import { hashKeyOf } from '../workspaces/hash-key.js';
import { Workspace } from '../workspaces/workspace.entity.js';

/** How often a waiting request looks whether another api process changed something, milliseconds. */
const LOOK_MS = 1_000;

export interface TaggedSnapshot {
  etag: string;
  snapshot: Snapshot;
}

/** Gives ingest what it must know, and wakes it when that changes. */
@Injectable()
export class SnapshotService {
  private cached: { revision: string; tagged: TaggedSnapshot } | undefined;
  private readonly waiting = new Set<() => void>();

  constructor(
    @InjectRepository(Workspace) private readonly workspaces: Repository<Workspace>,
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    @InjectRepository(ApiKey) private readonly keys: Repository<ApiKey>,
    @Inject(DataSource) private readonly source: DataSource,
    private readonly vault: Vault,
  ) {}

  /** To be called after a workspace, an account or a key was changed: whoever waits is answered at once. */
  async changed(): Promise<void> {
    await this.source.query(`UPDATE revisions SET revision = revision + 1 WHERE name = 'snapshot'`);
    for (const wake of [...this.waiting]) wake();
  }

  /**
   * The snapshot, when it differs from `etag`; else waits up to `waitMs` for a change and gives undefined when none
   * came. No connection to the database is held while waiting: there may be only one.
   */
  async unlike(
    etag: string | undefined,
    waitMs: number,
    signal?: AbortSignal,
  ): Promise<TaggedSnapshot | undefined> {
    const deadline = Date.now() + waitMs;
    for (;;) {
      // Subscribed before reading: a change between the two is not missed.
      const change = this.nextChange(Math.min(LOOK_MS, Math.max(0, deadline - Date.now())), signal);
      const tagged = await this.read();
      if (tagged.etag !== etag) {
        change.cancel();
        return tagged;
      }
      await change.happened;
      if (Date.now() >= deadline || signal?.aborted) return undefined;
    }
  }

  private nextChange(ms: number, signal?: AbortSignal) {
    let cancel: () => void = () => undefined;
    const happened = new Promise<void>((resolve) => {
      const timer = setTimeout(() => cancel(), ms);
      cancel = () => {
        clearTimeout(timer);
        this.waiting.delete(cancel);
        signal?.removeEventListener('abort', cancel);
        resolve();
      };
      this.waiting.add(cancel);
      signal?.addEventListener('abort', cancel, { once: true });
    });
    return { happened, cancel: () => cancel() };
  }

  private async read(): Promise<TaggedSnapshot> {
    const [row] = await this.source.query<{ revision: string }[]>(
      `SELECT revision FROM revisions WHERE name = 'snapshot'`,
    );
    const revision = row?.revision ?? '';
    if (this.cached?.revision === revision) return this.cached.tagged;
    const snapshot = await this.build();
    const tagged = { etag: `"${hashToken(JSON.stringify(snapshot)).slice(0, 32)}"`, snapshot };
    this.cached = { revision, tagged };
    return tagged;
  }

  private async build(): Promise<Snapshot> {
    const workspaces = await this.workspaces.find({ order: { workspace_id: 'ASC' } });
    const accounts = await this.accounts.find({
      where: { removed_at: IsNull() },
      order: { account_id: 'ASC' },
    });
    const keys = await this.keys.find({ order: { api_key_id: 'ASC' } });
    return {
      workspaces: workspaces.map((workspace) => ({
        workspace_id: workspace.workspace_id,
        hash_key: hashKeyOf(this.vault, workspace).toString('base64'),
        keeps_full_bodies: workspace.keeps_full_bodies,
      })),
      accounts: accounts.map((account) => ({
        account_id: account.account_id,
        workspace_id: account.workspace_id,
        channel: account.channel,
        connection: account.connection,
        identity_account_id: account.identity_account_id ?? account.account_id,
        secrets: secretsOf(this.vault, account),
        previous_secrets: previousSecretsOf(this.vault, account),
        options: account.options,
        is_active: account.is_active,
      })),
      api_keys: keys.map((key) => ({
        key_hash: key.key_hash,
        workspace_id: key.workspace_id,
        scopes: key.scopes,
      })),
    };
  }
}
