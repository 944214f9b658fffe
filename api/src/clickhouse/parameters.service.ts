import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type ClickHouse, putAccountSettings, putAgentIdentities, putDefinition } from '@parley/sql';
import { type FindOptionsWhere, type Repository } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { AgentIdentity } from '../agents/agent-identity.entity.js';
import { Persons } from '../agents/persons.js';
import { countedElsewhere } from '../accounts/mirrors.js';
import { Definition } from '../definitions/definition.entity.js';
import { ADMIN_STORE } from './clickhouse.js';

const RETRY_MS = 5_000;

/**
 * Copies definitions, account settings and who among the agents is whom from PostgreSQL, where they are true, to the parameter tables of
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
    @InjectRepository(AgentIdentity) private readonly agents: Repository<AgentIdentity>,
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
    const elsewhere = countedElsewhere(accounts);
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
          counted_elsewhere: elsewhere.get(account.account_id) ?? [],
          version,
        })),
      );
    }
    await this.publishAgents(workspace_id, version);
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
        settle_seconds: definition.params.settle_seconds,
        clock_starts: definition.params.clock_starts,
        schedule: definition.schedule,
        source_rules: definition.source_rules,
        version,
      });
    }
  }

  private async publishAgents(workspace_id: number | undefined, version: bigint): Promise<void> {
    const identities = await this.agents.find({
      where: workspace_id === undefined ? {} : { workspace_id },
      order: { workspace_id: 'ASC', agent_id: 'ASC' },
    });
    const rows = [...new Set(identities.map((each) => each.workspace_id))].flatMap((id) => {
      const own = identities.filter((each) => each.workspace_id === id);
      const persons = new Persons(own);
      return own.map(({ agent_id }) => ({
        workspace_id: id,
        agent_id,
        counts_as: persons.roots.of(agent_id),
        team_id: persons.teamOf(agent_id) ?? 0,
        version,
      }));
    });
    if (rows.length > 0) await putAgentIdentities(this.store, rows);
  }

  /** Milliseconds since 1970, but always more than the last one. */
  private nextVersion(): bigint {
    this.lastVersion = Math.max(Date.now(), this.lastVersion + 1);
    return BigInt(this.lastVersion);
  }
}
