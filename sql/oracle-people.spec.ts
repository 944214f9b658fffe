import { createDeriver } from './derive/index.js';
import { putAgentIdentities } from './lib/parameters.js';
import { runReport } from './reports/index.js';
import { howMany } from './testing/how-many.js';
import { openTestDatabase, type TestDatabase } from './testing/index.js';
import { botsOf, closingsOf, engagementOf, type PeopleQuestion, repeatsOf } from './testing/oracle/index.js';
import { randomHours } from './testing/random-hours.js';
import { type Random, randomOf } from './testing/random.js';
import { randomStream } from './testing/random-streams.js';
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
const longestGap = (stream: StoredStream) =>
  Math.max(stream.silence_gap_seconds, ...stream.accounts.map((account) => account.silence_gap_seconds));

/** A period that begins and ends exactly with events, or holds everything. */
function randomQuestion(random: Random, stream: StoredStream): PeopleQuestion {
  const times = oracleInput(stream, MOST_BATCHES).rows.map((row) => row.occurred_at);
  const [one, other] = [random.pick(times), random.pick(times)];
  const isEverything = random.chance(0.5);
  return {
    from: isEverything ? Date.UTC(2020, 0, 1) : Math.min(one, other),
    to: isEverything ? Date.UTC(2060, 0, 1) : Math.max(one, other),
    now: random.pick(times) + random.pick([0, 1, 1000 * DAY]),
    ...randomHours(random, 0.12),
  };
}

const questionOf = (stream: StoredStream) => randomQuestion(randomOf(stream.seed), stream);

/** Whether the period holds more than one dialogue that a bot had and handed to nobody: some were then taken over. */
function isOfBots(stream: StoredStream): boolean {
  const { bot_dialogues, bot_dialogues_handed_off } = botsOf(
    oracleInput(stream, MOST_BATCHES),
    questionOf(stream),
  );
  return Number(bot_dialogues) - Number(bot_dialogues_handed_off) > 1;
}

const USUAL = howMany(8, 600);
const every = Array.from({ length: howMany(70, 600) }, (_, index) =>
  inWorkspace(randomStream(30_001 + index, { isCorrected: false })),
);
const usual = every.slice(0, USUAL);
/** Few streams have bots: of bots some more are asked, which have. */
const ofBots = every.slice(USUAL).filter(isOfBots);
const streams = [...usual, ...ofBots];

const asked = (stream: StoredStream, question: PeopleQuestion, own: Record<string, string>) => ({
  workspace_id: stream.workspace_id,
  definition_id: 1,
  repeat_after_seconds: longestGap(stream),
  unanswered_after_seconds: DAY,
  time_zone: question.time_zone ?? 'UTC',
  hours_of_day: question.hours_of_day ?? [],
  weekdays: question.weekdays ?? [],
  previous: null,
  from: new Date(question.from),
  to: new Date(question.to),
  now: new Date(question.now),
  own,
});
const close = (numbers: object) =>
  Object.fromEntries(
    Object.entries(numbers).map(([key, value]) => [
      key,
      typeof value === 'number' ? expect.closeTo(value, 2.9) : value,
    ]),
  );

/** Of the agents of a stream, the second and the third count as the first. */
function joinedAgents(stream: StoredStream): Map<string, string> {
  const agents = oracleInput(stream, MOST_BATCHES).rows.map(({ agent_id }) => String(agent_id));
  const [first, ...others] = [...new Set(agents.filter((agent) => agent !== '0'))].sort();
  return new Map(others.slice(0, 2).map((agent) => [agent, first!]));
}

