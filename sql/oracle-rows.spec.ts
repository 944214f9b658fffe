import { type RowReportName, WAIT_GROUPS } from '@parley/contracts';
import {
  boundValues,
  type BoundParams,
  ROW_REPORT_QUERIES,
  runReport,
  type ReportRow,
} from './reports/index.js';
import { howMany, openTestDatabase, type TestDatabase } from './testing/index.js';
import { randomStream } from './testing/random-streams.js';
import { randomOf } from './testing/random.js';
import { countRows, randomQuestion, storeStreams, unaskedOf } from './testing/row-counts.js';
import { inWorkspace } from './testing/stream-store.js';

const PATIENCE_MS = 400_000;
const WORKSPACES = howMany(5, 200);
const streams = Array.from({ length: WORKSPACES }, (_, index) =>
  inWorkspace(randomStream(41_001 + index, { isCorrected: false })),
);

describe('rows and the numbers that they are behind', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await storeStreams(database.client, streams);
  }, PATIENCE_MS);
  afterAll(() => database.close());

  const count = (
    name: RowReportName,
    bound: BoundParams,
    own: Record<string, unknown>,
    filters: Partial<BoundParams> = {},
  ) => countRows(database.client, name, bound, own, filters);

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
        const counted = await runReport(database.client, 'counted-as', bound);
        const asked: [string, RowReportName, object][] = [
          ['parley', 'waits', { kind: 'first', states: ['answered'] }],
          ['intercom', 'dialogues', { is_answered: 'yes' }],
          ['zendesk', 'dialogues', { is_answered: 'yes', starters: ['contact', 'broadcast_reply'] }],
        ];
        for (const [as, name, own] of asked) {
          const number = counted.find((line) => line.counted_as === as)?.responses_counted;
          const rows = await count(name, bound, { ...own });
          expect({ seed: stream.seed, as, rows }).toEqual({ seed: stream.seed, as, rows: number ?? rows });
        }
        const share = row?.read_share ?? null;
        if (share !== null) {
          const delivered = { directions: ['outgoing'], statuses: ['delivered'], tells_read: 'yes' };
          const of = await count('messages', bound, delivered);
          expect((row?.messages_read ?? 0) / of).toBeCloseTo(share, 9);
        }
        const found = {
          waits_answered: await count('waits', bound, { states: ['answered'] }),
          waits_unanswered: await count('unanswered', bound, {}),
          dialogues: await count('dialogues', bound, {}),
          messages_received: await count('messages', bound, { directions: ['incoming'] }),
          messages_sent: await count('messages', bound, { directions: ['outgoing'] }),
          messages_delivered: await count('messages', bound, {
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
          { ...bound, own: { ...unaskedOf('waits'), ...bound.own, order: 'longest' } },
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
