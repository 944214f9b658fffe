import { describe, expect, it } from '@jest/globals';
import { Roots } from './roots.js';

describe('who an agent counts as', () => {
  it('follows joinings to their end, and comes back when one is taken apart', () => {
    const joinings = [
      { agent_id: '1', same_as: '2' },
      { agent_id: '2', same_as: '3' },
      { agent_id: '4', same_as: null },
    ];
    const roots = new Roots(joinings);
    expect(['1', '2', '3', '4', '5'].map((id) => roots.of(id))).toEqual(['3', '3', '3', '4', '5']);
    const apart = new Roots(joinings.filter(({ agent_id }) => agent_id !== '2'));
    expect(['1', '2', '3'].map((id) => apart.of(id))).toEqual(['2', '2', '3']);
  });

  it('ends in a circle too', () => {
    const roots = new Roots([
      { agent_id: '1', same_as: '2' },
      { agent_id: '2', same_as: '1' },
    ]);
    expect([roots.of('1'), roots.of('2')]).toEqual(['1', '2']);
  });
});
