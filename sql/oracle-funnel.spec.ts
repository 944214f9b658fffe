import { FUNNEL_ORDERS, FUNNEL_UNITS, funnelDefinition } from '@parley/contracts';
import { createDeriver } from './derive/index.js';
import {
  type BoundParams,
  boundValues,
  type ListedRow,
  ROW_REPORT_QUERIES,
  runReport,
} from './reports/index.js';
import { firstSeed, howMany, openTestDatabase, type TestDatabase } from './testing/index.js';
import {
  factsOf,
  funnelOf,
  type FunnelQuestion,
  meets,
  type OracleWay,
  stepNumbers,
  unitsOf,
  waysOf,
} from './testing/oracle/index.js';
import { expectedDays, splitDays } from './testing/oracle/funnel-days.js';
import { quantile } from './testing/oracle/quantile.js';
import { randomFunnelQuestion, randomFunnelStreams } from './testing/random-funnels.js';
import { randomOf } from './testing/random.js';
import {
  inWorkspace,
  oracleInput,
  type StoredStream,
  storeBatch,
  storeSettings,
} from './testing/stream-store.js';

const BATCHES = 4;
const PATIENCE_MS = 3_600_000;
/** Streams of one workspace are asked together: a question takes its time whether it is of one or of many. */
const TOGETHER = 20;
const QUESTIONS = howMany(2, 45);
const first = firstSeed(81_001);
const workspaces = Array.from({ length: howMany(26, 100) }, (_, index) =>
  inWorkspace(randomFunnelStreams(first + index, TOGETHER)),
);

const boundOf = (stream: StoredStream, question: FunnelQuestion, own: object = {}): BoundParams => ({
  workspace_id: stream.workspace_id,
  definition_id: 1,
  repeat_after_seconds: 86_400,
  unanswered_after_seconds: 86_400,
  time_zone: 'UTC',
  previous: null,
  from: new Date(question.from),
  to: new Date(question.to),
  now: new Date(question.now),
  own: {
    funnel: question.funnel,
    breakdown: question.breakdown,
    breakdown_at: question.breakdown_at,
    breakdown_property: question.breakdown_property,
    from_step: null,
    to_step: null,
    step: 1,
    outcome: 'reached',
    is_mature: 'any',
    breakdown_values: [],
    entered_from: null,
    entered_to: null,
    min_seconds: null,
    max_seconds: null,
    order: 'oldest',
    ...own,
  },
});

const questionsOf = (stream: StoredStream): FunnelQuestion[] => {
  const random = randomOf(stream.seed);
  const times = oracleInput(stream, BATCHES).rows.map((row) => row.occurred_at);
  // Every order of every unit in turn.
  return Array.from({ length: QUESTIONS }, (_, turn) => {
    const place = (stream.seed - first) * QUESTIONS + turn;
    return randomFunnelQuestion(random, times, {
      order: FUNNEL_ORDERS[place % 3]!,
      unit: FUNNEL_UNITS[Math.floor(place / 3) % 3]!,
    });
  });
};

const rounded = (numbers: object) =>
  Object.fromEntries(
    Object.entries(numbers).map(([key, value]) => [
      key,
      typeof value === 'number' && !Number.isInteger(value) ? expect.closeTo(value, 2.9) : value,
    ]),
  );

/** What each unit must say, by the entry's identity and time. */
const expectedRow = ({ events, isMature, durations, values }: OracleWay, { funnel }: FunnelQuestion) => ({
  identity_id: String(events[0]!.identity_id),
  entered_at: new Date(events[0]!.at).toISOString(),
  reached_step: events.length,
  step_times: events.map(({ at }) => new Date(at).toISOString()),
  funnel_state: events.length === funnel.steps.length ? 'converted' : isMature ? 'dropped' : 'open',
  value: values[0] === '' ? null : values[0],
  seconds_between: durations[0]! / 1000,
});
const foundRow = (row: ListedRow<'funnel-contacts'>) => ({
  identity_id: row.identity_id,
  entered_at: row.entered_at,
  reached_step: row.reached_step,
  step_times: row.step_times,
  funnel_state: row.funnel_state,
  value: row.value,
  seconds_between: row.seconds_between,
});
const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();

