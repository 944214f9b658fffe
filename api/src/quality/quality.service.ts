import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { nodeHealth, type NodeHealth, type Quality, TYPES_IN_USE } from '@parley/contracts';
import {
  type ArrivalsRow,
  type ClickHouse,
  type HoursRow,
  readAgentMessages,
  readArrivals,
  readFutureTimes,
  readHours,
  readSilences,
  readTypes,
  readVisibility,
  type VisibilityRow,
} from '@parley/sql';
import { IsNull, type Repository } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { AgentsService } from '../agents/agents.service.js';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { IngestNodes, type NodeAnswer } from '../ingest-nodes/ingest-nodes.service.js';
import { WorkspacesService } from '../workspaces/workspaces.service.js';
import { isoOf, liveOf, together } from './account-health.service.js';

/** Says what arrives in a workspace and what does not. */
@Injectable()
export class QualityService {
  constructor(
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    private readonly workspaces: WorkspacesService,
    private readonly agents: AgentsService,
    private readonly nodes: IngestNodes,
  ) {}

  async read(workspace_id: number, signal: AbortSignal): Promise<Quality> {
    const { time_zone } = await this.workspaces.find(workspace_id);
    const accounts = await this.accounts.find({
      where: { workspace_id, removed_at: IsNull() },
      order: { account_id: 'ASC' },
    });
    const now = new Date();
    const question = { workspace_id, now };
    // Whoever is paused on purpose is not silent.
    const active = accounts.filter(({ is_active }) => is_active);
    const live = { ...question, account_ids: liveOf(active) };
    const options = { signal };
    const [arrivals, future, hours, silences, answered, types, visibility, asked] = await Promise.all([
      readArrivals(this.store, { ...question, account_ids: liveOf(accounts) }, options),
      readFutureTimes(this.store, question, options),
      readHours(this.store, { ...live, time_zone }, options),
      readSilences(this.store, live, options),
      readAgentMessages(this.store, question, options),
      readTypes(this.store, question, options),
      readVisibility(this.store, workspace_id, options),
      this.nodes.askAll('/internal/health', nodeHealth),
    ]);
    const ids = new Set(accounts.map(({ account_id }) => account_id));
    const unnamed = await this.agents.unnamed(
      workspace_id,
      answered.filter(({ account_id }) => ids.has(account_id)),
    );
    return {
      computed_at: now.toISOString(),
      is_complete: asked.isComplete,
      collecting: {
        ...waiting(asked.answers),
        ...rates(arrivals),
        ...refusals(asked.answers, ids),
        future_times: future,
      },
      hourly: withSomething(hours).map((row) => ({ ...row, account_id: String(row.account_id) })),
      silences: silences.map((row) => ({ ...row, account_id: String(row.account_id) })),
      unmapped: unmappedOf(asked.answers, workspace_id, ids),
      unused: types.filter(({ type }) => !IN_USE.has(type)),
      unknown_agents: unnamed.map((row) => ({ ...row, account_id: String(row.account_id) })),
      gaps: gapsOf(active, visibility),
    };
  }
}

const IN_USE: ReadonlySet<string> = TYPES_IN_USE;

function rates(arrivals: readonly ArrivalsRow[]) {
  const all = arrivals.find(({ account_id }) => account_id === 0);
  return {
    events_last_day: all?.events_last_day ?? 0,
    late_last_day: all?.late_last_day ?? 0,
    lag_median_seconds: all?.lag_median_seconds ?? null,
    lag_p90_seconds: all?.lag_p90_seconds ?? null,
  };
}

function waiting(answers: readonly NodeAnswer<NodeHealth>[]) {
  const oldest = answers.flatMap(({ answer }) => answer.spool.oldest_at ?? []);
  return {
    waiting: answers.reduce((sum, { answer }) => sum + answer.spool.records, 0),
    oldest_waiting_at: oldest.length === 0 ? null : isoOf(Math.min(...oldest)),
  };
}

function refusals(answers: readonly NodeAnswer<NodeHealth>[], ids: ReadonlySet<number>) {
  const all = together(
    answers.flatMap(({ answer }) => answer.accounts.filter((each) => ids.has(each.account_id))),
  );
  return {
    duplicates_last_day: all.duplicates,
    refused_signatures: all.refused_signatures,
    quarantined: all.quarantined,
  };
}

/** An account that neither had nor usually has an event in these hours needs no chart. */
function withSomething(hours: readonly HoursRow[]): HoursRow[] {
  const some = new Set(
    hours.filter(({ events, usual }) => events > 0 || (usual ?? 0) > 0).map(({ account_id }) => account_id),
  );
  return hours.filter(({ account_id }) => some.has(account_id));
}

function unmappedOf(
  answers: readonly NodeAnswer<NodeHealth>[],
  workspace_id: number,
  ids: ReadonlySet<number>,
): Quality['unmapped'] {
  const found = new Map<string, { account_id: string; reason: string; count: number; last: number }>();
  for (const each of answers.flatMap(({ answer }) => answer.unmapped)) {
    if (each.workspace_id !== workspace_id || !ids.has(each.account_id) || each.count === 0) continue;
    const key = `${each.account_id} ${each.reason}`;
    const known = found.get(key);
    found.set(key, {
      account_id: String(each.account_id),
      reason: each.reason,
      count: (known?.count ?? 0) + each.count,
      last: Math.max(known?.last ?? 0, each.last_at),
    });
  }
  return [...found.values()]
    .sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason))
    .map(({ last, ...one }) => ({ ...one, last_at: isoOf(last) }));
}

function gapsOf(accounts: readonly Account[], visibility: readonly VisibilityRow[]): Quality['gaps'] {
  return accounts.flatMap(({ account_id, capabilities }) => {
    const seen = visibility.find((row) => row.account_id === account_id);
    const outgoing_since = seen?.outgoing_since ?? null;
    const tells_subscriptions = capabilities.subscriptions;
    if (outgoing_since !== null && tells_subscriptions) return [];
    const { outgoing } = capabilities;
    return [{ account_id: String(account_id), outgoing, outgoing_since, tells_subscriptions }];
  });
}
