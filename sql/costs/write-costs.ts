import type { ClickHouse } from '../lib/client.js';

/** One line of what advertising cost: a row of ad_costs_v1. Money is text with at most 4 decimals. */
export interface CostLine {
  /** Local day of the advertiser, `YYYY-MM-DD`. */
  day: string;
  /** Of the file, from 1. */
  line: number;
  source: string;
  medium: string;
  campaign: string;
  content: string;
  term: string;
  ad_id: string;
  /** Empty: told for none. */
  channel: string;
  /** 0: told for none. */
  account_id: number;
  amount: string;
  currency: string;
  /** Null: not told. */
  clicks: number | null;
  impressions: number | null;
}

/** Whose lines they are. */
export interface CostEntry {
  workspace_id: number;
  sheet_id: number;
  entry_id: number;
}

const LINES_A_BLOCK = 20_000;

/**
 * Writes the lines of an entry, and after each block how many are written. They count for nothing until
 * {@link standForDays}; written twice they are the same.
 */
export async function writeCostLines(
  client: ClickHouse,
  { workspace_id, sheet_id, entry_id }: CostEntry,
  lines: readonly CostLine[],
  onWritten: (lines: number) => void = () => undefined,
): Promise<void> {
  for (let at = 0; at < lines.length; at += LINES_A_BLOCK) {
    const block = lines.slice(at, at + LINES_A_BLOCK);
    await client.insertRows(
      'ad_costs_v1',
      COLUMNS,
      block.map((line) => [
        workspace_id,
        sheet_id,
        line.day,
        entry_id,
        line.line,
        line.source,
        line.medium,
        line.campaign,
        line.content,
        line.term,
        line.ad_id,
        line.channel,
        line.account_id,
        line.amount,
        line.currency,
        line.clicks,
        line.impressions,
      ]),
    );
    onWritten(at + block.length);
  }
}

const COLUMNS = [
  'workspace_id',
  'sheet_id',
  'day',
  'entry_id',
  'line',
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'ad_id',
  'channel',
  'account_id',
  'amount',
  'currency',
  'clicks',
  'impressions',
];

/** Which entry stands for a day of a sheet; 0: none, the day has no cost. */
export interface StandingDay {
  workspace_id: number;
  sheet_id: number;
  day: string;
  entry_id: number;
}

/**
 * Has entries stand for days, in place of whichever stood there: all of them at once or, if it fails, none.
 * The highest `version` stands.
 */
export async function standForDays(
  client: ClickHouse,
  days: readonly StandingDay[],
  version: bigint,
): Promise<void> {
  if (days.length === 0) return;
  await client.insertRows(
    'ad_cost_days_v1',
    ['workspace_id', 'sheet_id', 'day', 'entry_id', 'version'],
    days.map(({ workspace_id, sheet_id, day, entry_id }) => [
      workspace_id,
      sheet_id,
      day,
      entry_id,
      String(version),
    ]),
    // One block, whatever its size: a part is there as a whole or not at all.
    { settings: { max_insert_block_size: 10_000_000, input_format_parallel_parsing: 0 } },
  );
}

/** Removes the lines of an entry that will never stand again. */
export function removeCostLines(
  client: ClickHouse,
  { workspace_id, sheet_id, entry_id }: CostEntry,
): Promise<void> {
  return client.command(
    `DELETE FROM ad_costs_v1
     WHERE workspace_id = {workspace_id:UInt32} AND sheet_id = {sheet_id:UInt32} AND entry_id = {entry_id:UInt32}`,
    { workspace_id, sheet_id, entry_id },
  );
}

/** How much of one currency one unit of another is worth from a day on. */
export interface RateRow {
  workspace_id: number;
  from_currency: string;
  to_currency: string;
  /** Local day of the workspace, `YYYY-MM-DD`. */
  day: string;
  /** Decimal text, at most 10 decimals. */
  rate: string;
  /** The rate is taken back. */
  is_deleted?: boolean;
  version: bigint;
}

/** Writes rates for reports to read. */
export async function putCurrencyRates(client: ClickHouse, rows: readonly RateRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.insertRows(
    'currency_rates_v1',
    ['workspace_id', 'to_currency', 'from_currency', 'day', 'rate', 'version', 'is_deleted'],
    rows.map((row) => [
      row.workspace_id,
      row.to_currency,
      row.from_currency,
      row.day,
      row.rate,
      String(row.version),
      row.is_deleted === true ? 1 : 0,
    ]),
  );
}

/** What a channel asks for a delivered message, from a day on. */
export interface FeeRow {
  workspace_id: number;
  fee_id: number;
  /** Local day of the workspace, included. */
  effective_from: string;
  channel: string;
  /** 0: every account of the channel. */
  account_id: number;
  /** Empty: any. */
  category: string;
  sender: string;
  /** Of one message, decimal text, at most 6 decimals. */
  price: string;
  currency: string;
  is_deleted?: boolean;
  version: bigint;
}

/** Writes what channels ask for messages, for reports to read. */
export async function putMessageFees(client: ClickHouse, rows: readonly FeeRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.insertRows(
    'message_fees_v1',
    [
      'workspace_id',
      'fee_id',
      'effective_from',
      'channel',
      'account_id',
      'category',
      'sender',
      'price',
      'currency',
      'version',
      'is_deleted',
    ],
    rows.map((row) => [
      row.workspace_id,
      row.fee_id,
      row.effective_from,
      row.channel,
      row.account_id,
      row.category,
      row.sender,
      row.price,
      row.currency,
      String(row.version),
      row.is_deleted === true ? 1 : 0,
    ]),
  );
}
