import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  type Account as AccountJson,
  type AccountInput,
  type AccountPatch,
  type AccountWithSecrets,
  defaultCapabilities,
} from '@parley/contracts';
import { IsNull, type Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { type AuditValue } from '../audit/audit-entry.entity.js';
import { ParametersService } from '../clickhouse/parameters.service.js';
import { CONFIG, type Config } from '../config.js';
import { Vault } from '../crypto/vault.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { conflict, notFound } from '../http/problem-error.js';
import { SnapshotService } from '../snapshot/snapshot.service.js';
import { Account } from './account.entity.js';
import { newSecrets, sealSecrets, secretsOf } from './secrets.js';

/** Connects, changes and disconnects the accounts of a workspace. */
@Injectable()
export class AccountsService {
  constructor(
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    private readonly vault: Vault,
    private readonly snapshot: SnapshotService,
    private readonly parameters: ParametersService,
    private readonly definitions: DefinitionsService,
    private readonly audit: AuditService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async list(workspace_id: number): Promise<AccountJson[]> {
    const accounts = await this.accounts.find({
      where: { workspace_id, removed_at: IsNull() },
      order: { account_id: 'ASC' },
    });
    return accounts.map((account) => this.toJson(account));
  }

  async read(workspace_id: number, account_id: number): Promise<AccountJson> {
    return this.toJson(await this.find(workspace_id, account_id));
  }

  /** Gives the account with its secrets: they are shown this once. Throws `conflict` when the name is taken. */
  async create(workspace_id: number, actor: string, input: AccountInput): Promise<AccountWithSecrets> {
    const name = { workspace_id, channel: input.channel, name: input.name, removed_at: IsNull() };
    if (await this.accounts.existsBy(name)) {
      throw conflict({
        en: `There is already an account «${input.name}» on this channel. Choose another name.`,
        ru: `Аккаунт «${input.name}» на этом канале уже есть. Выберите другое имя.`,
      });
    }
    const secrets = newSecrets(input.channel, input.connection);
    const account = await this.accounts.save(
      this.accounts.create({
        workspace_id,
        name: input.name,
        channel: input.channel,
        connection: input.connection,
        capabilities: input.capabilities ?? defaultCapabilities(input.channel, input.connection),
        default_sender: input.default_sender,
        identity_account_id: null,
        secrets_sealed: sealSecrets(this.vault, workspace_id, secrets),
        is_active: true,
        created_at: new Date(),
        removed_at: null,
      }),
    );
    // Derivation must know the account before its first event is derived.
    await this.parameters.publish(workspace_id);
    await this.snapshot.changed();
    await this.audit.record(workspace_id, actor, 'account.created', account.name, {
      account_id: String(account.account_id),
      channel: account.channel,
      connection: account.connection,
    });
    return { ...this.toJson(account), secrets };
  }

  /** Finds the account by name and channel, or creates it; `created` tells which. */
  async ensure(
    workspace_id: number,
    actor: string,
    input: AccountInput,
  ): Promise<AccountWithSecrets & { created: boolean }> {
    const there = await this.accounts.findOneBy({
      workspace_id,
      channel: input.channel,
      name: input.name,
      removed_at: IsNull(),
    });
    if (there === null) return { ...(await this.create(workspace_id, actor, input)), created: true };
    return { ...this.toJson(there), secrets: secretsOf(this.vault, there), created: false };
  }

  async change(
    workspace_id: number,
    actor: string,
    account_id: number,
    patch: AccountPatch,
  ): Promise<AccountJson> {
    const account = await this.find(workspace_id, account_id);
    const { changes, next } = difference(account, patch);
    if (Object.keys(changes).length === 0) return this.toJson(account);
    if (
      next.name !== account.name &&
      (await this.accounts.existsBy({
        workspace_id,
        channel: account.channel,
        name: next.name,
        removed_at: IsNull(),
      }))
    ) {
      throw conflict({
        en: `There is already an account «${next.name}» on this channel.`,
        ru: `Аккаунт «${next.name}» на этом канале уже есть.`,
      });
    }
    await this.accounts.update({ account_id }, next);
    await this.snapshot.changed();
    await this.audit.record(workspace_id, actor, 'account.changed', account.name, {
      account_id: String(account_id),
      changes,
    });
    if ('capabilities' in changes || 'default_sender' in changes) {
      await this.parameters.publish(workspace_id);
      await this.definitions.recompute(workspace_id);
    }
    return this.toJson({ ...account, ...next });
  }

  /** Gives new secrets; the old ones stop working within seconds. */
  async rotateSecret(workspace_id: number, actor: string, account_id: number): Promise<AccountWithSecrets> {
    const account = await this.find(workspace_id, account_id);
    const secrets = newSecrets(account.channel, account.connection);
    await this.accounts.update(
      { account_id },
      { secrets_sealed: sealSecrets(this.vault, workspace_id, secrets) },
    );
    await this.snapshot.changed();
    await this.audit.record(workspace_id, actor, 'account.secret_rotated', account.name, {
      account_id: String(account_id),
    });
    return { ...this.toJson(account), secrets };
  }

  /** Disconnects the account: nothing more is collected, its secrets are gone; its past stays in the reports. */
  async remove(workspace_id: number, actor: string, account_id: number): Promise<void> {
    const account = await this.find(workspace_id, account_id);
    await this.accounts.update(
      { account_id },
      {
        is_active: false,
        removed_at: new Date(),
        secrets_sealed: sealSecrets(this.vault, workspace_id, {}),
      },
    );
    await this.snapshot.changed();
    await this.audit.record(workspace_id, actor, 'account.removed', account.name, {
      account_id: String(account_id),
    });
  }

  private async find(workspace_id: number, account_id: number): Promise<Account> {
    const account = await this.accounts.findOneBy({ workspace_id, account_id, removed_at: IsNull() });
    if (account === null) throw notFound();
    return account;
  }

  private toJson(account: Account): AccountJson {
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
          ? `${this.config.ingestUrl}/webhooks/${account.channel}/${account.account_id}`
          : null,
      created_at: account.created_at.toISOString(),
    };
  }
}

/** What a patch really changes, as {from, to} for the audit log, and the row afterwards. */
function difference(account: Account, patch: AccountPatch) {
  const next = {
    name: patch.name ?? account.name,
    capabilities: patch.capabilities ?? account.capabilities,
    default_sender: patch.default_sender ?? account.default_sender,
    is_active: patch.is_active ?? account.is_active,
  };
  const changes: Record<string, AuditValue> = {};
  const compare = (key: keyof typeof next, from: AuditValue, to: AuditValue) => {
    if (JSON.stringify(from) !== JSON.stringify(to)) changes[key] = { from, to };
  };
  const plain = ({ outgoing, subscriptions }: Account['capabilities']) => ({ outgoing, subscriptions });
  compare('name', account.name, next.name);
  compare('capabilities', plain(account.capabilities), plain(next.capabilities));
  compare('default_sender', account.default_sender, next.default_sender);
  compare('is_active', account.is_active, next.is_active);
  return { changes, next };
}
