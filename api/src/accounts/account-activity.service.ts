import { Inject, Injectable } from '@nestjs/common';
import { type AccountActivityList } from '@parley/contracts';
import { type ClickHouse, readAccountActivity } from '@parley/sql';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';

/** Says how the accounts of a workspace are doing. */
@Injectable()
export class AccountActivityService {
  constructor(@Inject(REPORTS_STORE) private readonly store: ClickHouse) {}

  async read(workspace_id: number): Promise<AccountActivityList> {
    const rows = await readAccountActivity(this.store, workspace_id, new Date());
    return { accounts: rows.map((row) => ({ ...row, account_id: String(row.account_id) })) };
  }
}
