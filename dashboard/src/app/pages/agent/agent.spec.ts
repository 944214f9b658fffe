import type { ResolvedPeriod } from '@parley/contracts';
import { type Figure, type ResponseRow, NUMBERS, hourBars, rowsBehind, toldOf } from './agent-numbers';
import { type WaitRow, dayPicture } from './day-picture';

const figure = (label: Figure['label']): Figure => {
  const found = NUMBERS.find((each) => each.label === label);
  if (!found) throw new Error(label);
  return found;
};
const row = (part: Partial<ResponseRow>) =>
  ({ period: 'current', is_total: true, waits_without_calendar: 0, ...part }) as ResponseRow;

describe('the numbers of an agent', () => {
  it('say from how many answers they come, and warn below thirty', () => {
    const party = {
      first: row({ waits_answered: 29, response_median_seconds: 60 }),
      every: row({
        waits_answered: 40,
        waits_without_calendar: 10,
        waits_unanswered: 2,
        response_median_seconds: 90,
        answered_share: 40 / 42,
        waits_with_target: 12,
        target_share: 0.5,
      }),
    };
    expect(toldOf(figure('first_median'), party)).toEqual({ value: 60, sample: 29, isSmall: true });
    // Ten of the forty have no calendar: their length is in no median.
    expect(toldOf(figure('every_median'), party)).toEqual({ value: 90, sample: 30, isSmall: false });
    expect(toldOf(figure('answered_share'), party)).toMatchObject({ sample: 42, isSmall: false });
    expect(toldOf(figure('target_share'), party)).toMatchObject({ sample: 12, isSmall: true });
    expect(toldOf(figure('answered'), party)).toEqual({ value: 40, sample: null, isSmall: false });
    const nothing = { first: undefined, every: undefined };
    expect(toldOf(figure('first_median'), nothing)).toEqual({ value: null, sample: null, isSmall: false });
  });

  it('lead to the rows that make them', () => {
    expect(rowsBehind(figure('first_p90'), { agent_ids: ['7'] })).toEqual({
      states: ['answered'],
      is_measured: 'yes',
      kind: 'first',
      agent_ids: ['7'],
      team_ids: [],
    });
  });

  it('have all hours of the day, also the quiet ones', () => {
    const bars = hourBars([
      row({ waits_answered: 9 }),
      row({ is_total: false, hour_of_day: 9, waits_answered: 6, response_median_seconds: 30 }),
      row({ is_total: false, hour_of_day: 23, waits_answered: 3, response_median_seconds: null }),
      row({ period: 'previous', is_total: false, hour_of_day: 9, waits_answered: 100 }),
    ]);
    expect(bars).toHaveLength(24);
    expect(bars[9]).toEqual({ hour: 9, n: 6, median: 30, share: 1 });
    expect(bars[23]).toEqual({ hour: 23, n: 3, median: null, share: 0.5 });
    expect(bars[0]).toEqual({ hour: 0, n: 0, median: null, share: 0 });
  });
});

describe('the waits of a day', () => {
  const wait = (waiting_since: string, answered_at: string | null) =>
    ({ waiting_since, answered_at, dismissed_at: null, bot_answered_at: null }) as WaitRow;
  const DAY: ResolvedPeriod = { from: '2026-11-24T00:00:00.000Z', to: '2026-11-25T00:00:00.000Z' };

  it('stand on its hours, cut where the day ends, none upon another', () => {
    const { waits, lines, hours } = dayPicture(
      [
        wait('2026-11-24T18:00:00.000Z', '2026-11-25T06:00:00.000Z'),
        wait('2026-11-24T06:00:00.000Z', '2026-11-24T12:00:00.000Z'),
        wait('2026-11-24T09:00:00.000Z', null),
      ],
      DAY,
      '2026-11-24T10:00:00.000Z',
    );
    expect(waits.map(({ from, length }) => [from, length])).toEqual(
      [
        [0.25, 0.25],
        [0.375, 1 / 24],
        [0.75, 0.25],
      ].map(([from, length]) => [from, expect.closeTo(length ?? 0, 9)]),
    );
    expect(waits.map(({ line }) => line)).toEqual([0, 1, 0]);
    expect(waits.map(({ isBeyond }) => isBeyond)).toEqual([false, false, true]);
    expect(lines).toBe(2);
    expect(hours.map(({ share }) => share)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((n) => n / 8));
  });

  it('have 25 hours when the clocks go back', () => {
    const long: ResolvedPeriod = { from: '2026-10-24T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z' };
    expect(dayPicture([], long, long.to).hours).toHaveLength(9);
  });
});
