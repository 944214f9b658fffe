import { CHANNEL_NUMBERS } from '@parley/contracts';
import { createDeriver } from './derive/index.js';
import { boundValues, ROW_REPORT_QUERIES, type ReportRow, runReport } from './reports/index.js';
import {
  arrivalsOf,
  asked,
  close,
  creditOf,
  isWithoutArrivals,
  MOST_BATCHES,
  nameOf,
  randomQuestion,
  VALUES_OF,
} from './testing/acquisition-questions.js';
import { randomCosts, storeCosts } from './testing/random-costs.js';
import { denseStream } from './testing/dense-streams.js';
import { firstSeed, howMany } from './testing/how-many.js';
import { openTestDatabase, type TestDatabase } from './testing/index.js';
import {
  beforeUnsubscribingOf,
  channelsOf,
  type ChannelsQuestion,
  spendOf,
  subscribersOf,
} from './testing/oracle/index.js';
import { randomStream } from './testing/random-streams.js';
import { type Random, randomOf } from './testing/random.js';
import {
  inWorkspace,
  oracleInput,
  type StoredStream,
  storeBatch,
  storeSettings,
} from './testing/stream-store.js';

const DAY = 86_400_000;
const PATIENCE_MS = 400_000;
const FIRST_SEED = firstSeed(61_001);
const streams = [
  ...Array.from({ length: howMany(8, 400) }, (_, index) =>
    inWorkspace(randomStream(FIRST_SEED + index, { isCorrected: false })),
  ),
  ...Array.from({ length: howMany(4, 200) }, (_, index) => denseStream(FIRST_SEED + 1_000 + index)),
];
const TURNS = howMany(2, 6);
const costs = new Map(streams.map(({ seed }) => [seed, randomCosts(randomOf(seed))]));

