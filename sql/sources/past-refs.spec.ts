import { sourceRules } from '@parley/contracts';
import { openTestDatabase, openWorkspace, anAccount, type TestDatabase } from '../testing/index.js';
import * as a from '../testing/factories/index.js';
import { readPastRefs, readPeopleOfRefs } from './past-refs.js';

const MONDAY = Date.UTC(2026, 2, 2);
const HOUR = 3_600_000;
const OF = { workspace_id: 81, definition_id: 1 };

const at = (ms: number, id: string, account_id = '1') => ({
  account_id,
  occurred_at: MONDAY + ms,
  contact: { id },
});

describe('past refs', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
    const rules = sourceRules.parse([{ when: { kind: 'template', template: '{source}-{campaign}' } }]);
    const accounts = [anAccount(), anAccount({ account_id: 2, channel: 'viber' })];
    const workspace = await openWorkspace(database.client, 81, accounts, { source_rules: rules });
    await workspace.receive(
      a.aStart({ ...at(0, 'anna'), id: '1', ref: 'vk-sale' }),
      a.aReferral({ ...at(HOUR, 'anna'), id: '2', ref: 'vk-sale' }),
      a.aStart({ ...at(2 * HOUR, 'boris'), id: '3', ref: 'vk-sale' }),
      a.aStart({ ...at(0, 'vera', '2'), id: '4', ref: 'vk-sale' }),
      a.aReferral({ ...at(HOUR, 'vera', '2'), id: '5', ref: 'vk-sale', campaign: 'sent', ad_id: 'ad-1' }),
      a.aReferral({ ...at(2 * HOUR, 'vera', '2'), id: '6', ref: 'ПРОМО' }),
      a.aReferral({ ...at(3 * HOUR, 'vera', '2'), id: '7', ref: undefined, ad_id: 'ad-1' }),
      a.aMessage({ ...at(0, 'gleb'), id: '8' }),
    );
    const other = await openWorkspace(database.client, 82);
    await other.receive(a.aStart({ ...at(0, 'anna'), id: '1', ref: 'theirs' }));
  });
  afterAll(() => database.close());

  const all = async (options = {}, of = OF) => {
    const rows = [];
    for await (const row of readPastRefs(database.client, of, options)) rows.push(row);
    return rows;
  };
  const none = { source: '', medium: '', campaign: '', content: '', term: '' };

  it('are counted by ref and by all that their reading depends on; arrivals without a ref are not there', async () => {
    const rows = await all();
    expect(rows.map(({ ref_key: _, ...row }) => row)).toEqual(
      [
        {
          ref: 'vk-sale',
          channel: 'telegram',
          account_id: 1,
          is_ad: false,
          given: none,
          touches: 3,
          contacts: 2,
          last_at: '2026-03-02T02:00:00.000Z',
        },
        // Of as many touches each: by name.
        { ref: 'vk-sale', is_ad: false, given: none, last_at: '2026-03-02T00:00:00.000Z' },
        {
          ref: 'vk-sale',
          is_ad: true,
          given: { ...none, campaign: 'sent' },
          last_at: '2026-03-02T01:00:00.000Z',
        },
        { ref: 'ПРОМО', is_ad: false, given: none, last_at: '2026-03-02T02:00:00.000Z' },
      ].map((row, index) =>
        expect.objectContaining({
          ...(index > 0 && { channel: 'viber', account_id: 2, touches: 1, contacts: 1 }),
          ...row,
          of_refs: 4,
          of_touches: 6,
        }),
      ),
    );
    expect(new Set(rows.map((row) => row.ref_key)).size).toBe(4);
  });

  it('can be searched, whatever the case, and asked for those that no rule reads', async () => {
    expect((await all({ search: 'промо' })).map(({ ref, of_refs }) => [ref, of_refs])).toEqual([
      ['ПРОМО', 1],
    ]);
    expect((await all({ is_unread: true })).map(({ ref }) => ref)).toEqual(['ПРОМО']);
    expect((await all({ most: 1 })).map(({ of_refs }) => of_refs)).toEqual([4]);
    expect(await all({ search: '%' })).toEqual([]);
  });

  it('tell who came by them, each person once, of this workspace only', async () => {
    const rows = await all();
    const people = async (keys: string[]) => {
      const found = new Map<string, readonly number[]>();
      for await (const row of readPeopleOfRefs(database.client, OF, new Set(keys)))
        found.set(row.ref_key, row.people);
      return keys.map((key) => found.get(key)?.length);
    };
    expect(await people(rows.map((row) => row.ref_key))).toEqual([2, 1, 1, 1]);
    expect(await people(rows.slice(1, 2).map((row) => row.ref_key))).toEqual([1]);
    const many = Array.from({ length: 6_000 }, (_, index) => String(index + 1));
    expect((await people([...rows.map((row) => row.ref_key), ...many])).slice(0, 5)).toEqual([
      2,
      1,
      1,
      1,
      undefined,
    ]);
    expect((await all({}, { ...OF, workspace_id: 82 })).map(({ ref }) => ref)).toEqual(['theirs']);
  });
});
