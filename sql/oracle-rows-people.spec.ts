import { BOT_OUTCOMES, type Channel, HOURS, type RowReportName } from '@parley/contracts';
import { runReport, type BoundParams } from './reports/index.js';
import { howMany, openTestDatabase, type TestDatabase } from './testing/index.js';
import { randomStream } from './testing/random-streams.js';
import { randomOf } from './testing/random.js';
import { countRows, randomQuestion, storeStreams } from './testing/row-counts.js';
import { inWorkspace } from './testing/stream-store.js';

const PATIENCE_MS = 400_000;
const WORKSPACES = howMany(5, 200);
const streams = Array.from({ length: WORKSPACES }, (_, index) =>
  inWorkspace(randomStream(43_001 + index, { isCorrected: false })),
);

/** A number, and what picks the rows behind it. */
type Pair = readonly [
  number: number | null | undefined,
  report: RowReportName,
  own: Record<string, unknown>,
  filters?: Partial<BoundParams>,
];

/** The filters that leave what a row split by place or source is of. */
const placeOf = (row: {
  channel: Channel | null;
  account_id: string | null;
  ref?: string | null;
}): Partial<BoundParams> => ({
  ...(row.channel ? { channels: [row.channel] } : {}),
  ...(row.account_id ? { account_ids: [row.account_id] } : {}),
  ...(row.ref ? { refs: [row.ref] } : {}),
});

