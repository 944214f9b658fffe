import { HOURS } from '@parley/contracts';
import { serviceLimits } from './calendars/index.js';
import { createDeriver } from './derive/index.js';
import { putAgentIdentities } from './lib/parameters.js';
import { readAvailability, runReport } from './reports/index.js';
import { firstSeed, howMany } from './testing/how-many.js';
import { openTestDatabase, type TestDatabase } from './testing/index.js';
import {
  agentsOf,
  availabilityOf,
  countedAsOf,
  overviewOf,
  type OverviewQuestion,
  placeOf,
  sourcesOf,
} from './testing/oracle/index.js';
import { randomStream } from './testing/random-streams.js';
import { randomHours } from './testing/random-hours.js';
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
const FIRST_SEED = firstSeed(20_001);
const streams = Array.from({ length: howMany(30, 600) }, (_, index) =>
  inWorkspace(randomStream(FIRST_SEED + index, { isCorrected: false })),
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
    unanswered_hours: random.pick(HOURS),
    ...randomHours(random),
  };
}

const asked = (stream: StoredStream, { unanswered_hours = 'calendar', ...question }: OverviewQuestion) => ({
  limits: serviceLimits({
    schedule: stream.schedule,
    accounts: stream.accounts,
    team_ids: [],
    targets: [],
    unanswered: { seconds: question.unanswered_after_seconds, hours: unanswered_hours },
    now: new Date(question.now),
  }),
  workspace_id: stream.workspace_id,
  definition_id: 1,
  previous: null,
  ...question,
  time_zone: question.time_zone ?? 'UTC',
  from: new Date(question.from),
  to: new Date(question.to),
  now: new Date(question.now),
});
const close = (numbers: object) =>
  Object.fromEntries(
    Object.entries(numbers).map(([key, value]) => [
      key,
      typeof value === 'number' ? expect.closeTo(value, 2.9) : value,
    ]),
  );

/** Enough for the reports that split the same numbers; half of those with two accounts show the same chats in both. */
const some = streams.slice(0, howMany(15, 300));

/** Of the agents of a stream, the second and the third count as the first. */
function joinedAgents(stream: StoredStream): Map<string, string> {
  const agents = oracleInput(stream, MOST_BATCHES).rows.map(({ agent_id }) => String(agent_id));
  const [first, ...others] = [...new Set(agents.filter((agent) => agent !== '0'))].sort();
  return new Map(others.slice(0, 2).map((agent) => [agent, first!]));
}

