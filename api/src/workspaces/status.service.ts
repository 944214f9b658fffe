import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type WorkspaceStatus } from '@parley/contracts';
import { type ClickHouse, readFreshness } from '@parley/sql';
import { IsNull, type Repository } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { DerivationService } from '../derivation/derivation.service.js';

/** Whether there is anything to show, from when to when, and whether it is all derived. */
@Injectable()
export class StatusService {
  constructor(
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    private readonly derivation: DerivationService,
    private readonly definitions: DefinitionsService,
  ) {}

  async read(workspace_id: number): Promise<WorkspaceStatus> {
    const [freshness, accounts, { active, building }] = await Promise.all([
      readFreshness(this.store, workspace_id),
      this.accounts.countBy({ workspace_id, removed_at: IsNull() }),
      this.definitions.current(workspace_id),
    ]);
    return {
      has_events: freshness.last_event_at !== null,
      first_event_at: freshness.first_event_at,
      last_event_at: freshness.last_event_at,
      data_until: freshness.data_until,
      changed_at: freshness.changed_at,
      is_deriving: this.derivation.isDeriving,
      accounts,
      definition_id: active.definition_id,
      rebuilding:
        building === null
          ? null
          : {
              progress: Math.min(1, Math.max(0, building.progress)),
              started_at: building.created_at.toISOString(),
            },
    };
  }
}
