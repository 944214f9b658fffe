import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  type Account as AccountJson,
  type AccountInput,
  type AccountPatch,
  accountOptions,
  type ReconnectInput,
  type AccountWithSecrets,
  defaultCapabilities,
} from '@parley/contracts';
import { IsNull, Not, type Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { ParametersService } from '../clickhouse/parameters.service.js';
import { CONFIG, type Config } from '../config.js';
import { Vault } from '../crypto/vault.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { conflict, notFound } from '../http/problem-error.js';
import { SnapshotService } from '../snapshot/snapshot.service.js';
import { Account } from './account.entity.js';
import { assertReadable, auditedMirror, difference, givenSecrets } from './account-changes.js';
import { accountJson } from './account-json.js';
import { MirrorsService } from './mirrors.service.js';
import { madeHere, newSecrets, sealSecrets, secretsOf } from './secrets.js';

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
    private readonly mirrors: MirrorsService,
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
    const mirror = await this.mirrors.ofNew(workspace_id, input.mirror);
    const made = newSecrets(input.channel, input.connection);
    const secrets = { ...givenSecrets(input.channel, input.connection, input.secrets), ...made };
    const options = accountOptions.parse(input.options ?? {});
    assertReadable({ channel: input.channel, options }, secrets);
    const account = await this.accounts.save(
      this.accounts.create({
        workspace_id,
        name: input.name,
        channel: input.channel,
        connection: input.connection,
        capabilities: input.capabilities ?? defaultCapabilities(input.channel, input.connection),
        default_sender: input.default_sender,
        ...mirror,
        options,
        previous_secrets_sealed: null,
        previous_secrets_until: null,
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
      ...(account.mirror ? { mirror: auditedMirror(account) } : {}),
    });
    return { ...this.toJson(account), secrets: made };
  }

  /** Those that were disconnected, newest first. */
  async listDisconnected(workspace_id: number): Promise<AccountJson[]> {
    const where = { workspace_id, removed_at: Not(IsNull()) };
    const accounts = await this.accounts.find({ where, order: { removed_at: 'DESC' } });
    return accounts.map((account) => this.toJson(account));
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
    return { ...this.toJson(there), secrets: madeHere(there, secretsOf(this.vault, there)), created: false };
  }

  async change(
    workspace_id: number,
    actor: string,
    account_id: number,
    patch: AccountPatch,
  ): Promise<AccountJson> {
    const account = await this.find(workspace_id, account_id);
    const mirror = await this.mirrors.ofChanged(account, patch.mirror);
    const { changes, next } = difference(account, patch, mirror);
    const secrets = givenSecrets(account.channel, account.connection, patch.secrets);
    const isNewSecret = Object.keys(secrets).length > 0;
    if (Object.keys(changes).length === 0 && !isNewSecret) return this.toJson(account);
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
    const after = { ...secretsOf(this.vault, account), ...secrets };
    assertReadable({ channel: account.channel, options: next.options }, after);
    const sealed = isNewSecret ? sealSecrets(this.vault, workspace_id, after) : account.secrets_sealed;
    await this.accounts.update({ account_id }, { ...next, secrets_sealed: sealed });
    await this.snapshot.changed();
    await this.audit.record(workspace_id, actor, 'account.changed', account.name, {
      account_id: String(account_id),
      changes,
      ...(isNewSecret ? { secrets: Object.keys(secrets) } : {}),
    });
    if (['capabilities', 'default_sender', 'mirror'].some((key) => key in changes)) {
      await this.countAnew(workspace_id);
    }
    return this.toJson({ ...account, ...next, secrets_sealed: sealed });
  }

  /**
   * Gives new secrets of those that Parley makes; the old ones are accepted for `overlapHours` more, so that nothing is
   * refused while they are being changed at the platform.
   */
  async rotateSecret(
    workspace_id: number,
    actor: string,
    account_id: number,
    overlapHours: number,
  ): Promise<AccountWithSecrets> {
    const account = await this.find(workspace_id, account_id);
    const made = newSecrets(account.channel, account.connection);
    if (Object.keys(made).length === 0) {
      throw conflict({
        en: 'The platform makes the secrets of this account: change them there, then here.',
        ru: 'Секреты этого аккаунта выдаёт платформа: смените их там, затем здесь.',
      });
    }
    const before = secretsOf(this.vault, account);
    const next = {
      secrets_sealed: sealSecrets(this.vault, workspace_id, { ...before, ...made }),
      // Only what was made here: a secret of the platform that is replaced meanwhile must not live on.
      previous_secrets_sealed:
        overlapHours > 0 ? sealSecrets(this.vault, workspace_id, madeHere(account, before)) : null,
      previous_secrets_until: overlapHours > 0 ? new Date(Date.now() + overlapHours * 3_600_000) : null,
    };
    await this.accounts.update({ account_id }, next);
    await this.snapshot.changed();
    await this.audit.record(workspace_id, actor, 'account.secret_rotated', account.name, {
      account_id: String(account_id),
      overlap_hours: overlapHours,
    });
    return { ...this.toJson({ ...account, ...next }), secrets: made };
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
        previous_secrets_sealed: null,
        previous_secrets_until: null,
      },
    );
    await this.snapshot.changed();
    // Whoever was believed in its place speaks for itself again from now on.
    if (await this.mirrors.concerns(account)) await this.countAnew(workspace_id);
    await this.audit.record(workspace_id, actor, 'account.removed', account.name, {
      account_id: String(account_id),
    });
  }

  /**
   * Connects a disconnected account again, under its number: its people and its past go on. The platform's secrets are
   * given now or later, those of Parley are made anew. Throws `not_found` for one that is not disconnected.
   */
  async reconnect(
    workspace_id: number,
    actor: string,
    account_id: number,
    given: ReconnectInput,
  ): Promise<AccountWithSecrets> {
    const account = await this.accounts.findOneBy({ workspace_id, account_id, removed_at: Not(IsNull()) });
    if (account === null) throw notFound();
    const { channel, connection, name } = account;
    if (await this.accounts.existsBy({ workspace_id, channel, name, removed_at: IsNull() })) {
      throw conflict({
        en: `Another account «${name}» is connected on this channel. Rename or disconnect that one first.`,
        ru: `На этом канале уже подключён другой аккаунт «${name}». Сначала переименуйте или отключите его.`,
      });
    }
    await this.mirrors.assertCanReturn(account);
    const made = newSecrets(channel, connection);
    const secrets = { ...givenSecrets(channel, connection, given.secrets), ...made };
    const sealed = sealSecrets(this.vault, workspace_id, secrets);
    const next = { is_active: true, removed_at: null, secrets_sealed: sealed };
    await this.accounts.update({ account_id }, next);
    if (await this.mirrors.concerns(account)) await this.countAnew(workspace_id);
    await this.snapshot.changed();
    await this.audit.record(workspace_id, actor, 'account.reconnected', name, {
      account_id: String(account_id),
    });
    return { ...this.toJson({ ...account, ...next }), secrets: made };
  }

  /** What counts and how has changed: every number of the workspace is made again. */
  private async countAnew(workspace_id: number): Promise<void> {
    await this.parameters.publish(workspace_id);
    await this.definitions.recompute(workspace_id);
  }

  private async find(workspace_id: number, account_id: number): Promise<Account> {
    const account = await this.accounts.findOneBy({ workspace_id, account_id, removed_at: IsNull() });
    if (account === null) throw notFound();
    return account;
  }

  private toJson(account: Account): AccountJson {
    return accountJson(account, this.vault, this.config.ingestUrl);
  }
}
