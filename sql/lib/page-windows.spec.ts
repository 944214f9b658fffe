import { isByTime, pageWindows, WHOLE } from './page-windows.js';

const FROM = new Date('2026-01-01T00:00:00Z');
const TO = new Date('2026-12-27T00:00:00Z'); // 360 days
const DAY = 86_400_000;
const days = (windows: { page_from: Date; page_to: Date }[]) =>
  windows.map(({ page_from, page_to }) => [
    (page_from.getTime() - FROM.getTime()) / DAY,
    (page_to.getTime() - FROM.getTime()) / DAY,
  ]);

describe('the windows of a page', () => {
  const oldest = { from: FROM, to: TO, order: 'oldest' };

  it('are one, the whole, where little is to be read', () => {
    expect(pageWindows(oldest, 19_999, 100, null)).toEqual([WHOLE]);
  });

  it('begin where the order begins, as wide as eight such pages, and grow', () => {
    const windows = pageWindows(oldest, 288_000, 100, null);
    expect(days(windows.slice(0, -1))).toEqual([
      [0, 1],
      [0, 16],
    ]);
    expect(windows.at(-1)).toBe(WHOLE);
  });

  it('end with the period for the newest, its last millisecond included', () => {
    const [first] = pageWindows({ ...oldest, order: 'newest' }, 288_000, 100, null);
    expect(first).toEqual({ page_from: new Date(TO.getTime() - DAY), page_to: new Date(TO.getTime() + 1) });
  });

  it('go on from the row before the page, whose moment others may share', () => {
    const at = FROM.getTime() + 100 * DAY;
    expect(pageWindows(oldest, 288_000, 100, at)[0]).toEqual({
      page_from: new Date(at),
      page_to: new Date(at + DAY),
    });
    expect(pageWindows({ ...oldest, order: 'newest' }, 288_000, 100, at)[0]).toEqual({
      page_from: new Date(at - DAY),
      page_to: new Date(at + 1),
    });
  });
});

it('rows come by time only in the two orders of time, and not when they are dated by something later', () => {
  expect(isByTime({ order: 'oldest' })).toBe(true);
  expect(isByTime({ order: 'newest', dated_by: 'started' })).toBe(true);
  expect(isByTime({ order: 'longest' })).toBe(false);
  expect(isByTime({ order: 'newest', dated_by: 'answered' })).toBe(false);
});