describe('the oracle, of funnels', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await storeSettings(database.client, workspaces);
    for (let batch = 0; batch < BATCHES; batch++) await storeBatch(database.client, workspaces, batch);
    const deriver = createDeriver(database.client, () => undefined);
    while ((await deriver.round()).identities > 0);
  }, PATIENCE_MS);
  afterAll(() => database.close());

  const rowsOf = async (stream: StoredStream, question: FunnelQuestion, own: object = {}) => {
    const bound = boundOf(stream, question, own);
    const rows: ListedRow<'funnel-contacts'>[] = [];
    for await (const row of ROW_REPORT_QUERIES['funnel-contacts'].stream(
      database.client,
      boundValues(bound, 'current', bound),
    ))
      rows.push(row as ListedRow<'funnel-contacts'>);
    return rows;
  };

  it(
    'says the same of everybody, in every order, unit, window, gap, exclusion and breakdown',
    async () => {
      let found = 0;
      for (const stream of workspaces)
        for (const [turn, question] of questionsOf(stream).entries()) {
          const told = { seed: stream.seed, turn, question: JSON.stringify(question) };
          const ways = waysOf(oracleInput(stream, BATCHES), question);
          const rows = await rowsOf(stream, question);
          expect({ ...told, rows: sorted(rows.map(foundRow)) }).toEqual({
            ...told,
            rows: sorted(ways.map((way) => expectedRow(way, question))),
          });
          found += rows.length;
        }
      expect(found).toBeGreaterThan(workspaces.length * 8);
    },
    PATIENCE_MS,
  );

  it(
    'counts them as it does, by every value and step, never more than at the step before',
    async () => {
      for (const stream of workspaces)
        for (const [turn, question] of questionsOf(stream).entries()) {
          const told = { seed: stream.seed, turn, question: JSON.stringify(question) };
          const rows = await runReport(database.client, 'funnel', boundOf(stream, question));
          const expected = funnelOf(waysOf(oracleInput(stream, BATCHES), question), question);
          const nameOf = (row: (typeof rows)[number]) =>
            row.is_total ? `${row.step}` : `${row.value ?? ''} ${row.step}`;
          expect({ ...told, names: rows.map(nameOf).sort() }).toEqual({
            ...told,
            names: [...expected.keys()].sort(),
          });
          for (const row of rows)
            expect({ ...told, name: nameOf(row), ...row }).toMatchObject({
              name: nameOf(row),
              ...rounded(expected.get(nameOf(row))!),
            });
          const reached = rows.filter(({ is_total }) => is_total).map(({ units_reached }) => units_reached!);
          expect(reached).toEqual([...reached].sort((a, b) => b - a));
        }
    },
    PATIENCE_MS,
  );

  it(
    'never has more at a step because of a step after it',
    async () => {
      let compared = 0;
      for (const stream of workspaces) {
        const question = questionsOf(stream).find(({ funnel }) => funnel.steps.length > 2);
        if (!question) continue;
        const { funnel } = question;
        const shorter = funnelDefinition.safeParse({ ...funnel, steps: funnel.steps.slice(0, -1) });
        if (!shorter.success) continue;
        const reached = async (asked: FunnelQuestion) =>
          (await runReport(database.client, 'funnel', boundOf(stream, { ...asked, breakdown: 'none' }))).map(
            ({ units_reached }) => units_reached!,
          );
        const [long, short] = [await reached(question), await reached({ ...question, funnel: shorter.data })];
        short.forEach((units, index) => expect(long[index]).toBeLessThanOrEqual(units));
        compared += 1;
      }
      expect(compared).toBeGreaterThan(workspaces.length / 3);
    },
    PATIENCE_MS,
  );

  it(
    'has exactly those behind a number who are counted in it, and counts them by day and by time as well',
    async () => {
      for (const stream of workspaces.filter((_, index) => index % 2 === 0)) {
        const [, question] = questionsOf(stream);
        const told = { seed: stream.seed, question: JSON.stringify(question) };
        const ways = waysOf(oracleInput(stream, BATCHES), question!);
        const step = randomOf(stream.seed).between(1, question!.funnel.steps.length);
        const value = question!.breakdown === 'none' ? null : (ways[0]?.values[0] ?? null);
        const until = randomOf(stream.seed + 1).between(2, question!.funnel.steps.length);
        const since = randomOf(stream.seed + 2).between(1, until - 1);
        const numbers = stepNumbers(ways, question!, value, step);
        const picked = { step, breakdown_values: value === null ? [] : [value] };
        const count = async (own: object) => (await rowsOf(stream, question!, { ...picked, ...own })).length;
        expect({
          ...told,
          reached: await count({}),
          immature: await count({ is_mature: 'no' }),
          lost: await count({ outcome: 'lost' }),
          open: await count({ outcome: 'open' }),
        }).toEqual({
          ...told,
          reached: numbers['units_reached'],
          immature: numbers['units_immature'],
          lost: numbers['units_lost'],
          open: numbers['units_open'],
        });

        const times = ways
          .filter(({ isMature, events }) => isMature && events.length >= until)
          .map(({ durations }) => (durations[until - 1]! - durations[since - 1]!) / 1000);
        const bars = await runReport(
          database.client,
          'funnel-times',
          boundOf(stream, question!, { from_step: since, to_step: until }),
        );
        for (const { bucket_from_seconds: from, bucket_to_seconds: to, is_total, units_timed } of bars)
          expect({ ...told, from, units_timed }).toEqual({
            ...told,
            from,
            units_timed: is_total
              ? times.length
              : times.filter((time) => time >= from && time < (to ?? Infinity)).length,
          });
        expect(bars.at(-1)!.step_time_median_seconds ?? 0).toBeCloseTo(quantile(times, 0.5) ?? 0, 2);

        const all = unitsOf(
          oracleInput(stream, BATCHES),
          factsOf(oracleInput(stream, BATCHES)).filter(
            ({ at }) => at >= question!.from && at < question!.to && at <= question!.now,
          ),
          question!.funnel,
        );
        const steps = await runReport(database.client, 'funnel-steps', boundOf(stream, question!));
        expect({ ...told, steps: steps.map((row) => [row.events_of_step, row.units_of_step]) }).toEqual({
          ...told,
          steps: question!.funnel.steps.map((one) => {
            const met = all.map(({ facts }) => facts.filter((fact) => meets(fact, one)).length);
            return [met.reduce((sum, each) => sum + each, 0), met.filter((each) => each > 0).length];
          }),
        });

        // The days of the streams alone: the whole of time has too many.
        const narrow = { ...question!, from: Date.UTC(2026, 1, 1), to: Date.UTC(2026, 1, 20) };
        const days = await runReport(database.client, 'funnel-over-time', {
          ...boundOf(stream, narrow, { to_step: step }),
          granularity: 'day',
        });
        const within = waysOf(oracleInput(stream, BATCHES), narrow);
        for (const day of days.filter(({ is_total }) => is_total)) {
          const mine = within.filter(
            ({ events }) =>
              events[0]!.at >= Date.parse(day.bucket_start) && events[0]!.at < Date.parse(day.bucket_end),
          );
          const there = mine.filter(({ events }) => events.length >= step);
          expect({ ...told, ...day }).toMatchObject({
            ...told,
            units_entered: mine.length,
            units_entered_immature: mine.filter(({ isMature }) => !isMature).length,
            units_reached: there.length,
            units_immature: there.filter(({ isMature }) => !isMature).length,
          });
        }
        expect({ ...told, step, days: splitDays(days) }).toEqual({
          ...told,
          step,
          days: expectedDays(days, within, narrow, step),
        });
      }
    },
    PATIENCE_MS,
  );
});