describe('acquisition and the oracle', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await storeSettings(database.client, streams);
    for (const { seed, workspace_id } of streams)
      await storeCosts(database.client, workspace_id, costs.get(seed)!);
    for (let batch = 0; batch < MOST_BATCHES; batch++)
      await storeBatch(
        database.client,
        streams.filter(({ batches }) => batches[batch] !== undefined),
        batch,
      );
    const deriver = createDeriver(database.client, () => undefined);
    while ((await deriver.round()).identities > 0);
  }, PATIENCE_MS);
  afterAll(() => database.close());

  const seen: Record<string, number> = {};

  /** As many rows as each number of one row of the report says, picked by what names that row. */
  async function checkRows(
    random: Random,
    stream: StoredStream,
    question: ChannelsQuestion,
    row: ReportRow<'channels'>,
  ) {
    const bound = asked(stream, question);
    const filter = VALUES_OF[question.by];
    if (!filter && !row.is_total) return;
    const picks = row.is_total ? {} : { [filter!]: [row.value ?? (filter === 'link_ids' ? '0' : '')] };
    const arrivals = row.arrival === null ? {} : { arrivals: [row.arrival] };
    const numbers = CHANNEL_NUMBERS.filter((number) => row[number] !== null);
    for (const number of new Set(Array.from({ length: howMany(3, 40) }, () => random.pick(numbers)))) {
      const { refs, ...own } = { ...bound.own, ...picks, ...arrivals, number, order: 'newest' } as Record<
        string,
        unknown
      > & { refs?: string[] };
      const values = boundValues({ ...bound, ...(refs ? { refs } : {}), own }, 'current', bound);
      const where = { seed: stream.seed, question, row: nameOf(row), number };
      const count = await ROW_REPORT_QUERIES['channel-rows'].count(database.client, values);
      expect({ ...where, count }).toEqual({ ...where, count: row[number] });
    }
  }

  /** Conversions and their value are those of the report on attribution, row by row. */
  async function checkCredit(
    stream: StoredStream,
    question: ChannelsQuestion,
    rows: ReportRow<'channels'>[],
  ) {
    const credited = await runReport(database.client, 'attribution', asked(stream, question));
    for (const row of credited) {
      const same = rows.find((one) => nameOf(one) === nameOf(row));
      const where = { seed: stream.seed, question, row: nameOf(row) };
      expect({ ...where, ...creditOf(same) }).toEqual({ ...where, ...creditOf(row) });
    }
    const sum = rows.reduce((all, row) => all + (row.is_total ? 0 : (row.credited_conversions ?? 0)), 0);
    expect([stream.seed, sum]).toEqual([
      stream.seed,
      expect.closeTo(credited.at(-1)?.credited_conversions ?? 0, 4),
    ]);
    seen['credited_conversions'] = (seen['credited_conversions'] ?? 0) + sum;
  }

  /** What was spent, by what costs are called, and what that makes of one of each thing. */
  function checkSpend(
    stream: StoredStream,
    question: ChannelsQuestion,
    rows: readonly (ReportRow<'channels'> | ReportRow<'subscribers'>)[],
  ) {
    const where = { seed: stream.seed, question };
    const told = (row: (typeof rows)[number]) => ({
      spend: row.spend,
      unconverted: row.costs_unconverted,
      ...('ad_clicks' in row ? { clicks: row.ad_clicks } : {}),
    });
    const spent = rows.filter((row) => Object.values(told(row)).some(Boolean));
    const isOfClicks = rows.some((row) => 'ad_clicks' in row);
    const expected = [...spendOf(costs.get(stream.seed)!, question)].flatMap(([name, { clicks, ...so }]) =>
      isOfClicks ? [[name, { ...so, clicks }]] : so.spend || so.unconverted ? [[name, so]] : [],
    );
    expect({
      ...where,
      spent: Object.fromEntries(spent.map((row) => [row.is_total ? 'total' : nameOf(row), told(row)])),
    }).toEqual({ ...where, spent: Object.fromEntries(expected) });
    for (const row of rows) {
      const kept = row.subscriptions_kept_d7;
      expect({ ...where, price: row.cost_per_kept_d7 }).toEqual({
        ...where,
        price: row.spend && kept ? expect.closeTo(row.spend / kept, 3) : null,
      });
    }
  }

  /** The units of time of each row add up to the row. */
  async function checkOverTime(
    stream: StoredStream,
    question: ChannelsQuestion,
    rows: ReportRow<'channels'>[],
  ) {
    if (question.to - question.from > 400 * DAY || question.to === question.from) return;
    const found = await runReport(database.client, 'channels-over-time', {
      ...asked(stream, question),
      granularity: 'week',
    });
    for (const row of rows)
      for (const key of [
        'touches',
        'new_contacts',
        'starts',
        'starts_written',
        'contacts_subscribed',
      ] as const) {
        const units = found.filter((one) => one.is_total === row.is_total && nameOf(one) === nameOf(row));
        const sum = units.reduce((all, one) => all + (one[key] ?? 0), 0);
        const where = { seed: stream.seed, question, row: nameOf(row), key };
        expect({ ...where, sum }).toEqual({ ...where, sum: row[key] ?? 0 });
      }
  }

  it(
    `say the same of channels in ${streams.length} random workspaces, row by row, and the rows add up`,
    async () => {
      for (const stream of streams) {
        const random = randomOf(stream.seed);
        for (let turn = 0; turn < TURNS; turn++) {
          const question = randomQuestion(random, stream);
          const rows = await runReport(database.client, 'channels', asked(stream, question));
          const expected = channelsOf(oracleInput(stream, MOST_BATCHES), question);
          const arrived = new Set(expected.map(nameOf));
          // Rows of nothing but money are compared below.
          const found = rows.filter((row) => arrived.has(nameOf(row)) || !isWithoutArrivals(row));
          expect([stream.seed, question, found.map(nameOf).sort()]).toEqual([
            stream.seed,
            question,
            [...arrived].sort(),
          ]);
          for (const row of expected) {
            const same = found.find((one) => nameOf(one) === nameOf(row));
            expect({ seed: stream.seed, question, ...(same && arrivalsOf(same)) }).toEqual({
              seed: stream.seed,
              question,
              ...close(row),
            });
          }
          const total = rows.find(({ is_total }) => is_total);
          for (const [key, whole] of Object.entries(total ?? {})) {
            if (
              typeof whole !== 'number' ||
              !Number.isInteger(whole) ||
              /rate|share|seconds|cost_per|roas|spend|value/.test(key)
            )
              continue;
            const parts = rows
              .filter((row) => !row.is_total)
              .map((row) => Number(row[key as keyof typeof row]));
            expect([stream.seed, key, parts.reduce((a, b) => a + b, 0)]).toEqual([stream.seed, key, whole]);
            seen[key] = (seen[key] ?? 0) + whole;
          }
          checkSpend(stream, question, rows);
          await checkCredit(stream, question, rows);
          await checkRows(random, stream, question, random.pick(rows));
          await checkOverTime(stream, question, rows);
        }
      }
      // Nothing is compared where nothing happened; fees are counted by hand, here there are none.
      delete seen['message_fees'];
      for (const [key, count] of Object.entries(seen)) expect([key, count > 0]).toEqual([key, true]);
    },
    PATIENCE_MS,
  );

  it(
    'say the same of subscriptions, of what preceded their ends, and of each unit of time',
    async () => {
      const counted: Record<string, number> = {};
      const random = randomOf(FIRST_SEED);
      for (const stream of streams.flatMap((one) => [one, one])) {
        const question = randomQuestion(random, stream);
        const where = { seed: stream.seed, question };
        const input = oracleInput(stream, MOST_BATCHES);
        const rows = await runReport(database.client, 'subscribers', asked(stream, question));
        const expected = subscribersOf(input, question);
        const named = new Set(expected.map(nameOf));
        const found = rows.filter((row) => named.has(nameOf(row)) || !isWithoutArrivals(row));
        checkSpend(stream, question, rows);
        expect({ ...where, rows: found.map(nameOf).sort() }).toEqual({
          ...where,
          rows: expected.map(nameOf).sort(),
        });
        for (const row of expected) {
          const same = found.find((one) => nameOf(one) === nameOf(row));
          expect({ ...where, ...(same && arrivalsOf(same)) }).toEqual({ ...where, ...close(row) });
        }
        const total = found.find(({ is_total }) => is_total)!;
        for (const [key, value] of Object.entries(total))
          if (typeof value === 'number') counted[key] = (counted[key] ?? 0) + Math.abs(value);

        const { sources: _sources, arrivals: _arrivals, ...everything } = question;
        const before = await runReport(database.client, 'before-unsubscribing', asked(stream, everything));
        const byWhom = (a: { last_sender: string | null }, b: { last_sender: string | null }) =>
          `${a.last_sender}`.localeCompare(`${b.last_sender}`);
        expect({
          ...where,
          rows: before.map(({ period: _period, is_total: _total, ...row }) => row).sort(byWhom),
        }).toEqual({ ...where, rows: beforeUnsubscribingOf(input, question).sort(byWhom).map(close) });

        if (question.to - question.from > 400 * DAY || question.to === question.from) continue;
        const units = await runReport(database.client, 'subscribers-over-time', {
          ...asked(stream, question),
          granularity: 'week',
        });
        const sum = (key: 'contacts_subscribed' | 'contacts_unsubscribed') =>
          units.reduce((all, unit) => all + (unit[key] ?? 0), 0);
        expect({
          ...where,
          begun: sum('contacts_subscribed'),
          ended: sum('contacts_unsubscribed'),
          left: units.at(-1)?.subscriptions_at_end ?? 0,
        }).toEqual({
          ...where,
          begun: total.contacts_subscribed ?? 0,
          ended: total.contacts_unsubscribed ?? 0,
          left: total.subscriptions_at_end ?? 0,
        });
      }
      // Nothing is compared where nothing happened.
      for (const [key, count] of Object.entries(counted)) expect([key, count > 0]).toEqual([key, true]);
    },
    PATIENCE_MS,
  );
});
