import { responseTime, waitRows } from '@parley/contracts';
import { DEFAULT_MEASURES, groupsFrom, measureParamsOf, measuresQuery, parseMeasures } from './measures';

const read = (query: string) => {
  const params = new URLSearchParams(query);
  return (key: string) => params.getAll(key);
};

describe('the measures', () => {
  it('are the usual ones when the URL says nothing, or nonsense', () => {
    expect(parseMeasures(read(''))).toEqual(DEFAULT_MEASURES);
    expect(
      parseMeasures(read('kind=slow&hours=lunch&clock=wall&agent_ids=Anna&hours_of_day=24,-1&weekdays=0,8')),
    ).toEqual(DEFAULT_MEASURES);
  });

  it('survive the way to the URL and back, commas in a ref too', () => {
    const measures = {
      ...DEFAULT_MEASURES,
      kind: 'every' as const,
      hours: 'business' as const,
      agent_ids: ['17', '0'],
      refs: ['spring, sale', 'b'],
      hours_of_day: [9, 10],
      weekdays: [1],
    };
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(measuresQuery(measures))) {
      if (value === null) continue;
      for (const each of typeof value === 'string' ? [value] : value) query.append(key, each);
    }
    expect(query.toString()).not.toContain('clock=');
    expect(parseMeasures(read(query.toString()))).toEqual(measures);
  });

  it('are what the reports and their rows take', () => {
    for (const key of Object.keys(measureParamsOf(DEFAULT_MEASURES))) {
      expect([key, key in responseTime.params.shape]).toEqual([key, true]);
      expect([key, key in waitRows.params.shape]).toEqual([key, true]);
    }
  });

  it('split by one or two groups, each once', () => {
    expect(groupsFrom([], 'channel')).toEqual(['channel']);
    expect(groupsFrom(['agent,hour'], 'channel')).toEqual(['agent', 'hour']);
    expect(groupsFrom(['agent', 'agent,team'], 'channel')).toEqual(['agent', 'team']);
    expect(groupsFrom(['salary'], 'channel')).toEqual(['channel']);
  });
});
