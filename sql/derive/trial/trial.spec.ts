import { NO_SCHEDULE } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aMessage, aReply, aStart } from '../../testing/factories/index.js';
import { openWorkspace } from '../../testing/workspace.js';
import { runReport } from '../../reports/index.js';
import { dropDefinition } from '../drop-definition.js';
import { everything } from '../spec-store.js';
import { deriveTrial, trialSize } from './trial.js';

const PERIOD = { from: new Date('2026-03-02T00:00:00Z'), to: new Date('2026-03-03T00:00:00Z') };
const TRIED = 900;
const HOUR = 3600;

/** Anna: a question, its answer, two hours later another; Boris wrote only the day before. */
const EVENTS = [
  aStart({ occurred_at: '2026-03-02T08:59:00Z' }),
  aMessage({ occurred_at: '2026-03-02T09:00:00Z' }),
  aMessage({ occurred_at: '2026-03-02T09:00:30Z' }),
  aReply({ occurred_at: '2026-03-02T09:05:00Z' }),
  aMessage({ occurred_at: '2026-03-02T11:30:00Z' }),
  aMessage({ contact: { id: 'boris' }, occurred_at: '2026-03-01T09:00:00Z' }),
];

describe('a trial', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const tryOut = (workspaceId: number, highest: bigint, silenceGapSeconds = HOUR, settleSeconds = 60) =>
    deriveTrial(database.client, {
      workspaceId,
      definitionId: TRIED,
      silenceGapSeconds,
      settleSeconds,
      clockStarts: 'last',
      schedule: NO_SCHEDULE,
      sourceRules: [],
      courtesyHashes: [],
      from: PERIOD.from.toISOString(),
      to: PERIOD.to.toISOString(),
      highestIdentityId: String(highest),
    });

  it('gives the numbers of a definition that is not in use, and leaves nothing once it is dropped', async () => {
    const { client } = database;
    const shop = await openWorkspace(client, 1);
    await shop.receive(...EVENTS);
    const before = await everything(client);
    const { highestIdentityId, ...who } = await trialSize(client, {
      workspaceId: 1,
      ...PERIOD,
      mostEvents: 100,
    });
    expect(who).toEqual({ identities: 1, ofIdentities: 1 });
    await tryOut(1, highestIdentityId);

    const numbers = async (definition_id: number) => {
      const now = new Date('2026-03-02T12:00:00Z');
      const [row] = await runReport(client, 'overview', {
        ...shop.asking({ ...PERIOD, now }),
        definition_id,
      });
      return [row?.dialogues, row?.contacts, row?.first_response_median_seconds, row?.messages_received];
    };
    // The second question lies two hours after the answer: with a gap of one hour it is a dialogue of its own.
    expect(await numbers(1)).toEqual([1, 1, 300, 3]);
    expect(await numbers(TRIED)).toEqual([2, 1, 270, 3]);
    const stand = (await everything(client)).filter((line) => !line.includes(`"definition_id":${TRIED}`));
    expect(stand).toEqual(before);
    await dropDefinition(client, 1, TRIED);
    expect(await everything(client)).toEqual(before);
  });

  it('reads a part of the people where all would be too many, and says how large a part', async () => {
    const { client } = database;
    const shop = await openWorkspace(client, 2);
    const people = Array.from({ length: 200 }, (_, index) => ({ contact: { id: `person-${index}` } }));
    await shop.receive(...people.map((who) => aMessage({ ...who, occurred_at: '2026-03-02T09:00:00Z' })));
    const size = await trialSize(client, { workspaceId: 2, ...PERIOD, mostEvents: 50 });
    expect(size.ofIdentities).toBe(200);
    expect(size.identities).toBeGreaterThan(20);
    expect(size.identities).toBeLessThan(90);
    await tryOut(2, size.highestIdentityId);
    const asked = shop.asking({ ...PERIOD, now: new Date('2026-03-02T12:00:00Z') });
    for (const definition_id of [1, TRIED]) {
      const bound = { ...asked, definition_id, highest_identity_id: size.highestIdentityId };
      const [row] = await runReport(client, 'overview', bound);
      expect([row?.dialogues, row?.contacts]).toEqual([size.identities, size.identities]);
    }
  });
});
