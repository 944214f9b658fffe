import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  SPEND_MOST_ROWS,
  type SpendAnswer,
  type SpendBy,
  type spendParams,
  type SpendRow,
} from '@parley/contracts';
import { type ClickHouse, type FeeParams, spendingBy } from '@parley/sql';
import { type Repository } from 'typeorm';
import { type z } from 'zod';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { notFound } from '../http/problem-error.js';
import { resolvePeriod } from '../reports/period.js';
import { Workspace } from '../workspaces/workspace.entity.js';

/** What was spent, in the currency of the workspace. */
@Injectable()
export class SpendService {
  constructor(
    @InjectRepository(Workspace) private readonly workspaces: Repository<Workspace>,
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    private readonly definitions: DefinitionsService,
  ) {}

  /** Local days of the workspace, the end excluded. */
  async read(workspace_id: number, asked: z.output<typeof spendParams>): Promise<SpendAnswer> {
    const workspace = await this.workspaces.findOneBy({ workspace_id });
    if (workspace === null) throw notFound();
    const { currency, time_zone } = workspace;
    const period = resolvePeriod(asked, time_zone);
    const { active } = await this.definitions.current(workspace_id);
    const bound: FeeParams & { most_rows: number } = {
      workspace_id,
      definition_id: active.definition_id,
      currency,
      first_day: asked.from,
      end_day: asked.to,
      from: period.from.toJSDate(),
      to: period.to.toJSDate(),
      time_zone,
      channels: asked.channels,
      account_ids: asked.account_ids,
      most_rows: SPEND_MOST_ROWS,
    };
    const ask = (by: readonly SpendBy[]) =>
      this.store.query<Found>(spendingBy(by), { ...bound }, { name: 'spending' });
    const [total] = await ask([]);
    const found = asked.by.length === 0 ? [] : await ask(asked.by);
    const rows = found.map((row) => ({
      labels: Object.fromEntries(asked.by.map((label) => [label, textOf(row[label])])),
      ...spent(row),
    }));
    return { currency, rows, rows_in_all: Number(found[0]?.rows_in_all ?? 0), total: spent(total) };
  }
}

type Found = Partial<Record<SpendBy, string>> & {
  ad_spend: string;
  fees: string;
  messages_charged: string;
  clicks: string | null;
  impressions: string | null;
  unconverted: Record<string, string>;
  rows_in_all: string;
};

/** An account of none is 0 in the store. */
const textOf = (value: string | undefined) => (value === undefined || value === '0' ? '' : value);
const countOf = (value: string | null | undefined) =>
  value === null || value === undefined ? null : Number(value);

const spent = (row: Found | undefined): Omit<SpendRow, 'labels'> => ({
  ad_spend: row?.ad_spend ?? '0',
  fees: row?.fees ?? '0',
  messages_charged: Number(row?.messages_charged ?? 0),
  clicks: countOf(row?.clicks),
  impressions: countOf(row?.impressions),
  unconverted: Object.entries(row?.unconverted ?? {}).map(([currency, amount]) => ({ currency, amount })),
});
