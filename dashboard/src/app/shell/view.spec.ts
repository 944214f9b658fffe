import { type Query, defaultView, parseView, sameQuery, viewQuery } from './view';

const NOW = new Date('2026-11-22T18:15:30Z');
const own = defaultView('own');
const parse = (query: Query) => parseView(query, own, NOW, 'Europe/Moscow');

describe('a view', () => {
  it('says nothing: the last 30 days beside the 30 before', () => {
    expect(parse({})).toEqual({
      period: 'last_30_days',
      time_zone: null,
      compare_to: 'previous_period',
      granularity: null,
      channels: [],
      account_ids: [],
      hours_of_day: [],
      weekdays: [],
    });
  });

  it('of the reference set opens where its numbers are', () => {
    const golden = defaultView('golden');
    const view = parseView({}, golden, NOW, 'Europe/Moscow');
    expect(view.period).toEqual({ from: '2017-02-01', to: '2017-03-01' });
    expect(viewQuery(view, golden)).toMatchObject({ period: null, from: '2017-02-01', to: '2017-03-01' });
  });

  it('survives the way to the URL and back', () => {
    const view = {
      period: { from: '2026-10-01', to: '2026-10-08' },
      time_zone: 'Asia/Tokyo',
      compare_to: 'previous_year' as const,
      granularity: 'hour' as const,
      channels: ['telegram' as const, 'vk' as const],
      account_ids: ['12', '7'],
      hours_of_day: [0, 9, 23],
      weekdays: [6, 7],
    };
    expect(parse(viewQuery(view, own))).toEqual(view);
  });

  it('keeps a preset relative and own edges absolute', () => {
    expect(viewQuery(parse({ period: 'this_month' }), own)).toMatchObject({
      period: 'this_month',
      from: null,
      to: null,
    });
    expect(viewQuery(parse({ from: '2026-10-01', to: '2026-10-02' }), own)).toMatchObject({
      period: null,
      from: '2026-10-01',
      to: '2026-10-02',
    });
  });

  it.each([
    [{ period: 'last_century' }],
    [{ from: '2026-10-08', to: '2026-10-01' }],
    [{ from: '2026-10-08', to: '2026-10-08' }],
    [{ from: '2026-02-30', to: '2026-03-01' }],
    [{ from: 'yesterday' }],
    [{ from: '0001-01-01', to: '9999-01-01' }],
    [{ time_zone: 'Mars/Olympus' }],
    [{ time_zone: '+03:00' }],
    [{ compare_to: 'next_week' }],
    [{ granularity: 'minute' }],
    // A year by the hour: no chart could show it.
    [{ granularity: 'hour' }],
    [{ channels: 'icq,,' }],
    [{ account_ids: "1'; DROP TABLE,x" }],
    [{ hours_of_day: '24,x' }],
    [{ weekdays: '0,8' }],
  ])('repairs %j', (query) => {
    expect(parse(query)).toEqual(own);
    expect(sameQuery(query, viewQuery(parse(query), own))).toBe(false);
  });

  it('keeps what it understands of a list', () => {
    expect(parse({ channels: 'vk,icq,telegram,vk', account_ids: '7,x,7' })).toMatchObject({
      channels: ['telegram', 'vk'],
      account_ids: ['7'],
    });
  });

  it('does not repair what is already right', () => {
    const query = { period: 'last_7_days', channels: 'telegram', metric: 'contacts' };
    expect(sameQuery(query, viewQuery(parse(query), own))).toBe(true);
  });
});
