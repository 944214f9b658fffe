import {
  ACQUISITION_GROUPS,
  ATTRIBUTION_MODELS,
  CREDIT_DATES,
  type GoalRule,
  PATH_VIEWS,
} from '@parley/contracts';
import { putCurrencyRates } from './costs/write-costs.js';
import { createDeriver } from './derive/index.js';
import { type BoundParams, boundValues, ROW_REPORT_QUERIES, runReport } from './reports/index.js';
import { firstSeed, howMany, openTestDatabase, type TestDatabase } from './testing/index.js';
import {
  attributionModelsOf,
  attributionOf,
  type CreditQuestion,
  itemsOf,
  pathsOf,
  timesOf,
} from './testing/oracle/index.js';
import { randomBuyers, randomGoals } from './testing/random-buyers.js';
import { randomHours } from './testing/random-hours.js';
import { type Random, randomOf } from './testing/random.js';
import {
  inWorkspace,
  oracleInput,
  type StoredStream,
  storeBatch,
  storeSettings,
} from './testing/stream-store.js';

const BATCHES = 4;
const PATIENCE_MS = 600_000;
const first = firstSeed(63_001);
const streams = Array.from({ length: howMany(8, 400) }, (_, index) =>
  inWorkspace(randomBuyers(first + index, { isCorrected: false })),
);
const RATES = [{ from_currency: 'USD', day: '2026-02-02', rate: '91.1234567891' }];
const NO_PICKS = {
  arrivals: [],
  sources: [],
  mediums: [],
  campaigns: [],
  contents: [],
  terms: [],
  link_ids: [],
  ads: [],
  goal_ids: [],
  identity_ids: [],
  lookback_days: null,
  order: 'oldest',
};

interface Asked {
  question: CreditQuestion;
  by: (typeof ACQUISITION_GROUPS)[number];
  model: (typeof ATTRIBUTION_MODELS)[number];
  since: 'first' | 'last';
  view: (typeof PATH_VIEWS)[number];
}

function randomAsked(random: Random, stream: StoredStream): Asked {
  const times = oracleInput(stream, BATCHES).rows.map((row) => row.occurred_at);
  const [one, other] = [random.pick(times), random.pick(times)];
  const isEverything = random.chance(0.6);
  return {
    question: {
      goals: randomGoals(random),
      from: isEverything ? Date.UTC(2020, 0, 1) : Math.min(one, other),
      to: isEverything ? Date.UTC(2060, 0, 1) : Math.max(one, other),
      date: random.pick(CREDIT_DATES),
      ...randomHours(random),
      time_zone: random.pick(['UTC', 'Asia/Kathmandu']),
      currency: 'RUB',
      rates: RATES,
    },
    by: random.pick(ACQUISITION_GROUPS),
    model: random.pick(ATTRIBUTION_MODELS),
    since: random.pick(['first', 'last']),
    view: random.pick(PATH_VIEWS),
  };
}

const boundOf = (stream: StoredStream, { question, by, model, since, view }: Asked): BoundParams => ({
  workspace_id: stream.workspace_id,
  definition_id: 1,
  repeat_after_seconds: 86_400,
  unanswered_after_seconds: 86_400,
  time_zone: question.time_zone,
  hours_of_day: question.hours_of_day ?? [],
  weekdays: question.weekdays ?? [],
  previous: null,
  from: new Date(question.from),
  to: new Date(question.to),
  now: new Date(question.to),
  currency: question.currency,
  goals: question.goals.map((rule: GoalRule, index) => ({ goal_id: index + 1, rule })),
  own: { ...NO_PICKS, by, model, since, view, dated_by: question.date },
});

const close = (numbers: object) =>
  Object.fromEntries(
    Object.entries(numbers).map(([key, value]) => [
      key,
      typeof value === 'number' && !Number.isInteger(value) ? expect.closeTo(value, 2.9) : value,
    ]),
  );
const nameOf = (row: { is_total: boolean; value: string | null; arrival: string | null }) =>
  row.is_total ? '' : (row.value ?? `<${row.arrival}>`);

