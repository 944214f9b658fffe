import { barsOf, type FunnelRow, worstOf } from './funnel-rows';

const row = (step: number, part: Partial<FunnelRow>): FunnelRow =>
  ({
    period: 'current',
    is_total: true,
    value: null,
    step,
    units_reached: 0,
    units_immature: 0,
    units_lost: 0,
    units_open: 0,
    ...part,
  }) as FunnelRow;

describe('the bars of a funnel', () => {
  const rows = [
    row(3, { units_reached: 20, units_lost: 50, units_open: 5 }),
    row(1, { units_reached: 100, units_immature: 10 }),
    row(2, { units_reached: 75, units_immature: 5, units_lost: 20, units_open: 5 }),
    row(2, { is_total: false, value: 'vk', units_reached: 40 }),
    row(2, { period: 'previous', units_reached: 60 }),
  ];

  it('stand in the order of steps, each made of those of the step before', () => {
    const bars = barsOf(rows);
    expect(bars.map(({ step, reached }) => [step, reached])).toEqual([
      [1, 100],
      [2, 75],
      [3, 20],
    ]);
    expect(bars[1]?.parts).toEqual([
      { outcome: 'mature', units: 70, width: 70 },
      { outcome: 'immature', units: 5, width: 5 },
      { outcome: 'open', units: 5, width: 5 },
      { outcome: 'lost', units: 20, width: 20 },
    ]);
    expect(bars[1]?.previous?.units_reached).toBe(60);
    for (const [index, bar] of bars.entries())
      if (index > 0)
        expect(bar.parts.reduce((all, { units }) => all + units, 0)).toBe(bars[index - 1]?.reached);
  });

  it('say where most are lost, and nothing where nobody is', () => {
    expect(worstOf(barsOf(rows))?.step).toBe(3);
    expect(worstOf(barsOf([row(1, { units_reached: 3 }), row(2, { units_reached: 3 })]))).toBeNull();
    expect(worstOf(barsOf([]))).toBeNull();
    expect(barsOf([row(1, {}), row(2, {})]).map(({ parts }) => parts)).toEqual([[], []]);
  });
});
