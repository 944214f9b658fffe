import type { Schedule } from '@parley/contracts';
import { Calendars, calendarsOf, NO_CALENDARS, scheduleText } from './calendars.js';
import { calendarHours } from './spec-hours.js';

const schedule: Schedule = {
  calendars: { '1': calendarHours(), '2': calendarHours(), '3': calendarHours() },
  workspace: '1',
  accounts: { '7': '2', '8': '9' },
  agents: { '42': '3' },
};

describe('whose calendar counts', () => {
  const of = new Calendars(schedule);

  it('for a customer: the account’s, else the workspace’s', () => {
    expect(of.ofAccount(7)?.id).toBe(2);
    expect(of.ofAccount(5)?.id).toBe(1);
    expect(new Calendars({ ...schedule, workspace: null }).ofAccount(5)).toBeNull();
  });

  it('for an agent: their own, else as for the customer', () => {
    expect(of.ofAgent('42', 7)?.id).toBe(3);
    expect(of.ofAgent('43', 7)?.id).toBe(2);
    expect(of.ofAgent('0', 5)?.id).toBe(1);
    expect(new Calendars({ ...schedule, workspace: null }).ofAgent('43', 5)).toBeNull();
  });

  it('is unknown where the one that is named is not there', () => {
    expect(of.ofAccount(8)).toBeNull();
    expect(NO_CALENDARS.ofAccount(1)).toBeNull();
  });
});

describe('a schedule as text', () => {
  it('is empty without calendars, and the same for the same choices in another order', () => {
    const { calendars, ...choices } = schedule;
    const turned = { ...choices, calendars: Object.fromEntries(Object.entries(calendars).reverse()) };
    expect(scheduleText(turned)).toBe(scheduleText(schedule));
    expect(scheduleText({ ...schedule, calendars: {} })).toBe('');
    expect(calendarsOf('')).toBe(NO_CALENDARS);
  });

  it('gives the same calendars each time, and none that it does not understand', () => {
    const text = scheduleText(schedule);
    expect(calendarsOf(text)).toBe(calendarsOf(text));
    expect(calendarsOf(text).ofAccount(7)?.id).toBe(2);
    expect(() => calendarsOf('{"calendars": 1}')).toThrow();
  });
});
