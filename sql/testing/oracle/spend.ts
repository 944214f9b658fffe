import type { CostLine } from '../../costs/write-costs.js';
import type { ChannelsQuestion } from './channels.js';

const DAY = 86_400_000;

/** What was spent, how many clicks advertising systems counted, and how many lines have no rate. */
export interface Spent {
  spend: number;
  clicks: number;
  unconverted: number;
}

/**
 * Advertising of the days (UTC) that the period touches, by the name of its row and together as `total`; what is in rubles
 * counts, all else has no rate. A cost without the value is `no_ref`.
 */
export function spendOf(lines: readonly CostLine[], question: ChannelsQuestion): Map<string, Spent> {
  const { from, to, by, sources = [], arrivals = [] } = question;
  const spent = new Map<string, Spent>();
  for (const line of lines) {
    const begins = Date.parse(line.day);
    const isTouched = begins + DAY > from && begins < Math.max(to, from + 1);
    const isPicked = sources.length === 0 || sources.includes(line.source);
    if (!isTouched || !isPicked || (arrivals.length > 0 && !arrivals.includes('no_ref'))) continue;
    const value = valueOf(line, by);
    const names = [value === '' ? 'no_ref null' : `null ${value}`, 'total'];
    for (const name of names) {
      const so = spent.get(name) ?? { spend: 0, clicks: 0, unconverted: 0 };
      const isKnown = line.currency === 'RUB';
      spent.set(name, {
        // Kopecks are whole, so their sum is exact.
        spend: isKnown
          ? (Math.round(so.spend * 100) + Math.round(Number(line.amount) * 100)) / 100
          : so.spend,
        clicks: so.clicks + (line.clicks ?? 0),
        unconverted: so.unconverted + (isKnown ? 0 : 1),
      });
    }
  }
  return new Map([...spent].filter(([, so]) => so.spend > 0 || so.clicks > 0 || so.unconverted > 0));
}

function valueOf(line: CostLine, by: ChannelsQuestion['by']): string {
  if (by === 'ref' || by === 'link') return '';
  if (by === 'ad') return line.ad_id;
  if (by === 'account') return line.account_id === 0 ? '' : String(line.account_id);
  return line[by];
}
