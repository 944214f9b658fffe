import {
  CHANNELS,
  type Channel,
  COST_TEXT_LABELS,
  type CostFieldName,
  type CostLabels,
  type CostMapping,
  type CostProblem,
  type CostTextLabel,
  daysBetween,
  EARLIEST_COST_DAY,
  isCostCurrency,
  LATEST_COST_DAY,
  LONGEST_COST_DAYS,
} from '@parley/contracts';
import { type CsvRow } from './decode.js';
import { readDay } from './read-day.js';
import { isNothing, readNumber } from './read-number.js';

/** What a row costs: of its days together. */
export interface RowCost extends CostLabels {
  first_day: string;
  last_day: string;
  amount: string;
  currency: string;
  clicks: number | null;
  impressions: number | null;
}

export type RowMeaning =
  | { kind: 'cost'; cost: RowCost; hasAmount: boolean }
  /** A row of totals, which says nothing of its own; its amount where it has one. */
  | { kind: 'total'; amount: string | null }
  | { kind: 'wrong'; problem: CostProblem };

/** What a row may name besides what stands in it. */
export interface RowContext {
  /** The accounts of the workspace. */
  account_ids: ReadonlySet<string>;
  /** What the source rules make of a ref; nothing where there are none. */
  labelsOfRef?: ((ref: string) => Partial<Record<CostTextLabel, string>>) | undefined;
}

const TOTAL = /^(итого|всего|total|grand total|totals|суммарно|в сумме|результат)(?=$|[\s:,.;-])/iu;
const LONGEST_LABEL = 256;
const CURRENCIES: Readonly<Record<string, string>> = {
  '₽': 'RUB', руб: 'RUB', 'руб.': 'RUB', рубли: 'RUB', $: 'USD', '€': 'EUR', '₸': 'KZT',
}; // prettier-ignore

/** Makes what understands the rows under a header, by a mapping. */
export function rowReader(
  columns: readonly string[],
  mapping: CostMapping,
  context: RowContext,
): (row: CsvRow) => RowMeaning {
  const places = new Map(
    Object.entries(mapping.fields).flatMap(([field, { column }]) =>
      column === undefined ? [] : [[field as CostFieldName, columns.indexOf(column)] as const],
    ),
  );
  const reading = { columns: columns.length, places, mapping, context };
  return (row) => new Row(row, reading).meaning();
}

/** Fields by which a row is about something. */
const NAME_FIELDS = [...COST_TEXT_LABELS, 'url', 'ref'] as const;

interface Reading {
  /** How many there are. */
  columns: number;
  /** In which column a field stands; −1 where the header has no such column. */
  places: ReadonlyMap<CostFieldName, number>;
  mapping: CostMapping;
  context: RowContext;
}

/** One row, on its way to what it means. */
class Row {
  constructor(
    private readonly row: CsvRow,
    private readonly reading: Reading,
  ) {}

  /** What stands in the column of a field; empty where it has none. */
  private cell(field: CostFieldName): string {
    const text = this.row.cells[this.reading.places.get(field) ?? -1]?.trim() ?? '';
    return isNothing(text) ? '' : text;
  }

  private wrong(code: CostProblem['code'], field: CostFieldName | null, value = ''): RowMeaning {
    return { kind: 'wrong', problem: { line: this.row.line, code, field, value: value.slice(0, 64) } };
  }

  meaning(): RowMeaning {
    const { cells } = this.row;
    const day = this.cell('day');
    const first_day = readDay(day, this.reading.mapping.day_format);
    if (first_day === undefined && this.isTotal(day)) {
      return {
        kind: 'total',
        amount: readNumber(this.cell('amount'), this.reading.mapping.decimal, 4) ?? null,
      };
    }
    if (
      cells.length > this.reading.columns &&
      cells.slice(this.reading.columns).some((cell) => cell.trim() !== '')
    )
      return this.wrong('too_many_cells', null, cells[this.reading.columns]);
    if (day === '') return this.wrong('missing_day', 'day');
    if (first_day === undefined) return this.wrong('unreadable_day', 'day', day);
    const last = this.cell('last_day');
    const last_day = last === '' ? first_day : readDay(last, this.reading.mapping.day_format);
    if (last_day === undefined) return this.wrong('unreadable_day', 'last_day', last);
    if (last_day < first_day) return this.wrong('last_day_before_first', 'last_day', last);
    if (first_day < EARLIEST_COST_DAY) return this.wrong('day_out_of_reach', 'day', day);
    if (last_day > LATEST_COST_DAY) return this.wrong('day_out_of_reach', 'last_day', last || day);
    if (daysBetween(first_day, last_day) > LONGEST_COST_DAYS)
      return this.wrong('period_too_long', 'last_day', last);
    return this.money(first_day, last_day);
  }

