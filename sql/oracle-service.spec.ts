import {
  CLOCKS,
  CLOCK_STARTS_ASKED,
  DATED_BY,
  HOURS,
  WAIT_GROUPS,
  WAIT_KINDS,
  type WaitGroup,
} from '@parley/contracts';
import { serviceLimits, type ServiceTarget } from './calendars/index.js';
import { createDeriver } from './derive/index.js';
import { type BoundParams, runReport } from './reports/index.js';
import { openTestDatabase, type TestDatabase } from './testing/index.js';
import {
  agentsAtWork,
  askedDialogues,
  askedWaits,
  clockOnTheWall,
  coveredShare,
  type KnownAgent,
  responseNumbers,
  responseTimesOf,
  type ServiceQuestion,
} from './testing/oracle/index.js';
import { howMany } from './testing/how-many.js';
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
const ZONES = ['UTC', 'Europe/Moscow', 'Asia/Kathmandu', 'Europe/Berlin'];
const PATIENCE_MS = 200_000;
/** Between them they hold everything that there is: long waits, shared dialogues, hand-overs, calendars and none. */
const TELLING = [
  0, 1, 4, 8, 12, 15, 23, 24, 29, 40, 45, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62,
].concat(Array.from({ length: 8 }, (_, index) => 63 + index));
const others = Array.from({ length: howMany(0, 150) }, (_, index) => 100 + index);
const streams = [...TELLING, ...others].map((nth) =>
  inWorkspace(randomStream(40_001 + nth, { isCorrected: false })),
);

/** Some agents are one, some are in teams. */
function knownAgents(stream: StoredStream): Map<string, KnownAgent> {
  const ids = oracleInput(stream, MOST_BATCHES).rows.map(({ agent_id }) => String(agent_id));
  const [first, second, third] = [...new Set(ids.filter((id) => id !== '0'))].sort();
  const known: [string | undefined, KnownAgent][] = [
    [first, { counts_as: first!, team_id: 1 }],
    [second, { counts_as: first!, team_id: 1 }],
    [third, { counts_as: third!, team_id: 2 }],
  ];
  return new Map(known.filter((one): one is [string, KnownAgent] => one[0] !== undefined));
}

function randomTargets(random: Random): ServiceTarget[] {
  const targets = Array.from({ length: random.between(0, 4) }, () => ({
    team_id: random.pick([null, null, 1, 2]),
    channel: null,
    kind: random.pick(['first', 'next'] as const),
    seconds: random.pick([60, 600, 3600, DAY]),
    hours: random.pick(HOURS),
  }));
  // Of one team and kind there is one target: more are refused when they are set.
  const placeOf = ({ team_id, kind }: ServiceTarget) => `${team_id} ${kind}`;
  return [...new Map(targets.map((target) => [placeOf(target), target])).values()];
}

interface Asked {
  question: ServiceQuestion;
  by: WaitGroup[];
  bound: BoundParams;
}

/** A question of any kind, whose period begins and ends with events, and whose filters find something. */
function randomQuestion(random: Random, stream: StoredStream): Asked {
  const known = knownAgents(stream);
  const times = oracleInput(stream, MOST_BATCHES).rows.map((row) => row.occurred_at);
  const isEverything = random.chance(0.6);
  const [one, other] = [random.pick(times), random.pick(times)];
  const unanswered_after_seconds = random.pick([3600, DAY, 30 * DAY]);
  const targets = randomTargets(random);
  const asked = {
    from: isEverything ? Date.UTC(2025, 0, 1) : Math.min(one, other),
    to: isEverything ? Date.UTC(2030, 0, 1) : Math.max(one, other),
    now: random.pick(times) + random.pick([0, 1, 60_000, 1000 * unanswered_after_seconds, 30 * DAY * 1000]),
    time_zone: random.pick(ZONES),
    kind: random.pick(WAIT_KINDS),
    clock: random.pick(CLOCKS),
    hours: random.pick(HOURS),
    clock_starts: random.pick(CLOCK_STARTS_ASKED),
    dated_by: random.pick(DATED_BY),
    unanswered_after_seconds,
  };
  const question: ServiceQuestion = {
    ...asked,
    known,
    channelOf: new Map(stream.accounts.map(({ account_id, channel }) => [account_id, channel])),
    // Of several the team's own, else everybody's.
    targetOf: ({ team_id, kind }) =>
      targets.findLast((target) => target.kind === kind && target.team_id === team_id && team_id > 0) ??
      targets.findLast((target) => target.kind === kind && target.team_id === null),
    passes: () => true,
  };
  const { from, to, now, time_zone, kind, clock, hours, clock_starts, dated_by } = asked;
  const by = random.shuffle(WAIT_GROUPS).slice(0, random.between(0, 2));
  return {
    question,
    by,
    bound: {
      workspace_id: stream.workspace_id,
      definition_id: 1,
      repeat_after_seconds: DAY,
      unanswered_after_seconds,
      time_zone,
      previous: null,
      from: new Date(from),
      to: new Date(to),
      now: new Date(now),
      own: { kind, clock, hours, clock_starts, dated_by, by, buckets: [60, 3600, DAY] },
      limits: serviceLimits({
        schedule: stream.schedule,
        accounts: stream.accounts,
        team_ids: [1, 2],
        targets,
        unanswered: { seconds: unanswered_after_seconds, hours: 'calendar' },
        now: new Date(now),
      }),
    },
  };
}

