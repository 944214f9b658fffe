import { contactsOf } from './contacts-of.js';
import { putContactLinks } from '../../contacts/links.js';
import { identityId } from '../../lib/ids.js';
import { aMerge, aPurchase, aSplit } from '../../testing/factories/index.js';
import { openTestDatabase, openWorkspace, type TestDatabase } from '../../testing/index.js';
import { createDeriver } from '../deriver.js';

const NAMES = ['anna', 'ann', 'boris', 'clara', 'dan', 'eva', 'fed', 'gleb'];
const START = Date.parse('2026-03-01T00:00:00Z');

/** A saying, as somebody who knows no graph would keep it. */
interface Said {
  link_id: number;
  kind: 'merge' | 'split';
  one: string;
  other: string | null;
  at: number;
  is_undone: boolean;
}

/** Sets of people, changed one saying after the other: the slow and obvious way. */
function sets(said: readonly Said[]): string[][] {
  let groups = NAMES.map((name) => [name]);
  const of = (name: string) => groups.find((group) => group.includes(name))!;
  const standing = said
    .filter(({ is_undone }) => !is_undone)
    .sort((a, b) => a.at - b.at || a.link_id - b.link_id);
  for (const { kind, one, other } of standing) {
    if (kind === 'split') groups = [...groups.map((group) => group.filter((name) => name !== one)), [one]];
    else if (of(one) !== of(other!)) {
      const together = [...of(one), ...of(other!)];
      groups = [...groups.filter((group) => !together.includes(group[0]!)), together];
    }
    groups = groups.filter((group) => group.length > 0);
  }
  return groups
    .filter((group) => group.length > 1)
    .map((group) => group.toSorted())
    .toSorted();
}

