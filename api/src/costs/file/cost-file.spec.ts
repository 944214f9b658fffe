import { describe, expect, it } from '@jest/globals';
import { textOf, WrongCostFile } from './decode.js';
import { recognise } from './recognise.js';
import { csv, inRubles, noticed, problems } from './spec-file.js';

describe('how things are written', () => {
  it('days of which the month and the day could be either are those that lie closer together', async () => {
    const european = await csv('date,spend\n01/10/2026,1\n02/10/2026,1\n03/10/2026,1\n', inRubles);
    expect(european.lines.map(({ day }) => day)).toEqual(['2026-10-01', '2026-10-02', '2026-10-03']);
    const american = await csv('date,spend\n10/01/2026,1\n10/02/2026,1\n10/03/2026,1\n', inRubles);
    expect(american.lines.map(({ day }) => day)).toEqual(['2026-10-01', '2026-10-02', '2026-10-03']);
  });

  it('a row of several days is spread evenly, to the cent', async () => {
    const { lines, checked } = await csv('from,to,spend,clicks\n2026-10-01,2026-10-03,100,10\n', inRubles);
    expect(lines.map(({ day, line, amount, clicks }) => [day, line, amount, clicks])).toEqual([
      ['2026-10-01', 2, '33.34', 4],
      ['2026-10-02', 2, '33.33', 3],
      ['2026-10-03', 2, '33.33', 3],
    ]);
    expect(checked.report).toMatchObject({ rows: 1, lines: 3, days: 3 });
    expect(noticed(checked)).toEqual([['spread_rows', 1, 2]]);
  });

  it('a total that is not that of the rows is told', async () => {
    const { checked } = await csv(
      'date,campaign,spend\n2026-10-01,a,10\n2026-10-02,b,20\nTotal,,40\n',
      inRubles,
    );
    expect(checked.report.notices.at(-1)).toEqual({
      code: 'totals_differ',
      rows: 1,
      line: 4,
      value: '40.00',
    });
    const named = await csv('date,campaign,spend\n2026-10-01,Total war,10\n', inRubles);
    expect(named.lines).toMatchObject([{ campaign: 'Total war' }]);
  });
});

describe('a bad file is refused, line by line', () => {
  it('with what stands there', async () => {
    const { checked, lines } = await csv(
      [
        'date,last_day,campaign,spend,clicks,currency,channel,account',
        '2026-10-01,,a,1,1,RUB,,',
        '2026-13-01,,a,1,1,RUB,,',
        ',,a,1,1,RUB,,',
        '2026-10-01,,a,many,1,RUB,,',
        '2026-10-01,,a,1,-1,RUB,,',
        '2026-10-01,,a,1,1,ZZZ,,',
        '2026-10-01,,a,1,1,,,',
        '2026-10-03,2026-10-01,a,1,1,RUB,,',
        '1999-10-01,,a,1,1,RUB,,',
        '2026-10-01,,a,1,1,RUB,pigeon,',
        '2026-10-01,,a,1,1,RUB,,8',
        '2026-10-01,,a,1,1,RUB,,,more',
        '2026-10-01,2099-10-01,a,1,1,RUB,,',
        '2026-10-01,,a,"1,5",1,RUB,,',
      ].join('\n'),
      (found) => ({
        ...found,
        decimal: '.',
        fields: { ...found.fields, channel: { column: 'channel' }, account_id: { column: 'account' } },
      }),
    );
    expect(problems(checked)).toEqual([
      [3, 'unreadable_day', '2026-13-01'],
      [4, 'missing_day', ''],
      [5, 'unreadable_amount', 'many'],
      [6, 'unreadable_number', '-1'],
      [7, 'unknown_currency', 'ZZZ'],
      [8, 'missing_currency', ''],
      [9, 'last_day_before_first', '2026-10-01'],
      [10, 'day_out_of_reach', '1999-10-01'],
      [11, 'unknown_channel', 'pigeon'],
      [12, 'unknown_account', '8'],
      [13, 'too_many_cells', 'more'],
      [14, 'period_too_long', '2099-10-01'],
      [15, 'unreadable_amount', '1,5'],
    ]);
    expect([checked.report.refused, checked.report.rows, lines.length]).toEqual([13, 1, 1]);
  });

  it('as a whole where it is no table', async () => {
    const refused = async (bytes: Uint8Array) => {
      const error = await recognise(bytes).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (!(error instanceof WrongCostFile)) throw new Error('was not refused');
      return [error.code, error.line];
    };
    expect(await refused(Buffer.from(''))).toEqual(['empty_file', null]);
    expect(await refused(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).toEqual(['is_a_spreadsheet', null]);
    expect(await refused(Buffer.from('hello\nworld\n'))).toEqual(['no_header', null]);
    const broken = 'date,spend\n2026-10-01,1\n2026-10-02,"' + 'x'.repeat(300_000);
    await expect(csv(broken, inRubles)).rejects.toMatchObject({ code: 'broken_csv' });
    expect(() => textOf(Buffer.from([0x61, 10, 0xff, 0x62]), 'utf-8')).toThrow('not_utf8 in line 2');
  });
});
