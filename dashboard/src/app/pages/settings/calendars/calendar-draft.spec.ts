import { calendarInput, calendarPatch, type Calendar } from '@parley/contracts';
import { changeOf, daysBefore, draftOf, errorsOf, newDraft } from './calendar-draft';
import { copyMonday, oneMore, splitOverMidnight, type Week, weekText, withEdge } from './week';

const TODAY = '2026-11-24';
const EVERY_DAY = newDraft('Europe/Moscow', TODAY, []).week;
const from = (week: Week, monday: Week['monday']): Week => ({ ...week, monday });
const LONG = from(EVERY_DAY, [['08:00', '20:00']]);
const OFFICE: Calendar = {
  calendar_id: '7',
  name: 'Office',
  hours: {
    time_zone: 'Europe/Moscow',
    versions: [
      { effective_from: null, week: LONG },
      { effective_from: '2026-01-01', week: EVERY_DAY },
      { effective_from: '2027-01-01', week: LONG },
    ],
    days: [{ date: '2026-05-01', name: '', hours: [] }],
  },
  used_by: [{ level: 'workspace' }, { level: 'account', account_id: '3' }],
  created_at: '2026-11-24T00:00:00Z',
  changed_at: '2026-11-24T00:00:00Z',
};

it('changes nothing by itself, nor when the same users are in another order', () => {
  const draft = draftOf(OFFICE, TODAY);
  expect(changeOf(draft, OFFICE, TODAY)).toBeNull();
  expect(changeOf({ ...draft, used_by: [...draft.used_by].reverse() }, OFFICE, TODAY)).toBeNull();
  expect(errorsOf(draft, OFFICE.hours)).toEqual({});
});

it('sends a changed week from its day on, and keeps the weeks that are planned after it', () => {
  const draft = { ...draftOf(OFFICE, TODAY), week: from(EVERY_DAY, []) };
  const change = changeOf(draft, OFFICE, TODAY);
  if (change?.change !== 'calendar') throw new Error('no change of a calendar');
  expect(calendarPatch.safeParse(change.patch).success).toBe(true);
  expect(change.patch.effective_from).toBe(TODAY);
  expect(change.patch.hours?.versions).toEqual([
    { effective_from: null, week: draft.week },
    { effective_from: '2027-01-01', week: LONG },
  ]);
  const ever = changeOf({ ...draft, holds: 'ever' }, OFFICE, TODAY);
  expect(ever?.change === 'calendar' && ever.patch.effective_from).toBeNull();
  const later = changeOf({ ...draft, holds: 'day', day: '2027-01-01' }, OFFICE, TODAY);
  expect(later?.change === 'calendar' && later.patch.hours?.versions).toHaveLength(1);
});

it('keeps the weeks of the past where only days change', () => {
  const draft = { ...draftOf(OFFICE, TODAY), days: [], holds: 'ever' as const };
  const change = changeOf(draft, OFFICE, TODAY);
  expect(change?.change === 'calendar' && change.patch.hours).toEqual({ ...OFFICE.hours, days: [] });
});

it('says which changed days lie before the day from which the hours hold', () => {
  const draft = draftOf(OFFICE, TODAY);
  const changed = {
    ...draft,
    days: [
      { date: '2026-05-01', name: '', hours: [] },
      { date: '2026-06-12', name: '', hours: [] },
      { date: '2026-12-31', name: '', hours: [] },
    ],
  };
  expect(daysBefore(changed, OFFICE.hours, TODAY)).toEqual(['2026-06-12']);
  expect(daysBefore({ ...changed, days: [] }, OFFICE.hours, TODAY)).toEqual(['2026-05-01']);
  expect(daysBefore({ ...changed, holds: 'ever' }, OFFICE.hours, TODAY)).toEqual([]);
});

it('takes another time zone for all history only, and wants a name', () => {
  const moved = { ...draftOf(OFFICE, TODAY), time_zone: 'Asia/Omsk' };
  expect(errorsOf(moved, OFFICE.hours)).toEqual({ from: 'calendars.wrong.zone_from' });
  expect(errorsOf({ ...moved, holds: 'ever' }, OFFICE.hours)).toEqual({});
  const unnamed = newDraft('UTC', TODAY, [{ level: 'workspace' }]);
  expect(errorsOf(unnamed, null)).toEqual({ name: 'calendars.wrong.name' });
  const change = changeOf({ ...unnamed, name: ' Office ' }, null, TODAY);
  expect(change?.change === 'new_calendar' && calendarInput.parse(change.calendar).name).toBe('Office');
});

it('puts hours over midnight into two days, from Sunday into Monday too', () => {
  const week: Week = {
    ...EVERY_DAY,
    sunday: [
      ['10:00', '12:00'],
      ['22:00', '06:00'],
    ],
  };
  const named = { ...newDraft('UTC', TODAY, []), name: 'Night', week };
  expect(errorsOf(named, null)).toEqual({ 'week.sunday': 'calendars.wrong.over_midnight' });
  const split = splitOverMidnight(week, 'sunday');
  expect(split.sunday).toEqual([
    ['10:00', '12:00'],
    ['22:00', '24:00'],
  ]);
  expect(split.monday).toEqual([
    ['00:00', '06:00'],
    ['09:00', '18:00'],
  ]);
  expect(errorsOf({ ...named, week: split }, null)).toEqual({});
});

it('ends a day at its last midnight, and finds room for one more span', () => {
  expect(withEdge([['09:00', '18:00']], 0, 'to', '00:00')).toEqual([['09:00', '24:00']]);
  expect(oneMore([])).toEqual([['09:00', '18:00']]);
  expect(oneMore([['09:00', '13:30']])?.at(-1)).toEqual(['14:00', '15:00']);
  expect(oneMore([['09:00', '24:00']])).toBeNull();
});

it('reads a week as people say it', () => {
  const week = copyMonday(from(EVERY_DAY, [['10:00', '24:00']]), ['tuesday', 'saturday']);
  expect(weekText(week, 'en')).toBe('Mon–Tue 10:00–24:00; Wed–Fri 09:00–18:00; Sat 10:00–24:00');
  expect(weekText(week, 'ru')).toBe('пн–вт 10:00–24:00; ср–пт 09:00–18:00; сб 10:00–24:00');
});
