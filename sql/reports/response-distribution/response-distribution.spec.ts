import { responseDistribution } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { putDialogues, putWaits, type StatedWait } from '../../testing/put-waits.js';
import { anAccount, openWorkspace, type TestAccount, type TestWorkspace } from '../../testing/workspace.js';
import { type BoundParams, runReport } from '../index.js';

const monday = {
  from: new Date('2026-03-01T21:00:00Z'),
  to: new Date('2026-03-02T21:00:00Z'),
  now: new Date('2026-03-10T00:00:00Z'),
};
const own = {
  kind: 'every',
  clock: 'customer',
  hours: 'calendar',
  clock_starts: 'definition',
  dated_by: 'started',
  buckets: [60, 300],
};
const since = '2026-03-02T09:00:00.000Z';
const after = (ms: number, stated: Partial<StatedWait> = {}): StatedWait => ({
  waiting_since: since,
  answered_at: new Date(Date.parse(since) + ms).toISOString(),
  ...stated,
});

describe('response-distribution', () => {
  let database: TestDatabase;
  let last = 300;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const open = (accounts: readonly TestAccount[] = [anAccount()]) =>
    openWorkspace(database.client, ++last, accounts);
  const put = (...waits: StatedWait[]) => putWaits(database.client, last, waits);
  const ask = async (
    shop: TestWorkspace,
    more: Partial<typeof own> = {},
    stated: Partial<BoundParams> = {},
  ) => {
    const rows = await runReport(
      database.client,
      'response-distribution',
      shop.asking({ ...monday, ...stated, own: { ...own, ...more } }),
    );
    return rows.map((row) => Object.values(row));
  };

  it('puts a length of exactly a limit into the next bucket, and all that is longer into the last', async () => {
    const shop = await open();
    await put(after(0), after(59_999), after(60_000), after(299_999), after(300_000), after(9_999_999_999), {
      waiting_since: since,
    });
    await putDialogues(database.client, last, [{ started_at: since, messages_received: 9 }]);
    expect(await ask(shop)).toEqual([
      ['current', 0, 60, 2, 1 / 3, 1 / 3, 0, 1],
      ['current', 60, 300, 2, 1 / 3, 2 / 3, 0, 1],
      ['current', 300, null, 2, 1 / 3, 1, 0, 1],
    ]);
    expect(await ask(shop, { buckets: [1_000_000] })).toEqual([
      ['current', 0, 1_000_000, 5, 5 / 6, 5 / 6, 0, 1],
      ['current', 1_000_000, null, 1, 1 / 6, 1, 0, 1],
    ]);
  });

  it('has every bucket also where nothing was answered, each period apart', async () => {
    const shop = await open();
    const previous = { from: new Date('2026-02-28T21:00:00Z'), to: monday.from };
    await put(after(10, { waiting_since: '2026-03-01T20:00:00.000Z', answered_at: '2026-03-01T20:01:00Z' }));
    const empty = [
      [0, 60, 0, null, null, 0, null],
      [60, 300, 0, null, null, 0, null],
      [300, null, 0, null, null, 0, null],
    ];
    expect(await ask(shop, {}, { previous })).toEqual([
      ...empty.map((row) => ['current', ...row]),
      ['previous', 0, 60, 0, 0, 0, 0, null],
      ['previous', 60, 300, 1, 1, 1, 0, null],
      ['previous', 300, null, 0, 0, 1, 0, null],
    ]);
    expect(await ask(await open(), {}, { previous })).toEqual(
      ['current', 'previous'].flatMap((period) => empty.map((row) => [period, ...row])),
    );
  });

  it('has in no bucket what has no calendar, and says how many those are', async () => {
    const shop = await open();
    const open5Minutes = { calendar_id: 1, since_business_ms: 1000, answered_business_ms: 301_000 };
    await put(after(7_200_000, open5Minutes), after(7_200_000), after(1));
    expect(await ask(shop, { hours: 'business' })).toEqual([
      ['current', 0, 60, 0, 0, 0, 2, null],
      ['current', 60, 300, 0, 0, 0, 2, null],
      ['current', 300, null, 1, 1, 1, 2, null],
    ]);
  });

  it('is null where no account lets answers be seen', async () => {
    const shop = await open([anAccount({ outgoing: 'never' })]);
    await putDialogues(database.client, last, [{ started_at: since, messages_received: 9 }]);
    expect(await ask(shop, { buckets: [60] })).toEqual([
      ['current', 0, 60, null, null, null, null, 0],
      ['current', 60, null, null, null, null, null, 0],
    ]);
  });

  it('takes limits that rise, one to thirty of them, and has sensible ones when none are given', () => {
    const ask = (buckets?: unknown) =>
      responseDistribution.params.safeParse({ from: '2026-03-01', to: '2026-03-02', buckets });
    expect(ask().data?.buckets).toEqual([60, 300, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400]);
    expect(ask('60,120').data?.buckets).toEqual([60, 120]);
    expect(ask(['60', '120']).data?.buckets).toEqual([60, 120]);
    for (const wrong of ['60,60', '120,60', '0', '1.5', 'x', [], Array.from({ length: 31 }, (_, i) => i + 1)])
      expect([wrong, ask(wrong).success]).toEqual([wrong, false]);
  });
});
