import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aMessage, aReply } from '../../testing/factories/index.js';
import { golden, GOLDEN_FROM, GOLDEN_TO } from '../../testing/scenarios/golden.js';
import { anAccount, openWorkspace } from '../../testing/workspace.js';
import { runReport } from '../index.js';

const at = (time: string) => ({ occurred_at: time });
const march2 = {
  from: new Date('2026-03-01T21:00:00Z'),
  to: new Date('2026-03-02T21:00:00Z'),
  now: new Date('2026-03-10T00:00:00Z'),
};

describe('by-account', () => {
  let database: TestDatabase;
  let last = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('tells two accounts of one channel apart, with the same person in both, and shows the silent one', async () => {
    const shop = await openWorkspace(database.client, ++last, [
      anAccount(),
      anAccount({ account_id: 2 }),
      anAccount({ account_id: 3, channel: 'viber', outgoing: 'never' }),
    ]);
    const question = { account_id: '2', ...at('2026-03-02T10:00:00Z') };
    const answer = { account_id: '2', ...at('2026-03-02T10:02:00Z') };
    await shop.receive(
      aMessage(at('2026-03-02T09:00:00Z')),
      aReply(at('2026-03-02T09:01:00Z')),
      aMessage(at('2026-03-02T09:02:00Z')),
      aMessage(question),
      aReply(answer),
    );
    const rows = await runReport(database.client, 'by-account', shop.asking(march2));
    expect(
      rows.map((row) => [
        row.account_id,
        row.channel,
        row.is_total,
        row.messages_received,
        row.contacts,
        row.first_response_median_seconds,
        row.waits_answered,
        row.answered_share,
      ]),
    ).toEqual([
      ['1', 'telegram', false, 2, 1, 60, 1, 0.5],
      ['2', 'telegram', false, 1, 1, 120, 1, 1],
      ['3', 'viber', false, 0, 0, null, null, null],
      [null, null, true, 3, 2, 90, 2, 2 / 3],
    ]);
    const one = await runReport(
      database.client,
      'by-account',
      shop.asking({ ...march2, account_ids: ['2', '4294967296'] }),
    );
    expect(one.map((row) => [row.account_id, row.messages_received])).toEqual([
      ['2', 1],
      [null, 1],
    ]);
  });

  it('adds up to the golden month', async () => {
    const shop = await openWorkspace(database.client, ++last, [anAccount({ account_id: 7 })]);
    await shop.receive(...golden('7'));
    const asked = { from: GOLDEN_FROM, to: GOLDEN_TO, now: new Date('2017-04-01T00:00:00Z') };
    const [account, total] = await runReport(database.client, 'by-account', shop.asking(asked));
    const numbers = {
      messages_received: 1861,
      contacts: 270,
      new_contacts: 270,
      dialogues: 315,
      first_responses: 300,
      repeat_contact_rate: 45 / 270,
      outgoing_covered_share: 1,
    };
    expect(account).toMatchObject({ account_id: '7', ...numbers });
    expect(total).toMatchObject({ account_id: null, ...numbers });
  });
});
