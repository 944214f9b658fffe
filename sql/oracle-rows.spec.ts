import { CLOCK_STARTS_ASKED, CLOCKS, DATED_BY, HOURS, WAIT_GROUPS, WAIT_KINDS } from '@parley/contracts';
import { serviceLimits } from './calendars/index.js';
import { createDeriver } from './derive/index.js';
import { putAgentIdentities } from './lib/parameters.js';
import {
  boundValues,
  type BoundParams,
  ROW_REPORT_QUERIES,
  runReport,
  type ReportRow,
} from './reports/index.js';
import { howMany, openTestDatabase, type TestDatabase } from './testing/index.js';
import { randomStream } from './testing/random-streams.js';
import { type Random, randomOf } from './testing/random.js';
import {
  inWorkspace,
  oracleInput,
  type StoredStream,
  storeBatch,
  storeSettings,
} from './testing/stream-store.js';

const BATCHES = 4;
const PATIENCE_MS = 400_000;
const WORKSPACES = howMany(5, 200);
const streams = Array.from({ length: WORKSPACES }, (_, index) =>
  inWorkspace(randomStream(41_001 + index, { isCorrected: false })),
);
const ofStream = (stream: StoredStream) => oracleInput(stream, BATCHES).rows;

/** What a row report takes beyond the questions of the numbers. */
const PICK_NOTHING = {
  states: [],
  target_results: [],
  arrivals: [],
  min_seconds: null,
  max_seconds: null,
  is_measured: 'any',
  answered_off_hours: 'any',
  held_by_agent_ids: [],
  identity_ids: [],
  order: 'oldest',
};

function randomQuestion(random: Random, stream: StoredStream): BoundParams {
  const times = ofStream(stream).map((row) => row.occurred_at);
  const edges = [random.pick(times), random.pick(times)].sort((a, b) => a - b) as [number, number];
  const isEverything = random.chance(0.5);
  const now = new Date(Math.max(...times) + random.pick([0, 3_600_000, 86_400_000 * 31]));
  const accounts = stream.accounts.map(({ account_id, channel }) => ({ account_id, channel }));
  return {
    workspace_id: stream.workspace_id,
    definition_id: 1,
    repeat_after_seconds: 86_400,
    unanswered_after_seconds: 86_400,
    time_zone: random.pick(['UTC', 'Europe/Moscow', 'Asia/Kathmandu']),
    previous: null,
    from: new Date(isEverything ? Date.UTC(2020, 0, 1) : edges[0]),
    to: new Date(isEverything ? Date.UTC(2060, 0, 1) : edges[1]),
    now,
    ...(random.chance(0.2) ? { account_ids: [String(random.pick(accounts).account_id)] } : {}),
    ...(random.chance(0.2) ? { weekdays: [1, 2, 3, 4] } : {}),
    limits: serviceLimits({
      schedule: stream.schedule,
      accounts,
      team_ids: [1, 2],
      targets: [
        { team_id: null, channel: null, kind: 'first', seconds: 900, hours: random.pick(HOURS) },
        { team_id: 1, channel: null, kind: 'next', seconds: 7200, hours: random.pick(HOURS) },
      ],
      unanswered: { seconds: 86_400, hours: random.pick(HOURS) },
      now,
    }),
    own: {
      kind: random.pick(WAIT_KINDS),
      clock: random.pick(CLOCKS),
      hours: random.pick(HOURS),
      clock_starts: random.pick(CLOCK_STARTS_ASKED),
      dated_by: random.pick(DATED_BY),
    },
  };
}

