import { expect, it } from '@jest/globals';
import { Recent } from './recent.js';

it('knows at least the half that came last, and no more than two', () => {
  const recent = new Recent<number>(3);
  let made = 0;
  const ask = (name: string) => recent.of(name, () => ++made);
  for (const name of ['a', 'b', 'c', 'd', 'e', 'a']) ask(name);
  expect(made).toBe(5);
  expect(['d', 'e', 'a'].map(ask)).toEqual([4, 5, 1]);
  for (const name of ['f', 'g', 'h', 'i']) ask(name);
  expect(ask('b')).toBe(10);
});
