import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import {
  boundaries,
  BOUNDARIES_FROM,
  BOUNDARIES_NOW,
  BOUNDARIES_TO,
  BOUNDARY_CASES,
} from '../../testing/scenarios/boundaries.js';
import { golden, GOLDEN_FROM, GOLDEN_NUMBERS, GOLDEN_TO } from '../../testing/scenarios/golden.js';
import { anAccount, openWorkspace, type TestWorkspace } from '../../testing/workspace.js';
import { runReport } from '../index.js';

describe('overview of the named scenarios', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('shows the golden month exactly', async () => {
    const shop = await openWorkspace(database.client, 1, [anAccount({ account_id: 7 })]);
    await shop.receive(...golden('7'));
    const asked = { from: GOLDEN_FROM, to: GOLDEN_TO, now: new Date('2017-04-01T00:00:00Z') };
    const rows = await runReport(database.client, 'overview', shop.asking(asked));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject(GOLDEN_NUMBERS);
    expect(rows[0]).toMatchObject({
      messages_received: 1861,
      messages_sent: 1404,
      contacts: 270,
      repeat_contact_rate: 45 / 270,
      dialogue_duration_mean_seconds: 12_600,
      dialogue_duration_median_seconds: 12_910,
      first_responses: 300,
      waits_answered: 1404,
      waits_unanswered: 15,
      new_contacts: 270,
    });
  });

  describe('at the boundaries', () => {
    // One account per case, so that the filter takes each case by itself.
    const accounts = BOUNDARY_CASES.map((_, index) => anAccount({ account_id: index + 1 }));
    const accountOf = (name: string) => String(BOUNDARY_CASES.findIndex((one) => one.name === name) + 1);
    let shop: TestWorkspace;

    beforeAll(async () => {
      shop = await openWorkspace(database.client, 2, accounts);
      await shop.receive(
        ...BOUNDARY_CASES.flatMap(({ name }) =>
          boundaries(accountOf(name)).filter((one) => 'contact' in one && one.contact?.id === name),
        ),
      );
    });

    it.each(BOUNDARY_CASES.map((one) => [one.name, one] as const))('judges %s', async (name, expected) => {
      const asked = { from: BOUNDARIES_FROM, to: BOUNDARIES_TO, now: BOUNDARIES_NOW };
      const account_ids = [accountOf(name)];
      const [row] = await runReport(database.client, 'overview', shop.asking({ ...asked, account_ids }));
      const waits = (end: string) => expected.waits.filter((wait) => wait === end).length;
      expect(row).toMatchObject({
        contacts: 1,
        dialogues: expected.dialogues,
        repeat_contacts: expected.is_repeat ? 1 : 0,
        waits_answered: waits('answered'),
        waits_unanswered: waits('abandoned'),
      });
    });
  });
});
