import {
  COST_IMPORT_LIMITS,
  type CostMapping,
  type CostNotice,
  type CostProblem,
  type CostReport,
  type CostSample,
  daysBetween,
  eachDay,
  spreadCount,
  spreadEvenly,
} from '@parley/contracts';
import { type CostLine } from '@parley/sql';
import { csvRows, type CsvRow, WrongCostFile } from './decode.js';
import { headerBy } from './recognise.js';
import { type RowContext, type RowCost, type RowMeaning, rowReader } from './understand-row.js';

/** What a file holds, and the days that it brings; whatever it replaces is found out elsewhere. */
export interface Checked {
  report: Omit<CostReport, 'replaces'>;
  samples: CostSample[];
  days: string[];
}

/** The rows of a cost file, understood by a mapping. */
export class CostFile {
  constructor(
    private readonly text: string,
    private readonly mapping: CostMapping,
    private readonly context: RowContext,
  ) {}

  /** Reads the whole file. Throws {@link WrongCostFile} where it cannot be read on. */
  async check(): Promise<Checked> {
    const tally = new Tally(this.mapping.header_line);
    for await (const { row, meaning } of this.rows()) tally.add(row, meaning);
    return tally.checked();
  }

  /** What is to be saved, in blocks: a row of several days is a line for each of them. Wrong rows are not there. */
  async *lines(linesABlock: number): AsyncGenerator<CostLine[]> {
    let block: CostLine[] = [];
    for await (const { row, meaning } of this.rows()) {
      if (meaning.kind !== 'cost' || costsNothing(meaning.cost)) continue;
      for (const line of linesOf(row.line, meaning.cost)) block.push(line);
      if (block.length >= linesABlock) {
        yield block;
        block = [];
      }
    }
    if (block.length > 0) yield block;
  }

  private async *rows(): AsyncGenerator<{ row: CsvRow; meaning: RowMeaning }> {
    const columns = await headerBy(this.text, this.mapping);
    const read = rowReader(columns, this.mapping, this.context);
    let rows = 0;
    for await (const row of csvRows(this.text, this.mapping.delimiter)) {
      if (row.line <= this.mapping.header_line || row.cells.every((cell) => cell.trim() === '')) continue;
      if (++rows > COST_IMPORT_LIMITS.rows) throw new WrongCostFile('too_many_rows', row.line);
      yield { row, meaning: read(row) };
    }
  }
}

const isZero = (amount: string) => /^-?0*(\.0*)?$/.test(amount);
const costsNothing = ({ amount, clicks, impressions }: RowCost) => isZero(amount) && !clicks && !impressions;

/** The lines of a cost: of one day one, of several one for each, spread evenly. */
export function linesOf(line: number, cost: RowCost): CostLine[] {
  const { first_day, last_day, amount, clicks, impressions, channel, account_id, ...labels } = cost;
  const days = eachDay(first_day, last_day);
  const amounts = days.length === 1 ? [amount] : spreadEvenly(inCents(amount), days.length);
  const all = clicks === null ? null : spreadCount(clicks, days.length);
  const seen = impressions === null ? null : spreadCount(impressions, days.length);
  return days.map((day, at) => ({
    day,
    line,
    ...labels,
    channel: channel ?? '',
    account_id: Number(account_id ?? 0),
    amount: amounts[at] ?? '0',
    clicks: all?.[at] ?? null,
    impressions: seen?.[at] ?? null,
  }));
}

/** Without the third and fourth decimal where they say nothing: cents are spread as cents. */
const inCents = (amount: string) => amount.replace(/(\.\d\d)00$/, '$1');

/** Ten-thousandths of a unit of money. */
export const unitsOf = (amount: string): bigint => {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  const units = BigInt(whole + fraction.padEnd(4, '0').slice(0, 4));
  return amount.startsWith('-') ? -units : units;
};
export const moneyText = (units: bigint): string => {
  const digits = String(units < 0n ? -units : units).padStart(5, '0');
  return inCents(`${units < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`);
};

interface Sum {
  units: bigint;
  clicks: number | null;
  impressions: number | null;
}

