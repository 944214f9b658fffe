import { describe, expect, it } from '@jest/globals';
import { byAgent } from '@parley/contracts';
import { columnsOfReport, fileName, toCsv, toNdjson } from './write-answer.js';

const row = (agent_name: string | null, response_median_seconds: number | null = null) => ({
  period: 'current',
  is_total: false,
  agent_id: '18446744073709551615',
  agent_name,
  waits_answered: 3,
  response_median_seconds,
  response_p90_seconds: null,
  outgoing_covered_share: 1,
});

describe('an exported answer', () => {
  it('has the columns of the contract, and the same rows as CSV and as NDJSON', () => {
    const rows = [row('Oleg, "the fast"', 12.5)];
    expect(toCsv(byAgent, rows, false)).toBe(
      `${columnsOfReport(byAgent).join(',')}\r\ncurrent,false,18446744073709551615,"Oleg, ""the fast""",3,12.5,,1\r\n`,
    );
    expect(toNdjson(byAgent, rows)).toBe(`${JSON.stringify(rows[0])}\n`);
  });

  it.each(['=1+1', '+7 900', '-2', '@SUM(A1)', '\tx', '\rx', '\nx', ' =1+1', '\u00a0-1', '＝1+1'])(
    'takes %j for text, never for a formula',
    (name) => {
      expect(
        toCsv(byAgent, [row(name)], false)
          .split('\r\n')
          .slice(1)
          .join('\r\n'),
      ).toContain(`'${name}`);
    },
  );

  it.each(['two\nlines', 'two\rlines', 'two\r\nlines'])('keeps %j in one cell', (name) => {
    expect(toCsv(byAgent, [row(name)], false)).toContain(`,"${name}",3,`);
  });

  it('leaves negative numbers as numbers', () => {
    expect(toCsv(byAgent, [row('x', -3.5)], false)).toContain(',3,-3.5,');
  });

  it('begins with a byte order mark when asked to', () => {
    expect(toCsv(byAgent, [], true).charCodeAt(0)).toBe(0xfeff);
    expect(toCsv(byAgent, [], false).startsWith('period,')).toBe(true);
  });

  it('is named after the report, the dates and the zone, with nothing a header or a disk would mind', () => {
    expect(fileName(byAgent, { from: '2026-10-01', to: '2026-11-01' }, 'Europe/Moscow', 'csv')).toBe(
      'parley-by-agent_2026-10-01_2026-11-01_Europe-Moscow.csv',
    );
    expect(fileName(byAgent, { from: '2026-10-01T00:00:00Z"\r\n', to: 'x' }, 'UTC', 'csv')).toMatch(
      /^[\w.-]+$/,
    );
  });
});
