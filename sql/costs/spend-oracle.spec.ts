import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { type Random, randomOf } from '../testing/random.js';
import { spendBy } from './spend.js';
import { type CostLine, putCurrencyRates, standForDays, writeCostLines } from './write-costs.js';

/**
 * An independent reckoning of what was spent: entries are replayed one after the other into a plain table of days, and
 * money is whole ten-thousandths multiplied and rounded by hand. Shares nothing with the SQL.
 */
class Oracle {
  private readonly standing = new Map<string, readonly CostLine[]>();
  private readonly rates = new Map<string, Map<string, bigint>>();

  bring(sheet: number, day: string, lines: readonly CostLine[]): void {
    this.standing.set(`${sheet}|${day}`, lines);
  }

  rate(currency: string, day: string, units: bigint): void {
    const of = this.rates.get(currency) ?? new Map<string, bigint>();
    this.rates.set(currency, of.set(day, units));
  }

  /** By source: spend, and what was not converted by currency; in ten-thousandths. */
  bySource(into: string): Map<string, { spend: bigint; apart: Record<string, bigint> }> {
    const sums = new Map<string, { spend: bigint; apart: Record<string, bigint> }>();
    for (const line of [...this.standing.values()].flat()) {
      const sum = sums.get(line.source) ?? { spend: 0n, apart: {} };
      sums.set(line.source, sum);
      const units = BigInt(Math.round(Number(line.amount) * 10_000));
      const rate = line.currency === into ? 10_000_000_000n : this.rateOn(line.currency, line.day);
      if (rate === undefined) sum.apart[line.currency] = (sum.apart[line.currency] ?? 0n) + units;
      else sum.spend += halfAwayFromZero(units * rate, 10_000_000_000n);
    }
    return sums;
  }

  private rateOn(currency: string, day: string): bigint | undefined {
    const known = [...(this.rates.get(currency) ?? [])].filter(([since]) => since <= day);
    return known.sort(([one], [other]) => one.localeCompare(other)).at(-1)?.[1];
  }
}

function halfAwayFromZero(value: bigint, by: bigint): bigint {
  const size = value < 0n ? -value : value;
  const rounded = size / by + ((size % by) * 2n >= by ? 1n : 0n);
  return value < 0n ? -rounded : rounded;
}

const asUnits = (decimal: string): bigint => {
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const units = BigInt(whole + fraction.padEnd(4, '0'));
  return decimal.startsWith('-') ? -units : units;
};
const below = (random: Random) => (limit: number) => random.between(0, limit - 1);
const dayOf = (n: number) => `2026-10-${String(n).padStart(2, '0')}`;
const CURRENCIES = ['RUB', 'USD', 'EUR', 'TON'];

describe('what advertising cost, reckoned independently', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  it.each([1, 2, 3, 4, 5, 6])(
    'is the same after random imports, repeats, undoings and rates, seed %i',
    async (seed) => {
      const random = randomOf(20_261_100 + seed);
      const next = below(random);
      let version = 0n;
      const workspace_id = seed;
      const oracle = new Oracle();
      for (const currency of CURRENCIES.slice(1)) {
        for (let each = next(4); each > 0; each--) {
          const [day, units] = [dayOf(1 + next(20)), BigInt(1 + next(2_000_000_000)) * 1_000n];
          const text = String(units).padStart(11, '0');
          const rate = `${text.slice(0, -10)}.${text.slice(-10)}`;
          await putCurrencyRates(db.client, [
            { workspace_id, from_currency: currency, to_currency: 'RUB', day, rate, version: ++version },
          ]);
          oracle.rate(currency, day, units);
        }
      }
      for (let entry_id = 1; entry_id <= 12; entry_id++) {
        const sheet_id = 1 + next(3);
        const days = [...new Set(Array.from({ length: 1 + next(5) }, () => dayOf(1 + next(20))))];
        const isUndoing = next(5) === 0;
        const lines = isUndoing
          ? []
          : days.flatMap((day) => Array.from({ length: next(4) }, (_, at) => aLine(day, at + 1, next)));
        await writeCostLines(db.client, { workspace_id, sheet_id, entry_id }, lines);
        const stands = isUndoing ? 0 : entry_id;
        await standForDays(
          db.client,
          days.map((day) => ({ workspace_id, sheet_id, day, entry_id: stands })),
          BigInt(entry_id),
        );
        for (const day of days)
          oracle.bring(
            sheet_id,
            day,
            lines.filter((line) => line.day === day),
          );
      }
      const rows = await db.client.query<{ source: string; spend: string; apart: Record<string, string> }>(
        `SELECT source, toString(spend) AS spend, mapApply((k, v) -> (k, toString(v)), unconverted) AS apart
       FROM (${spendBy(['source'])})`,
        {
          workspace_id,
          currency: 'RUB',
          first_day: '2026-10-01',
          end_day: '2026-11-01',
          channels: [],
          account_ids: [],
        },
      );
      const found = new Map(
        rows.map(({ source, spend, apart }) => [
          source,
          {
            spend: asUnits(spend),
            apart: Object.fromEntries(Object.entries(apart).map(([code, amount]) => [code, asUnits(amount)])),
          },
        ]),
      );
      expect(found).toEqual(oracle.bySource('RUB'));
      expect(found.size).toBeGreaterThan(0);
    },
  );
});

function aLine(day: string, line: number, next: (below: number) => number): CostLine {
  return {
    day,
    line,
    source: ['vk', 'meta', ''][next(3)] ?? '',
    medium: '',
    campaign: '',
    content: '',
    term: '',
    ad_id: '',
    channel: '',
    account_id: 0,
    amount: `${next(4) === 0 ? '-' : ''}${next(100_000)}.${String(next(10_000)).padStart(4, '0')}`,
    currency: CURRENCIES[next(CURRENCIES.length)] ?? 'RUB',
    clicks: null,
    impressions: null,
  };
}