const close = (numbers: object) =>
  Object.fromEntries(
    Object.entries(numbers).map(([key, value]) => [
      key,
      typeof value === 'number' ? expect.closeTo(value, 2.9) : value,
    ]),
  );
const inOrder = (rows: object[], keys: readonly string[]) =>
  rows
    .map((row) => row as Record<string, unknown>)
    .sort((a, b) => {
      const nameOf = (row: Record<string, unknown>) => JSON.stringify(keys.map((key) => row[key] ?? null));
      return nameOf(a) < nameOf(b) ? -1 : 1;
    });
const GROUP_KEYS = [
  'is_total',
  ...['agent_id', 'team_id', 'channel', 'account_id', 'arrival', 'ref', 'hour_of_day', 'weekday'],
];

const isGroup = (key: string) => GROUP_KEYS.includes(key) || key.endsWith('_name');
const withoutEmptyGroups = (row: object) =>
  Object.fromEntries(Object.entries(row).filter(([key, value]) => !isGroup(key) || value !== null));

describe('service reports and the oracle', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await storeSettings(database.client, streams);
    for (let batch = 0; batch < MOST_BATCHES; batch++) await storeBatch(database.client, streams, batch);
    const deriver = createDeriver(database.client, () => undefined);
    while ((await deriver.round()).identities > 0);
    await database.client.insertRows(
      'agent_identities_v1',
      ['workspace_id', 'agent_id', 'counts_as', 'team_id', 'version'],
      streams.flatMap((stream) =>
        [...knownAgents(stream)].map(([agent_id, { counts_as, team_id }]) => [
          ...[stream.workspace_id, agent_id, counts_as, team_id, '1'],
        ]),
      ),
    );
  }, PATIENCE_MS);
  afterAll(() => database.close());

  it('look at waits of every sort', () => {
    const found = new Set<string>();
    for (const stream of streams)
      for (const hours of HOURS) {
        const { question } = randomQuestion(randomOf(stream.seed), stream);
        const all = { ...question, from: 0, to: Infinity, kind: 'every', hours } as const;
        const input = oracleInput(stream, MOST_BATCHES);
        for (const row of [...responseTimesOf(input, all, []), ...agentsAtWork(input, all)])
          for (const [key, value] of Object.entries(row)) if (value) found.add(key);
      }
    const rare = ['waits_over_30_days', 'waits_without_calendar', 'waits_answered_off_hours', 'target_share'];
    const ofAgents = ['shared_dialogues', 'waits_held', 'held_median_seconds', 'first_responses'];
    expect([...rare, ...ofAgents].filter((key) => !found.has(key))).toEqual([]);
  });

  it(
    'say the same of response-time by any groups, of its buckets, and of agents',
    async () => {
      for (const stream of streams) {
        const input = oracleInput(stream, MOST_BATCHES);
        const { question, by, bound } = randomQuestion(randomOf(stream.seed), stream);
        const context = { seed: stream.seed, by, own: bound.own };

        const [rows, buckets, agents] = await Promise.all([
          runReport(database.client, 'response-time', bound),
          runReport(database.client, 'response-distribution', bound),
          runReport(database.client, 'agents', bound),
        ]);
        const expected = responseTimesOf(input, question, by).map(withoutEmptyGroups);
        expect({ ...context, rows: inOrder(rows.map(withoutEmptyGroups), GROUP_KEYS) }).toEqual({
          ...context,
          rows: inOrder(expected, GROUP_KEYS).map((row) => ({ period: 'current', ...close(row) })),
        });
        const waits = askedWaits(input, question);
        const lengths = waits.flatMap(({ length }) => (length === null ? [] : [length]));
        const isSeen = responseTimesOf(input, question, []).at(-1)!['waits_answered'] !== null;
        expect({ ...context, buckets: buckets.map((bucket) => bucket.waits_answered) }).toEqual({
          ...context,
          buckets: [0, 60, 3600, DAY].map((from, index) => {
            const to = [60, 3600, DAY][index] ?? Infinity;
            return isSeen ? lengths.filter((length) => length >= from && length < to).length : null;
          }),
        });

        const atWork = agentsAtWork(input, { ...question, kind: 'every' });
        expect({ ...context, agents: inOrder(agents, ['is_total', 'agent_id']) }).toEqual({
          ...context,
          agents: inOrder(atWork, ['is_total', 'agent_id']).map((row) => expect.objectContaining(close(row))),
        });
      }
    },
    PATIENCE_MS,
  );

  it(
    'say the same of each unit over time, and of each hour of the week',
    async () => {
      for (const stream of streams) {
        const input = oracleInput(stream, MOST_BATCHES);
        const { question, bound } = randomQuestion(randomOf(stream.seed), stream);
        const isLong = question.to - question.from > 400 * DAY * 1000;
        const byUnit = { ...bound, granularity: isLong ? ('month' as const) : ('week' as const) };
        const [units, hours, agents] = await Promise.all([
          runReport(database.client, 'response-over-time', byUnit),
          runReport(database.client, 'load-heatmap', bound),
          runReport(database.client, 'agents-over-time', byUnit),
        ]);
        let rowsOfAgents = 0;
        for (const { period: _period, is_partial: _partial, bucket_start, bucket_end, ...row } of units) {
          const unit = { ...question, from: Date.parse(bucket_start), to: Date.parse(bucket_end) };
          const total = responseTimesOf(input, unit, []).at(-1)!;
          expect({ seed: stream.seed, bucket_start, ...row }).toEqual({
            seed: stream.seed,
            bucket_start,
            ...close(Object.fromEntries(Object.keys(row).map((key) => [key, total[key]]))),
          });
          const keys = ['waits_answered', 'response_median_seconds', 'waits_without_calendar'];
          for (const one of responseTimesOf(input, { ...unit, kind: 'every' }, ['agent'])) {
            if (one['is_total'] || !one['waits_answered']) continue;
            const isOf = (each: (typeof agents)[number]) =>
              !each.is_total && each.agent_id === one['agent_id'];
            const found = agents.find((each) => each.bucket_start === bucket_start && isOf(each));
            rowsOfAgents += 1;
            expect({ seed: stream.seed, bucket_start, ...found }).toMatchObject(
              close(Object.fromEntries(keys.map((key) => [key, one[key]]))),
            );
          }
        }
        expect(agents.filter(({ is_total }) => !is_total)).toHaveLength(rowsOfAgents);

        const every = { ...question, dated_by: 'started', to: Infinity, from: -Infinity } as const;
        const waits = askedWaits(input, every);
        const isIn = (time: number) => time >= question.from && time < question.to;
        for (const row of hours) {
          const isHere = (time: number) => {
            const { hour, weekday } = clockOnTheWall(question.time_zone, time);
            return isIn(time) && hour === row.hour_of_day && weekday === row.weekday;
          };
          const begun = waits.filter((wait) => isHere(wait.waiting_since));
          const { response_median_seconds } = responseNumbers(begun, true);
          const isSeen = responseTimesOf(input, question, []).at(-1)!['waits_answered'] !== null;
          expect({ seed: stream.seed, ...row }).toMatchObject({
            seed: stream.seed,
            ...close({
              waits_begun: isSeen ? begun.length : null,
              waits_answered: isSeen ? waits.filter((wait) => isHere(wait.answered_at)).length : null,
              response_median_seconds,
            }),
          });
        }
        expect(coveredShare(input, askedDialogues(input, question))).toEqual(
          responseTimesOf(input, question, []).at(-1)!['outgoing_covered_share'],
        );
      }
    },
    PATIENCE_MS,
  );
});
