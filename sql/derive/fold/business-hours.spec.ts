import type { Schedule } from '@parley/contracts';
import { Calendars } from '../../calendars/calendars.js';
import { calendarHours, weekOf } from '../../calendars/spec-hours.js';
import { deriveIdentity } from './derive-identity.js';
import { agent, anEvent, bot, comes, DAY, HOUR, MINUTE, settings } from './spec-stream.js';
import type { StreamEvent } from './stream-event.js';

/** T0 is Monday, 2 March 2026, 09:00 UTC: an hour after the office in Berlin opened its day from 09:00 to 18:00. */
const office = calendarHours({ time_zone: 'Europe/Berlin' });
const evenings = calendarHours({
  time_zone: 'Europe/Berlin',
  versions: [{ effective_from: null, week: weekOf([['16:00', '24:00']]) }],
});
const schedule: Schedule = {
  calendars: { '1': office, '2': evenings },
  workspace: '1',
  accounts: {},
  agents: { '42': '2' },
};

const derived = (events: StreamEvent[], by: Schedule = schedule) =>
  deriveIdentity(events, { ...settings(), calendars: new Calendars(by) }).waits;

/** Minutes of business time that waits took, and what is flagged. */
const customers = (events: StreamEvent[], by: Schedule = schedule) =>
  derived(events, by).map((row) => ({
    waited: (row.answered_business_ms - row.since_business_ms) / MINUTE,
    off: [row.began_off_hours, row.answered_off_hours],
  }));

describe('business time of a customer', () => {
  it('is what lies in the hours of the account', () => {
    expect(customers([comes(0), agent(10 * MINUTE)])).toEqual([{ waited: 10, off: [0, 0] }]);
  });

  it('leaves out nights and weekends: Friday 17:50 to Monday 09:05 is a quarter of an hour', () => {
    const friday = 4 * DAY + 7 * HOUR + 50 * MINUTE;
    const monday = 7 * DAY - 55 * MINUTE;
    expect(customers([comes(friday), agent(monday)])).toEqual([{ waited: 15, off: [0, 0] }]);
  });

  it('is none where both lie in closed time, and says so', () => {
    const evening = 11 * HOUR;
    expect(customers([comes(evening), agent(evening + HOUR)])).toEqual([{ waited: 0, off: [1, 1] }]);
  });

  it('counts from the opening where the question came before, and to the closing where the answer came after', () => {
    expect(customers([comes(-2 * HOUR), agent(0)])).toEqual([{ waited: 60, off: [1, 0] }]);
    expect(customers([comes(7 * HOUR), agent(10 * HOUR)])).toEqual([{ waited: 60, off: [0, 1] }]);
  });

  it('is unknown without a calendar, which is no zero', () => {
    const nobody = { ...schedule, workspace: null, agents: {} };
    const [row] = derived([comes(0), agent(HOUR)], nobody);
    expect(row).toMatchObject({
      calendar_id: 0,
      agent_calendar_id: 0,
      began_off_hours: 0,
      answered_off_hours: 0,
    });
  });

  it('goes by the account before the workspace', () => {
    const [row] = derived([comes(0), agent(HOUR)], { ...schedule, accounts: { '1': '2' } });
    expect(row).toMatchObject({ calendar_id: 2, began_off_hours: 1 });
  });

  it('is read where the burst has settled, too, and is begun while nobody has answered', () => {
    const [row] = derived([comes(0), comes(MINUTE)]);
    expect(row).toMatchObject({ calendar_id: 1, answered_business_ms: 0, agent_calendar_id: 0 });
    expect((row?.settled_business_ms ?? 0) - (row?.since_business_ms ?? 0)).toBe(MINUTE);
  });
});

describe('business time of an agent', () => {
  it('goes by the hours of whoever answered: from hand-off and assignment as well', () => {
    const at = (hours: number) => hours * HOUR;
    const [row] = derived([
      comes(0),
      bot(MINUTE),
      anEvent('handed_off', at(7)),
      anEvent('assigned', at(8), { agent_id: '42' }),
      agent(at(9)),
    ]);
    const answered = row?.agent_answered_business_ms ?? 0;
    expect(row?.agent_calendar_id).toBe(2);
    // From 16:00 in Berlin, which is six hours after T0.
    expect((answered - (row?.agent_since_business_ms ?? 0)) / HOUR).toBe(3);
    expect((answered - (row?.agent_handed_off_business_ms ?? 0)) / HOUR).toBe(2);
    expect((answered - (row?.agent_assigned_business_ms ?? 0)) / HOUR).toBe(1);
  });

  it('goes by the account where they have none of their own, also where nobody is named', () => {
    const by = (agent_id: string) => derived([comes(0), agent(HOUR, { agent_id })])[0]?.agent_calendar_id;
    expect([by('43'), by('0'), by('42')]).toEqual([1, 1, 2]);
  });
});

describe('who has the contact', () => {
  const assigned = (at: number, agent_id: string) => anEvent('assigned', at, { agent_id });
  const assignees = (events: StreamEvent[]) => derived(events).map(({ assignee_id }) => assignee_id);

  it('is who had it when the wait was answered or dismissed, whatever came after', () => {
    expect(assignees([comes(0), assigned(1, '7'), agent(2), assigned(3, '8')])).toEqual(['7']);
    expect(assignees([assigned(0, '7'), comes(1), anEvent('wait_dismissed', 2), assigned(3, '8')])).toEqual([
      '7',
    ]);
    expect(assignees([comes(0), agent(1), assigned(2, '8')])).toEqual(['0']);
  });

  it('is who has it now, while nobody has answered', () => {
    expect(assignees([assigned(0, '7'), comes(1), assigned(2, '8')])).toEqual(['8']);
    expect(assignees([assigned(0, '7'), comes(1), anEvent('unassigned', 2)])).toEqual(['0']);
  });

  it('is who had it when a bot’s answer was taken, or a later dialogue began', () => {
    expect(
      assignees([assigned(0, '7'), comes(1), bot(2), assigned(3, '8'), comes(4), assigned(5, '9')]),
    ).toEqual(['8', '9']);
    expect(assignees([assigned(0, '7'), comes(1), comes(31 * DAY), assigned(31 * DAY + 1, '8')])).toEqual([
      '7',
      '8',
    ]);
  });
});
