import { ACQUISITION_GROUPS, PATH_KINDS } from '@parley/contracts';
import { createDeriver } from './derive/index.js';
import { type BoundParams, runReport } from './reports/index.js';
import { firstSeed, howMany, openTestDatabase, type TestDatabase } from './testing/index.js';
import { pathLinksOf, type OracleLink, type PathsQuestion } from './testing/oracle/index.js';
import { randomBuyers } from './testing/random-buyers.js';
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
const PATIENCE_MS = 600_000;
const first = firstSeed(83_001);
const MANY = howMany(10, 400);
const streams = Array.from({ length: MANY }, (_, index) =>
  inWorkspace((index % 2 === 0 ? randomBuyers : randomStream)(first + index, { isCorrected: false })),
);
const DAY = 86_400_000;
const FREQUENT = ['touch', 'wrote', 'answered', 'purchase_completed', 'subscribed', 'message_received'];

function randomAsked(random: Random, stream: StoredStream): PathsQuestion {
  const times = oracleInput(stream, BATCHES).rows.map((row) => row.occurred_at);
  const [one, other] = [random.pick(times), random.pick(times)];
  const isEverything = random.chance(0.5);
  const anchor = random.chance(0.8) ? random.pick(FREQUENT) : random.pick(PATH_KINDS);
  return {
    from: isEverything ? Date.UTC(2020, 0, 1) : Math.min(one, other),
    to: isEverything ? Date.UTC(2060, 0, 1) : Math.max(one, other),
    now: random.pick(times) + random.pick([0, 1, 30]) * DAY,
    time_zone: random.pick(['UTC', 'Asia/Kathmandu']),
    by: random.pick(ACQUISITION_GROUPS),
    anchor,
    anchor_names: anchor === 'touch' && random.chance(0.2) ? [random.pick(['vk', '', 'mail'])] : [],
    direction: random.pick(['from', 'to']),
    steps: random.pick(['main', 'main', 'every']),
    depth: random.between(1, 8),
    minimum_share: random.pick([0.005, 0.5, 0.5]),
    window: random.pick([60_000, DAY, 7 * DAY, 30 * DAY, 366 * DAY]),
    account_ids: random.chance(0.2) ? [random.pick(stream.accounts).account_id] : [],
    hours_of_day: random.chance(0.2) ? [9, 10, 11, 12, 22, 23, 0, 1, 2] : [],
    weekdays: random.chance(0.2) ? [1, 2, 3, 6] : [],
  };
}

const boundOf = (stream: StoredStream, question: PathsQuestion): BoundParams => {
  const { from, to, now, time_zone, window, account_ids, hours_of_day, weekdays, ...own } = question;
  return {
    workspace_id: stream.workspace_id,
    definition_id: 1,
    repeat_after_seconds: 86_400,
    unanswered_after_seconds: 86_400,
    time_zone,
    previous: null,
    from: new Date(from),
    to: new Date(to),
    now: new Date(now),
    account_ids: account_ids.map(String),
    hours_of_day,
    weekdays,
    own: { ...own, window_seconds: window / 1000 },
  };
};

const sorted = (links: readonly OracleLink[]) => links.map((link) => JSON.stringify(link)).sort();

describe('the oracle, of paths', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await storeSettings(database.client, streams);
    for (let batch = 0; batch < BATCHES; batch++) await storeBatch(database.client, streams, batch);
    const deriver = createDeriver(database.client, () => undefined);
    while ((await deriver.round()).identities > 0);
  }, PATIENCE_MS);
  afterAll(() => database.close());

  it(
    'says the same of every ribbon, and behind each are as many people',
    async () => {
      const seen = { links: 0, deep: 0, others: 0, behind: 0 };
      for (const stream of streams)
        for (let turn = 0; turn < 4; turn++) {
          const random = randomOf(stream.seed * 10 + turn);
          const question = randomAsked(random, stream);
          const bound = boundOf(stream, question);
          const told = { seed: stream.seed, turn, ...question };
          const rows = await runReport(database.client, 'paths', bound);
          const expected = pathLinksOf(oracleInput(stream, BATCHES), question);
          const total = rows.at(-1)!;
          expect({ told, everybody: total.path_contacts }).toEqual({ told, everybody: expected.everybody });
          const links = rows
            .filter(({ is_total }) => !is_total)
            .map(({ path_step, from_value, to_value, path_contacts, path_contacts_open }) => ({
              path_step: path_step!,
              from_value,
              to_value,
              contacts: path_contacts!,
              open: path_contacts_open!,
            }));
          expect({ told, links: sorted(links) }).toEqual({ told, links: sorted(expected.links) });
          seen.links += links.length;
          seen.deep += links.filter(({ path_step }) => path_step > 2).length;
          seen.others += links.filter(
            ({ from_value, to_value }) => to_value === '<other>' || from_value === '<other>',
          ).length;
          for (const link of links.filter(() => random.chance(howMany(0.3, 1)))) {
            const count = await countRows(database.client, 'path-contacts', bound, {
              path_step: link.path_step,
              from_value: link.from_value ?? '',
              to_value: link.to_value ?? '',
              is_dropout: link.from_value === null || link.to_value === null ? 'yes' : 'no',
            });
            expect({ told, link, count }).toEqual({ told, link, count: link.contacts });
            seen.behind++;
          }
        }
      // Nothing is compared where nothing happened.
      expect(Object.entries(seen).filter(([, number]) => number < 3)).toEqual([]);
    },
    PATIENCE_MS,
  );
});
