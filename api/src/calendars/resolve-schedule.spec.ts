import { describe, expect, it } from '@jest/globals';
import { type CalendarHours, WEEKDAYS } from '@parley/contracts';
import { type AgentIdentity } from '../agents/agent-identity.entity.js';
import { type AssignmentLevel, type CalendarAssignment, type CalendarRow } from './calendar.entity.js';
import { holdFrom, weekHoursOn } from './hold-from.js';
import { resolveSchedule } from './resolve-schedule.js';

type Span = [string, string];
const week = (...open: Span[]) =>
  Object.fromEntries(WEEKDAYS.map((day) => [day, open])) as CalendarHours['versions'][0]['week'];
const hours = (...versions: [string | null, Span][]): CalendarHours => ({
  time_zone: 'UTC',
  versions: versions.map(([effective_from, span]) => ({ effective_from, week: week(span) })),
  days: [],
});
const NINE: Span = ['09:00', '18:00'];
const TEN: Span = ['10:00', '19:00'];
const LATE: Span = ['12:00', '21:00'];

describe('whose hours are which', () => {
  const calendar = (calendar_id: number): CalendarRow => ({
    calendar_id,
    workspace_id: 1,
    name: `Calendar ${calendar_id}`,
    hours: hours([null, NINE]),
    created_at: new Date(),
    changed_at: new Date(),
  });
  const given = (level: AssignmentLevel, subject_id: string, calendar_id: number): CalendarAssignment => ({
    workspace_id: 1,
    level,
    subject_id,
    calendar_id,
  });
  const identity = (agent_id: string, part: Partial<AgentIdentity> = {}): AgentIdentity => ({
    workspace_id: 1,
    agent_id,
    name: null,
    same_as: null,
    joined_at: null,
    team_id: null,
    changed_at: new Date(),
    ...part,
  });

  it('is an agent’s own before the team’s, for every identity of the person; the rest goes by account and workspace', () => {
    const schedule = resolveSchedule(
      [1, 2, 3, 4, 5].map(calendar),
      [
        given('workspace', '0', 1),
        given('account', '7', 2),
        given('team', '20', 3),
        given('agent', '101', 4),
      ],
      [
        identity('100', { team_id: 20 }),
        identity('101', { team_id: 20 }),
        identity('102', { same_as: '101' }),
        identity('103', { same_as: '100' }),
        identity('104', { team_id: 21 }),
        // Whoever it counts as says nothing of a team.
        identity('105'),
        identity('106', { same_as: '105', team_id: 20 }),
      ],
    );
    expect(schedule).toEqual({
      calendars: Object.fromEntries([1, 2, 3, 4].map((id) => [String(id), hours([null, NINE])])),
      workspace: '1',
      accounts: { '7': '2' },
      agents: { '100': '3', '101': '4', '102': '4', '103': '3', '105': '3', '106': '3' },
    });
  });

  it('is also that of an agent of whom nothing else is said', () => {
    expect(resolveSchedule([calendar(1)], [given('agent', '500', 1)], []).agents).toEqual({ '500': '1' });
    const joined = [identity('501', { same_as: '500' })];
    expect(resolveSchedule([calendar(1)], [given('agent', '500', 1)], joined).agents).toEqual({
      '500': '1',
      '501': '1',
    });
  });
});

describe('hours that hold from a day on', () => {
  const day = (date: string, name = 'Day') => ({ date, name, hours: [] });

  it('leave the past as it was and follow what is wanted from then on', () => {
    const old = {
      ...hours([null, NINE], ['2026-06-01', TEN]),
      days: [day('2026-01-01'), day('2026-12-31', 'Old')],
    };
    const wanted = {
      ...hours([null, LATE], ['2027-01-01', NINE]),
      days: [day('2026-02-23', 'Too late'), day('2026-12-31', 'New')],
    };
    expect(holdFrom(old, wanted, '2026-09-01')).toEqual({
      ...hours([null, NINE], ['2026-06-01', TEN], ['2026-09-01', LATE], ['2027-01-01', NINE]),
      days: [day('2026-01-01'), day('2026-12-31', 'New')],
    });
    // The day itself is the first that is new.
    expect(holdFrom(old, wanted, '2026-06-01').versions).toEqual(
      hours([null, NINE], ['2026-06-01', LATE], ['2027-01-01', NINE]).versions,
    );
  });

  it('make no version of what is as it was, and replace all of it when they hold since ever', () => {
    const old = hours([null, NINE]);
    expect(holdFrom(old, old, '2026-06-01')).toEqual(old);
    expect(holdFrom(old, hours([null, LATE], ['2026-06-01', LATE]), null)).toEqual(hours([null, LATE]));
  });

  it('cannot move to another zone in the midst of history', () => {
    const moved = { ...hours([null, NINE]), time_zone: 'Asia/Tokyo' };
    expect(() => holdFrom(hours([null, NINE]), moved, '2026-06-01')).toThrow('one time zone');
    expect(holdFrom(hours([null, NINE]), moved, null).time_zone).toBe('Asia/Tokyo');
  });

  it('are looked up by the local day', () => {
    const two = hours([null, NINE], ['2026-06-01', TEN]);
    expect([weekHoursOn(two, '2026-05-31'), weekHoursOn(two, '2026-06-01')]).toEqual([[NINE], [TEN]]);
  });
});
