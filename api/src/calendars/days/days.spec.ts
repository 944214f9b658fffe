import { describe, expect, it } from '@jest/globals';
import { calendarHours, officialDays, type OpenHours, WEEKDAYS } from '@parley/contracts';
import { ProblemError } from '../../http/problem-error.js';
import { plusDays } from './lines.js';
import { OFFICIAL_DAYS } from './official-days.js';
import { anHourShorter, putDays } from './put-days.js';
import { readCsv } from './read-csv.js';
import { readIcs } from './read-ics.js';

const NINE_TO_SIX: OpenHours[] = [['09:00', '18:00']];
const hours = calendarHours.parse({
  time_zone: 'Europe/Moscow',
  versions: [
    {
      effective_from: null,
      week: Object.fromEntries(WEEKDAYS.map((day, index) => [day, index < 5 ? NINE_TO_SIX : []])),
    },
  ],
  days: [],
});
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
};

describe('official days of Russia', () => {
  const [russia] = OFFICIAL_DAYS.countries;
  const put = (years: number[], shortens = true) =>
    putDays({ hours, source: { from: 'official', country: 'ru', years, shortens }, replaces: true }, 'ru');

  /** Working days and working hours at forty hours a week: eight a day, seven on a short one. */
  function norm(year: number): [number, number] {
    const days = new Map(put([year]).read.map((day) => [day.date, day.hours]));
    let [worked, open] = [0, 0];
    for (let date = `${year}-01-01`; date.startsWith(String(year)); date = plusDays(date, 1)) {
      const weekday = new Date(date).getUTCDay();
      const usual = weekday > 0 && weekday < 6 ? NINE_TO_SIX : [];
      const [first] = days.get(date) ?? usual;
      if (first === undefined) continue;
      worked += 1;
      // Nine hours of presence are eight of work.
      open += Number(first[1].slice(0, 2)) - Number(first[0].slice(0, 2)) - 1;
    }
    return [worked, open];
  }

  it('keep their contract, and each day stands once', () => {
    expect(officialDays.parse(OFFICIAL_DAYS)).toEqual(OFFICIAL_DAYS);
    for (const { year, days } of russia?.years ?? []) {
      expect(new Set(days.map(({ date }) => date)).size).toBe(days.length);
      expect(days.every(({ date }) => date.startsWith(`${year}-`))).toBe(true);
    }
  });

  it('give the published number of working days and hours of each year', () => {
    expect(norm(2024)).toEqual([248, 1979]);
    expect(norm(2025)).toEqual([247, 1972]);
    expect(norm(2026)).toEqual([247, 1972]);
  });

  it('give a working Saturday the hours of the day that became free, an hour less where a holiday follows', () => {
    const { read, hours: whole, added } = put([2025, 2026]);
    expect(read.find(({ date }) => date === '2025-11-01')).toEqual({
      date: '2025-11-01',
      name: 'Рабочий день за перенесённый выходной',
      hours: [['09:00', '17:00']],
    });
    expect(read.find(({ date }) => date === '2026-04-30')?.hours).toEqual([['09:00', '17:00']]);
    expect(read.find(({ date }) => date === '2026-03-09')).toMatchObject({ hours: [] });
    expect(calendarHours.parse(whole)).toEqual(whole);
    expect([whole.days.length, added]).toEqual([read.length, read.length]);
    const unshortened = put([2025], false).read;
    expect(unshortened.find(({ date }) => date === '2025-11-01')?.hours).toEqual(NINE_TO_SIX);
    expect(unshortened.some(({ date }) => date === '2025-04-30')).toBe(false);
  });

  it('are refused for years whose decree is not known', () => {
    const { detail } = refusal(() => put([2026, 2027]));
    expect(detail.en).toContain('2027 are not known here; known: 2024, 2025, 2026');
    expect(detail.ru).toContain('за 2027 здесь не известны');
  });

  it('shorten from the end of the day, over a lunch break if need be', () => {
    const shorter = (...all: OpenHours[]) => anHourShorter(all);
    expect(shorter(['09:00', '13:00'], ['14:00', '14:30'])).toEqual([['09:00', '12:30']]);
    expect(shorter(['00:00', '24:00'])).toEqual([['00:00', '23:00']]);
    expect(shorter(['09:00', '09:40'])).toEqual([]);
  });
});

describe('days put into hours', () => {
  it('replace those that are there, or leave them', () => {
    const there = { ...hours, days: [{ date: '2026-12-31', name: 'Ours', hours: NINE_TO_SIX }] };
    const source = { from: 'csv', text: '2026-12-31;Eve\n2026-12-30;Day' } as const;
    const replaced = putDays({ hours: there, source, replaces: true }, 'en');
    expect(replaced).toMatchObject({ added: 1, replaced: 1, kept: 0 });
    expect(replaced.hours.days).toEqual([
      { date: '2026-12-30', name: 'Day', hours: [] },
      { date: '2026-12-31', name: 'Eve', hours: [] },
    ]);
    const kept = putDays({ hours: there, source, replaces: false }, 'en');
    expect(kept).toMatchObject({ added: 1, replaced: 0, kept: 1 });
    expect(kept.hours.days[1]).toMatchObject({ name: 'Ours' });
  });

  it('are refused when a calendar could not hold them', () => {
    const text = Array.from({ length: 2001 }, (_, index) => `${plusDays('2020-01-01', index)};Day`).join(
      '\n',
    );
    const { detail } = refusal(() => putDays({ hours, source: { from: 'csv', text }, replaces: true }, 'en'));
    expect(detail.en).toContain('2001 special days; a calendar holds at most 2000');
  });
});

