import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { type CostParams, spendBy, STANDING_COSTS } from './spend.js';
import { type CostLine, putCurrencyRates, standForDays, writeCostLines } from './write-costs.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

const aLine = (line: Partial<CostLine>): CostLine => ({
  day: '2026-10-05',
  line: 1,
  source: 'vk',
  medium: 'cpc',
  campaign: 'autumn',
  content: '',
  term: '',
  ad_id: '',
  channel: '',
  account_id: 0,
  amount: '100',
  currency: 'RUB',
  clicks: 10,
  impressions: 1000,
  ...line,
});

let workspaces = 0;
/** A workspace of its own, whose sheet 1 holds these lines as entry 1. */
async function aWorkspace(lines: readonly CostLine[] = []): Promise<number> {
  const workspace_id = ++workspaces;
  await put(workspace_id, { sheet_id: 1, entry_id: 1 }, lines);
  return workspace_id;
}

async function put(
  workspace_id: number,
  { sheet_id, entry_id }: { sheet_id: number; entry_id: number },
  lines: readonly CostLine[],
): Promise<void> {
  await writeCostLines(
    db.client,
    { workspace_id, sheet_id, entry_id },
    lines.map((line, at) => ({ ...line, line: at + 1 })),
  );
  const days = [...new Set(lines.map(({ day }) => day))];
  await standForDays(
    db.client,
    days.map((day) => ({ workspace_id, sheet_id, day, entry_id })),
    BigInt(entry_id),
  );
}

const rate = (workspace_id: number, from_currency: string, day: string, value: string) =>
  putCurrencyRates(db.client, [
    { workspace_id, from_currency, to_currency: 'RUB', day, rate: value, version: 1n },
  ]);

const paramsOf = (workspace_id: number, more: Partial<CostParams> = {}) => ({
  workspace_id,
  currency: 'RUB',
  first_day: '2026-10-01',
  end_day: '2026-11-01',
  channels: [],
  account_ids: [],
  ...more,
});
const ask = (by: Parameters<typeof spendBy>[0], workspace_id: number, more: Partial<CostParams> = {}) =>
  db.client.query<Record<string, unknown>>(
    `SELECT * REPLACE (toString(spend) AS spend, mapApply((k, v) -> (k, toString(v)), unconverted) AS unconverted)
     FROM (${spendBy(by)}) ORDER BY ALL`,
    paramsOf(workspace_id, more),
  );

