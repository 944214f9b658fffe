import { aPointRow } from '../../testing/service-rows';
import { responseOverTimeChart } from './response-over-time.chart';
import { pointsOf } from './series';

const COLORS = {
  current: 'teal',
  previous: 'grey',
  ink: 'black',
  inkSoft: 'dimgrey',
  line: 'silver',
  surface: 'white',
};
const TEXTS = {
  median: 'Median',
  p90: 'P90',
  answered: 'Answered',
  previous: 'before',
  partial: 'incomplete',
  empty: (reason: string) => reason,
};
interface Drawn {
  series: { name: string; stack?: string; data: ({ value: number | null } | number | null)[] }[];
  tooltip: { formatter: (items: { dataIndex: number }[]) => string };
  yAxis: { max?: number };
}

describe('responseOverTimeChart', () => {
  const rows = [
    aPointRow({
      bucket_start: '2017-02-01T21:00:00Z',
      response_median_seconds: null,
      response_p90_seconds: null,
      waits_answered: 0,
    }),
    aPointRow({}),
    aPointRow({
      bucket_start: '2017-02-02T21:00:00Z',
      response_median_seconds: 300,
      response_p90_seconds: 900,
      waits_answered: 3,
      is_partial: true,
    }),
    aPointRow({ period: 'previous', bucket_start: '2017-01-01T21:00:00Z', response_median_seconds: 60 }),
  ];
  const points = pointsOf(rows, 'day', 'Europe/Moscow', 'en');
  const chart = responseOverTimeChart(points, COLORS, TEXTS, 'en') as unknown as Drawn;
  const valuesOf = (name: string) =>
    chart.series
      .find((series) => series.name === name)
      ?.data.map((each) => (typeof each === 'object' && each ? each.value : each));

  it('draws the band from the median up to the 90th percentile, and gaps as gaps', () => {
    expect(valuesOf('floor')).toEqual([600, null, 300]);
    expect(valuesOf('P90')).toEqual([2400, null, 600]);
    expect(chart.series.filter(({ stack }) => stack === 'band')).toHaveLength(2);
    expect(chart.yAxis.max).toBe(3000);
  });

  it('draws incomplete units apart and the compared period beside', () => {
    expect(valuesOf('Median')).toEqual([600, null, null]);
    expect(valuesOf('incomplete')).toEqual([null, null, 300]);
    expect(valuesOf('before')).toEqual([60, null, null]);
  });

  it('tells both times and from how many answers they are; a gap says why', () => {
    expect(chart.tooltip.formatter([{ dataIndex: 0 }])).toBe(
      'Wed, 1 Feb<br>Median: <b>10\u00a0min</b><br>P90: 50\u00a0min<br>Answered: 40<br>Mon, 2 Jan: 1\u00a0min',
    );
    expect(chart.tooltip.formatter([{ dataIndex: 1 }])).toContain('— nothing_to_divide');
    expect(points.map(({ isSmall }) => isSmall)).toEqual([false, true, true]);
  });
});
