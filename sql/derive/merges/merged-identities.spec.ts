import { identityId } from '../../lib/ids.js';
import { removeEvents } from '../../lib/remove-events.js';
import { aMerge, aPurchase, aSplit, aStart } from '../../testing/factories/index.js';
import { openTestDatabase, openWorkspace, type TestDatabase } from '../../testing/index.js';
import { createDeriver } from '../deriver.js';

const of = (id: string, occurred_at: string) => ({ contact: { id }, occurred_at });
const other = (id: string) => ({ other: { account_id: '1', contact_id: id } });
const idOf = (workspace: number, contact: string) =>
  identityId(new Uint8Array(32).fill(workspace), 1, contact);

describe('merged identities', () => {
  let database: TestDatabase;
  let last = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const merged = (workspace: number) =>
    database.client.query(
      `SELECT identity_id, contact_id, merged_at FROM merged_identities_v1 FINAL
       WHERE workspace_id = {workspace:UInt32} ORDER BY identity_id`,
      { workspace },
    );
  const counted = async (workspace: number) =>
    (
      await database.client.query<{ type: string }>(
        'SELECT type FROM milestones_v1 FINAL WHERE workspace_id = {workspace:UInt32} ORDER BY type',
        { workspace },
      )
    ).map(({ type }) => type);

  it('are those of the merges that stand, and change with a split that comes late', async () => {
    const [mine, theirs] = [++last, ++last];
    const shop = await openWorkspace(database.client, mine);
    const another = await openWorkspace(database.client, theirs);
    await shop.receive(
      aStart(of('anna', '2026-03-01T09:00:00Z')),
      aMerge({ ...of('anna', '2026-03-02T09:00:00Z'), ...other('ann') }),
    );
    await another.receive(aStart(of('anna', '2026-03-01T09:00:00Z')));
    const ids = [idOf(mine, 'anna'), idOf(mine, 'ann')].sort((a, b) => (a < b ? -1 : 1)).map(String);
    expect(await merged(mine)).toEqual(
      ids.map((identity_id) => ({
        identity_id,
        contact_id: ids[0],
        merged_at: '2026-03-02T09:00:00.000Z',
      })),
    );
    expect(await merged(theirs)).toEqual([]);
    // Told late, it happened before the merge.
    await shop.receive(aSplit({ ...of('anna', '2026-03-01T12:00:00Z'), ...other('ann') }));
    expect(await merged(mine)).toHaveLength(2);
    await shop.receive(aSplit({ ...of('ann', '2026-03-03T09:00:00Z'), ...other('anna') }));
    expect(await merged(mine)).toEqual([]);
  });

  it('go with the delivery that brought the merge, as its purchases do', async () => {
    const workspace = ++last;
    const shop = await openWorkspace(database.client, workspace);
    await shop.receive(
      aPurchase(of('anna', '2026-03-02T10:00:00Z')),
      aMerge({ ...of('anna', '2026-03-02T09:00:00Z'), ...other('ann') }),
    );
    expect(await counted(workspace)).toEqual(['identities_merged', 'purchase_completed']);
    const [delivery] = await database.client.query<{ delivery_id: string }>(
      'SELECT DISTINCT delivery_id FROM events_v1 WHERE workspace_id = {workspace:UInt32}',
      { workspace },
    );
    await removeEvents(database.client, { workspaceId: workspace, deliveryIds: [delivery!.delivery_id] });
    await createDeriver(database.client, () => undefined).round();
    expect(await counted(workspace)).toEqual([]);
    expect(await merged(workspace)).toEqual([]);
  });
});
