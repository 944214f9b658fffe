import { attributionParams, parseAttribution } from './attribution';

const read = (query: Record<string, string>) => parseAttribution((key) => query[key] ?? null);

describe('how conversions are credited', () => {
  it('is read from the URL, and what it does not understand is as usual', () => {
    expect(read({})).toEqual({
      goalId: null,
      model: 'last_non_direct',
      datedBy: 'conversion',
      lookbackDays: null,
    });
    expect(read({ goal_ids: '7', model: 'linear', dated_by: 'touch', lookback_days: '30' })).toEqual({
      goalId: '7',
      model: 'linear',
      datedBy: 'touch',
      lookbackDays: 30,
    });
    expect(read({ goal_ids: '7,8', model: 'magic', dated_by: 'never', lookback_days: '0.5' })).toEqual(
      read({}),
    );
    expect(read({ lookback_days: '731' }).lookbackDays).toBeNull();
  });

  it('asks the reports by the names of the api', () => {
    expect(attributionParams(read({ goal_ids: '7', lookback_days: '30' }))).toEqual({
      goal_ids: ['7'],
      model: 'last_non_direct',
      dated_by: 'conversion',
      lookback_days: '30',
    });
  });
});
