import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { settleSecondsOf } from '@parley/contracts';
import { type ClickHouse, putAccountSettings, putDefinition } from '@parley/sql';
import { type FindOptionsWhere, type Repository } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Definition } from '../definitions/definition.entity.js';
import { ADMIN_STORE } from './clickhouse.js';

const RETRY_MS = 5_000;

/**
 * Copies definitions and account settings from PostgreSQL, where they are true, to the parameter tables of
 * ClickHouse, where derivation reads them. All of them at every start, so that a lost write heals.
 */
@Injectable()
export class ParametersService implements OnModuleDestroy {
  private readonly logger = new Logger('parameters');
  private lastVersion = 0;
  private retry: NodeJS.Timeout | undefined;

  constructor(
    @Inject(ADMIN_STORE) private readonly store: ClickHouse,
    @InjectRepository(Definition) private readonly definitions: Repository<Definition>,
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
  ) {}

  onModuleDestroy(): void {
    clearTimeout(this.retry);
  }

  /** Writes the parameters of one workspace, or of all. While ClickHouse is away: later, and again until it is done. */
  async publish(workspace_id?: number): Promise<void> {
    try {
      await this.publishNow(workspace_id);
    } catch (error) {
      this.logger.warn(`Will be written later: ${error instanceof Error ? error.message : String(error)}`);
      clearTimeout(this.retry);
      this.retry = setTimeout(() => void this.publish(), RETRY_MS);
      this.retry.unref();
    }
  }

  /** As {@link publish}, but throws when ClickHouse does not take it. */
  async publishNow(workspace_id?: number): Promise<void> {
    const where: FindOptionsWhere<Definition> & FindOptionsWhere<Account> =
      workspace_id === undefined ? {} : { workspace_id };
    const accounts = await this.accounts.find({ where, order: { account_id: 'ASC' } });
    const definitions = await this.definitions.find({ where, order: { definition_id: 'ASC' } });
    const version = this.nextVersion();
    if (accounts.length > 0) {
      await putAccountSettings(
        this.store,
        accounts.map((account) => ({
          workspace_id: account.workspace_id,
          account_id: account.account_id,
          channel: account.channel,
          outgoing: account.capabilities.outgoing,
          subscriptions: account.capabilities.subscriptions,
          default_sender: account.default_sender,
          silence_gap_seconds: 0,
          version,
        })),
      );
    }
    for (const definition of definitions) {
      const { status } = definition;
      // Whoever derives knows nothing of what is only tried.
      if (status === 'preview') continue;
      await putDefinition(this.store, {
        workspace_id: definition.workspace_id,
        definition_id: definition.definition_id,
        status,
        silence_gap_seconds: definition.params.silence_gap_seconds,
        courtesy_hashes: definition.courtesy_hashes.map(BigInt),
        settle_seconds: settleSecondsOf(definition.params),
        version,
      });
    }
  }

  /** Milliseconds since 1970, but always more than the last one. */
  private nextVersion(): bigint {
    this.lastVersion = Math.max(Date.now(), this.lastVersion + 1);
    return BigInt(this.lastVersion);
  }
}
