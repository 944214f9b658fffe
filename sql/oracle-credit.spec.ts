import { ATTRIBUTION_MODELS, CREDIT_DATES, type CreditDate, type GoalRule } from '@parley/contracts';
import { credit } from './acquisition/credit.js';
import { boundGoals, type BoundGoal, shapeOfBound } from './acquisition/goals.js';
import { putCurrencyRates } from './costs/write-costs.js';
import { createDeriver } from './derive/index.js';
import { firstSeed, howMany, openTestDatabase, type TestDatabase } from './testing/index.js';
import { creditOf, type CreditQuestion, type OracleCredit, touchOf } from './testing/oracle/index.js';
import { randomBuyers, randomGoals } from './testing/random-buyers.js';
import { type Random, randomOf } from './testing/random.js';
import {
  inWorkspace,
  oracleInput,
  type StoredStream,
  storeBatch,
  storeSettings,
} from './testing/stream-store.js';

const MOST_BATCHES = 4;
const PATIENCE_MS = 600_000;
const first = firstSeed(60_001);
const streams = Array.from({ length: howMany(15, 600) }, (_, index) =>
  inWorkspace(randomBuyers(first + index)),
);
const RATES = [
  { from_currency: 'USD', day: '2026-02-02', rate: '91.1234567891' },
  { from_currency: 'USD', day: '2026-03-05', rate: '0.5' },
];

function randomQuestion(random: Random, stream: StoredStream): Omit<CreditQuestion, 'date'> {
  const times = oracleInput(stream, MOST_BATCHES).rows.map((row) => row.occurred_at);
  const [one, other] = [random.pick(times), random.pick(times)];
  const isEverything = random.chance(0.5);
  return {
    goals: randomGoals(random),
    from: isEverything ? Date.UTC(2020, 0, 1) : Math.min(one, other),
    to: isEverything ? Date.UTC(2060, 0, 1) : Math.max(one, other),
    time_zone: random.pick(['UTC', 'Europe/Moscow', 'America/Los_Angeles']),
    currency: 'RUB',
    rates: RATES,
  };
}

const VALUE = "concat(source, '/', campaign, '/', ref)";
const boundGoalsOf = (rules: readonly GoalRule[]) =>
  rules.map((rule, index): BoundGoal => ({ goal_id: index + 1, rule }));
const queryOf = (date: CreditDate, { goals }: Pick<CreditQuestion, 'goals'>) =>
  credit({
    date,
    value: VALUE,
    models: ATTRIBUTION_MODELS,
    goals: shapeOfBound(boundGoals(boundGoalsOf(goals))),
  });

interface Credited extends Record<string, unknown> {
  contact_id: string;
  goal: number;
  event_id: string;
  touch_event_id: string;
}

const bound = (stream: StoredStream, question: Omit<CreditQuestion, 'date'>) => ({
  workspace_id: stream.workspace_id,
  definition_id: 1,
  from: new Date(question.from),
  to: new Date(question.to),
  time_zone: question.time_zone,
  currency: question.currency,
  channels: [],
  account_ids: [],
  hours_of_day: [],
  weekdays: [],
  ...boundGoals(boundGoalsOf(question.goals)),
});

const valueOf = ({ conversion, touch }: OracleCredit) => {
  if (!touch) return '';
  const { source, campaign, ref } = touchOf(conversion.contact, touch);
  return `${String(source)}/${String(campaign)}/${String(ref)}`;
};

const nameOf = (row: Pick<Credited, 'contact_id' | 'goal' | 'event_id' | 'touch_event_id'>) =>
  `${row.contact_id} ${row.goal} ${row.event_id} ${row.touch_event_id}`;

