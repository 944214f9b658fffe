import { quality, type Quality } from '@parley/contracts';
import { attentionOf } from './attention';
import { accountsOf, lastWhole, pointsOf } from './hours';

const aQuality = (collecting: Partial<Quality['collecting']> = {}, more: Partial<Quality> = {}): Quality =>
  quality.parse({
    computed_at: '2026-11-24T12:00:00Z',
    is_complete: true,
    collecting: {
      waiting: 0,
      oldest_waiting_at: null,
      lag_median_seconds: 1,
      lag_p90_seconds: 2,
      events_last_day: 10,
      duplicates_last_day: 7,
      late_last_day: 0,
      future_times: 0,
      refused_signatures: 0,
      quarantined: 0,
      ...collecting,
    },
    hourly: [],
    silences: [],
    unmapped: [],
    unused: [],
    unknown_agents: [],
    gaps: [],
    ...more,
  });
const anAgent = (agent_id: string): Quality['unknown_agents'][number] => ({
  account_id: '1',
  channel: 'telegram',
  agent_id,
  external_id: null,
  messages: 1,
  last_at: '2026-11-24T09:00:00Z',
});
const anHour = (account_id: string, hour: number, events: number, usual: number | null) => ({
  account_id,
  hour_start: `2026-11-24T${String(hour).padStart(2, '0')}:00:00.000Z`,
  events,
  usual,
  is_partial: hour === 11,
});

it('calls repeats, short waits and people nobody can name no trouble', () => {
  const waiting = { waiting: 3, oldest_waiting_at: '2026-11-24T11:59:00Z' };
  expect(attentionOf(aQuality(waiting, { unknown_agents: [anAgent('0')] }))).toEqual([]);
});

it('names what needs attention, the most pressing first', () => {
  const found = attentionOf(
    aQuality(
      {
        waiting: 3,
        oldest_waiting_at: '2026-11-24T11:58:59Z',
        quarantined: 2,
        late_last_day: 4,
        refused_signatures: 5,
      },
      {
        unknown_agents: [anAgent('7'), anAgent('0')],
        silences: [{ account_id: '1', since: '2026-11-24T09:00:00Z', expected: 12 }],
      },
    ),
  );
  expect(found.map(({ text, count }) => [text, count])).toEqual([
    ['waiting_long', 3],
    ['silent_accounts', 1],
    ['refused', 5],
    ['quarantine_entries', 2],
    ['late_events', 4],
    ['unnamed_agents', 1],
  ]);
});

it('draws one account beside what is usual, and speaks of the last hour that is over', () => {
  const hours = [
    anHour('1', 10, 2, 3.5),
    anHour('1', 11, 1, 4),
    anHour('2', 10, 9, null),
    anHour('2', 11, 0, null),
  ];
  expect(accountsOf(hours)).toEqual(['2', '1']);
  const points = pointsOf(hours, '1', 'Usual', 'UTC', 'en');
  expect(
    points.map(({ value, previous, previousName, isPartial }) => [value, previous, previousName, isPartial]),
  ).toEqual([
    [2, 3.5, 'Usual', false],
    [1, 4, 'Usual', true],
  ]);
  expect(lastWhole(points)?.value).toBe(2);
  expect(pointsOf(hours, '2', 'Usual', 'UTC', 'en')[0]?.previousName).toBeNull();
});
