import { overviewOverTime } from '@parley/contracts';
import { curlOf, reportUrl } from './report-url';

const PARAMS = {
  from: '2017-02-01',
  to: '2017-03-01',
  time_zone: 'Europe/Moscow',
  compare_to: 'none' as const,
  granularity: 'day' as const,
  channels: ['telegram', 'vk'],
  account_ids: ['1', '2'],
};

describe('reportUrl', () => {
  it('is readable, and the contract understands it', () => {
    const url = reportUrl('3', 'overview-over-time', PARAMS);
    expect(url).toBe(
      '/api/workspaces/3/reports/overview-over-time?from=2017-02-01&to=2017-03-01&time_zone=Europe/Moscow' +
        '&compare_to=none&granularity=day&channels=telegram,vk&account_ids=1,2',
    );
    const asked = Object.fromEntries(new URL(url, 'http://localhost').searchParams);
    expect(overviewOverTime.params.parse(asked)).toEqual({ ...PARAMS, hours_of_day: [], weekdays: [] });
  });

  it('asks the CSV for exactly what the screen shows', () => {
    const screen = reportUrl('3', 'overview', PARAMS);
    expect(reportUrl('3', 'overview', PARAMS, 'csv')).toBe(`${screen}&format=csv`);
    expect(curlOf('http://localhost:4300', screen)).toContain(`"http://localhost:4300${screen}"`);
  });

  it('keeps instants with an offset whole', () => {
    const url = reportUrl('3', 'overview', { ...PARAMS, from: '2026-11-21T18:16:00+03:00' });
    expect(new URL(url, 'http://localhost').searchParams.get('from')).toBe('2026-11-21T18:16:00+03:00');
  });

  it('writes what only some reports take, and nothing that a report would refuse', () => {
    const own = {
      kind: 'every',
      refs: ['a, b', 'c'],
      by: ['agent', 'hour'],
      buckets: ['60', '300'],
      agent_ids: [],
    };
    const asked = (report: 'response-time' | 'overview', format?: 'csv') =>
      new URL(reportUrl('3', report, { ...PARAMS, own }, format), 'http://localhost').searchParams;
    expect(asked('response-time').getAll('refs')).toEqual(['a, b', 'c']);
    expect(asked('response-time').get('by')).toBe('agent,hour');
    expect([...asked('response-time').keys()]).not.toContain('buckets');
    expect([...asked('response-time').keys()]).not.toContain('agent_ids');
    expect([...asked('overview').keys()]).not.toContain('kind');
  });

  it('asks for a few rows on the screen, for all of them in a file, and never for a compared period of rows', () => {
    const rows = (format?: 'csv') =>
      new URL(reportUrl('3', 'unanswered', { ...PARAMS, limit: 20 }, format), 'http://localhost')
        .searchParams;
    expect(rows().get('limit')).toBe('20');
    expect(rows('csv').get('limit')).toBeNull();
    expect(rows().get('compare_to')).toBeNull();
  });
});
