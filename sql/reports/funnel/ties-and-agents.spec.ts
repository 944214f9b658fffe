import { type FunnelDefinitionInput, funnelDefinition } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aMessage, aPurchase, aReply } from '../../testing/factories/index.js';
import { anAccount, openWorkspace } from '../../testing/workspace.js';
import { runReport } from '../index.js';

const at = (time: string) => ({ occurred_at: `2026-03-${time}Z` });
const of = (id: string) => ({ contact: { id } });

/** 2 to 9 March, looked at when every window is over. */
const WEEK = {
  from: new Date('2026-03-02T00:00:00Z'),
  to: new Date('2026-03-09T00:00:00Z'),
  now: new Date('2026-06-01T00:00:00Z'),
};

describe('a funnel, of ties and of agents', () => {
  let database: TestDatabase;
  let last = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const open = (accounts = [anAccount()]) => openWorkspace(database.client, ++last, accounts);
  type Shop = Awaited<ReturnType<typeof open>>;
  const ask = (
    shop: Shop,
    funnel: FunnelDefinitionInput,
    own: { breakdown?: string; breakdown_at?: string } = {},
    stated: Partial<typeof WEEK> = {},
  ) =>
    runReport(
      database.client,
      'funnel',
      shop.asking({
        ...WEEK,
        ...stated,
        own: {
          funnel: funnelDefinition.parse(funnel),
          breakdown: 'none',
          breakdown_at: 'entry',
          breakdown_property: '',
          ...own,
        },
      }),
    );
  const reached = async (...asked: Parameters<typeof ask>) =>
    (await ask(...asked)).filter(({ is_total }) => is_total).map(({ units_reached }) => units_reached);

  it('lets an answer of the same minute come after its question, whatever numbers the platform gave', async () => {
    const shop = await open();
    await shop.receive(
      aMessage({ ...at('02T12:01:00'), sequence: 23 }),
      aReply({ ...at('02T12:01:00'), sequence: 24, agent: { id: 'oleg' } }),
      aPurchase({ ...at('02T12:01:00'), sequence: 2 }),
    );
    const steps = (...events: FunnelDefinitionInput['steps'][number]['event'][]) => ({
      steps: events.map((event) => ({ event })),
    });
    expect(await reached(shop, steps('message_received', 'answered'))).toEqual([1, 1]);
    expect(await reached(shop, steps('answered', 'message_received'))).toEqual([1, 0]);
    expect(await reached(shop, steps('message_received', 'answered', 'bought'))).toEqual([1, 1, 1]);
    // Where all have numbers these tell the order.
    expect(await reached(shop, steps('bought', 'message_received', 'message_sent'))).toEqual([1, 1, 1]);
    expect(await reached(shop, steps('message_received', 'bought'))).toEqual([1, 0]);
  });

  it('makes one agent of joined identities, by whichever of them it is asked', async () => {
    const shop = await open();
    const reply = (id: string, agent: string) => [
      aMessage({ ...of(id), ...at('02T09:00:00') }),
      aReply({ ...of(id), ...at('02T09:10:00'), agent: { id: agent } }),
    ];
    await shop.receive(...reply('anna', 'oleg'), ...reply('ben', 'oleg2'), ...reply('cleo', 'maria'));
    const [oleg, oleg2, maria] = ['oleg', 'oleg2', 'maria'].map((id) => shop.agentId(id));
    await database.client.insertRows(
      'agent_identities_v1',
      ['workspace_id', 'agent_id', 'counts_as', 'team_id', 'version'],
      [
        [last, oleg2, oleg, 0, '1'],
        [last, maria, '0', 0, '1'],
      ],
    );
    const asked = (event: 'answered' | 'message_sent', ...agent_ids: string[]) => ({
      steps: [{ event: 'message_received' as const }, { event, agent_ids }],
    });
    for (const event of ['answered', 'message_sent'] as const) {
      expect(await reached(shop, asked(event, oleg2!))).toEqual([3, 2]);
      expect(await reached(shop, asked(event, oleg!))).toEqual([3, 2]);
      expect(await reached(shop, asked(event, maria!))).toEqual([3, 1]);
      expect(await reached(shop, asked(event, oleg2!, maria!))).toEqual([3, 3]);
      const rows = await ask(shop, asked(event), { breakdown: 'agent' });
      expect(
        rows
          .filter(({ step, is_total }) => step === 2 && !is_total)
          .map((row) => [row.value, row.units_reached]),
      ).toEqual([
        [oleg, 2],
        [maria, 1],
      ]);
    }
  });
});
