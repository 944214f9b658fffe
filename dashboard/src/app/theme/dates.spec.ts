import { hourFormat } from './habits';
import {
  formatBucket,
  formatBucketLong,
  formatOffset,
  formatPeriod,
  formatRecently,
  formatWithin,
} from './dates';

const MOSCOW = 'Europe/Moscow';

describe('periods', () => {
  it('include their last day', () => {
    const february = { from: '2017-01-31T21:00:00.000Z', to: '2017-02-28T21:00:00.000Z' };
    expect(formatPeriod(february, MOSCOW, 'en')).toBe('1 Feb – 28 Feb 2017');
    expect(formatPeriod(february, MOSCOW, 'ru')).toBe('1 февр. – 28 февр. 2017');
  });

  it('say the day once when they are one', () => {
    const day = { from: '2026-11-21T21:00:00.000Z', to: '2026-11-22T21:00:00.000Z' };
    expect(formatPeriod(day, MOSCOW, 'en')).toBe('22 Nov 2026');
  });

  it('show times when they are cut inside a day', () => {
    const hours = { from: '2026-11-21T11:03:00.000Z', to: '2026-11-22T11:03:00.000Z' };
    expect(formatPeriod(hours, MOSCOW, 'en')).toBe('21 Nov 2026, 14:03 – 22 Nov 2026, 14:03');
  });

  it('hold the day on which clocks are put back', () => {
    const day = { from: '2026-10-24T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z' };
    expect(formatPeriod(day, 'Europe/Berlin', 'en')).toBe('25 Oct 2026');
  });
});

describe('buckets', () => {
  it('are named by their first local moment', () => {
    const start = '2026-10-31T21:00:00.000Z';
    expect(formatBucket(start, 'hour', MOSCOW, 'en')).toBe('1 Nov, 00:00');
    expect(formatBucket(start, 'day', MOSCOW, 'ru')).toBe('1 нояб.');
    expect(formatBucketLong(start, 'day', MOSCOW, 'en')).toBe('Sun, 1 Nov');
    expect(formatBucket('2026-11-01T21:00:00.000Z', 'week', MOSCOW, 'en')).toBe('2 Nov – 8 Nov');
    expect(formatBucket('2026-09-30T21:00:00.000Z', 'quarter', MOSCOW, 'ru')).toBe('4 кв. 2026');
    expect(formatBucket('2025-12-31T21:00:00.000Z', 'year', MOSCOW, 'en')).toBe('2026');
  });
});

describe('moments', () => {
  it('are a time today and a date before', () => {
    const now = new Date('2026-11-22T12:00:00Z');
    expect(formatRecently('2026-11-22T11:03:00Z', now, MOSCOW, 'ru')).toBe('14:03');
    expect(formatRecently('2026-11-21T20:59:00Z', now, MOSCOW, 'en')).toBe('21 Nov 2026, 23:59');
  });

  it('of something that lasted bear the date once it lasted past a local midnight', () => {
    const day = { from: '2026-11-21T21:00:00Z', to: '2026-11-22T20:59:59Z' };
    expect(formatWithin('2026-11-22T11:03:00Z', day, MOSCOW, 'en')).toBe('14:03');
    const longer = { ...day, to: '2026-11-22T21:00:00Z' };
    expect(formatWithin('2026-11-22T11:03:00Z', longer, MOSCOW, 'en')).toBe('22 Nov 2026, 14:03');
  });

  it('know how far a zone is from UTC', () => {
    const at = new Date('2026-11-22T12:00:00Z');
    expect(formatOffset(MOSCOW, at)).toBe('UTC+3');
    expect(formatOffset('Asia/Kolkata', at)).toBe('UTC+5:30');
    expect(formatOffset('America/New_York', at)).toBe('UTC−5');
    expect(formatOffset('UTC', at)).toBe('UTC');
  });
});

describe('times of day', () => {
  afterEach(() => hourFormat.set(24));

  it('are written by the clock of the workspace, and a day is still a whole day', () => {
    hourFormat.set(12);
    const plain = (text: string) => text.replaceAll('\u202f', ' ');
    const now = new Date('2026-11-22T12:00:00Z');
    expect(plain(formatRecently('2026-11-22T11:03:00Z', now, MOSCOW, 'en'))).toBe('2:03 pm');
    expect(plain(formatRecently('2026-11-22T11:03:00Z', now, MOSCOW, 'ru'))).toBe('2:03 PM');
    expect(plain(formatBucket('2026-11-21T21:00:00Z', 'hour', MOSCOW, 'en'))).toBe('22 Nov, 12:00 am');
    const day = { from: '2026-11-21T21:00:00.000Z', to: '2026-11-22T21:00:00.000Z' };
    expect(formatPeriod(day, MOSCOW, 'en')).toBe('22 Nov 2026');
  });
});
