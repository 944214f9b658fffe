import { NO_SCHEDULE, type Schedule } from '@parley/contracts';
import { serviceLimits, type LimitsQuestion } from './service-limits.js';
import { calendarHours, HOUR, utc, weekOf } from './spec-hours.js';

/** Monday, 2 March 2026, 10:00 in Moscow: open for an hour, and since Friday for two. */
const NOW = utc('2026-03-02T07:00:00');
const FRIDAY = utc('2026-02-27T14:00:00');

/** Account 1 has hours, account 2 has none. */
const schedule: Schedule = {
  ...NO_SCHEDULE,
  calendars: { '5': calendarHours() },
  accounts: { '1': '5' },
};
const limits = (stated: Partial<LimitsQuestion> = {}) =>
  serviceLimits({
    schedule,
    accounts: [
      { account_id: 1, channel: 'telegram' },
      { account_id: 2, channel: 'viber' },
    ],
    team_ids: [3],
    targets: [],
    unanswered: { seconds: 7200, hours: 'calendar' },
    now: new Date(NOW),
    ...stated,
  });

describe('the limits of service', () => {
  it('count the age of a wait in all hours, or in those of the account, and in all again where it has none', () => {
    expect(limits()).toMatchObject({
      limit_account_ids: [1, 2],
      unanswered_before_ms: [NOW - 2 * HOUR, NOW - 2 * HOUR],
    });
    expect(limits({ unanswered: { seconds: 7200, hours: 'business' } }).unanswered_before_ms).toEqual([
      FRIDAY,
      NOW - 2 * HOUR,
    ]);
  });

  it('reach no further back than 30 days, after which a wait is abandoned, open hours or not', () => {
    const closed = calendarHours({ versions: [{ effective_from: null, week: weekOf([]) }] });
    const { unanswered_before_ms } = limits({
      schedule: { ...schedule, calendars: { '5': closed } },
      unanswered: { seconds: 3600, hours: 'business' },
    });
    expect(unanswered_before_ms).toEqual([NOW - 30 * 24 * HOUR, NOW - HOUR]);
  });

  it('look targets up by team and channel, nobody’s team included, the most special first', () => {
    const target = { kind: 'first', hours: 'calendar' } as const;
    const { target_keys, first_target_ms, next_target_ms, close_target_ms } = limits({
      targets: [
        { ...target, team_id: null, channel: null, seconds: 1 },
        { ...target, team_id: 3, channel: 'viber', seconds: 4 },
        { ...target, team_id: null, channel: 'viber', seconds: 2 },
        { ...target, team_id: 3, channel: null, seconds: 3 },
        { ...target, kind: 'close', team_id: 3, channel: null, seconds: 5, hours: 'business' },
      ],
    });
    expect(target_keys).toEqual(['0|telegram', '0|viber', '3|telegram', '3|viber']);
    expect(first_target_ms).toEqual([1000, 2000, 3000, 4000]);
    expect(next_target_ms).toEqual([0, 0, 0, 0]);
    expect(close_target_ms).toEqual([0, 0, -5000, -5000]);
  });

  it('say since when a target is missed, by the calendar of the account; never where it has none', () => {
    const all = { team_id: null, channel: null, seconds: 7200 };
    const { first_missed_before_ms, next_missed_before_ms } = limits({
      team_ids: [],
      targets: [
        { ...all, kind: 'first', hours: 'business' },
        { ...all, kind: 'next', channel: 'telegram', hours: 'calendar' },
      ],
    });
    expect(first_missed_before_ms).toEqual([
      [FRIDAY, FRIDAY],
      [0, 0],
    ]);
    expect(next_missed_before_ms).toEqual([
      [NOW - 2 * HOUR, 0],
      [NOW - 2 * HOUR, 0],
    ]);
  });

  it('say how long each calendar has been open by now, so that the age of a wait is a difference', () => {
    const { calendar_account_ids, now_business_ms } = limits();
    const [earlier] = limits({ now: new Date(FRIDAY) }).now_business_ms;
    expect(calendar_account_ids).toEqual([1]);
    expect((now_business_ms[0] ?? 0) - (earlier ?? 0)).toBe(2 * HOUR);
  });
});
