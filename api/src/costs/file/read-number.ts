/** What stands where an advertising system has nothing to say. */
const NOTHING = new Set(['', '-', '–', '—', '--', '---', 'n/a', 'na', 'null', 'нет', '#n/a']);
export const isNothing = (text: string): boolean => NOTHING.has(text.trim().toLowerCase());

const SPACES = /[\s\u00a0\u2009\u202f'’]/g;
const AROUND = /^(?:[a-z]{3}|руб\.?|р\.|₽|\$|€|₸|%)|(?:[a-z]{3}|руб\.?|р\.|₽|\$|€|₸)$/giu;

/**
 * A number as decimal text, rounded half away from zero to `decimals`: «1 490,00 ₽» is 1490.00. Thousands may be kept
 * apart by spaces, apostrophes or whichever of dot and comma is not the `mark`. Undefined for what is no such number.
 */
export function readNumber(text: string, mark: '.' | ',', decimals: number): string | undefined {
  let bare = text.trim();
  const isInBrackets = /^\(.*\)$/.test(bare);
  if (isInBrackets) bare = bare.slice(1, -1);
  bare = bare.replace(SPACES, '').replace(AROUND, '').replace(/^[−–]/, '-');
  const isNegative = bare.startsWith('-') !== isInBrackets;
  bare = bare.replace(/^[-+]/, '').replace(AROUND, '');
  const [whole = '', fraction = '', ...more] = bare.split(mark);
  if (more.length > 0 || !/^\d*$/.test(fraction) || whole + fraction === '') return undefined;
  const other = mark === '.' ? ',' : '.';
  const digits = whole.replaceAll(other, '');
  if (!/^\d{0,15}$/.test(digits) || fraction.length > 30) return undefined;
  if (whole.includes(other) && !isGrouped(whole, other)) return undefined;
  return rounded(digits || '0', fraction, decimals, isNegative);
}

const isGrouped = (whole: string, mark: string) => {
  const [first = '', ...groups] = whole.split(mark);
  return /^\d{1,3}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
};

function rounded(whole: string, fraction: string, decimals: number, isNegative: boolean): string {
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0');
  const up = Number(fraction[decimals] ?? '0') >= 5 ? 1n : 0n;
  const units = BigInt(whole + kept) + up;
  const text = String(units).padStart(decimals + 1, '0');
  const written = decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
  return units !== 0n && isNegative ? `-${written}` : written;
}

/** The decimal mark that these numbers are written with: what stands last before one or two digits decides. */
export function guessDecimal(texts: readonly string[]): '.' | ',' {
  let commas = 0;
  let dots = 0;
  for (const text of texts) {
    const bare = text.replace(SPACES, '').replace(AROUND, '');
    const last = /([.,])(\d+)$/.exec(bare);
    if (!last) continue;
    const [, mark, digits = ''] = last;
    const isTold = digits.length !== 3 || bare.startsWith('0') || (bare.includes('.') && bare.includes(','));
    // 1,234 alone may be thousands; twice the same mark are thousands for sure.
    if (bare.split(mark as string).length > 2) {
      if (mark === ',') dots++;
      else commas++;
    } else if (isTold) {
      if (mark === ',') commas++;
      else dots++;
    }
  }
  return commas > dots ? ',' : '.';
}
