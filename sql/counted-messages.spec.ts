import { createDeriver } from './derive/index.js';
import { removeEvents } from './lib/remove-events.js';
import { boundValues, ROW_REPORT_QUERIES, runReport } from './reports/index.js';
import { openTestDatabase, type TestDatabase } from './testing/database.js';
import { aMessage, aReply } from './testing/factories/index.js';
import { openWorkspace } from './testing/workspace.js';

const march2 = {
  from: new Date('2026-03-02T00:00:00+03:00'),
  to: new Date('2026-03-03T00:00:00+03:00'),
  now: new Date('2026-03-10T00:00:00Z'),
};
const repeating = `SELECT count() AS n FROM repeating_identities_v1`;

describe('a message that a caller sent with two times', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('counts once, in the hour of its earlier time, and once more only when that is taken away', async () => {
    const shop = await openWorkspace(database.client, 1);
    const received = async () => {
      const rows = await runReport(database.client, 'load-heatmap', shop.asking(march2));
      return rows
        .filter(({ messages_received }) => messages_received)
        .map(({ hour_of_day, messages_received }) => [hour_of_day, messages_received]);
    };
    // In Moscow it is three hours later.
    await shop.receive(aMessage({ id: 'same', occurred_at: '2026-03-02T10:00:00Z' }));
    await shop.receive(
      aMessage({ id: 'other', occurred_at: '2026-03-02T10:30:00Z' }),
      aMessage({ id: 'borises', occurred_at: '2026-03-02T12:10:00Z', contact: { id: 'boris' } }),
    );
    expect(await database.client.query(repeating)).toEqual([{ n: '0' }]);
    await shop.receive(aMessage({ id: 'same', occurred_at: '2026-03-02T12:00:00Z' }));
    expect(await database.client.query(repeating)).toEqual([{ n: '1' }]);
    expect(await received()).toEqual([
      [13, 2],
      [15, 1],
    ]);
    const [overview] = await runReport(database.client, 'overview', shop.asking(march2));
    expect(overview).toMatchObject({ messages_received: 3, contacts: 2 });

    // Deliveries are numbered in one process: the first of this workspace is the first of all.
    await removeEvents(database.client, { workspaceId: 1, deliveryIds: [1n] });
    const deriver = createDeriver(database.client, () => undefined);
    while ((await deriver.round()).identities > 0);
    expect(await received()).toEqual([
      [13, 1],
      [15, 2],
    ]);
  });

  it('is not what somebody else wrote under the same id, nor an answer that came twice at one time', async () => {
    const shop = await openWorkspace(database.client, 2);
    const answer = aReply({ id: 'answer', occurred_at: '2026-03-02T11:00:00Z' });
    await shop.receive(aMessage({ id: 'one', occurred_at: '2026-03-02T10:00:00Z' }), answer);
    await shop.receive(
      answer,
      aMessage({ id: 'one', occurred_at: '2026-03-02T10:01:00Z', contact: { id: 'boris' } }),
    );
    const [overview] = await runReport(database.client, 'overview', shop.asking(march2));
    expect(overview).toMatchObject({ messages_received: 2, messages_sent: 1, contacts: 2, dialogues: 2 });
    const { messages } = ROW_REPORT_QUERIES;
    const asked = shop.asking({
      ...march2,
      own: messages.report.params.parse({ from: '2026-03-02', to: '2026-03-02' }) as Record<string, unknown>,
    });
    expect(await messages.count(database.client, boundValues(asked, 'current', asked))).toBe(3);
    const ofIt = await database.client.query(`${repeating} WHERE workspace_id = 2`);
    expect(ofIt).toEqual([{ n: '0' }]);
  });
});
