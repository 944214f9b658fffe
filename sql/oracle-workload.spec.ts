import { createDeriver } from './derive/index.js';
import { type BoundParams, runReport } from './reports/index.js';
import { openTestDatabase, type TestDatabase } from './testing/index.js';
import {
  type KnownAgent,
  type WorkedAnswer,
  workloadOf,
  workloadOfAnswers,
  type WorkloadQuestion,
} from './testing/oracle/index.js';
import { howMany } from './testing/how-many.js';
import { putWaits, type StatedWait } from './testing/put-waits.js';
import { anAccount, openWorkspace } from './testing/workspace.js';
import { randomStream } from './testing/random-streams.js';
import { type Random, randomOf } from './testing/random.js';
import { countRows } from './testing/row-counts.js';
import {
  inWorkspace,
  oracleInput,
  type StoredStream,
  storeBatch,
  storeSettings,
} from './testing/stream-store.js';

const BATCHES = 4;
const PATIENCE_MS = 400_000;
const ZONES = ['UTC', 'Europe/Moscow', 'Asia/Kathmandu', 'Europe/Berlin', 'Australia/Lord_Howe'];
/** Dialogues of several agents, hand-overs, assignments, calendars and none. */
const TELLING = [4, 12, 23, 29, 45, 51, 57, 61, 65];
const others = Array.from({ length: howMany(0, 150) }, (_, index) => 100 + index);
const streams = [...TELLING, ...others].map((nth) =>
  inWorkspace(randomStream(40_001 + nth, { isCorrected: false })),
);

/** Two of the agents are one. */
function knownAgents(stream: StoredStream): Map<string, KnownAgent> {
  const ids = oracleInput(stream, BATCHES).rows.map(({ agent_id }) => String(agent_id));
  const [first, second] = [...new Set(ids.filter((id) => id !== '0'))].sort();
  return new Map(
    [first, second].flatMap((id) =>
      id === undefined ? [] : [[id, { counts_as: first!, team_id: 1 }] as const],
    ),
  );
}

function randomQuestion(random: Random, stream: StoredStream): [WorkloadQuestion, BoundParams] {
  const known = knownAgents(stream);
  const input = oracleInput(stream, BATCHES);
  const times = input.rows.map((row) => row.occurred_at);
  const edges = [random.pick(times) + random.pick([0, 1, -60_000]), random.pick(times)].sort((a, b) => a - b);
  const isEverything = random.chance(0.5);
  const period = isEverything ? [Math.min(...times), Math.max(...times) + 1] : edges;
  const [from, to] = period as [number, number];
  const now = random.pick([to, from, to + 86_400_000, random.pick(times)]);
  const hours_of_day = random.chance(0.3) ? random.shuffle([...Array(24).keys()]).slice(0, 12) : [];
  const weekdays = random.chance(0.2) ? random.shuffle([1, 2, 3, 4, 5, 6, 7]).slice(0, 4) : [];
  const agents = [...known.values()].map(({ counts_as }) => counts_as);
  const agent_ids = agents.length > 0 && random.chance(0.2) ? [agents[0]!] : [];
  const pause_seconds = random.pick([60, 900, 3600, 86_400, 2_592_000]);
  const time_zone = random.pick(ZONES);
  const question: WorkloadQuestion = {
    ...{ from, to, now, time_zone, known, pause_seconds, agent_ids, hours_of_day, weekdays },
    ...{ kind: 'every', clock: 'agent', hours: 'calendar', clock_starts: 'definition', dated_by: 'started' },
    unanswered_after_seconds: 86_400,
    channelOf: new Map(stream.accounts.map(({ account_id, channel }) => [account_id, channel])),
    targetOf: () => undefined,
    passes: () => true,
  };
  return [
    question,
    {
      workspace_id: stream.workspace_id,
      definition_id: 1,
      repeat_after_seconds: 86_400,
      unanswered_after_seconds: 86_400,
      ...{ time_zone, agent_ids, hours_of_day, weekdays },
      previous: null,
      from: new Date(from),
      to: new Date(to),
      now: new Date(now),
      schedule: stream.schedule,
      own: { pause_seconds },
    },
  ];
}

const inOrder = (rows: readonly object[]) =>
  [...rows].sort((one, other) => (JSON.stringify(keyOf(one)) < JSON.stringify(keyOf(other)) ? -1 : 1));
const keyOf = (row: object) => {
  const { is_total, agent_id } = row as { is_total: boolean; agent_id: string | null };
  return [is_total, agent_id];
};
const close = (row: object) =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      typeof value === 'number' ? expect.closeTo(value, 6) : value,
    ]),
  );