  private isTotal(day: string): boolean {
    if (this.row.cells.some((cell) => TOTAL.test(cell.trim()))) return true;
    // Ads Manager leaves everything but the numbers of such a row empty.
    return day === '' && NAME_FIELDS.every((field) => this.cell(field) === '');
  }

  private money(first_day: string, last_day: string): RowMeaning {
    const amountText = this.cell('amount');
    const amount = amountText === '' ? '0.0000' : readNumber(amountText, this.reading.mapping.decimal, 4);
    if (amount === undefined) return this.wrong('unreadable_amount', 'amount', amountText);
    if (amount.length > 20) return this.wrong('unreadable_amount', 'amount', amountText);
    const counts: Record<'clicks' | 'impressions', number | null> = { clicks: null, impressions: null };
    for (const field of ['clicks', 'impressions'] as const) {
      const text = this.cell(field);
      if (text === '') continue;
      const found = readNumber(text, this.reading.mapping.decimal, 0);
      if (found === undefined || found.startsWith('-') || Number(found) > 1e15)
        return this.wrong('unreadable_number', field, text);
      counts[field] = Number(found);
    }
    const said = this.cell('currency') || (this.reading.mapping.fields.currency?.value ?? '');
    const currency = CURRENCIES[said.toLowerCase()] ?? said.toUpperCase();
    if (currency === '') return this.wrong('missing_currency', 'currency');
    if (!isCostCurrency(currency)) return this.wrong('unknown_currency', 'currency', said);
    const labels = this.labels();
    if ('kind' in labels) return labels;
    const cost = { first_day, last_day, amount, currency, ...counts, ...labels };
    return { kind: 'cost', cost, hasAmount: amountText !== '' };
  }

  private labels(): CostLabels | RowMeaning {
    const ref = this.cell('ref');
    const derived = {
      ...(ref === '' ? {} : this.reading.context.labelsOfRef?.(ref)),
      ...utmOf(this.cell('url')),
    };
    const text: Partial<Record<CostTextLabel, string>> = {};
    for (const label of COST_TEXT_LABELS) {
      const value = this.cell(label) || derived[label] || this.reading.mapping.fields[label]?.value || '';
      if (value.length > LONGEST_LABEL) return this.wrong('text_too_long', label, value);
      text[label] = value;
    }
    const channelText = (
      this.cell('channel') ||
      this.reading.mapping.fields.channel?.value ||
      ''
    ).toLowerCase();
    const channel = CHANNELS.find((each) => each === channelText) ?? null;
    if (channelText !== '' && channel === null) return this.wrong('unknown_channel', 'channel', channelText);
    const account = this.cell('account_id') || this.reading.mapping.fields.account_id?.value || '';
    if (account !== '' && !this.reading.context.account_ids.has(account))
      return this.wrong('unknown_account', 'account_id', account);
    return {
      ...(text as Record<CostTextLabel, string>),
      channel: channel satisfies Channel | null,
      account_id: account === '' ? null : account,
    };
  }
}

/** The utm_* of a link, or of the bare parameters of one. */
export function utmOf(link: string): Partial<Record<CostTextLabel, string>> {
  const query = link.includes('?') ? link.slice(link.indexOf('?') + 1) : link;
  if (!query.includes('utm_')) return {};
  const params = new URLSearchParams(query.split('#')[0]);
  const found: Partial<Record<CostTextLabel, string>> = {};
  for (const label of ['source', 'medium', 'campaign', 'content', 'term'] as const) {
    const value = params.get(`utm_${label}`)?.trim();
    if (value) found[label] = value;
  }
  return found;
}
