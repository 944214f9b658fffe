import { type CurrencyRate, currencyRate, type Localized, plainHeader, RATE_LIMITS } from '@parley/contracts';
import { csvRows, encodingOf, textOf, WrongCostFile } from './decode.js';
import { guessDayFormat, readDay } from './read-day.js';
import { guessDecimal, readNumber } from './read-number.js';

const HEADERS = {
  day: ['day', 'date', 'день', 'дата', 'data'],
  currency: ['currency', 'from', 'code', 'валюта', 'код', 'букв. код', 'буквенный код', 'символ'],
  rate: ['rate', 'курс', 'curs', 'value', 'price'],
  nominal: ['nominal', 'номинал', 'единиц', 'units'],
} as const;
const DELIMITERS = [';', ',', '\t'] as const;

/** A file of rates that cannot be taken, with the line. */
export class WrongRatesFile extends Error {
  override readonly name = 'WrongRatesFile';
  constructor(
    readonly line: number | null,
    readonly why: Localized,
  ) {
    super(why.en);
  }
}

/**
 * Rates of a CSV with a header: day, currency, rate, and how many units the rate is of where a bank gives them by ten or
 * hundred. Without a column of the currency it must be given. Throws {@link WrongRatesFile} for the first wrong line:
 * nothing of such a file is taken.
 */
export async function readRates(bytes: Uint8Array, currency: string | undefined): Promise<CurrencyRate[]> {
  try {
    const text = textOf(bytes, encodingOf(bytes));
    for (const delimiter of DELIMITERS) {
      const rates = await readAs(text, delimiter, currency);
      if (rates) return rates;
    }
  } catch (error) {
    if (!(error instanceof WrongCostFile)) throw error;
    throw new WrongRatesFile(error.line, NO_TABLE);
  }
  throw new WrongRatesFile(null, NO_TABLE);
}

const NO_TABLE: Localized = {
  en: 'the file must be a CSV with a header: day, currency, rate',
  ru: 'нужен файл CSV с заголовком: дата, валюта, курс',
};

async function readAs(
  text: string,
  delimiter: string,
  given: string | undefined,
): Promise<CurrencyRate[] | null> {
  const rows: { line: number; cells: string[] }[] = [];
  let places: Record<keyof typeof HEADERS, number> | undefined;
  for await (const row of csvRows(text, delimiter)) {
    if (places) rows.push(row);
    else {
      const columns = row.cells.map(plainHeader);
      const find = (names: readonly string[]) => columns.findIndex((column) => names.includes(column));
      const found = {
        day: find(HEADERS.day),
        currency: find(HEADERS.currency),
        rate: find(HEADERS.rate),
        nominal: find(HEADERS.nominal),
      };
      if (found.day < 0 || found.rate < 0 || (found.currency < 0 && given === undefined)) return null;
      places = found;
    }
    if (rows.length > RATE_LIMITS.at_once) {
      throw new WrongRatesFile(row.line, {
        en: `at most ${RATE_LIMITS.at_once} rates at once`,
        ru: `не больше ${RATE_LIMITS.at_once} курсов за раз`,
      });
    }
  }
  if (!places || rows.length === 0) return null;
  const { day, currency, rate, nominal } = places;
  const cell = (cells: string[], place: number) => cells[place]?.trim() ?? '';
  const format = guessDayFormat(rows.map(({ cells }) => cell(cells, day)));
  const decimal = guessDecimal(rows.map(({ cells }) => cell(cells, rate)));
  return rows.map(({ line, cells }) => {
    const wrong = (what: Localized) => new WrongRatesFile(line, what);
    const units =
      nominal < 0 || cell(cells, nominal) === '' ? '1' : readNumber(cell(cells, nominal), decimal, 0);
    const value = readNumber(cell(cells, rate), decimal, 10);
    const one = value === undefined || units === undefined ? undefined : perUnit(value, units);
    const read = {
      day: readDay(cell(cells, day), format) ?? '',
      currency: (cell(cells, currency) || given || '').toUpperCase(),
      rate: one ?? '',
    };
    const parsed = currencyRate.safeParse(read);
    if (parsed.success) return parsed.data;
    const field = String(parsed.error.issues[0]?.path[0] ?? 'rate');
    throw wrong(WRONG[field] ?? NO_TABLE);
  });
}

const WRONG: Readonly<Record<string, Localized>> = {
  day: { en: 'the day cannot be read', ru: 'дата не читается' },
  currency: { en: 'the currency is not a code such as USD', ru: 'валюта — не код вроде USD' },
  rate: { en: 'the rate is not a number above 0', ru: 'курс — не число больше 0' },
};

/** Decimal text with ten decimals, divided by a whole number, rounded to the nearest. */
function perUnit(value: string, units: string): string | undefined {
  const by = BigInt(units);
  if (by <= 0n || value.startsWith('-')) return undefined;
  const all = BigInt(value.replace('.', ''));
  const digits = String((all * 2n + by) / (by * 2n)).padStart(11, '0');
  return `${digits.slice(0, -10)}.${digits.slice(-10)}`;
}
