import { createDeriver, type Deriver } from './derive/index.js';
import { DERIVED_TABLES, differences, noRows, readDerived } from './testing/derived-rows.js';
import { describeDisagreement } from './testing/disagreement.js';
import { foldedTables } from './testing/fold-streams.js';
import { firstSeed, howMany } from './testing/how-many.js';
import { openTestDatabase, type TestDatabase } from './testing/index.js';
import { derivedTables, type DerivedTables } from './testing/oracle/index.js';
import { randomStream } from './testing/random-streams.js';
import { randomOf } from './testing/random.js';
import {
  inWorkspace,
  oracleInput,
  type StoredStream,
  storeBatch,
  storeDefinitions,
  storeSettings,
} from './testing/stream-store.js';

const STREAMS = howMany(500, 5000);
const FIRST_SEED = firstSeed(1);
const MOST_BATCHES = 4;
const PATIENCE_MS = 400_000;

const streams = Array.from({ length: STREAMS }, (_, index) => inWorkspace(randomStream(FIRST_SEED + index)));
const inTheEnd = new Map<StoredStream, DerivedTables>(
  streams.map((stream) => [stream, derivedTables(oracleInput(stream, MOST_BATCHES))]),
);

interface Disagreement {
  stream: StoredStream;
  found: string[];
}

/** The first few in words: finding the least events of each takes its time. */
const described = (disagreements: readonly Disagreement[], batches: number): string[] =>
  disagreements.slice(0, 3).map(({ stream, found }) => describeDisagreement(stream, batches, found));

describe('the fold of one identity and the oracle', () => {
  it('agree, also where events come in any order and several times', () => {
    const disagreements = streams.flatMap((stream) => {
      const random = randomOf(stream.seed);
      const folded = foldedTables(oracleInput(stream, MOST_BATCHES), (events) =>
        random.shuffle([...events, ...events.filter(() => random.chance(0.3))]),
      );
      const found = differences(inTheEnd.get(stream)!, folded);
      return found.length > 0 ? [{ stream, found }] : [];
    });
    expect(described(disagreements, MOST_BATCHES)).toEqual([]);
  });
});

describe('the derived tables and the oracle', () => {
  let database: TestDatabase;
  let deriver: Deriver;

  beforeAll(async () => {
    database = await openTestDatabase();
    deriver = createDeriver(database.client, () => undefined);
    await storeSettings(database.client, streams);
  }, PATIENCE_MS);
  afterAll(() => database.close());

  /** Derives until nothing is left to do. */
  async function settle(): Promise<void> {
    while ((await deriver.round()).identities > 0);
  }

  /** Which streams stand in the tables otherwise than the oracle says, and how. */
  async function disagreements(of: readonly StoredStream[], batches: number): Promise<string[]> {
    const stored = await readDerived(database.client, 1);
    const all = of.flatMap((stream) => {
      const expected =
        batches === MOST_BATCHES ? inTheEnd.get(stream)! : derivedTables(oracleInput(stream, batches));
      const found = differences(expected, stored.get(stream.workspace_id) ?? noRows());
      return found.length > 0 ? [{ stream, found }] : [];
    });
    return described(all, batches);
  }

  it(
    `agree on ${STREAMS} random streams that arrive shuffled, late, repeated and corrected in several batches`,
    async () => {
      for (let batch = 0; batch < MOST_BATCHES; batch++) {
        const storing = storeBatch(database.client, streams, batch);
        // Once while the batch is still arriving, once by a deriver that remembers nothing of the rounds before.
        if (batch === 1) await Promise.all([storing, deriver.round()]);
        await storing;
        if (batch === 2) deriver = createDeriver(database.client, () => undefined);
        await settle();
        const isLast = batch === MOST_BATCHES - 1;
        const looked = isLast ? streams : streams.filter(({ seed }) => seed % 5 === batch);
        expect(await disagreements(looked, batch + 1)).toEqual([]);
      }
    },
    PATIENCE_MS,
  );

  it(
    'agree after everything is rebuilt from nothing',
    async () => {
      for (const table of DERIVED_TABLES) await database.client.command(`TRUNCATE TABLE ${table}`);
      await deriver.rebuild({});
      expect(await disagreements(streams, MOST_BATCHES)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'agree on another silence gap that is built beside, while the active definition stays as it was',
    async () => {
      const changed = streams.slice(0, 50);
      const beside = { definition_id: 2, silence_gap_seconds: 6 * 3600, status: 'building' } as const;
      await storeDefinitions(database.client, changed, beside);
      await deriver.rebuild({ definitionId: beside.definition_id });
      const stored = await readDerived(database.client, beside.definition_id);
      for (const stream of changed) {
        const input = oracleInput(stream, MOST_BATCHES);
        const expected = derivedTables({ ...input, definition: { ...input.definition, ...beside } });
        // Subscriptions and identities belong to no definition; the active one makes them.
        const { subscriptions_v1, message_statuses_v1, identities_v1 } = inTheEnd.get(stream)!;
        const found = stored.get(stream.workspace_id) ?? noRows();
        expect(
          differences({ ...expected, subscriptions_v1, message_statuses_v1, identities_v1 }, found),
        ).toEqual([]);
      }
      expect(await disagreements(streams, MOST_BATCHES)).toEqual([]);
    },
    PATIENCE_MS,
  );
});
