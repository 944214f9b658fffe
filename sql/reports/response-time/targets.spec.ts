import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { putWaits, type StatedWait } from '../../testing/put-waits.js';
import { openWorkspace, type TestWorkspace } from '../../testing/workspace.js';
import { NO_LIMITS, type ServiceLimits } from '../bound-params.js';
import { runReport } from '../index.js';

const MINUTE = 60_000;
const now = new Date('2026-03-02T12:00:00Z');
const asked = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-04-01T00:00:00Z'), now };
const own = {
  kind: 'every',
  clock: 'customer',
  hours: 'calendar',
  clock_starts: 'definition',
  dated_by: 'started',
  by: [] as string[],
};
const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE).toISOString();
const missedBefore = (minutes: number) => now.getTime() - minutes * MINUTE;

/** The first response within 10 minutes, later ones within 60, in no team; the third team has none. */
const limits: ServiceLimits = {
  ...NO_LIMITS,
  target_keys: ['0|telegram', '3|viber'],
  first_target_ms: [10 * MINUTE, 1],
  next_target_ms: [60 * MINUTE, 1],
  close_target_ms: [0, 0],
  limit_account_ids: [1],
  unanswered_before_ms: [missedBefore(24 * 60)],
  first_missed_before_ms: [[missedBefore(10), 0]],
  next_missed_before_ms: [[missedBefore(60), 0]],
};

describe('targets and states in response-time', () => {
  let database: TestDatabase;
  let shop: TestWorkspace;
  let last = 200;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const put = async (...waits: StatedWait[]) => {
    shop = await openWorkspace(database.client, ++last);
    await putWaits(database.client, last, waits);
  };
  const ask = async (given: Partial<ServiceLimits> | null = {}, more: Partial<typeof own> = {}) => {
    const bound = given === null ? {} : { limits: { ...limits, ...given } };
    const [row] = await runReport(
      database.client,
      'response-time',
      shop.asking({ ...asked, ...bound, own: { ...own, ...more } }),
    );
    return row!;
  };
  const targets = async (...question: Parameters<typeof ask>) => {
    const { waits_with_target, waits_within_target, target_share } = await ask(...question);
    return [waits_with_target, waits_within_target, target_share];
  };

  it('count exactly the target as within, a millisecond more as missed; first and later ones apart', async () => {
    await put(
      { waiting_since: ago(200), answered_at: ago(190) },
      { waiting_since: ago(200), answered_at: new Date(Date.parse(ago(190)) + 1).toISOString() },
      { waiting_since: ago(200), answered_at: ago(140), is_first: 0 },
      // A first wait of a dialogue that we began is no first response.
      { waiting_since: ago(200), answered_at: ago(150), starter: 'agent' },
    );
    expect(await targets()).toEqual([4, 3, 0.75]);
    expect(await targets({}, { kind: 'first' })).toEqual([2, 1, 0.5]);
    expect(await targets(null)).toEqual([0, 0, null]);
    expect(await targets({ target_keys: [], first_target_ms: [], next_target_ms: [] })).toEqual([0, 0, null]);
    expect(await targets({ first_target_ms: [0, 0] }, { kind: 'first' })).toEqual([0, 0, null]);
  });

  it('count whoever waits longer than the target, leave the younger out, and miss what ended without an answer', async () => {
    await put(
      // Exactly 10 minutes is not older yet.
      { waiting_since: ago(10) },
      { waiting_since: new Date(Date.parse(ago(10)) - 1).toISOString() },
      { waiting_since: ago(5), closed_dialogue: 1 },
      { waiting_since: ago(50), is_first: 0 },
      { waiting_since: ago(500), dismissed_at: ago(499) },
      { waiting_since: ago(500), bot_answered_at: ago(499) },
      { waiting_since: ago(500), answered_at: ago(495) },
    );
    expect(await targets()).toEqual([3, 1, 1 / 3]);
    expect((await ask()).waits_unanswered).toBe(1);
  });

  it('have a wait handed off by a bot missed from the hand-off on, for the agent', async () => {
    await put({ waiting_since: ago(30), bot_answered_at: ago(29), handed_off_at: ago(5) });
    expect(await targets()).toEqual([1, 0, 0]);
    expect(await targets({}, { clock: 'agent' })).toEqual([0, 0, null]);
    expect(await targets({}, { kind: 'after_hand_off' })).toEqual([0, 0, null]);
  });

  it('measure a negative target in business time, whatever hours are asked for', async () => {
    const business = { first_target_ms: [-10 * MINUTE, 0], first_missed_before_ms: [[missedBefore(600), 0]] };
    await put(
      // 5 hours by the clock, 8 minutes open.
      {
        waiting_since: ago(400),
        answered_at: ago(100),
        calendar_id: 1,
        since_business_ms: 0,
        answered_business_ms: 8 * MINUTE,
      },
      // No calendar: not known.
      { waiting_since: ago(400), answered_at: ago(399) },
      // Waiting for 500 minutes, closed in between; then for 700.
      { waiting_since: ago(500) },
      { waiting_since: ago(700) },
    );
    expect(await targets(business)).toEqual([2, 1, 0.5]);
    expect(await targets(business, { hours: 'business' })).toEqual([2, 1, 0.5]);
  });

  it('look a target up by the team of whoever answered or has it, and by channel', async () => {
    await put(
      { waiting_since: ago(200), answered_at: ago(199), answered_by: '5', channel: 'viber', account_id: 2 },
      { waiting_since: ago(200), assignee_id: '5', channel: 'viber', account_id: 2 },
      { waiting_since: ago(200), answered_at: ago(199), answered_by: '5' },
    );
    await database.client.insertRows(
      'agent_identities_v1',
      ['workspace_id', 'agent_id', 'counts_as', 'team_id', 'version'],
      [[last, '5', '5', 3, '1']],
    );
    // The team's target on Viber is a millisecond; on Telegram it has none. Account 2 has no instants: by the clock.
    expect(await targets()).toEqual([2, 0, 0]);
    expect(
      await targets({
        limit_account_ids: [9, 2],
        unanswered_before_ms: [0, 0],
        first_missed_before_ms: [
          [9e12, 9e12],
          [0, missedBefore(300)],
        ],
        next_missed_before_ms: [
          [0, 0],
          [0, 0],
        ],
      }),
    ).toEqual([1, 0, 0]);
  });

  it('call a wait unanswered by the instant of its account, else by the threshold', async () => {
    await put(
      { waiting_since: ago(100) },
      { waiting_since: ago(24 * 60) },
      { waiting_since: ago(24 * 60 + 1) },
      { waiting_since: ago(40 * 24 * 60) },
      { waiting_since: ago(10), closed_dialogue: 1 },
    );
    expect((await ask(null)).waits_unanswered).toBe(3);
    expect((await ask({ unanswered_before_ms: [missedBefore(99)] })).waits_unanswered).toBe(5);
    expect((await ask({ unanswered_before_ms: [missedBefore(100_000)] })).waits_unanswered).toBe(2);
  });
});
