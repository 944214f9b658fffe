import { type CostLine, standForDays, writeCostLines } from '../costs/write-costs.js';
import type { ClickHouse } from '../lib/client.js';
import type { Random } from './random.js';

/** What advertising cost in the days that random streams tell of: labels as theirs, some without a rate or without a label. */
export function randomCosts(random: Random): CostLine[] {
  return Array.from({ length: 30 }, (_, index) => ({
    day: new Date(Date.UTC(2026, 0, 31) + random.between(0, 40) * 86_400_000).toISOString().slice(0, 10),
    line: index + 1,
    source: random.pick(['', 'vk', 'google', 'elsewhere']),
    medium: random.pick(['', 'cpc']),
    campaign: random.pick(['', 'spring']),
    content: '',
    term: '',
    ad_id: random.pick(['', 'ad-1']),
    channel: random.pick(['', 'telegram']),
    account_id: random.pick([0, 1]),
    amount: `${random.between(0, 500)}.${random.between(10, 99)}`,
    currency: random.pick(['RUB', 'RUB', 'XTS']),
    clicks: random.pick([null, 0, 7]),
    impressions: null,
  }));
}

/** Has them stand for their days. */
export async function storeCosts(
  client: ClickHouse,
  workspace_id: number,
  lines: readonly CostLine[],
): Promise<void> {
  const entry = { workspace_id, sheet_id: 1, entry_id: 1 };
  await writeCostLines(client, entry, lines);
  const days = [...new Set(lines.map(({ day }) => day))];
  await standForDays(
    client,
    days.map((day) => ({ ...entry, day })),
    1n,
  );
}
