import { aMessage, anAssignment, aReply } from '../../testing/factories/index.js';
import type { StatedWait } from '../../testing/put-waits.js';
import { anAccount } from '../../testing/workspace.js';
import type { BoundParams } from '../index.js';
import { at, MARIA, monday, OLEG, openWorkload, wait } from './spec-workload.js';

describe('the times of the workload', () => {
  let spec: Awaited<ReturnType<typeof openWorkload>>;
  beforeAll(async () => {
    spec = await openWorkload(760);
  });
  afterAll(() => spec.close());

  it('counts local days of 23 and 25 hours, and only the hours and days asked for', async () => {
    const shop = await spec.open();
    // Berlin, 25 October 2026: at 3:00 summer time clocks go back to 2:00, which is 01:00 UTC.
    const night = (since: string, answered: string): StatedWait => ({
      waiting_since: `2026-10-25T${since}:00Z`,
      answered_at: `2026-10-25T${answered}:00Z`,
      answered_by: OLEG,
      identity: 1,
      dialogue: 1,
    });
    await spec.put(night('00:50', '00:55'), night('01:05', '01:15'), night('22:50', '22:58'));
    const sunday = {
      from: new Date('2026-10-24T22:00:00Z'),
      to: new Date('2026-10-25T23:00:00Z'),
      now: new Date('2026-11-01T00:00:00Z'),
      time_zone: 'Europe/Berlin',
    };
    const [oleg] = await spec.ask(shop, sunday);
    expect(oleg).toMatchObject({
      work_spans: 2,
      busy_seconds: 1500 + 480,
      days_worked: 1,
      at_work_seconds: 22 * 3600 + 480,
    });
    // 2 o'clock comes twice: from 00:00 to 02:00 UTC.
    expect((await spec.brief(shop, { ...sunday, hours_of_day: [2] }))[0]).toEqual([
      OLEG,
      1,
      2,
      1,
      1500,
      1500,
      1,
    ]);
    expect((await spec.brief(shop, { ...sunday, hours_of_day: [23] }))[0]).toEqual([
      OLEG,
      1,
      1,
      1,
      480,
      480,
      1,
    ]);
    expect(await spec.rows(shop, { ...sunday, hours_of_day: [3] })).toEqual([]);
    expect((await spec.brief(shop, { ...sunday, weekdays: [1] }))[0]).toEqual(['all', 0, 0, 0, 0, 0, 0]);
    const hours = await spec.hours(shop, sunday);
    expect(hours.map(({ hour_of_day }) => hour_of_day)).toEqual(
      Array.from({ length: 24 }, (_, hour) => hour),
    );
    expect(hours[2]).toMatchObject({
      work_spans: 1,
      waits_answered: 2,
      busy_seconds: 1500,
      concurrency_mean: 1,
      concurrency_max: 1,
      // Of two hours.
      agents_busy_mean: 1500 / 7200,
    });
    expect(hours[23]).toMatchObject({ work_spans: 1, busy_seconds: 480, agents_busy_mean: 480 / 3600 });
    expect(hours[3]).toMatchObject({ work_spans: 0, concurrency_mean: null, agents_busy_mean: 0 });
  });

  it('says which part of open hours was worked, where a calendar is known', async () => {
    const shop = await spec.open();
    const ofCalendar = { agent_calendar_id: 1 };
    await spec.put(
      // 11:50 to 12:10 in Moscow, of which 10 minutes are open.
      wait('08:55', '09:10', ofCalendar),
      // Closed.
      wait('03:00', '03:10', ofCalendar),
      wait('10:00', '10:06', { answered_by: MARIA }),
    );
    const hours: [string, string][] = [['12:00', '14:00']];
    const week = {
      monday: hours,
      tuesday: hours,
      wednesday: [],
      thursday: [],
      friday: [],
      saturday: [],
      sunday: [],
    };
    const schedule = {
      calendars: { 1: { time_zone: 'Europe/Moscow', versions: [{ effective_from: null, week }], days: [] } },
      workspace: '1',
      accounts: {},
      agents: {},
    };
    const shares = async (stated: Partial<BoundParams>) =>
      (await spec.ask(shop, { schedule, ...stated })).map((one) => [
        one.agent_id,
        one.open_seconds,
        one.open_busy_share,
      ]);
    expect(await shares({})).toEqual([
      [OLEG, 7200, 600 / 7200],
      [MARIA, null, null],
      // Only of whom a calendar is known.
      [null, 7200, 600 / 7200],
    ]);
    // Up to now; the Tuesday as well; from 13:00 on alone.
    expect((await shares({ now: new Date(at('09:30')) }))[0]).toEqual([OLEG, 1800, 600 / 1800]);
    expect((await shares({ to: new Date('2026-03-04T21:00:00Z') }))[0]).toEqual([OLEG, 14_400, 600 / 14_400]);
    expect((await shares({ hours_of_day: [6, 13] }))[0]).toEqual([OLEG, 3600, 0]);
  });

  it('comes from events: who was assigned, and who answered', async () => {
    const shop = await spec.open();
    const on = (time: string) => ({ occurred_at: at(time) });
    await shop.receive(
      aMessage(on('09:00:00')),
      anAssignment({ ...on('09:01:00'), agent: { id: 'petr' } }),
      anAssignment({ ...on('09:06:00'), agent: { id: 'maria' } }),
      aReply({ ...on('09:10:00'), agent: { id: 'maria' } }),
      aReply({ ...on('09:12:00'), agent: { id: 'maria' } }),
    );
    expect(await spec.rows(shop)).toEqual([
      [shop.agentId('maria'), '09:06:00', '09:10:00', 240, 1, 'assignment'],
    ]);
  });

  it('has a total of nothing, a total that is not known, and the previous period apart', async () => {
    const previous = { from: new Date('2026-02-28T21:00:00Z'), to: monday.from };
    const nothing = await spec.ask(await spec.open(), { previous });
    expect(nothing.map(({ period, is_total }) => [period, is_total])).toEqual([
      ['current', true],
      ['previous', true],
    ]);
    expect(nothing[0]).toMatchObject({
      work_spans: 0,
      busy_seconds: 0,
      concurrency_mean: null,
      busy_share: null,
    });
    const unseen = await spec.open([anAccount({ outgoing: 'never' })]);
    expect((await spec.ask(unseen)).at(-1)).toMatchObject({
      is_total: true,
      dialogues_answered: null,
      work_spans: null,
      busy_seconds: null,
      at_work_seconds: null,
      concurrency_max: null,
    });
  });
});