describe('what advertising cost', () => {
  it('is summed by any labels, with clicks and impressions where they were told', async () => {
    const id = await aWorkspace([
      aLine({ amount: '100.10', clicks: 10, impressions: 1000 }),
      aLine({ amount: '0.0001', clicks: null, impressions: null }),
      aLine({ day: '2026-10-06', amount: '50', clicks: 5, impressions: null }),
      aLine({ source: 'yandex', amount: '-7.5', clicks: null, impressions: null }),
    ]);
    expect(await ask(['source'], id)).toEqual([
      { source: 'vk', spend: '150.1001', clicks: '15', impressions: '1000', unconverted: {} },
      { source: 'yandex', spend: '-7.5', clicks: null, impressions: null, unconverted: {} },
    ]);
    expect(await ask(['day', 'source'], id)).toEqual([
      {
        day: '2026-10-05',
        source: 'vk',
        spend: '100.1001',
        clicks: '10',
        impressions: '1000',
        unconverted: {},
      },
      {
        day: '2026-10-05',
        source: 'yandex',
        spend: '-7.5',
        clicks: null,
        impressions: null,
        unconverted: {},
      },
      { day: '2026-10-06', source: 'vk', spend: '50', clicks: '5', impressions: null, unconverted: {} },
    ]);
    expect(await ask([], id)).toEqual([
      { spend: '142.6001', clicks: '15', impressions: '1000', unconverted: {} },
    ]);
  });

  it('has the first day of the period and not its end, and nothing of another workspace', async () => {
    const id = await aWorkspace([
      aLine({ day: '2026-09-30', amount: '1' }),
      aLine({ day: '2026-10-01', amount: '2' }),
      aLine({ day: '2026-10-31', amount: '4' }),
      aLine({ day: '2026-11-01', amount: '8' }),
    ]);
    expect(await ask([], id)).toMatchObject([{ spend: '6' }]);
    expect(await ask(['source'], await aWorkspace())).toEqual([]);
  });

  it('is converted by the rate of the latest day on or before its own; what has none stays apart', async () => {
    const id = await aWorkspace([
      aLine({ day: '2026-10-04', currency: 'USD', amount: '10' }),
      aLine({ day: '2026-10-05', currency: 'USD', amount: '10' }),
      aLine({ day: '2026-10-07', currency: 'USD', amount: '10' }),
      aLine({ day: '2026-10-09', currency: 'USD', amount: '10' }),
      aLine({ day: '2026-10-09', currency: 'EUR', amount: '3' }),
      aLine({ day: '2026-10-09', amount: '1' }),
    ]);
    await rate(id, 'USD', '2026-10-05', '90.5');
    await rate(id, 'USD', '2026-10-08', '100');
    await rate(id + 1000, 'EUR', '2026-10-01', '77');
    await putCurrencyRates(db.client, [
      {
        workspace_id: id,
        from_currency: 'EUR',
        to_currency: 'USD',
        day: '2026-10-01',
        rate: '2',
        version: 1n,
      },
    ]);
    expect(await ask(['day'], id)).toMatchObject([
      { day: '2026-10-04', spend: '0', unconverted: { USD: '10' } },
      { day: '2026-10-05', spend: '905', unconverted: {} },
      { day: '2026-10-07', spend: '905', unconverted: {} },
      { day: '2026-10-09', spend: '1001', unconverted: { EUR: '3' } },
    ]);
    expect(await ask([], id)).toMatchObject([{ spend: '2811', unconverted: { USD: '10', EUR: '3' } }]);
  });

  it('is rounded line by line, half away from zero, so that sums are exact', async () => {
    const id = await aWorkspace([
      aLine({ currency: 'USD', amount: '0.0001' }),
      aLine({ currency: 'USD', amount: '0.0003' }),
      aLine({ currency: 'USD', amount: '-0.0001' }),
    ]);
    await rate(id, 'USD', '2026-10-01', '0.5');
    const rows = await db.client.query(
      `SELECT toString(spend) AS spend FROM (${STANDING_COSTS}) ORDER BY line`,
      paramsOf(id),
    );
    expect(rows).toEqual([{ spend: '0.0001' }, { spend: '0.0002' }, { spend: '-0.0001' }]);
  });

  it('takes large amounts and counts what was not converted in full', async () => {
    const large = { amount: '12345678901.2345', currency: 'USD' };
    const id = await aWorkspace([
      aLine(large),
      aLine({ ...large, currency: 'EUR' }),
      aLine({ ...large, currency: 'EUR' }),
    ]);
    await rate(id, 'USD', '2026-10-01', '95.1234567891');
    // Multiplied as whole numbers and rounded to the fourth decimal.
    const exact = (123456789012345n * 951234567891n * 2n + 10n ** 10n) / (2n * 10n ** 10n);
    expect(await ask([], id)).toMatchObject([
      {
        spend: `${exact / 10_000n}.${String(exact % 10_000n).padStart(4, '0')}`,
        unconverted: { EUR: '24691357802.469' },
      },
    ]);
  });

  it('forgets a rate that was taken back', async () => {
    const id = await aWorkspace([aLine({ currency: 'USD', amount: '1' })]);
    await rate(id, 'USD', '2026-10-01', '90');
    await putCurrencyRates(db.client, [
      {
        workspace_id: id,
        from_currency: 'USD',
        to_currency: 'RUB',
        day: '2026-10-01',
        rate: '90',
        version: 2n,
        is_deleted: true,
      },
    ]);
    expect(await ask([], id)).toMatchObject([{ spend: '0', unconverted: { USD: '1' } }]);
  });

  it('leaves out what was told for other channels and accounts, not what was told for none', async () => {
    const id = await aWorkspace([
      aLine({ amount: '1' }),
      aLine({ amount: '2', channel: 'telegram' }),
      aLine({ amount: '4', channel: 'telegram', account_id: 7 }),
      aLine({ amount: '8', channel: 'viber', account_id: 8 }),
    ]);
    expect(await ask([], id, { channels: ['telegram'] })).toMatchObject([{ spend: '7' }]);
    expect(await ask([], id, { account_ids: [8] })).toMatchObject([{ spend: '11' }]);
  });
});

describe('an entry', () => {
  it('replaces the days of its sheet that it brings, no other day and no other sheet', async () => {
    const id = await aWorkspace([
      aLine({ day: '2026-10-01', amount: '1' }),
      aLine({ day: '2026-10-02', amount: '2' }),
      aLine({ day: '2026-10-02', amount: '4' }),
    ]);
    await put(id, { sheet_id: 2, entry_id: 2 }, [aLine({ day: '2026-10-02', amount: '8' })]);
    await put(id, { sheet_id: 1, entry_id: 3 }, [
      aLine({ day: '2026-10-02', amount: '16' }),
      aLine({ day: '2026-10-03', amount: '32' }),
    ]);
    expect(await ask(['day'], id)).toMatchObject([
      { day: '2026-10-01', spend: '1' },
      { day: '2026-10-02', spend: '24' },
      { day: '2026-10-03', spend: '32' },
    ]);
  });

  it('that was written and never stood counts for nothing, nor does one written twice count double', async () => {
    const lines = [aLine({ amount: '1' }), aLine({ amount: '2', line: 2 })];
    const id = await aWorkspace(lines);
    await writeCostLines(db.client, { workspace_id: id, sheet_id: 1, entry_id: 2 }, lines);
    await writeCostLines(db.client, { workspace_id: id, sheet_id: 1, entry_id: 1 }, lines);
    expect(await ask([], id)).toMatchObject([{ spend: '3' }]);
  });

  it('that is undone gives its days back to whom it replaced, or to nobody', async () => {
    const id = await aWorkspace([aLine({ day: '2026-10-01', amount: '1' })]);
    await put(id, { sheet_id: 1, entry_id: 2 }, [
      aLine({ day: '2026-10-01', amount: '2' }),
      aLine({ day: '2026-10-02', amount: '4' }),
    ]);
    await standForDays(
      db.client,
      [
        { workspace_id: id, sheet_id: 1, day: '2026-10-01', entry_id: 1 },
        { workspace_id: id, sheet_id: 1, day: '2026-10-02', entry_id: 0 },
      ],
      3n,
    );
    expect(await ask(['day'], id)).toMatchObject([{ day: '2026-10-01', spend: '1' }]);
  });
});