describe('the oracle, of credit', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await storeSettings(database.client, streams);
    await putCurrencyRates(
      database.client,
      streams.flatMap(({ workspace_id }) =>
        RATES.map((rate) => ({ workspace_id, to_currency: 'RUB', ...rate, version: 1n })),
      ),
    );
    const deriver = createDeriver(database.client, () => undefined);
    for (let batch = 0; batch < MOST_BATCHES; batch++) {
      await storeBatch(database.client, streams, batch);
      while ((await deriver.round()).identities > 0);
    }
  }, PATIENCE_MS);
  afterAll(() => database.close());

  it.each(CREDIT_DATES)(
    'says the same of every touch of every conversion by every model, dated by %s',
    async (date) => {
      const seen = {
        ref: 0,
        no_ref: 0,
        direct: 0,
        expired: 0,
        unattributed: 0,
        merged: 0,
        unconverted: 0,
        several: 0,
      };
      for (const stream of streams) {
        const question = { ...randomQuestion(randomOf(stream.seed), stream), date };
        const input = oracleInput(stream, MOST_BATCHES);
        const rows = await database.client.query<Credited>(queryOf(date, question), bound(stream, question));
        const expected = new Map<string, Record<string, unknown>>();
        for (const model of ATTRIBUTION_MODELS)
          for (const credited of creditOf(input, question, model)) {
            const { conversion, touch, place, arrival, weight } = credited;
            const row = {
              contact_id: String(conversion.contact.id),
              goal: conversion.goal,
              event_id: String(conversion.event.event_id),
              touch_event_id: String(touch?.event.event_id ?? 0n),
            };
            const name = nameOf(row);
            expected.set(name, {
              ...expected.get(name),
              ...row,
              identity_id: String(conversion.event.identity_id),
              at_ms: String(conversion.event.occurred_at),
              conversion_value: conversion.value === null ? null : expect.closeTo(conversion.value, 3.9),
              touch_at_ms: String(touch?.event.occurred_at ?? 0),
              place,
              touches_count: conversion.touches.length,
              arrival,
              value: valueOf(credited),
              [`weight_${model}`]: expect.closeTo(weight, 9.9),
            });
            if (model !== 'linear') continue;
            seen[arrival]++;
            if (conversion.contact.people.length > 1) seen.merged++;
            if (conversion.value === null) seen.unconverted++;
            if (conversion.touches.length > 2) seen.several++;
          }
        const found = new Map(rows.map((row) => [nameOf(row), row]));
        expect({ seed: stream.seed, question, names: [...found.keys()].sort() }).toEqual({
          seed: stream.seed,
          question,
          names: [...expected.keys()].sort(),
        });
        expect(found.size).toBe(rows.length);
        for (const [name, row] of expected)
          expect({ seed: stream.seed, question, ...found.get(name) }).toMatchObject({
            seed: stream.seed,
            question,
            ...row,
          });
      }
      // Nothing is compared where nothing happened.
      expect(Object.entries(seen).filter(([, times]) => times === 0)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'has the weights of every conversion add up to 1 and its sources to the total, by every model',
    async () => {
      for (const stream of streams) {
        const question = randomQuestion(randomOf(stream.seed), stream);
        const rows = await database.client.query<Credited>(
          queryOf('conversion', question),
          bound(stream, question),
        );
        const conversions = new Set(rows.map((row) => `${row.contact_id} ${row.goal} ${row.event_id}`));
        for (const model of ATTRIBUTION_MODELS) {
          const sums = new Map<string, number>();
          const sources = new Map<string, number>();
          for (const row of rows) {
            const weight = row[`weight_${model}`] as number;
            const name = `${row.contact_id} ${row.goal} ${row.event_id}`;
            const source = `${String(row['arrival'])} ${String(row['value'])}`;
            sums.set(name, (sums.get(name) ?? 0) + weight);
            sources.set(source, (sources.get(source) ?? 0) + weight);
          }
          for (const sum of sums.values()) expect(Math.abs(sum - 1)).toBeLessThan(1e-9);
          const total = [...sources.values()].reduce((all, one) => all + one, 0);
          expect(Math.abs(total - conversions.size)).toBeLessThan(1e-9 * Math.max(1, conversions.size));
        }
      }
    },
    PATIENCE_MS,
  );
});