describe('the oracle, of people, bots and closings', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await storeSettings(database.client, streams);
    for (let batch = 0; batch < MOST_BATCHES; batch++) await storeBatch(database.client, streams, batch);
    const deriver = createDeriver(database.client, () => undefined);
    while ((await deriver.round()).identities > 0);
    await putAgentIdentities(
      database.client,
      streams.flatMap((stream) =>
        [...joinedAgents(stream)].map(([agent_id, counts_as]) => {
          return { workspace_id: stream.workspace_id, agent_id, counts_as, version: 1n };
        }),
      ),
    );
  }, PATIENCE_MS);
  afterAll(() => database.close());

  /** Asks of each stream, with a question of its own. */
  const each = async (
    say: (stream: StoredStream, question: PeopleQuestion) => Promise<void>,
    asked = usual,
  ) => {
    for (const stream of asked) await say(stream, questionOf(stream));
  };

  it(
    'says the same of repeat contact, in total and by agent',
    () =>
      each(async (stream, question) => {
        const input = oracleInput(stream, MOST_BATCHES);
        const joined = joinedAgents(stream);
        const rows = await runReport(
          database.client,
          'repeat-contact',
          asked(stream, question, { by: 'agent' }),
        );
        for (const row of rows) {
          const agent = row.is_total ? undefined : { id: row.agent_id ?? '0', joined };
          const expected = repeatsOf(input, question, longestGap(stream) * 1000, agent);
          expect({ seed: stream.seed, question, ...row }).toMatchObject({
            seed: stream.seed,
            question,
            ...close(expected),
          });
        }
        const [total] = await runReport(database.client, 'overview', asked(stream, question, {}));
        expect(rows.at(-1)).toMatchObject({
          contacts: total!.contacts,
          repeat_contacts: total!.repeat_contacts,
        });
      }),
    PATIENCE_MS,
  );

  it(
    'says the same of bots, of those who took over from them and of those who had to come back',
    async () => {
      const seen = { contained: 0, handedOff: 0, takenOver: 0, reopened: 0 };
      await each(async (stream, question) => {
        const own = { by: 'none', hours: 'calendar' };
        const [row] = await runReport(database.client, 'bots', asked(stream, question, own));
        seen.contained += row!.bot_dialogues_contained ?? 0;
        seen.handedOff += row!.bot_dialogues_handed_off ?? 0;
        seen.takenOver += row!.bot_dialogues_taken_over ?? 0;
        seen.reopened += row!.bot_dialogues_reopened ?? 0;
        expect({ seed: stream.seed, question, ...row }).toMatchObject({
          seed: stream.seed,
          question,
          ...close(botsOf(oracleInput(stream, MOST_BATCHES), question)),
        });
      }, streams);
      // Nothing is compared where nothing happened.
      expect(Object.values(seen).every((number) => number > 0)).toBe(true);
    },
    PATIENCE_MS,
  );

  it(
    'says the same of closing, in all time and in business hours, in total and by agent',
    () =>
      each(async (stream, question) => {
        const input = oracleInput(stream, MOST_BATCHES);
        const joined = joinedAgents(stream);
        for (const hours of ['calendar', 'business'] as const) {
          const own = { by: 'agent', hours };
          const rows = await runReport(database.client, 'time-to-close', asked(stream, question, own));
          for (const row of rows) {
            const agent = row.is_total ? undefined : { id: row.agent_id ?? '0', joined };
            expect({ seed: stream.seed, question, hours, ...row }).toMatchObject({
              seed: stream.seed,
              question,
              hours,
              ...close(closingsOf(input, question, hours, agent)),
            });
          }
        }
      }),
    PATIENCE_MS,
  );

  it(
    'says the same of who is active and who is engaged, in each week and in the whole',
    () =>
      each(async (stream, whole) => {
        const times = oracleInput(stream, MOST_BATCHES).rows.map((row) => row.occurred_at);
        const question = {
          ...whole,
          from: Math.max(whole.from, Math.min(...times)),
          to: Math.min(whole.to, Math.max(...times) + 1),
        };
        if (question.from >= question.to || question.to - question.from > 400 * DAY * 1000) return;
        const rows = await runReport(database.client, 'active-and-engaged', {
          ...asked(stream, question, { by: 'none' }),
          granularity: 'week',
        });
        for (const { bucket_start, bucket_end, ...row } of rows) {
          const bucket = { ...question, from: Date.parse(bucket_start), to: Date.parse(bucket_end) };
          expect({ seed: stream.seed, bucket, ...row }).toMatchObject({
            seed: stream.seed,
            bucket,
            ...close(engagementOf(oracleInput(stream, MOST_BATCHES), bucket)),
          });
        }
      }),
    PATIENCE_MS,
  );
});
