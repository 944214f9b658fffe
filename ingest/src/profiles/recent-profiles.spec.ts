import type { ProfileRecord } from '@parley/contracts';
import { RecentProfiles } from './recent-profiles.js';

const record = (seen_at: number, more: Partial<ProfileRecord> = {}): ProfileRecord => ({
  workspace_id: 1,
  account_id: 7,
  kind: 'contact',
  id: '5',
  external_id: '42',
  seen_at,
  ...more,
});

it('passes a profile on once, then only what changed', () => {
  const recent = new RecentProfiles();
  expect(recent.news(record(10, { name: 'Anna', language: 'ru' }))).toEqual(
    record(10, { name: 'Anna', language: 'ru' }),
  );
  expect(recent.news(record(20, { name: 'Anna', language: 'ru' }))).toBeUndefined();
  expect(recent.news(record(30, { name: 'Anna B.', language: 'ru' }))).toEqual(
    record(30, { name: 'Anna B.' }),
  );
});

it('lets the newer event have the last word, in whatever order they come', () => {
  const recent = new RecentProfiles();
  recent.news(record(10, { name: 'Anna' }));
  recent.news(record(20, { name: 'Anna' }));
  // Said at 15, between two events that say otherwise: too late for the name, news for the phone.
  expect(recent.news(record(15, { name: 'Old', phone: '+7' }))).toEqual(record(15, { phone: '+7' }));
});

it('keeps workspaces and kinds apart, and forgets who was not seen for long', () => {
  const recent = new RecentProfiles(2);
  recent.news(record(1, { name: 'Anna' }));
  expect(recent.news(record(1, { name: 'Anna', workspace_id: 2 }))).toBeDefined();
  expect(recent.news(record(1, { name: 'Anna', kind: 'agent' }))).toBeDefined();
  expect(recent.news(record(2, { name: 'Anna' }))).toBeDefined();
});

it('passes on again what did not reach the disk', () => {
  const recent = new RecentProfiles();
  const first = record(1, { name: 'Anna' });
  recent.news(first);
  recent.forget([first]);
  expect(recent.news(first)).toEqual(first);
});

it('passes an id alone on once, and its name when it comes', () => {
  const recent = new RecentProfiles();
  const agent = (seen_at: number, more = {}) => record(seen_at, { kind: 'agent', ...more });
  expect(recent.news(agent(1))).toEqual(agent(1));
  expect(recent.news(agent(2))).toBeUndefined();
  expect(recent.news(agent(3, { name: 'Oleg' }))).toEqual(agent(3, { name: 'Oleg' }));
  expect(recent.news(agent(4))).toBeUndefined();
});