describe('the people and dialogues behind the numbers', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await storeStreams(database.client, streams);
  }, PATIENCE_MS);
  afterAll(() => database.close());

  /** How many numbers above zero had as many rows: zero is easily equal to zero. */
  const compare = async (about: object, bound: BoundParams, pairs: readonly Pair[]): Promise<number> => {
    const told = pairs.filter(([number]) => number !== null && number !== undefined);
    const found = await Promise.all(
      told.map(([, report, own, filters]) => countRows(database.client, report, bound, own, filters)),
    );
    const shown = (count: number | null | undefined, place: number) => {
      const [, report, own, filters] = told[place] ?? [];
      return { report, own, filters, count };
    };
    expect({ about, bound, found: found.map(shown) }).toEqual({
      about,
      bound,
      found: told.map(([number], place) => shown(number, place)),
    });
    return told.filter(([number]) => number !== 0).length;
  };

  const walk = async (pairsOf: (bound: BoundParams, seed: number) => Promise<Pair[]>): Promise<number> => {
    let compared = 0;
    for (const stream of streams) {
      const bound = randomQuestion(randomOf(stream.seed), stream);
      const pairs = await pairsOf(bound, stream.seed);
      compared += await compare({ seed: stream.seed }, bound, pairs);
    }
    return compared;
  };

  it(
    'contacts are as many as came back, by whatever they are split',
    async () => {
      const compared = await walk(async (bound, seed) => {
        const by = randomOf(seed + 1).pick(['channel', 'account', 'source', 'agent']);
        const rows = await runReport(database.client, 'repeat-contact', { ...bound, own: { by } });
        return rows.slice(-4).flatMap((row) => {
          const filters: Partial<BoundParams> = row.is_total
            ? {}
            : {
                ...placeOf(row),
                ...(by === 'agent' ? { agent_ids: [row.agent_id ?? '0'] } : {}),
              };
          const own = row.arrival ? { arrivals: [row.arrival] } : {};
          const any = { ...own, has_written: 'any' };
          return [
            [row.contacts, 'contacts', own, filters],
            [row.repeat_contacts, 'contacts', { ...any, is_repeat: 'yes' }, filters],
            [row.repeat_contacts_unprompted, 'contacts', { ...any, is_unprompted: 'yes' }, filters],
            [row.contacts_immature, 'contacts', { ...own, is_immature: 'yes' }, filters],
            [
              row.contacts_with_earlier_dialogue,
              'contacts',
              { ...own, has_earlier_dialogue: 'yes' },
              filters,
            ],
          ] satisfies Pair[];
        });
      });
      expect(compared).toBeGreaterThan(WORKSPACES * 3);
    },
    PATIENCE_MS,
  );

  it(
    'contacts, arrivals and subscriptions are as many as the overview, channels and sources say',
    async () => {
      const compared = await walk(async (bound) => {
        const [overview] = await runReport(database.client, 'overview', bound);
        const channels = await runReport(database.client, 'by-channel', bound);
        const sources = await runReport(database.client, 'by-source', bound);
        const isNew = { has_written: 'any', is_new: 'yes' };
        return [
          [overview?.contacts, 'contacts', {}],
          [overview?.new_contacts, 'contacts', isNew],
          [overview?.repeat_contacts, 'contacts', { has_written: 'any', is_repeat: 'yes' }],
          [overview?.contacts_subscribed, 'subscriptions', {}],
          [overview?.contacts_unsubscribed, 'subscriptions', { of: 'ends' }],
          ...channels
            .slice(-2)
            .flatMap(({ channel, contacts, new_contacts, touches, contacts_subscribed }): Pair[] => {
              const filters = channel ? { channels: [channel] } : {};
              return [
                [contacts, 'contacts', {}, filters],
                [new_contacts, 'contacts', isNew, filters],
                [touches, 'arrivals', {}, filters],
                [contacts_subscribed, 'subscriptions', {}, filters],
              ];
            }),
          ...sources.slice(-3).flatMap((row): Pair[] => {
            const own = row.arrival ? { arrivals: [row.arrival] } : {};
            const filters = placeOf({ ...row, channel: null, account_id: null });
            const starts = { ...own, start_outcomes: ['wrote', 'silent'] };
            const waits = {
              ...own,
              kind: 'every',
              states: ['answered'],
              clock: 'customer',
              dated_by: 'started',
            };
            const everyDay = { ...filters, weekdays: [] };
            return [
              [row.new_contacts, 'contacts', { ...isNew, arrival_of: 'acquisition', ...own }, filters],
              [row.touches, 'arrivals', own, filters],
              [row.touches_re_engagement, 'arrivals', { ...own, arrival_kinds: ['re_engagement'] }, filters],
              [row.starts, 'arrivals', starts, filters],
              [row.starts_immature, 'arrivals', { ...own, start_outcomes: ['immature'] }, filters],
              [row.contacts_subscribed, 'subscriptions', own, filters],
              [row.dialogues, 'dialogues', own, everyDay],
              [row.waits_answered, 'waits', waits, everyDay],
              [row.first_responses, 'waits', { ...waits, kind: 'first' }, everyDay],
            ];
          }),
        ];
      });
      expect(compared).toBeGreaterThan(WORKSPACES * 3);
    },
    PATIENCE_MS,
  );

  it(
    'contacts are as many as were active and engaged, in each unit of time and channel',
    async () => {
      const compared = await walk(async (bound, seed) => {
        const random = randomOf(seed + 2);
        const granularity = random.pick(['day', 'week', 'month'] as const);
        const isLong = bound.to.getTime() - bound.from.getTime() > 400 * 86_400_000;
        const own = { by: random.pick(['none', 'channel']) };
        const asked = { ...bound, granularity: isLong ? ('year' as const) : granularity, own };
        const rows = await runReport(database.client, 'active-and-engaged', asked);
        const some = rows.filter((row) => row.is_total || (row.contacts ?? 0) > 0);
        return [...some.filter((row) => row.is_total).slice(-2), ...some.slice(0, 2)].flatMap(
          (row): Pair[] => {
            const filters = {
              from: new Date(row.bucket_start),
              to: new Date(row.bucket_end),
              ...(row.channel ? { channels: [row.channel] } : {}),
            };
            return [
              [row.contacts, 'contacts', {}, filters],
              [row.contacts_active, 'contacts', { has_written: 'any', has_received: 'yes' }, filters],
              [row.contacts_engaged, 'contacts', { has_received: 'yes' }, filters],
            ];
          },
        );
      });
      expect(compared).toBeGreaterThan(WORKSPACES * 3);
    },
    PATIENCE_MS,
  );

  it(
    'dialogues are as many as bots settled or handed over, and as were closed',
    async () => {
      const compared = await walk(async (bound, seed) => {
        const random = randomOf(seed + 3);
        const { weekdays: _days, ...everyDay } = bound;
        const hours = random.pick(HOURS);
        const closedBy = random.pick(['agent', 'team', 'channel', 'account']);
        const bots = await runReport(database.client, 'bots', {
          ...everyDay,
          own: { hours, by: random.pick(['none', 'channel', 'account', 'source']) },
        });
        const closings = await runReport(database.client, 'time-to-close', {
          ...everyDay,
          own: { hours, by: closedBy },
        });
        return [
          ...bots.slice(-3).flatMap((row): Pair[] => {
            const own = row.arrival ? { arrivals: [row.arrival] } : {};
            const of = (...bot_outcomes: string[]) =>
              ['dialogues', { ...own, bot_outcomes }, { weekdays: [], ...placeOf(row) }] as const;
            return [
              [row.dialogues, ...of()],
              [row.bot_dialogues, ...of(...BOT_OUTCOMES)],
              [row.bot_dialogues_contained, ...of('contained', 'reopened')],
              [row.bot_dialogues_handed_off, ...of('handed_off')],
              [row.bot_dialogues_taken_over, ...of('taken_over')],
              [row.bot_dialogues_reopened, ...of('reopened')],
            ];
          }),
          ...closings.slice(-3).flatMap((row): Pair[] => {
            const place = { weekdays: [], ...placeOf(row) };
            const own = row.is_total
              ? {}
              : {
                  ...(closedBy === 'team' ? { responsible_team_ids: [row.team_id ?? '0'] } : {}),
                  ...(closedBy === 'agent' ? { responsible_agent_ids: [row.agent_id ?? '0'] } : {}),
                };
            const of = (picks: object) => ['dialogues', { ...own, ...picks }, place] as const;
            const closed = { is_resolved: 'yes' };
            return [
              [row.dialogues, ...of({})],
              [row.dialogues_closable, ...of({ is_closable: 'yes' })],
              [row.dialogues_closed, ...of(closed)],
              [row.closings_with_target, ...of({ close_target_results: ['met', 'missed'] })],
              [row.closings_within_target, ...of({ close_target_results: ['met'] })],
              ...(hours === 'business'
                ? [[row.closings_without_calendar, ...of({ ...closed, has_calendar: 'no' })] as const]
                : []),
            ];
          }),
        ];
      });
      expect(compared).toBeGreaterThan(WORKSPACES * 3);
    },
    PATIENCE_MS,
  );

  it(
    'dialogues answered in, shared ones and waits that were held are as many as the agents’ table says',
    async () => {
      const compared = await walk(async (bound, seed) => {
        const team_ids = randomOf(seed + 4).chance(0.3) ? ['1'] : [];
        const rows = await runReport(database.client, 'agents', { ...bound, team_ids });
        return [...rows.slice(0, 2), ...rows.slice(2).slice(-1)].flatMap((row): Pair[] => {
          const agents = row.is_total ? [] : [row.agent_id ?? '0'];
          const filters = { team_ids, agent_ids: agents };
          const held = {
            kind: 'every',
            is_held: 'yes',
            held_by_agent_ids: agents,
            held_by_team_ids: team_ids,
          };
          return [
            [row.dialogues_answered, 'answered-dialogues', {}, filters],
            [row.shared_dialogues, 'answered-dialogues', { is_shared: 'yes' }, filters],
            [row.waits_held, 'waits', held, {}],
            [row.waits_answered, 'waits', { kind: 'every', states: ['answered'] }, filters],
          ];
        });
      });
      expect(compared).toBeGreaterThan(WORKSPACES);
    },
    PATIENCE_MS,
  );
});
