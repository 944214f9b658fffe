import type { ClockStart } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aMessage, aReply } from '../../testing/factories/index.js';
import { openWorkspace } from '../../testing/workspace.js';
import { runReport } from '../index.js';

const day = (time: string) => `2026-03-02T${time}Z`;
const AGENT = { id: 'anna' };

/** Two people; the first is answered three minutes after the first message of a burst of 40 s, the second never. */
const EVENTS = [
  aMessage({ contact: { id: 'a' }, occurred_at: day('09:00:00') }),
  aMessage({ contact: { id: 'a' }, occurred_at: day('09:00:40') }),
  aReply({ contact: { id: 'a' }, agent: AGENT, occurred_at: day('09:03:00') }),
  aMessage({ contact: { id: 'b' }, occurred_at: day('10:00:00') }),
  aMessage({ contact: { id: 'b' }, occurred_at: day('10:00:30') }),
];

describe('the rule of bursts', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const read = async (workspaceId: number, clock_starts: ClockStart) => {
    const shop = await openWorkspace(database.client, workspaceId, undefined, { clock_starts });
    await shop.receive(...EVENTS);
    const asked = (now: string) =>
      shop.asking({
        from: new Date('2026-03-02T00:00:00Z'),
        to: new Date('2026-03-03T00:00:00Z'),
        now: new Date(now),
        unanswered_after_seconds: 3600,
      });
    const unanswered = async (now: string) => (await runReport(database.client, 'overview', asked(now)))[0];
    const [row] = await runReport(database.client, 'overview', asked(day('12:00:00')));
    const [bucket] = (await runReport(database.client, 'overview-over-time', asked(day('12:00:00')))).filter(
      ({ first_responses }) => first_responses === 1,
    );
    const [agent] = await runReport(database.client, 'by-agent', asked(day('12:00:00')));
    return {
      times: [
        row?.first_response_median_seconds,
        bucket?.first_response_median_seconds,
        agent?.response_median_seconds,
      ],
      counts: [row?.dialogues, row?.waits_answered, row?.waits_unanswered],
      // The second wait is an hour old: exactly, by its first message; a millisecond later; by its last message.
      unanswered: [
        (await unanswered(day('11:00:00')))?.waits_unanswered,
        (await unanswered(day('11:00:00.001')))?.waits_unanswered,
        (await unanswered(day('11:00:30')))?.waits_unanswered,
        (await unanswered(day('11:00:30.001')))?.waits_unanswered,
      ],
    };
  };

  it('times from the first message, also what nobody has answered yet', async () => {
    expect(await read(1, 'first')).toEqual({
      times: [180, 180, 180],
      counts: [2, 1, 1],
      unanswered: [0, 1, 1, 1],
    });
  });

  it('times from the last message where bursts have to settle, in every report; counts stay', async () => {
    expect(await read(2, 'last')).toEqual({
      times: [140, 140, 140],
      counts: [2, 1, 1],
      unanswered: [0, 0, 0, 1],
    });
  });
});
