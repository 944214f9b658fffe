import { expect, it } from '@jest/globals';
import { RecentEvents } from './recent-events.js';

it('sees what came again among the last fifty thousand, whatever their ids have in common', () => {
  const events = new RecentEvents();
  const ids = Array.from({ length: 60_000 }, (_, n) => (BigInt(n + 1) << 40n) | BigInt(n % 7));
  expect(ids.filter((id) => events.seen(id))).toEqual([]);
  expect(ids.slice(-50_000).filter((id) => !events.seen(id))).toEqual([]);
});

it('forgets what came long ago, and takes nothing new for a duplicate', () => {
  const events = new RecentEvents();
  const ids = Array.from({ length: 150_001 }, (_, n) => BigInt(n + 1));
  expect(ids.filter((id) => events.seen(id))).toEqual([]);
  expect(events.seen(1n)).toBe(false);
  expect(events.seen(150_001n)).toBe(true);
  expect(events.seen(0xffff_ffff_0000_0000n)).toBe(false);
  expect(events.seen(0xffff_ffff_0000_0000n)).toBe(true);
});