describe('merges by hand', () => {
  let database: TestDatabase;
  let last = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const idOf = (workspace: number, name: string) =>
    String(identityId(new Uint8Array(32).fill(workspace), 1, name));
  const merged = async (workspace: number): Promise<string[][]> => {
    const rows = await database.client.query<{ identity_id: string; contact_id: string }>(
      'SELECT identity_id, contact_id FROM merged_identities_v1 FINAL WHERE workspace_id = {workspace:UInt32}',
      { workspace },
    );
    return byContact(
      rows.map((row) => [row.contact_id, NAMES.find((name) => idOf(workspace, name) === row.identity_id)!]),
    );
  };
  const put = (workspace: number, said: readonly Said[], version: number) =>
    putContactLinks(
      database.client,
      said.map(({ link_id, kind, one, other, at, is_undone }) => ({
        workspace_id: workspace,
        link_id,
        kind,
        said_at: new Date(at),
        identity_id: idOf(workspace, one),
        other_identity_id: other === null ? null : idOf(workspace, other),
        is_undone,
        version: BigInt(version),
      })),
    );

  it('stand beside those of events, in the order in which they happened, until they are taken back', async () => {
    const workspace = ++last;
    const shop = await openWorkspace(database.client, workspace);
    const deriver = createDeriver(database.client, () => undefined);
    const of = (id: string, occurred_at: string) => ({ contact: { id }, occurred_at });
    const other = (contact_id: string) => ({ other: { account_id: '1', contact_id } });
    await shop.receive(
      aMerge({ ...of('anna', '2026-03-01T09:00:00Z'), ...other('ann') }),
      aPurchase(of('boris', '2026-03-01T09:00:00Z')),
    );
    const link = (
      link_id: number,
      kind: Said['kind'],
      one: string,
      to: string | null,
      day: number,
    ): Said => ({
      link_id,
      kind,
      one,
      other: to,
      at: Date.UTC(2026, 2, day),
      is_undone: false,
    });
    // No event comes with what is said by hand: the next round finds it.
    const joined = link(1, 'merge', 'boris', 'ann', 2);
    await put(workspace, [joined], 1);
    await deriver.round();
    expect(await merged(workspace)).toEqual([['ann', 'anna', 'boris']]);
    const apart = link(2, 'split', 'ann', null, 3);
    await put(workspace, [apart], 2);
    await deriver.round();
    expect(await merged(workspace)).toEqual([['anna', 'boris']]);
    // Taken back: as it was before.
    await put(workspace, [{ ...apart, is_undone: true }], 3);
    await deriver.round();
    expect(await merged(workspace)).toEqual([['ann', 'anna', 'boris']]);
    // A split that a platform told in between takes out whom it names, and a merge by hand after it stands.
    await shop.receive(aSplit({ ...of('anna', '2026-03-01T18:00:00Z'), ...other('ann') }));
    expect(await merged(workspace)).toEqual([['ann', 'boris']]);
    await put(workspace, [{ ...joined, is_undone: true }], 4);
    await deriver.round();
    expect(await merged(workspace)).toEqual([]);
  });

  it('come out as sets of people would, made and taken back in any order', async () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = randomOf(seed);
      const said = sayings(random);
      const links = said
        .filter(({ is_undone }) => !is_undone)
        .sort((a, b) => a.at - b.at || a.link_id - b.link_id)
        .map(({ kind, one, other, at }) => ({
          isMerge: kind === 'merge',
          identityId: String(NAMES.indexOf(one) + 1),
          otherIdentityId: other === null ? '0' : String(NAMES.indexOf(other) + 1),
          at,
        }));
      const found = byContact(
        contactsOf(links).map((one) => [one.contactId, NAMES[Number(one.identityId) - 1]!]),
      );
      expect({ seed, found }).toEqual({ seed, found: sets(said) });
    }
  });

  it('reach the store so, step by step and in random order, each undo giving what there was before', async () => {
    const workspace = ++last;
    await openWorkspace(database.client, workspace);
    const deriver = createDeriver(database.client, () => undefined);
    const random = randomOf(7);
    const said = sayings(random).map((one) => ({ ...one, is_undone: false }));
    let version = 0;
    const check = async () => {
      await deriver.round();
      expect(await merged(workspace)).toEqual(sets(told));
    };
    const told: Said[] = [];
    for (const one of said.toSorted(() => random() - 0.5)) {
      told.push(one);
      await put(workspace, [one], ++version);
      // The same written again changes nothing.
      if (random() < 0.3) await put(workspace, [one], version);
      await check();
    }
    for (const one of told.toSorted(() => random() - 0.5)) {
      one.is_undone = true;
      await put(workspace, [one], ++version);
      await check();
    }
    expect(await merged(workspace)).toEqual([]);
  });

  it('are those of one workspace', async () => {
    const [mine, theirs] = [++last, ++last];
    await openWorkspace(database.client, mine);
    const deriver = createDeriver(database.client, () => undefined);
    await put(
      mine,
      [{ link_id: 1, kind: 'merge', one: 'anna', other: 'ann', at: START, is_undone: false }],
      1,
    );
    await deriver.round();
    expect(await merged(mine)).toEqual([['ann', 'anna']]);
    expect(await merged(theirs)).toEqual([]);
  });
});

function sayings(random: () => number): Said[] {
  const pick = () => NAMES[Math.floor(random() * NAMES.length)]!;
  return Array.from({ length: 14 }, (_, index) => {
    const one = pick();
    const other = NAMES.filter((name) => name !== one)[Math.floor(random() * (NAMES.length - 1))]!;
    const isSplit = random() < 0.25;
    return {
      link_id: index + 1,
      kind: isSplit ? ('split' as const) : ('merge' as const),
      one,
      other: isSplit ? null : other,
      // Some at the same moment: then the number decides.
      at: START + Math.floor(random() * 8) * 1000,
      is_undone: random() < 0.3,
    };
  });
}

/** The names of each contact together, in alphabetical order. */
function byContact(named: readonly (readonly [contact: string, name: string])[]): string[][] {
  const contacts = [...new Set(named.map(([contact]) => contact))];
  return contacts
    .map((contact) => named.flatMap(([of, name]) => (of === contact ? [name] : [])).toSorted())
    .toSorted();
}

/** Numbers from 0 to 1, the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