describe('the workload and the oracle', () => {
  let database: TestDatabase;
  const found = { numbers: 0, shared: 0, open: 0 };
  beforeAll(async () => {
    database = await openTestDatabase();
    await storeSettings(database.client, streams);
    for (let batch = 0; batch < BATCHES; batch++) await storeBatch(database.client, streams, batch);
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

  it(
    'say the same of each agent, of all together, of each hour, and list as many spans',
    async () => {
      for (const stream of streams) {
        const random = randomOf(stream.seed);
        for (let nth = 0; nth < 2; nth++) {
          const [question, bound] = randomQuestion(random, stream);
          const expected = workloadOf(oracleInput(stream, BATCHES), question);
          const context = { seed: stream.seed, nth, own: bound.own, zone: bound.time_zone };
          const rows = await runReport(database.client, 'workload', bound);
          expect({ ...context, rows: inOrder(rows) }).toEqual({
            ...context,
            rows: inOrder(expected.rows).map((row) => expect.objectContaining(close(row))),
          });
          const total = rows.at(-1)!;
          found.numbers += total.work_spans ?? 0;
          found.shared += rows.length > 2 ? 1 : 0;
          found.open += total.open_busy_share ? 1 : 0;
          if (total.work_spans !== null)
            expect({ ...context, rows: await countRows(database.client, 'work-spans', bound, {}) }).toEqual({
              ...context,
              rows: total.work_spans,
            });
          if (nth > 0 || stream.seed % 3 > 0) continue;
          const hours = await runReport(database.client, 'workload-by-hour', { ...bound, hours_of_day: [] });
          const { byHour } = workloadOf(oracleInput(stream, BATCHES), { ...question, hours_of_day: [] });
          expect({ ...context, hours }).toEqual({
            ...context,
            hours: hours.map((_, hour) => expect.objectContaining(close(byHour(hour)))),
          });
        }
      }
      // Nothing is easily equal to nothing.
      expect(found.numbers).toBeGreaterThan(streams.length);
      expect(found.shared).toBeGreaterThan(1);
      expect(found.open).toBeGreaterThan(1);
    },
    PATIENCE_MS,
  );

  it(
    'say the same where agents work on many dialogues at once',
    async () => {
      const random = randomOf(42_001);
      let most = 0;
      for (let nth = 0; nth < howMany(4, 60); nth++) {
        const workspace_id = 900 + nth;
        const shop = await openWorkspace(database.client, workspace_id, [anAccount()]);
        const pause_seconds = random.pick([60, 900, 3600, 2_592_000]);
        const { waits, dialogues } = crowdedDay(random, pause_seconds * 1000);
        await putWaits(database.client, workspace_id, waits);
        const question = {
          from: DAY_BEGINS + random.between(0, 4) * 3_600_000,
          to: DAY_BEGINS + random.between(20, 30) * 3_600_000,
          now: DAY_BEGINS + 100 * 3_600_000,
          time_zone: random.pick(ZONES),
          pause_seconds,
          agent_ids: [],
          hours_of_day: random.chance(0.5) ? [9, 10, 14, 15, 22] : [],
          weekdays: [],
        };
        const bound = shop.asking({
          ...question,
          from: new Date(question.from),
          to: new Date(question.to),
          now: new Date(question.now),
          schedule: ROUND_THE_CLOCK,
          own: { pause_seconds },
        });
        const expected = workloadOfAnswers(dialogues, question, {
          schedule: ROUND_THE_CLOCK,
          isSeen: true,
          covered: null,
        });
        const rows = await runReport(database.client, 'workload', bound);
        const context = { nth, own: bound.own, zone: bound.time_zone };
        expect({ ...context, rows: inOrder(rows) }).toEqual({
          ...context,
          rows: inOrder(expected.rows).map((row) => expect.objectContaining(close(row))),
        });
        most = Math.max(most, rows[0]?.concurrency_max ?? 0);
        expect(await countRows(database.client, 'work-spans', bound, {})).toBe(rows.at(-1)?.work_spans);
        const hours = await runReport(database.client, 'workload-by-hour', { ...bound, hours_of_day: [] });
        const { byHour } = workloadOfAnswers(
          dialogues,
          { ...question, hours_of_day: [] },
          { isSeen: true, covered: null },
        );
        expect({ ...context, hours }).toEqual({
          ...context,
          hours: hours.map((_, hour) => expect.objectContaining(close(byHour(hour)))),
        });
      }
      expect(most).toBeGreaterThan(2);
    },
    PATIENCE_MS,
  );
});

const DAY_BEGINS = Date.UTC(2026, 2, 28, 21);
const NIGHT_AND_DAY: [string, string][] = [
  ['00:00', '12:30'],
  ['13:15', '24:00'],
];
const ROUND_THE_CLOCK = {
  calendars: {
    1: {
      time_zone: 'Europe/Berlin',
      versions: [
        {
          effective_from: null,
          week: {
            monday: NIGHT_AND_DAY,
            tuesday: NIGHT_AND_DAY,
            wednesday: NIGHT_AND_DAY,
            thursday: NIGHT_AND_DAY,
            friday: NIGHT_AND_DAY,
            saturday: NIGHT_AND_DAY,
            sunday: NIGHT_AND_DAY,
          },
        },
      ],
      days: [],
    },
  },
  workspace: '1',
  accounts: {},
  agents: {},
};

/** Fifty dialogues of three agents in twenty hours, as waits and as the answers in them. */
function crowdedDay(random: Random, pause: number): { waits: StatedWait[]; dialogues: WorkedAnswer[][] } {
  const waits: StatedWait[] = [];
  const dialogues = Array.from({ length: 50 }, (_, index) => {
    const answers: WorkedAnswer[] = [];
    let at = DAY_BEGINS + random.between(0, 20 * 60) * 60_000;
    for (let nth = random.between(1, 6); nth > 0; nth--) {
      const since = at + random.between(0, 25) * 60_000 + random.between(0, 2);
      const answered = since + random.between(0, 40) * 60_000 + random.between(0, 999);
      const agent = String(random.between(21, 23));
      const assigned = random.chance(0.3) ? random.between(since, answered) : 0;
      const isHeld = random.chance(0.15);
      waits.push({
        identity: index + 1,
        dialogue: index + 1,
        is_first: 0,
        waiting_since: new Date(since).toISOString(),
        answered_at: new Date(answered).toISOString(),
        answered_by: agent,
        agent_calendar_id: 1,
        ...(assigned > 0 ? { assigned_at: new Date(assigned).toISOString() } : {}),
        ...(isHeld ? { held_by: [['29', 1000]] as const } : {}),
      });
      answers.push({
        agent,
        at: answered,
        workedFrom: Math.max(since, assigned, answered - pause),
        wasElsewhere: isHeld,
        hours: '1',
      });
      at = answered;
    }
    return answers;
  });
  return { waits, dialogues };
}
