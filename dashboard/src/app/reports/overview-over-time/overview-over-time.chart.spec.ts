import { aMeta, anOverTimeRow } from '../../testing/rows';
import { keyFrom } from './keys';
import { axisStep, splitPartial } from '../time-axis';
import { overTimeChart } from './overview-over-time.chart';
import { type Point, pointsOf } from './series';

const COLORS = {
  current: 'teal',
  previous: 'grey',
  ink: 'black',
  inkSoft: 'dimgrey',
  line: 'silver',
  surface: 'white',
};
const TEXTS = {
  current: 'now',
  previous: 'before',
  partial: 'incomplete',
  empty: (reason: string) => reason,
};

const aPoint = (part: Partial<Point> = {}): Point => ({
  start: '2017-01-31T21:00:00.000Z',
  name: '1 Feb',
  longName: 'Wed, 1 Feb',
  isPartial: false,
  value: 10,
  reason: null,
  previous: null,
  previousName: null,
  ...part,
});

interface Drawn {
  series: {
    name: string;
    lineStyle: { type: string };
    data: { value: number | null; symbolSize: number }[];
  }[];
  tooltip: { formatter: (items: { dataIndex: number }[]) => string };
  yAxis: { max?: number; interval?: number };
}
const draw = (points: Point[], unit: 'count' | 'seconds' = 'count') =>
  overTimeChart(points, unit, COLORS, TEXTS, 'en') as unknown as Drawn;

describe('pointsOf', () => {
  it('pairs buckets by their number and leaves gaps as gaps', () => {
    const rows = [
      anOverTimeRow({ bucket_start: '2017-02-01T21:00:00Z', first_response_median_seconds: null }),
      anOverTimeRow({ bucket_start: '2017-01-31T21:00:00Z', first_response_median_seconds: 60 }),
      anOverTimeRow({
        period: 'previous',
        bucket_start: '2017-01-30T21:00:00Z',
        first_response_median_seconds: 90,
      }),
    ];
    const points = pointsOf({ meta: aMeta(), rows }, 'first_response_median_seconds', 'day', 'en');
    expect(
      points.map(({ name, value, previous, previousName }) => [name, value, previous, previousName]),
    ).toEqual([
      ['1 Feb', 60, 90, 'Tue, 31 Jan'],
      ['2 Feb', null, null, null],
    ]);
  });
});

describe('a gap', () => {
  it('says whether nobody can tell, or nothing happened', () => {
    const untold = { messages_sent: null, first_responses: null, first_response_median_seconds: null };
    const rows = [
      anOverTimeRow({ ...untold, bucket_start: '2017-01-31T21:00:00Z' }),
      anOverTimeRow({ first_response_median_seconds: null, bucket_start: '2017-02-01T21:00:00Z' }),
      anOverTimeRow({ bucket_start: '2017-02-02T21:00:00Z' }),
    ];
    const points = pointsOf({ meta: aMeta(), rows }, 'first_response_median_seconds', 'day', 'en');
    expect(points.map(({ reason }) => reason)).toEqual(['outgoing_not_visible', 'nothing_to_divide', null]);
    const { tooltip } = draw(points, 'seconds');
    expect(tooltip.formatter([{ dataIndex: 0 }])).toContain('— outgoing_not_visible');
  });
});

describe('overTimeChart', () => {
  it('draws the incomplete last bucket dotted, leaning on the last complete one', () => {
    const points = [aPoint({ value: 1 }), aPoint({ value: 2 }), aPoint({ value: 3, isPartial: true })];
    expect(splitPartial(points)).toEqual({ whole: [1, 2, null], partial: [null, 2, 3] });
    const { series } = draw(points);
    expect(series.map(({ name, lineStyle }) => [name, lineStyle.type])).toEqual([
      ['all', 'solid'],
      ['now', 'solid'],
      ['incomplete', 'dotted'],
    ]);
  });

  it('draws the compared period dashed, only when there is one', () => {
    const series = draw([aPoint({ previous: 7, previousName: 'Tue, 31 Jan' })]).series;
    expect(series.find(({ name }) => name === 'before')).toMatchObject({
      lineStyle: { type: 'dashed' },
      data: [{ value: 7 }],
    });
  });

  it('makes a lonely value visible', () => {
    const points = [aPoint({ value: null }), aPoint({ value: 5 }), aPoint({ value: null })];
    const whole = draw(points).series.find(({ name }) => name === 'now');
    expect(whole?.data[1]?.symbolSize).toBeGreaterThanOrEqual(6);
  });

  it('tells both values in the tooltip, and escapes what it is given', () => {
    const chart = draw([aPoint({ value: 1861, previous: 1000, previousName: '<b>', isPartial: true })]);
    expect(chart.tooltip.formatter([{ dataIndex: 0 }])).toBe(
      'Wed, 1 Feb (incomplete): <b>1,861</b><br>&#60;b&#62;: 1,000',
    );
    expect(chart.tooltip.formatter([])).toBe('');
  });

  it('cuts an axis of time at round hours and minutes', () => {
    expect(axisStep('seconds', 12_600)).toBe(3600);
    expect(axisStep('seconds', 50)).toBe(10);
    expect(axisStep('count', 50)).toBeNull();
    expect(draw([aPoint({ value: 12_600 })], 'seconds').yAxis).toMatchObject({ max: 14_400, interval: 3600 });
  });

  it('draws nothing at all without falling over', () => {
    expect(draw([]).series[0]?.data).toEqual([]);
  });
});

describe('keyFrom', () => {
  it('repairs a metric that is not one of ours', () => {
    expect(keyFrom('contacts')).toBe('contacts');
    expect(keyFrom('constructor')).toBe('messages_received');
    expect(keyFrom(null)).toBe('messages_received');
  });
});
