import { createDeriver } from './derive/index.js';
import { runReport } from './reports/index.js';
import { openTestDatabase, type TestDatabase } from './testing/index.js';
import { overviewOf, type OverviewQuestion } from './testing/oracle/index.js';
import { randomStream } from './testing/random-streams.js';
import { type Random, randomOf } from './testing/random.js';
import {
  inWorkspace,
  oracleInput,
  type StoredStream,
  storeBatch,
  storeSettings,
} from './testing/stream-store.js';

const MOST_BATCHES = 4;
const DAY = 86_400;
const PATIENCE_MS = 400_000;
const streams = Array.from({ length: 60 }, (_, index) =>
  inWorkspace(randomStream(20_001 + index, { isCorrected: false })),
);

/** A period that begins and ends exactly with events, and a `now` at which waits just change their state. */
function randomQuestion(random: Random, stream: StoredStream): OverviewQuestion {
  const times = oracleInput(stream, MOST_BATCHES).rows.map((row) => row.occurred_at);
  const [one, other] = [random.pick(times), random.pick(times)];
  const isEverything = random.chance(0.3);
  const unanswered_after_seconds = random.pick([3600, DAY, 30 * DAY]);
  const age = 1000 * random.pick([unanswered_after_seconds, 30 * DAY]);
  return {
    from: isEverything ? Date.UTC(2020, 0, 1) : Math.min(one, other),
    to: isEverything ? Date.UTC(2060, 0, 1) : Math.max(one, other),
    now: random.pick(times) + age + random.pick([0, 1]),
    repeat_after_seconds: Math.max(
      DAY,
      stream.silence_gap_seconds,
      ...stream.accounts.map((a) => a.silence_gap_seconds),
    ),
    unanswered_after_seconds,
  };
}

describe('the overview and the oracle', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await storeSettings(database.client, streams);
    for (let batch = 0; batch < MOST_BATCHES; batch++) await storeBatch(database.client, streams, batch);
    const deriver = createDeriver(database.client, () => undefined);
    while ((await deriver.round()).identities > 0);
  }, PATIENCE_MS);
  afterAll(() => database.close());

  it(
    `say the same of ${streams.length} random workspaces, to the millisecond of a period's edge`,
    async () => {
      for (const stream of streams) {
        const question = randomQuestion(randomOf(stream.seed), stream);
        const [row] = await runReport(database.client, 'overview', {
          workspace_id: stream.workspace_id,
          definition_id: 1,
          time_zone: 'UTC',
          previous: null,
          ...question,
          from: new Date(question.from),
          to: new Date(question.to),
          now: new Date(question.now),
        });
        const expected = Object.entries(overviewOf(oracleInput(stream, MOST_BATCHES), question)).map(
          ([key, value]) => [key, typeof value === 'number' ? expect.closeTo(value, 2.9) : value],
        );
        expect({ seed: stream.seed, question, ...row }).toEqual({
          seed: stream.seed,
          question,
          period: 'current',
          ...Object.fromEntries(expected),
        });
      }
    },
    PATIENCE_MS,
  );
});
