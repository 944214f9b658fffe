import type { ClickHouse, QueryParams } from '../lib/client.js';
import { differences, noRows, readDerived } from '../testing/derived-rows.js';
import { describeDisagreement } from '../testing/disagreement.js';
import { openTestDatabase, type TestDatabase } from '../testing/index.js';
import { derivedTables } from '../testing/oracle/index.js';
import { randomStream } from '../testing/random-streams.js';
import { randomOf } from '../testing/random.js';
import {
  inWorkspace,
  oracleInput,
  storeBatch,
  storeSettings,
  type StoredStream,
} from '../testing/stream-store.js';
import { createDeriver, type Deriver } from './deriver.js';
import { firstSeed, howMany } from '../testing/how-many.js';

const STREAMS = howMany(80, 1200);
const FIRST_SEED = firstSeed(50_001);
const BATCHES = 5;
const PATIENCE_MS = 400_000;

/** A stream that arrives as streams do: in the order of time, a little of it late, or early. */
function inOrder(seed: number): StoredStream {
  const random = randomOf(seed);
  const stream = inWorkspace(randomStream(seed));
  const batches = Array.from({ length: BATCHES }, (): StoredStream['batches'][number] => []);
  const order = stream.batches
    .flat()
    .sort((a, b) => Number(a.event.occurred_at) - Number(b.event.occurred_at));
  order.forEach((delivery, index) => {
    const batch = random.chance(0.04)
      ? random.between(0, BATCHES - 1)
      : Math.floor((index * BATCHES) / order.length);
    batches[batch]!.push(delivery);
  });
  return { ...stream, batches };
}

/** A client that tells since when events and rows were asked for. */
function watched(client: ClickHouse) {
  let goneOn = 0;
  return {
    client: {
      ...client,
      stream: (sql: string, params: QueryParams = {}, options = {}) => {
        const { since_ms: since = [], from_ms: isOfRows } = params as {
          since_ms?: number[];
          from_ms?: number;
        };
        if (isOfRows === undefined && since.some((ms) => ms > 0)) goneOn += since.length;
        return client.stream(sql, params, options);
      },
    },
    /** How many identities were read from a checkpoint on. */
    goneOn: () => goneOn,
  };
}

describe('derivation from checkpoints on', () => {
  const streams = Array.from({ length: STREAMS }, (_, index) => inOrder(FIRST_SEED + index));
  let database: TestDatabase;
  let watch: ReturnType<typeof watched>;
  let deriver: Deriver;

  beforeAll(async () => {
    database = await openTestDatabase();
    watch = watched(database.client);
    deriver = createDeriver(watch.client, () => undefined);
    await storeSettings(database.client, streams);
  }, PATIENCE_MS);
  afterAll(() => database.close());

  async function disagreements(batches: number): Promise<string[]> {
    const stored = await readDerived(database.client, 1);
    return streams
      .flatMap((stream) => {
        const expected = derivedTables(oracleInput(stream, batches));
        const found = differences(expected, stored.get(stream.workspace_id) ?? noRows());
        return found.length > 0 ? [{ stream, found }] : [];
      })
      .slice(0, 3)
      .map(({ stream, found }) => describeDisagreement(stream, batches, found));
  }

  it(
    `makes the rows of the oracle of ${STREAMS} random streams that arrive in order, with some of it late`,
    async () => {
      for (let batch = 0; batch < BATCHES; batch++) {
        await storeBatch(database.client, streams, batch);
        // What a process remembers decides nothing.
        if (batch === 3) deriver = createDeriver(watch.client, () => undefined);
        while ((await deriver.round()).identities > 0);
        if (batch === BATCHES - 1) expect(await disagreements(batch + 1)).toEqual([]);
      }
      expect(watch.goneOn()).toBeGreaterThan(STREAMS);
    },
    PATIENCE_MS,
  );

  it(
    'leaves nothing for a derivation from whole histories to mend, neither rows nor checkpoints',
    async () => {
      const checkpoints = () =>
        database.client.query('SELECT * EXCEPT (version) FROM checkpoints_v1 FINAL ORDER BY ALL');
      const left = await checkpoints();
      const logged: string[] = [];
      await createDeriver(database.client, (line) => logged.push(line)).rebuild({});
      expect([logged, await disagreements(BATCHES)]).toEqual([[], []]);
      const made = await checkpoints();
      expect(made.length).toBeGreaterThan(STREAMS / 2);
      // A round may leave an older one than the latest that there could be, never another state of the same instant.
      expect(left).toEqual(expect.arrayContaining(made));
    },
    PATIENCE_MS,
  );
});