describe('a file of lines', () => {
  it('is read with any of the separators, dates of either kind, headings or none', () => {
    const expected = [
      { date: '2026-12-31', name: 'Канун, Нового года', hours: [['10:00', '16:00']] },
      { date: '2027-01-01', name: '', hours: [] },
      {
        date: '2027-01-02',
        name: 'Half',
        hours: [
          ['09:00', '12:00'],
          ['13:00', '15:30'],
        ],
      },
    ];
    expect(
      readCsv(
        '\uFEFFДата;Название;Часы\r\n31.12.2026;Канун, Нового года;10:00–16:00\r\n\r\n2027-01-01\r\n2.1.2027;Half;9:00-12:00 13:00 - 15:30\r\n',
      ),
    ).toEqual(expected);
    expect(
      readCsv(
        '2026-12-31,"Канун, Нового года",10:00-16:00\n2027-01-01,,-\n2027-01-02,Half,09:00-12:00,13:00-15:30',
      ),
    ).toEqual(expected);
    expect(readCsv('2027-01-01\t\t')).toEqual([expected[1]]);
  });

  it('is refused as a whole, naming each wrong line in both languages', () => {
    const { detail, more } = refusal(() =>
      readCsv(
        'date;name;hours\n2026-02-30;No such day\n\n2026-03-01;Late;18:00-09:00\n2026-03-02;A\n02.03.2026;Again',
      ),
    );
    expect(detail.en).toBe(
      'Line 2: «2026-02-30» is not a day; write it as 2026-12-31 or 31.12.2026. ' +
        'Line 4: «18:00-09:00» are not hours; write them as 10:00-16:00, several in their order with a space between, none for a closed day. ' +
        'Line 6: 2026-03-02 stands in line 5 already.',
    );
    expect(detail.ru).toContain(
      'Строка 2: «2026-02-30» — не дата; запишите её как 31.12.2026 или 2026-12-31.',
    );
    expect(more.errors?.map(({ path }) => path)).toEqual([
      'source.text line 2',
      'source.text line 4',
      'source.text line 6',
    ]);
    expect(refusal(() => readCsv('date;name\n')).detail.ru).toContain('нет ни одного дня');
    expect(refusal(() => readCsv('2026-01-01;"open\n')).detail.en).toContain('quotation marks do not close');
    const many = Array.from({ length: 7 }, (_, index) => `1.${index};x`).join('\n');
    expect(refusal(() => readCsv(many)).detail.ru).toContain('Ещё строк с ошибками: 2.');
  });
});

describe('an iCalendar file', () => {
  const now = new Date('2026-11-25T00:00:00Z');
  const file = (...lines: string[]) =>
    ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n');
  const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];

  it('closes whole days, also several in a row, once for each yearly repetition', () => {
    const text = file(
      ...event(
        'DTSTART;VALUE=DATE:20261230',
        'DTEND;VALUE=DATE:20270102',
        'SUMMARY:New Year\\, at h',
        ' ome',
      ),
      ...event('DTSTART:20260509', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=9', 'SUMMARY;LANGUAGE=ru:Победа'),
      ...event('DTSTART;VALUE=DATE:20260101', 'DURATION:P2D', 'SUMMARY:Two'),
      ...event('STATUS:CANCELLED', 'DTSTART;VALUE=DATE:20260201', 'SUMMARY:Not at all'),
    );
    expect(readIcs(text, now)).toEqual([
      { date: '2026-01-01', name: 'Two', hours: [] },
      { date: '2026-01-02', name: 'Two', hours: [] },
      { date: '2026-05-09', name: 'Победа', hours: [] },
      { date: '2026-12-30', name: 'New Year, at home', hours: [] },
      { date: '2026-12-31', name: 'New Year, at home', hours: [] },
      { date: '2027-01-01', name: 'New Year, at home', hours: [] },
      { date: '2027-05-09', name: 'Победа', hours: [] },
      { date: '2028-05-09', name: 'Победа', hours: [] },
    ]);
    const leap = file(...event('DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY;COUNT=2', 'SUMMARY:Leap'));
    expect(readIcs(leap, now).map(({ date }) => date)).toEqual(['2024-02-29', '2028-02-29']);
    const until = file(
      ...event(
        'DTSTART;VALUE=DATE:20250601',
        'RRULE:FREQ=YEARLY;UNTIL=20260601T000000Z',
        'EXDATE;VALUE=DATE:20250601',
      ),
    );
    expect(readIcs(until, now).map(({ date }) => date)).toEqual(['2026-06-01']);
  });

  it('is refused where it says what cannot be taken, naming the lines', () => {
    const text = file(
      ...event('SUMMARY:Meeting', 'DTSTART:20260302T090000Z'),
      ...event('DTSTART;VALUE=DATE:20260302', 'RRULE:FREQ=WEEKLY'),
      ...event('SUMMARY:Never'),
    );
    const { detail } = refusal(() => readIcs(text, now));
    expect(detail.en).toContain('Line 5: the event has a time of day');
    expect(detail.en).toContain('Line 9: only repetitions every year');
    expect(detail.en).toContain('Line 11: the event has no DTSTART.');
    expect(detail.ru).toContain('Строка 5: у события есть время суток');
    expect(refusal(() => readIcs('2026-01-01;New Year', now)).detail.ru).toContain('это не файл iCalendar');
    expect(refusal(() => readIcs(file(), now)).detail.en).toContain('there is no event');
    const years = event('DTSTART;VALUE=DATE:20200101', 'DTEND;VALUE=DATE:20210101', 'RRULE:FREQ=YEARLY');
    expect(refusal(() => readIcs(file(...years), now)).detail.en).toContain('holds at most 2000');
    const ancient = event('DTSTART;VALUE=DATE:19010101', 'RRULE:FREQ=YEARLY');
    expect(refusal(() => readIcs(file(...ancient), now)).detail.en).toContain('Line 4: this is not a day');
  });
});