describe('rows and the numbers that they are behind', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await storeSettings(database.client, streams);
    for (let batch = 0; batch < BATCHES; batch++) await storeBatch(database.client, streams, batch);
    const deriver = createDeriver(database.client, () => undefined);
    while ((await deriver.round()).identities > 0);
    await putAgentIdentities(
      database.client,
      streams.flatMap((stream) => {
        const agents = [...new Set(ofStream(stream).map(({ agent_id }) => String(agent_id)))].filter(
          (id) => id !== '0',
        );
        const [first] = agents;
        return agents.map((agent_id, index) => ({
          workspace_id: stream.workspace_id,
          agent_id,
          counts_as: index === 1 ? (first ?? agent_id) : agent_id,
          team_id: index < 2 ? 1 : index % 3,
          version: 1n,
        }));
      }),
    );
  }, PATIENCE_MS);
  afterAll(() => database.close());

  const count = (
    name: keyof typeof ROW_REPORT_QUERIES,
    bound: BoundParams,
    own: Record<string, unknown>,
    filters: Partial<BoundParams> = {},
  ) => {
    const asked = { ...bound, ...filters, own: { ...PICK_NOTHING, ...bound.own, ...own } };
    return ROW_REPORT_QUERIES[name].count(database.client, boundValues(asked, 'current', asked));
  };

  /** What of the rows of a report picks the things behind its row. */
  const group = (row: ReportRow<'response-time'>, by: readonly string[]): [Partial<BoundParams>, object] => {
    if (row.is_total) return [{}, {}];
    const has = (name: string) => by.includes(name);
    return [
      {
        ...(has('agent') ? { agent_ids: [row.agent_id ?? '0'] } : {}),
        ...(has('team') ? { team_ids: [row.team_id ?? '0'] } : {}),
        ...(has('channel') && row.channel !== null ? { channels: [row.channel] } : {}),
        ...(has('account') && row.account_id !== null ? { account_ids: [row.account_id] } : {}),
        ...(has('source') ? { refs: [row.ref ?? ''] } : {}),
        ...(has('hour') && row.hour_of_day !== null ? { hours_of_day: [row.hour_of_day] } : {}),
        ...(has('weekday') && row.weekday !== null ? { weekdays: [row.weekday] } : {}),
      },
      has('source') && row.arrival !== null ? { arrivals: [row.arrival] } : {},
    ];
  };

  it(
    `are as many, for ${WORKSPACES} random workspaces and questions, in total and by group`,
    async () => {
      let compared = 0;
      for (const stream of streams) {
        const random = randomOf(stream.seed);
        const bound = randomQuestion(random, stream);
        const by = [random.pick(WAIT_GROUPS)];
        const rows = await runReport(database.client, 'response-time', {
          ...bound,
          own: { ...bound.own, by },
        });
        // The total, and some of the groups: each number is a question of its own.
        const some = [
          ...rows.filter((row) => row.is_total),
          ...rows.filter((row) => !row.is_total).slice(0, 2),
        ];
        for (const row of some) {
          const [filters, own] = group(row, by);
          const of = (pick: object) => count('waits', bound, { ...own, ...pick }, filters);
          const picks = [
            [row.waits_answered, { states: ['answered'] }],
            [row.waits_unanswered, { states: ['unanswered', 'abandoned'] }],
            [row.waits_with_target, { target_results: ['met', 'missed'] }],
            [row.waits_within_target, { target_results: ['met'] }],
            [row.waits_without_calendar, { states: ['answered'], is_measured: 'no' }],
            [row.waits_answered_off_hours, { answered_off_hours: 'yes' }],
            [row.waits_over_30_days, { min_seconds: 2_592_000.001 }],
          ] as const;
          const found = await Promise.all(picks.map(([, pick]) => of(pick)));
          const numbers = picks.map(([number]) => number);
          if (numbers[0] === null) continue;
          expect({ seed: stream.seed, bound, by, row, found }).toEqual({
            seed: stream.seed,
            bound,
            by,
            row,
            found: numbers,
          });
          compared += numbers.filter((number) => number !== null && number > 0).length;
        }
      }
      // Zero is easily equal to zero.
      expect(compared).toBeGreaterThan(WORKSPACES / 2);
    },
    PATIENCE_MS,
  );

  it(
    'are as many as the overview and the agents say, and their pages hold each of them once',
    async () => {
      for (const stream of streams.slice(0, 3)) {
        const {
          account_ids: _a,
          weekdays: _w,
          limits: _l,
          ...question
        } = randomQuestion(randomOf(stream.seed), stream);
        const bound: BoundParams = {
          ...question,
          own: {
            kind: 'every',
            clock: 'customer',
            hours: 'calendar',
            clock_starts: 'definition',
            dated_by: 'started',
          },
        };
        const [row] = await runReport(database.client, 'overview', bound);
        const some = { senders: [], content_kinds: [], statuses: [], directions: [] };
        const all = { starters: [], is_repeat: 'any', is_resolved: 'any' };
        const found = {
          waits_answered: await count('waits', bound, { states: ['answered'] }),
          waits_unanswered: await count('unanswered', bound, {}),
          dialogues: await count('dialogues', bound, { ...all, has_incoming: 'yes' }),
          messages_received: await count('messages', bound, { ...some, directions: ['incoming'] }),
          messages_sent: await count('messages', bound, { ...some, directions: ['outgoing'] }),
          messages_delivered: await count('messages', bound, {
            ...some,
            directions: ['outgoing'],
            statuses: ['delivered'],
          }),
        };
        expect({ seed: stream.seed, ...found }).toEqual({
          seed: stream.seed,
          ...Object.fromEntries(
            Object.keys(found).map((key) => [
              key,
              row?.[key as keyof typeof found] ?? found[key as keyof typeof found],
            ]),
          ),
        });

        const query = ROW_REPORT_QUERIES.waits;
        const values = boundValues(
          { ...bound, own: { ...PICK_NOTHING, ...bound.own, order: 'longest' } },
          'current',
          bound,
        );
        const ids: unknown[] = [];
        for (let after = null as Awaited<ReturnType<typeof query.page>>['next']; ;) {
          const page = await query.page(database.client, values, { limit: 7, after });
          ids.push(...page.rows.map((one) => (one as { wait_id: string }).wait_id));
          after = page.next;
          if (after === null || ids.length > 200) break;
        }
        const streamed: unknown[] = [];
        for await (const one of query.stream(database.client, values)) {
          streamed.push((one as { wait_id: string }).wait_id);
          if (streamed.length === ids.length) break;
        }
        expect([stream.seed, new Set(ids).size]).toEqual([stream.seed, ids.length]);
        expect(streamed).toEqual(ids);
      }
    },
    PATIENCE_MS,
  );
});
