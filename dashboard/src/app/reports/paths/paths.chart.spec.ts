import type { ChartColors } from '../../theme/theme';
import { nodesOf, type PathLink, pathsChart } from './paths.chart';

const COLORS: ChartColors = {
  current: 'blue',
  previous: 'gray',
  ink: 'black',
  inkSoft: 'dim',
  line: 'pale',
  surface: 'white',
};
const link = (step: number, from: string | null, to: string | null, contacts: number): PathLink => ({
  step,
  from,
  to,
  contacts,
  share: contacts / 10,
});
const TEXTS = { name: (value: string) => `«${value}»`, stop: 'Stopped', share: (share: string) => share };

interface Drawn {
  series: [
    {
      data: { name: string; depth: number; itemStyle: { color: string } }[];
      links: { source: string; target: string; value: number }[];
    },
  ];
  tooltip: { formatter: (item: { dataType?: string; dataIndex: number }) => string };
}
const draw = (links: PathLink[], direction: 'from' | 'to') =>
  pathsChart(links, direction, 10, COLORS, TEXTS, 'en') as unknown as Drawn;

describe('the picture of paths', () => {
  const onward = [link(1, 'a', 'b', 6), link(1, 'a', null, 4), link(2, 'b', '<other>', 6)];

  it('has a value once a step, with all who pass it', () => {
    expect(nodesOf([link(1, 'a', 'b', 6), link(1, 'c', 'b', 3), link(1, 'a', null, 1)], 'from')).toEqual([
      { id: '[0,"a"]', step: 0, value: 'a', contacts: 7 },
      { id: '[0,"c"]', step: 0, value: 'c', contacts: 3 },
      { id: '[1,"b"]', step: 1, value: 'b', contacts: 9 },
      { id: '[1,null]', step: 1, value: null, contacts: 1 },
    ]);
  });

  it('goes from left to right in the order of time, whichever way is asked', () => {
    const [series] = draw(onward, 'from').series;
    expect(series.links.map(({ source, target }) => [source, target])).toEqual([
      ['[0,"a"]', '[1,"b"]'],
      ['[0,"a"]', '[1,null]'],
      ['[1,"b"]', '[2,"<other>"]'],
    ]);
    const [before] = draw([link(1, 'b', 'a', 6), link(2, null, 'b', 6)], 'to').series;
    expect(before.links.map(({ source, target }) => [source, target])).toEqual([
      ['[1,"b"]', '[0,"a"]'],
      ['[2,null]', '[1,"b"]'],
    ]);
    expect(before.data.map(({ name, depth }) => [name, depth])).toEqual([
      ['[0,"a"]', 2],
      ['[1,"b"]', 1],
      ['[2,null]', 0],
    ]);
  });

  it('says of a ribbon and of a step how many they are, and draws stops paler', () => {
    const drawn = draw(onward, 'from');
    expect(drawn.tooltip.formatter({ dataType: 'edge', dataIndex: 1 })).toBe('«a» → Stopped: <b>4</b> (40%)');
    expect(drawn.tooltip.formatter({ dataType: 'node', dataIndex: 0 })).toBe('«a»: <b>10</b> (100%)');
    expect(drawn.series[0].data.map(({ itemStyle }) => itemStyle.color)).toEqual([
      'blue',
      'blue',
      'pale',
      'gray',
    ]);
  });
});
