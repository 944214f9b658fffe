import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { aMessage, anUnknownReply, aReaction, aReply } from '../testing/factories/index.js';
import { anAccount, openWorkspace, type TestWorkspace } from '../testing/workspace.js';
import {
  readAgentMessages,
  readArrivals,
  readFutureTimes,
  readNewestEvents,
  readTypes,
  readVisibility,
} from './quality.js';

const at = (time: string) => ({ occurred_at: time });
const now = new Date('2026-03-04T12:00:00Z');
const NOBODY = {
  account_id: 0,
  events_last_hour: 0,
  events_last_day: 0,
  late_last_day: 0,
  lag_median_seconds: null,
  lag_p90_seconds: null,
};

describe('the quality of what arrives', () => {
  let database: TestDatabase;
  let last = 0;
  let shop: TestWorkspace;
  let other: TestWorkspace;
  const of = () => ({ workspace_id: last - 1, now });

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    const accounts = [1, 2, 3].map((account_id) => anAccount({ account_id }));
    shop = await openWorkspace(database.client, ++last, accounts);
    other = await openWorkspace(database.client, ++last, accounts);
    // So that the first hour of the workspace is long over.
    await shop.receive(aMessage({ account_id: '3', ...at('2026-01-01T00:00:00Z') }));
  });
  const arrivals = (account_ids = [1, 2]) => readArrivals(database.client, { ...of(), account_ids });

  it('counts what reached us, each once, and how late', async () => {
    const first = aMessage(at('2026-03-04T11:29:00Z'));
    // 30 s, 60 s, 2 h late, exactly an hour (not late), and a redelivery, which neither counts nor delays.
    await shop.receiveAt(new Date('2026-03-04T11:29:30Z'), first);
    await shop.receiveAt(new Date('2026-03-04T11:31:00Z'), aMessage(at('2026-03-04T11:30:00Z')));
    await shop.receiveAt(
      new Date('2026-03-04T10:00:00Z'),
      aMessage({ account_id: '2', ...at('2026-03-04T08:00:00Z') }),
    );
    await shop.receiveAt(
      new Date('2026-03-04T09:00:00Z'),
      aMessage({ account_id: '2', ...at('2026-03-04T08:00:00Z') }),
    );
    await shop.receiveAt(new Date('2026-03-04T11:59:00Z'), first);
    await other.receiveAt(new Date('2026-03-04T11:50:00Z'), aMessage(at('2026-03-04T08:00:00Z')));
    expect(await arrivals()).toEqual([
      {
        account_id: 1,
        events_last_hour: 2,
        events_last_day: 2,
        late_last_day: 0,
        lag_median_seconds: 45,
        lag_p90_seconds: 57,
      },
      {
        account_id: 2,
        events_last_hour: 0,
        events_last_day: 2,
        late_last_day: 1,
        lag_median_seconds: 5400,
        lag_p90_seconds: 6840,
      },
      // 30, 60, 3600, 7200 s.
      {
        account_id: 0,
        events_last_hour: 2,
        events_last_day: 4,
        late_last_day: 1,
        lag_median_seconds: 1830,
        lag_p90_seconds: 6120,
      },
    ]);
  });

  it('keeps to the 24 hours and to 7 days of happening, and never shows a lag below zero', async () => {
    await shop.receiveAt(new Date('2026-03-03T12:00:00Z'), aMessage(at('2026-03-03T12:00:00Z'))); // 24 h ago: out
    await shop.receiveAt(new Date('2026-03-03T12:00:01Z'), aMessage(at('2026-03-03T12:00:01Z')));
    await shop.receiveAt(new Date('2026-03-04T11:00:00Z'), aMessage(at('2026-02-25T12:00:00Z'))); // 7 days ago: out
    await shop.receiveAt(new Date('2026-03-04T11:00:00Z'), aMessage(at('2026-03-04T11:00:30Z'))); // the clock is ahead
    await shop.receiveAt(new Date('2026-03-04T12:00:01Z'), aMessage(at('2026-03-04T12:00:00Z'))); // after now
    expect(await arrivals()).toMatchObject([
      { account_id: 1, events_last_hour: 0, events_last_day: 2, late_last_day: 0, lag_median_seconds: 0 },
      { account_id: 0, events_last_day: 2 },
    ]);
    expect(await readArrivals(database.client, { ...of(), workspace_id: 999, account_ids: [1] })).toEqual([
      NOBODY,
    ]);
  });

  it('takes neither an import nor a backlog loaded at once for late events', async () => {
    await shop.receiveAt(
      new Date('2026-03-04T11:00:00Z'),
      aMessage({ account_id: '3', ...at('2026-03-04T02:00:00Z') }),
    );
    // One body over more than 6 hours; then one over exactly 6 hours, which is late.
    await shop.receiveAt(
      new Date('2026-03-04T11:00:00Z'),
      aMessage(at('2026-03-04T03:00:00Z')),
      aMessage(at('2026-03-04T09:00:01Z')),
    );
    await shop.receiveAt(
      new Date('2026-03-04T11:00:00Z'),
      aMessage({ account_id: '2', ...at('2026-03-04T03:00:00Z') }),
      aMessage({ account_id: '2', ...at('2026-03-04T09:00:00Z') }),
    );
    expect(await arrivals()).toMatchObject([
      { account_id: 1, events_last_day: 2, late_last_day: 0, lag_median_seconds: null },
      { account_id: 2, events_last_day: 2, late_last_day: 2, lag_median_seconds: 18_000 },
      { account_id: 3, events_last_day: 1, late_last_day: 0, lag_median_seconds: null },
      { account_id: 0, events_last_day: 5, late_last_day: 2, lag_median_seconds: 18_000 },
    ]);
  });

  it('calls nothing late in the first hour of a workspace', async () => {
    await other.receiveAt(new Date('2026-03-04T09:00:00Z'), aMessage(at('2026-03-04T05:00:00Z')));
    await other.receiveAt(new Date('2026-03-04T10:00:00Z'), aMessage(at('2026-03-04T05:00:00Z')));
    await other.receiveAt(new Date('2026-03-04T10:00:01Z'), aMessage(at('2026-03-04T05:00:00Z')));
    const question = { workspace_id: last, now, account_ids: [1] };
    expect((await readArrivals(database.client, question)).at(-1)).toMatchObject({
      events_last_day: 3,
      late_last_day: 1,
    });
  });

  it('knows the newest event of each account, however old', async () => {
    await shop.receiveAt(new Date('2026-03-04T11:00:05Z'), aMessage(at('2026-03-04T11:00:00Z')));
    await shop.receiveAt(new Date('2026-03-04T11:30:00Z'), aMessage(at('2026-03-03T11:00:00Z')));
    await shop.receiveAt(
      new Date('2026-03-04T11:30:00Z'),
      aMessage({ account_id: '2', ...at('2020-01-01T00:00:00Z') }),
    );
    await other.receive(aMessage({ account_id: '3' }));
    expect(await readNewestEvents(database.client, of())).toEqual([
      {
        account_id: 1,
        last_event_at: '2026-03-04T11:00:00.000Z',
        last_received_at: '2026-03-04T11:30:00.000Z',
      },
      { account_id: 2, last_event_at: '2020-01-01T00:00:00.000Z', last_received_at: null },
      { account_id: 3, last_event_at: '2026-01-01T00:00:00.000Z', last_received_at: null },
    ]);
  });

  it('counts times more than five minutes ahead, once each', async () => {
    const ahead = aMessage(at('2026-03-04T09:05:01Z'));
    await shop.receiveAt(new Date('2026-03-04T09:00:00Z'), ahead, aMessage(at('2026-03-04T09:05:00Z')));
    await shop.receiveAt(new Date('2026-03-04T11:00:00Z'), ahead);
    await shop.receiveAt(new Date('2026-03-04T11:00:00Z'), aMessage(at('2026-03-05T11:00:00Z')));
    await shop.receiveAt(new Date('2026-01-01T00:00:00Z'), aMessage(at('2026-02-01T00:00:00Z')));
    await other.receiveAt(new Date('2026-03-04T09:00:00Z'), ahead);
    expect(await readFutureTimes(database.client, of())).toBe(2);
  });

  it('counts who answered, by account, those whom nobody names together', async () => {
    const twice = aReply(at('2026-03-04T09:01:00Z'));
    await shop.receive(
      aMessage(at('2026-03-04T09:00:00Z')),
      twice,
      aReply(at('2026-03-04T09:02:00Z')),
      aReply({ ...at('2026-03-04T09:03:00Z'), agent: undefined }),
      aReply({ account_id: '2', ...at('2026-03-04T09:04:00Z') }),
      anUnknownReply(at('2026-03-04T09:05:00Z')),
      aReply(at('2026-02-02T12:00:00Z')),
    );
    await shop.receive(twice);
    await other.receive(aReply(at('2026-03-04T09:00:00Z')));
    const row = (account_id: number, agent_id: string, messages: number, time: string) => ({
      account_id,
      channel: 'telegram',
      agent_id,
      messages,
      last_at: `2026-03-04T09:${time}:00.000Z`,
    });
    expect(await readAgentMessages(database.client, of())).toEqual([
      row(1, shop.agentId('oleg'), 2, '02'),
      row(1, '0', 1, '03'),
      row(2, shop.agentId('oleg', 2), 1, '04'),
    ]);
  });

  it('counts events by type', async () => {
    const reaction = aReaction(at('2026-03-04T09:00:00Z'));
    await shop.receive(reaction, aReaction(at('2026-03-04T10:00:00Z')), aMessage(at('2026-02-02T12:00:00Z')));
    await shop.receive(reaction);
    await other.receive(aMessage(at('2026-03-04T09:00:00Z')));
    expect(await readTypes(database.client, of())).toEqual([
      { type: 'reaction_added', events: 2, last_at: '2026-03-04T10:00:00.000Z' },
    ]);
  });

  it('says what each account can tell', async () => {
    await openWorkspace(database.client, 500, [
      anAccount({ account_id: 7, outgoing: 'never', subscriptions: false }),
      anAccount({ account_id: 8 }),
    ]);
    expect(await readVisibility(database.client, 500)).toEqual([
      { account_id: 7, outgoing_since: null, tells_subscriptions: 0 },
      { account_id: 8, outgoing_since: '1970-01-01T00:00:00.000Z', tells_subscriptions: 1 },
    ]);
  });
});
