import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type AccountHealth, type AccountHealthList, nodeHealth, type NodeHealth } from '@parley/contracts';
import { type ClickHouse, readArrivals, readNewestEvents } from '@parley/sql';
import { IsNull, type Repository } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { IngestNodes } from '../ingest-nodes/ingest-nodes.service.js';

type NodeAccount = NodeHealth['accounts'][number];

/** Says how the accounts of a workspace are doing: what the store knows, and what only the ingest processes know. */
@Injectable()
export class AccountHealthService {
  constructor(
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    private readonly nodes: IngestNodes,
  ) {}

  async read(workspace_id: number): Promise<AccountHealthList> {
    const accounts = await this.accounts.find({
      where: { workspace_id, removed_at: IsNull() },
      order: { account_id: 'ASC' },
    });
    const question = { workspace_id, now: new Date() };
    const [newest, arrivals, { answers, isComplete }] = await Promise.all([
      readNewestEvents(this.store, question),
      readArrivals(this.store, { ...question, account_ids: liveOf(accounts) }),
      this.nodes.askAll('/internal/health', nodeHealth),
    ]);
    const told = answers.flatMap(({ answer }) => answer.accounts);
    return {
      accounts: accounts.map(({ account_id }) => {
        const ends = newest.find((row) => row.account_id === account_id);
        const rates = arrivals.find((row) => row.account_id === account_id);
        return {
          account_id: String(account_id),
          last_event_at: ends?.last_event_at ?? null,
          last_received_at: ends?.last_received_at ?? null,
          events_last_hour: rates?.events_last_hour ?? 0,
          events_last_day: rates?.events_last_day ?? 0,
          lag_median_seconds: rates?.lag_median_seconds ?? null,
          ...together(told.filter((each) => each.account_id === account_id)),
        };
      }),
      is_complete: isComplete,
    };
  }
}

/** Those that receive events as they happen: an import says nothing of how fast and how evenly events come. */
export const liveOf = (accounts: readonly Account[]): number[] =>
  accounts.filter(({ connection }) => connection !== 'import').map(({ account_id }) => account_id);

type Told = Omit<
  AccountHealth,
  | 'account_id'
  | 'last_event_at'
  | 'last_received_at'
  | 'events_last_hour'
  | 'events_last_day'
  | 'lag_median_seconds'
>;

/** What several ingest processes say of one account: counts add up, of moments the newest stands. */
export function together(told: readonly NodeAccount[]): Told {
  const sum = (key: 'refused_signatures' | 'duplicates' | 'quarantined' | 'forward_failures') =>
    told.reduce((total, each) => total + each[key], 0);
  const polling = told.flatMap((each) => (each.polling === null ? [] : [each.polling]));
  // Only one of them polls an account: it is the one that does, else the one that did last.
  const poller =
    polling.find((each) => each.is_running) ?? polling.find((each) => each.last_at !== null) ?? polling[0];
  return {
    refused_signatures: sum('refused_signatures'),
    last_refused_at: newestOf(told.map((each) => each.last_refused_at)),
    duplicates: sum('duplicates'),
    quarantined: sum('quarantined'),
    forward_failures: sum('forward_failures'),
    last_forward_error: told.find((each) => each.last_forward_error !== null)?.last_forward_error ?? null,
    polling:
      poller === undefined
        ? null
        : { ...poller, last_at: poller.last_at === null ? null : isoOf(poller.last_at) },
  };
}

export const isoOf = (ms: number): string => new Date(ms).toISOString();

const newestOf = (times: readonly (number | null)[]): string | null => {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : isoOf(Math.max(...known));
};
