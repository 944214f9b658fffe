import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  type CurrencyRate,
  type CurrencyRates,
  isCostCurrency,
  RATE_LIMITS,
  type RateGap,
  type RatesRemoval,
} from '@parley/contracts';
import { type ClickHouse, putCurrencyRates, RATE_GAPS } from '@parley/sql';
import { In, type EntityManager, type Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { ADMIN_STORE, REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { invalidRequest, notFound, ProblemError } from '../http/problem-error.js';
import { Workspace } from '../workspaces/workspace.entity.js';
import { CostDays, versionOf } from './cost-days.js';
import { CurrencyRateRow } from './cost.entities.js';
import { readRates, WrongRatesFile } from './file/rates-file.js';

const ROWS_AT_ONCE = 1000;

/** Dated rates into the currency of the workspace: kept in PostgreSQL, told to the store before a change is kept. */
@Injectable()
export class RatesService {
  constructor(
    @InjectRepository(CurrencyRateRow) private readonly rows: Repository<CurrencyRateRow>,
    @InjectRepository(Workspace) private readonly workspaces: Repository<Workspace>,
    @Inject(ADMIN_STORE) private readonly store: ClickHouse,
    @Inject(REPORTS_STORE) private readonly reports: ClickHouse,
    private readonly days: CostDays,
    private readonly audit: AuditService,
  ) {}

  /** Those of one currency, or of all; with the days that lack one. */
  async read(workspace_id: number, currency?: string): Promise<CurrencyRates> {
    const into = await this.currencyOf(workspace_id);
    const of = { workspace_id, into_currency: into };
    const [rows, currencies, gaps] = [
      await this.rows.find({
        where: currency === undefined ? of : { ...of, currency },
        order: { day: 'DESC', currency: 'ASC' },
        take: RATE_LIMITS.at_once,
      }),
      await this.rows
        .createQueryBuilder('rate')
        .select('rate.currency', 'currency')
        .addSelect('count(*)::int', 'rates')
        .addSelect('max(rate.day)::text', 'last_day')
        .where(of)
        .groupBy('rate.currency')
        .orderBy('rate.currency')
        .getRawMany<CurrencyRates['currencies'][number]>(),
      await this.gaps(workspace_id, into),
    ];
    return { into, rates: rows.map(rateJson), currencies, gaps };
  }

  async set(workspace_id: number, actor: string, rates: readonly CurrencyRate[]): Promise<CurrencyRates> {
    const into = await this.currencyOf(workspace_id);
    const own = rates.findIndex(({ currency }) => currency === into);
    if (own >= 0) throw invalidRequest([{ path: `rates.${own}.currency`, message: `is ${into} itself` }]);
    // Of one day given twice the last one holds.
    const last = new Map(rates.map((rate) => [`${rate.currency}|${rate.day}`, rate]));
    const rows = [...last.values()].map((rate) => ({ workspace_id, into_currency: into, ...rate }));
    await this.days.alone(workspace_id, async (manager) => {
      for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
        await manager.upsert(CurrencyRateRow, rows.slice(at, at + ROWS_AT_ONCE), KEY);
      await this.tell(manager, rows);
    });
    await this.audit.record(workspace_id, actor, 'rates.set', namesOf(rates), detailsOf(rates));
    return this.read(workspace_id);
  }

  /** Takes the rates of a CSV. Throws `invalid_request` with the line; then nothing of it is taken. */
  async setFromFile(
    workspace_id: number,
    actor: string,
    bytes: unknown,
    currency: string | undefined,
  ): Promise<CurrencyRates> {
    if (!(bytes instanceof Uint8Array) || bytes.length === 0)
      throw invalidRequest([{ path: '', message: 'must be a file as application/octet-stream' }]);
    if (currency !== undefined && !isCostCurrency(currency))
      throw invalidRequest([{ path: 'currency', message: 'must be a currency such as USD' }]);
    const rates = await readRates(bytes, currency).catch((error: unknown) => {
      if (!(error instanceof WrongRatesFile)) throw error;
      const { line, why } = error;
      const at = (word: string) => (line === null ? '' : `${word} ${line}: `);
      throw new ProblemError(
        'invalid_request',
        {
          en: `${at('Line')}${why.en}. Nothing was taken.`,
          ru: `${at('Строка')}${why.ru}. Ничего не загружено.`,
        },
        { errors: [{ path: line === null ? '' : `line ${line}`, message: why.en }] },
      );
    });
    const into = await this.currencyOf(workspace_id);
    // A bank's table holds every currency, the workspace's own among them.
    const others = rates.filter((rate) => rate.currency !== into);
    return others.length === 0 ? this.read(workspace_id) : this.set(workspace_id, actor, others);
  }

  async remove(
    workspace_id: number,
    actor: string,
    { currency, days }: RatesRemoval,
  ): Promise<CurrencyRates> {
    const into = await this.currencyOf(workspace_id);
    const removed = await this.days.alone(workspace_id, async (manager) => {
      const of = { workspace_id, into_currency: into, currency, day: In(days) };
      const found = await manager.findBy(CurrencyRateRow, of);
      if (found.length === 0) throw notFound();
      await manager.delete(CurrencyRateRow, of);
      await this.tell(manager, found, true);
      return found;
    });
    await this.audit.record(workspace_id, actor, 'rates.removed', currency, detailsOf(removed));
    return this.read(workspace_id);
  }

  /** Tells the store all rates anew, and takes back those that are gone: a lost write heals. */
  async publish(workspace_id: number): Promise<void> {
    await this.days.alone(workspace_id, async (manager) => {
      const rows = await manager.findBy(CurrencyRateRow, { workspace_id });
      const keys = new Set(rows.map(keyOf));
      const there = await this.store.query<CurrencyRateRow>(STORED, { workspace_id });
      await this.tell(
        manager,
        there.filter((row) => !keys.has(keyOf(row))),
        true,
      );
      await this.tell(manager, rows);
    });
  }

  private async tell(
    manager: EntityManager,
    rows: readonly CurrencyRateRow[],
    is_deleted = false,
  ): Promise<void> {
    const version = await versionOf(manager);
    await putCurrencyRates(
      this.store,
      rows.map(({ workspace_id, into_currency, currency, day, rate }) => ({
        workspace_id,
        from_currency: currency,
        to_currency: into_currency,
        day,
        rate,
        is_deleted,
        version,
      })),
    );
  }

  private gaps(workspace_id: number, currency: string): Promise<RateGap[]> {
    const all = { first_day: '1970-01-01', end_day: '2149-01-01', channels: [], account_ids: [] };
    const bound = { workspace_id, currency, ...all, stale_days: RATE_LIMITS.stale_days };
    return this.reports.query<RateGap>(RATE_GAPS, bound, { name: 'rate gaps' });
  }

  private async currencyOf(workspace_id: number): Promise<string> {
    const workspace = await this.workspaces.findOneBy({ workspace_id });
    if (workspace === null) throw notFound();
    return workspace.currency;
  }
}

const KEY = ['workspace_id', 'into_currency', 'currency', 'day'];
const STORED = `
  SELECT workspace_id, to_currency AS into_currency, from_currency AS currency, day, toString(rate) AS rate
  FROM currency_rates_v1 FINAL WHERE workspace_id = {workspace_id:UInt32}`;
const keyOf = ({ into_currency, currency, day }: CurrencyRateRow) => `${into_currency}|${currency}|${day}`;

/** Without the zeros that the column adds. */
const rateJson = ({ currency, day, rate }: CurrencyRateRow): CurrencyRate => ({
  currency,
  day,
  rate: rate.includes('.') ? rate.replace(/\.?0+$/, '') : rate,
});
const namesOf = (rates: readonly { currency: string }[]) =>
  [...new Set(rates.map(({ currency }) => currency))].slice(0, 10).join(', ');
const detailsOf = (rates: readonly { day: string }[]) => {
  const days = rates.map(({ day }) => day).sort();
  return { rates: rates.length, days: `${days[0] ?? ''} – ${days.at(-1) ?? ''}` };
};