describe('the oracle, of attribution', () => {
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
    for (let batch = 0; batch < BATCHES; batch++) await storeBatch(database.client, streams, batch);
    const deriver = createDeriver(database.client, () => undefined);
    while ((await deriver.round()).identities > 0);
  }, PATIENCE_MS);
  afterAll(() => database.close());

  const each = async (say: (stream: StoredStream, asked: Asked, told: object) => Promise<number>) => {
    let found = 0;
    for (const stream of streams)
      for (let turn = 0; turn < 2; turn++) {
        const asked = randomAsked(randomOf(stream.seed * 10 + turn), stream);
        found += await say(stream, asked, { seed: stream.seed, turn, ...asked });
      }
    // Nothing is compared where nothing happened.
    expect(found).toBeGreaterThan(streams.length * 2);
  };
  const compare = (
    told: object,
    rows: readonly object[],
    nameOfRow: (row: never) => string,
    expected: ReadonlyMap<string, object>,
  ) => {
    const found = new Map(rows.map((row) => [nameOfRow(row as never), row]));
    expect({ told, names: [...found.keys()].sort() }).toEqual({ told, names: [...expected.keys()].sort() });
    for (const [name, row] of found)
      expect({ told, name, ...row }).toMatchObject({ told, name, ...close(expected.get(name)!) });
    return rows.length - 1;
  };

  it(
    'says the same of attribution by any model, and the rows behind it add up to it',
    () =>
      each(async (stream, asked, told) => {
        const { question, by, model } = asked;
        const bound = boundOf(stream, asked);
        const rows = await runReport(database.client, 'attribution', bound);
        const expected = attributionOf(oracleInput(stream, BATCHES), question, by, model);
        const behind = ROW_REPORT_QUERIES.conversions.stream(
          database.client,
          boundValues(bound, 'current', bound),
        );
        let share = 0;
        for await (const row of behind) share += (row as { credited_share: number }).credited_share;
        expect({ told, share }).toEqual({
          told,
          share: expect.closeTo(rows.at(-1)!.credited_conversions!, 4),
        });
        return compare(told, rows, nameOf, expected);
      }),
    PATIENCE_MS,
  );

  it(
    'says the same of all models side by side',
    () =>
      each(async (stream, asked, told) => {
        const rows = await runReport(database.client, 'attribution-models', boundOf(stream, asked));
        const expected = attributionModelsOf(oracleInput(stream, BATCHES), asked.question, asked.by);
        return compare(told, rows, nameOf, expected);
      }),
    PATIENCE_MS,
  );

  it(
    'says the same of paths and their lengths',
    () =>
      each(async (stream, asked, told) => {
        const { question, by, view } = asked;
        const rows = await runReport(database.client, 'conversion-paths', boundOf(stream, asked));
        const nameOfPath = (row: (typeof rows)[number]) =>
          row.is_total ? '' : view === 'lengths' ? String(row.touches_on_path) : JSON.stringify(row.path);
        return compare(told, rows, nameOfPath, pathsOf(oracleInput(stream, BATCHES), question, by, view));
      }),
    PATIENCE_MS,
  );

  it(
    'says the same of the time to convert',
    () =>
      each(async (stream, asked, told) => {
        const rows = await runReport(database.client, 'time-to-convert', boundOf(stream, asked));
        const expected = timesOf(oracleInput(stream, BATCHES), asked.question, asked.since);
        expect({ told, length: rows.length }).toEqual({ told, length: expected.length });
        rows.forEach((row, index) =>
          expect({ told, index, ...row }).toMatchObject({ told, index, ...close(expected[index]!) }),
        );
        return rows.at(-1)!.conversions ?? 0;
      }),
    PATIENCE_MS,
  );

  it(
    'says the same of products by source',
    async () => {
      let found = 0;
      for (const stream of streams) {
        const asked = randomAsked(randomOf(stream.seed), stream);
        const { question, by, model } = asked;
        const rows = await runReport(database.client, 'order-items', boundOf(stream, asked));
        found += compare(
          { seed: stream.seed, ...asked },
          rows,
          (row: (typeof rows)[number]) => (row.is_total ? '' : `${row.product_id} ${nameOf(row)}`),
          itemsOf(oracleInput(stream, BATCHES), question, by, model),
        );
      }
      expect(found).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );
});
