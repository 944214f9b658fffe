import { describe, expect, it } from '@jest/globals';
import { brief, csv, inRubles, NOBODY, noticed, sample, understood, windows1251 } from './spec-file.js';

describe('a cost file is recognised by itself', () => {
  it('of Meta Ads: a day column before the period, link clicks, totals without names', async () => {
    const { mapping, lines, checked } = await understood(sample('meta-ads'));
    expect(mapping).toMatchObject({
      preset: 'meta_ads',
      delimiter: ',',
      header_line: 1,
      day_format: 'yyyy-mm-dd',
      decimal: '.',
    });
    expect(brief(lines)).toEqual([
      [
        '2026-10-01',
        'autumn_sale',
        'video, 15 s',
        'lookalike 1%',
        '120210000000000001',
        '20.1500',
        'USD',
        101,
        8000,
      ],
      [
        '2026-10-01',
        'autumn_sale',
        'carousel',
        'lookalike 1%',
        '120210000000000002',
        '12.2500',
        'USD',
        70,
        4800,
      ],
      [
        '2026-10-02',
        'autumn_sale',
        'video, 15 s',
        'lookalike 1%',
        '120210000000000001',
        '31.0000',
        'USD',
        150,
        11000,
      ],
    ]);
    expect(lines[0]).toMatchObject({ source: 'meta', medium: 'cpc', channel: '', account_id: 0, line: 3 });
    expect(checked.report).toMatchObject({
      rows: 3,
      lines: 3,
      days: 2,
      first_day: '2026-10-01',
      last_day: '2026-10-02',
      refused: 0,
      totals: [{ currency: 'USD', amount: '63.40', clicks: 321, impressions: 23800 }],
    });
    expect(noticed(checked)).toEqual([
      ['totals_row', 1, 2],
      ['nothing_spent', 1, 6],
    ]);
  });

  it('of Meta Ads without days: the period of each row is spread, while a day beside a period is one day', async () => {
    const head = 'Campaign name,Amount spent (USD),Reporting starts,Reporting ends';
    const months = await csv(`${head}\nautumn,10.00,2026-10-01,2026-10-04\n`);
    expect(months.lines.map(({ day, amount }) => [day, amount])).toEqual([
      ['2026-10-01', '2.50'],
      ['2026-10-02', '2.50'],
      ['2026-10-03', '2.50'],
      ['2026-10-04', '2.50'],
    ]);
    const days = await csv(`Day,${head}\n2026-10-02,autumn,10.00,2026-10-01,2026-10-04\n`);
    expect(days.lines.map(({ day, amount }) => [day, amount])).toEqual([['2026-10-02', '10.0000']]);
  });

  it('of VK Реклама: rubles of the header, decimal commas, spaces in thousands', async () => {
    const { mapping, lines, checked } = await understood(sample('vk-ads'));
    expect(mapping).toMatchObject({
      preset: 'vk_ads',
      delimiter: ';',
      day_format: 'dd.mm.yyyy',
      decimal: ',',
    });
    expect(brief(lines)[0]).toEqual([
      '2026-10-01',
      'Осень бот',
      'Видео 1',
      'Москва 25-45',
      '170000001',
      '1501.5000',
      'RUB',
      210,
      12500,
    ]);
    expect(checked.report.totals).toEqual([
      { currency: 'RUB', amount: '3250.75', clicks: 430, impressions: 25400 },
    ]);
    expect(noticed(checked)).toEqual([['totals_row', 1, 5]]);
  });

  it('of Yandex Direct: below four lines of what was asked, in UTF-8, with a mark, or in windows-1251', async () => {
    const bytes = sample('yandex-direct');
    const plain = await understood(bytes);
    expect(plain.mapping).toMatchObject({
      preset: 'yandex_direct',
      encoding: 'utf-8',
      header_line: 6,
      decimal: ',',
    });
    expect(brief(plain.lines)[1]).toEqual([
      '2026-10-01',
      'РСЯ | бот',
      '',
      '---autotargeting',
      'M-14000002',
      '840.1000',
      'RUB',
      60,
      15000,
    ]);
    expect(plain.checked.report.totals).toEqual([
      { currency: 'RUB', amount: '3266.00', clicks: 157, impressions: 16900 },
    ]);
    expect(noticed(plain.checked)).toEqual([
      ['lines_above', 5, 1],
      ['totals_row', 1, 10],
    ]);
    const marked = await understood(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]));
    expect(marked.lines).toEqual(plain.lines);
    const old = await understood(windows1251(bytes.toString()));
    expect(old.mapping.encoding).toBe('windows-1251');
    expect(old.lines).toEqual(plain.lines);
  });

  it('of Google Ads: below two lines, several totals, commas in thousands; or UTF-16 with tabs', async () => {
    const plain = await understood(sample('google-ads'));
    expect(plain.mapping).toMatchObject({ preset: 'google_ads', header_line: 3, decimal: '.' });
    expect(brief(plain.lines)).toEqual([
      ['2026-10-01', 'Brand - Search', '', 'Brand', '', '1010.2500', 'EUR', 310, 12000],
      ['2026-10-02', 'Brand - Search', '', 'Brand', '', '12.7500', 'EUR', 20, 900],
      ['2026-10-02', 'Display - Bot', '', 'Interests', '', '7.0000', 'EUR', null, 4500],
    ]);
    expect(noticed(plain.checked)).toEqual([
      ['lines_above', 2, 1],
      ['totals_row', 2, 7],
    ]);
    const tabbed = sample('google-ads')
      .toString()
      .split('\n')
      .map((row) => (row.match(/"[^"]*"|[^,]+/g) ?? []).join('\t').replaceAll('"', ''))
      .join('\r\n');
    const excel = await understood(
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(tabbed, 'utf16le')]),
    );
    expect(excel.mapping).toMatchObject({ encoding: 'utf-16le', delimiter: '\t', preset: 'google_ads' });
    expect(excel.lines).toEqual(plain.lines);
  });

  it('of Telegram Ads: days in words, TON, amounts rounded to four decimals', async () => {
    const { mapping, lines, checked } = await understood(sample('telegram-ads'));
    expect(mapping).toMatchObject({
      preset: 'telegram_ads',
      delimiter: '\t',
      day_format: 'words',
      decimal: ',',
    });
    expect(brief(lines)).toEqual([
      ['2026-10-01', '', '', '', '', '1.2346', 'TON', null, 1000],
      ['2026-10-02', '', '', '', '', '2.0000', 'TON', null, 1500],
    ]);
    expect(lines[0]).toMatchObject({ source: 'telegram_ads', medium: 'cpm' });
    // A day without cost is one that the file brings.
    expect(checked.days).toEqual(['2026-10-01', '2026-10-02', '2026-10-03']);
    const graph = await csv('date\tSpent budget, TON\n16 Jan 2026\t1.23\n');
    expect([graph.mapping.preset, graph.lines.length]).toEqual(['telegram_ads', 1]);
  });

  it('of one’s own: labels of their columns, of the link, or of what is told', async () => {
    const { mapping, lines } = await csv(
      [
        'date,utm_source,campaign,url,channel,account,spend,currency',
        '2026-10-01,blog,may,https://example.com/?utm_source=x&utm_campaign=y&utm_content=z#top,telegram,7,10,eur',
        '2026-10-02,,,utm_source=x&utm_campaign=y%20z,,,20,₽',
        '2026-10-03,,,,,,30,usd',
      ].join('\n'),
      (found) => ({
        ...found,
        fields: {
          ...found.fields,
          source: { ...found.fields.source, value: 'other' },
          channel: { column: 'channel' },
          account_id: { column: 'account' },
        },
      }),
    );
    expect(mapping.preset).toBeNull();
    expect(lines).toMatchObject([
      { source: 'blog', campaign: 'may', content: 'z', channel: 'telegram', account_id: 7, currency: 'EUR' },
      { source: 'x', campaign: 'y z', content: '', channel: '', account_id: 0, currency: 'RUB' },
      { source: 'other', campaign: '', currency: 'USD' },
    ]);
  });

  it('with a ref: what the source rules make of it, unless a column says it', async () => {
    const rules = (ref: string) => ({ source: `by ${ref}`, campaign: 'of the rule' });
    const { lines } = await csv(
      'date,ref,campaign,spend\n2026-10-01,spring,own,1\n2026-10-02,spring,,2\n',
      inRubles,
      { ...NOBODY, labelsOfRef: rules },
    );
    expect(lines).toMatchObject([
      { source: 'by spring', campaign: 'own' },
      { source: 'by spring', campaign: 'of the rule' },
    ]);
  });
});