class Tally {
  private rows = 0;
  private lines = 0;
  private refused = 0;
  private readonly problems: CostProblem[] = [];
  private readonly samples: CostSample[] = [];
  private readonly days = new Set<string>();
  private readonly sums = new Map<string, Sum>();
  private readonly totals: bigint[] = [];
  private readonly noticed = new Map<CostNotice['code'], CostNotice>();

  constructor(headerLine: number) {
    if (headerLine > 1) this.noticed.set('lines_above', notice('lines_above', headerLine - 1, 1));
  }

  add(row: CsvRow, meaning: RowMeaning): void {
    if (this.samples.length < COST_IMPORT_LIMITS.preview_rows) this.samples.push(sampleOf(row, meaning));
    switch (meaning.kind) {
      case 'total':
        this.notice('totals_row', row.line);
        if (meaning.amount !== null) this.totals.push(unitsOf(meaning.amount));
        return;
      case 'wrong':
        this.refused++;
        if (this.problems.length < COST_IMPORT_LIMITS.named) this.problems.push(meaning.problem);
        return;
      case 'cost':
        this.cost(row.line, meaning.cost, meaning.hasAmount);
    }
  }

  checked(): Checked {
    const days = [...this.days].sort();
    const all = [...this.sums.values()].reduce((sum, { units }) => sum + units, 0n);
    const [first] = this.totals;
    if (first !== undefined && this.sums.size === 1 && !this.totals.some((total) => isClose(total, all))) {
      const line = this.noticed.get('totals_row')?.line ?? null;
      this.noticed.set('totals_differ', { ...notice('totals_differ', 1, line), value: moneyText(first) });
    }
    return {
      report: {
        rows: this.rows,
        lines: this.lines,
        days: days.length,
        first_day: days[0] ?? null,
        last_day: days.at(-1) ?? null,
        totals: [...this.sums].map(([currency, { units, clicks, impressions }]) => ({
          currency,
          amount: moneyText(units),
          clicks,
          impressions,
        })),
        refused: this.refused,
        problems: this.problems,
        notices: [...this.noticed.values()],
      },
      samples: this.samples,
      days,
    };
  }

  private cost(line: number, cost: RowCost, hasAmount: boolean): void {
    // A day of which the file says that it cost nothing is one that it brings.
    for (const day of eachDay(cost.first_day, cost.last_day)) this.days.add(day);
    if (costsNothing(cost)) {
      this.notice('nothing_spent', line);
      return;
    }
    const days = daysBetween(cost.first_day, cost.last_day);
    this.rows++;
    this.lines += days;
    if (days > 1) this.notice('spread_rows', line);
    if (!hasAmount) this.notice('empty_amount', line);
    if (cost.amount.startsWith('-')) this.notice('negative_amount', line);
    const sum = this.sums.get(cost.currency) ?? { units: 0n, clicks: null, impressions: null };
    this.sums.set(cost.currency, {
      units: sum.units + unitsOf(cost.amount),
      clicks: plus(sum.clicks, cost.clicks),
      impressions: plus(sum.impressions, cost.impressions),
    });
  }

  private notice(code: CostNotice['code'], line: number): void {
    const known = this.noticed.get(code);
    if (known) known.rows++;
    else this.noticed.set(code, notice(code, 1, line));
  }
}

const notice = (code: CostNotice['code'], rows: number, line: number | null): CostNotice => ({
  code,
  rows,
  line,
  value: '',
});
const plus = (one: number | null, other: number | null) => (other === null ? one : (one ?? 0) + other);

/** A total may be rounded to cents where its rows are not. */
const isClose = (one: bigint, other: bigint) => {
  const difference = one > other ? one - other : other - one;
  const size = other < 0n ? -other : other;
  return difference <= 100n || difference * 10_000n <= size;
};

function sampleOf({ line, cells }: CsvRow, meaning: RowMeaning): CostSample {
  return {
    line,
    cells,
    cost: meaning.kind === 'cost' ? meaning.cost : null,
    problem: meaning.kind === 'wrong' ? meaning.problem : null,
    is_total: meaning.kind === 'total',
  };
}
