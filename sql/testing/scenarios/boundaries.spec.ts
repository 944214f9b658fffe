import { event } from '@parley/contracts';
import { boundaries, BOUNDARIES_FROM, BOUNDARIES_TO, BOUNDARY_CASES } from './boundaries.js';

describe('the boundaries', () => {
  const events = boundaries('7');

  it('are valid, sorted by time, inside the period, and repeat no id', () => {
    const times = events.map((one) => event.parse(one).occurred_at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(BOUNDARIES_FROM.getTime());
    expect(times.at(-1)).toBeLessThan(BOUNDARIES_TO.getTime());
    expect(new Set(events.map((one) => `${one.type} ${one.id}`)).size).toBe(events.length);
  });

  it('hold every step of every case, one contact each', () => {
    const of = (name: string) => events.filter((one) => 'contact' in one && one.contact?.id === name);
    for (const { name, steps } of BOUNDARY_CASES) expect(of(name)).toHaveLength(steps.length);
    expect(new Set(BOUNDARY_CASES.map(({ name }) => name)).size).toBe(BOUNDARY_CASES.length);
  });
});