describe('the overview and the oracle', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await storeSettings(database.client, streams);
    for (let batch = 0; batch < MOST_BATCHES; batch++) await storeBatch(database.client, streams, batch);
    const deriver = createDeriver(database.client, () => undefined);
    while ((await deriver.round()).identities > 0);
    await putAgentIdentities(
      database.client,
      some.flatMap((stream) =>
        [...joinedAgents(stream)].map(([agent_id, counts_as]) => {
          return { workspace_id: stream.workspace_id, agent_id, counts_as, version: 1n };
        }),
      ),
    );
  }, PATIENCE_MS);
  afterAll(() => database.close());

  it(
    `say the same of ${streams.length} random workspaces, to the millisecond of a period's edge`,
    async () => {
      for (const stream of streams) {
        const question = randomQuestion(randomOf(stream.seed), stream);
        const [row] = await runReport(database.client, 'overview', asked(stream, question));
        expect({ seed: stream.seed, question, ...row }).toEqual({
          seed: stream.seed,
          question,
          period: 'current',
          ...close(overviewOf(oracleInput(stream, MOST_BATCHES), question)),
        });
      }
    },
    PATIENCE_MS,
  );

  it.each(['by-channel', 'by-account'] as const)(
    'say the same of %s, row by row and in total',
    async (name) => {
      for (const stream of some) {
        const question = randomQuestion(randomOf(stream.seed), stream);
        const rows = await runReport(database.client, name, asked(stream, question));
        const input = oracleInput(stream, MOST_BATCHES);
        const keyOf = (account: { channel: string; account_id: number }) =>
          name === 'by-channel' ? account.channel : String(account.account_id);
        const keys = new Set(stream.accounts.map(keyOf));
        const expected = [...keys, null].map((key) => {
          const mine = stream.accounts.filter((account) => key === null || keyOf(account) === key);
          return {
            key,
            ...close(
              placeOf(
                input,
                question,
                mine.map(({ account_id }) => account_id),
              ),
            ),
          };
        });
        const found = rows.map((row) => {
          const { period: _period, is_total, ...numbers } = row;
          const key = 'account_id' in row ? row.account_id : row.channel;
          expect(is_total).toBe(key === null);
          const {
            channel: _channel,
            account_id: _id,
            account_name: _name,
            ...rest
          } = {
            account_id: null,
            account_name: null,
            ...numbers,
          };
          return { key, ...rest };
        });
        const byKey = (a: { key: string | null }, b: { key: string | null }) =>
          String(a.key).localeCompare(String(b.key));
        expect({ seed: stream.seed, question, rows: found.sort(byKey) }).toEqual({
          seed: stream.seed,
          question,
          rows: expected.sort(byKey),
        });
      }
    },
    PATIENCE_MS,
  );

  it(
    'say the same of by-source, row by row and in total, and its counts add up',
    async () => {
      for (const stream of some) {
        const question = randomQuestion(randomOf(stream.seed), stream);
        const rows = await runReport(database.client, 'by-source', asked(stream, question));
        const expected = sourcesOf(oracleInput(stream, MOST_BATCHES), question);
        const nameOf = (row: { arrival: string | null; ref: string | null }) => `${row.arrival} ${row.ref}`;
        const byName = (a: Parameters<typeof nameOf>[0], b: Parameters<typeof nameOf>[0]) =>
          nameOf(a).localeCompare(nameOf(b));
        const found = rows.map(({ period: _period, is_total: _is_total, ...row }) => row);
        expect({ seed: stream.seed, question, rows: found.sort(byName) }).toEqual({
          seed: stream.seed,
          question,
          rows: expected.sort(byName).map((row) => close(row)),
        });
        const total = rows.find((row) => row.is_total);
        for (const key of ['touches', 'new_contacts', 'starts', 'dialogues', 'waits_answered'] as const) {
          const parts = rows.filter((row) => !row.is_total).map((row) => row[key] ?? 0);
          expect([stream.seed, key, parts.reduce((a, b) => a + b, 0)]).toEqual([
            stream.seed,
            key,
            total?.[key] ?? 0,
          ]);
        }
      }
    },
    PATIENCE_MS,
  );

  it(
    'say the same of by-agent, with agents that are one person',
    async () => {
      for (const stream of some) {
        const question = randomQuestion(randomOf(stream.seed), stream);
        const rows = await runReport(database.client, 'by-agent', asked(stream, question));
        const byAgent = (a: { agent_id: string | null }, b: { agent_id: string | null }) =>
          JSON.stringify(a).localeCompare(JSON.stringify(b));
        const found = rows.map(({ period: _period, agent_name: _name, ...row }) => row);
        const expected = agentsOf(oracleInput(stream, MOST_BATCHES), question, joinedAgents(stream));
        expect({ seed: stream.seed, question, rows: found.sort(byAgent) }).toEqual({
          seed: stream.seed,
          question,
          rows: expected.sort(byAgent).map((row) => close(row)),
        });
      }
    },
    PATIENCE_MS,
  );

  it(
    'say the same of how others count',
    async () => {
      for (const stream of some) {
        // That report takes neither hours nor weekdays.
        const question = { ...randomQuestion(randomOf(stream.seed), stream), hours_of_day: [], weekdays: [] };
        const rows = await runReport(database.client, 'counted-as', asked(stream, question));
        const found = rows.map(
          ({ period: _period, statistic: _statistic, outgoing_covered_share: _share, ...row }) => row,
        );
        const expected = countedAsOf(oracleInput(stream, MOST_BATCHES), question);
        expect({ seed: stream.seed, question, rows: found }).toEqual({
          seed: stream.seed,
          question,
          rows: expected.map((row) => ({ ...close(row), counted_as: row.counted_as })),
        });
      }
    },
    PATIENCE_MS,
  );

  it(
    'say the same of each week or year of the overview over time, and of what is known of the whole',
    async () => {
      for (const stream of some.slice(0, 10)) {
        const question = randomQuestion(randomOf(stream.seed), stream);
        const input = oracleInput(stream, MOST_BATCHES);
        const granularity = question.to - question.from > 400 * DAY * 1000 ? 'year' : 'week';
        const rows = await runReport(database.client, 'overview-over-time', {
          ...asked(stream, question),
          granularity,
        });
        for (const { period: _period, is_partial: _partial, bucket_start, bucket_end, ...row } of rows) {
          const bucket = { ...question, from: Date.parse(bucket_start), to: Date.parse(bucket_end) };
          expect({ seed: stream.seed, bucket, ...row }).toEqual({
            seed: stream.seed,
            bucket,
            ...close(overviewOf(input, bucket)),
          });
        }
        const { accounts, ...shares } = await readAvailability(database.client, asked(stream, question));
        const { accounts: number, ...expected } = availabilityOf(input, question);
        expect([stream.seed, accounts, shares]).toEqual([
          stream.seed,
          number,
          Object.fromEntries(Object.entries(expected).map(([key, of]) => [key, close(of)])),
        ]);
      }
    },
    PATIENCE_MS,
  );
});
