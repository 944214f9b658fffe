import { type FunnelDefinitionInput, funnelDefinition } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import {
  aBlock,
  aClick,
  aMessage,
  aPurchase,
  aReply,
  aStart,
  aButtonPress,
} from '../../testing/factories/index.js';
import { anAccount, openWorkspace } from '../../testing/workspace.js';
import { runReport } from '../index.js';

const at = (time: string) => ({ occurred_at: `2026-03-${time}Z` });
const of = (id: string) => ({ contact: { id } });
const DAY = 86_400;

/** 2 to 9 March, looked at when every window is over. */
const WEEK = {
  from: new Date('2026-03-02T00:00:00Z'),
  to: new Date('2026-03-09T00:00:00Z'),
  now: new Date('2026-06-01T00:00:00Z'),
};
const BOUGHT = { window_seconds: DAY, steps: [{ event: 'started' }, { event: 'bought' }] } as const;

describe('a funnel', () => {
  let database: TestDatabase;
  let last = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const open = (accounts = [anAccount()]) => openWorkspace(database.client, ++last, accounts);
  type Shop = Awaited<ReturnType<typeof open>>;
  const ask = (
    shop: Shop,
    funnel: FunnelDefinitionInput | typeof BOUGHT,
    own: { breakdown?: string; breakdown_at?: string } = {},
    stated: Partial<typeof WEEK> = {},
  ) =>
    runReport(
      database.client,
      'funnel',
      shop.asking({
        ...WEEK,
        ...stated,
        own: {
          funnel: funnelDefinition.parse(funnel),
          breakdown: 'none',
          breakdown_at: 'entry',
          breakdown_property: '',
          ...own,
        },
      }),
    );
  const reached = async (...asked: Parameters<typeof ask>) =>
    (await ask(...asked)).filter(({ is_total }) => is_total).map(({ units_reached }) => units_reached);

  it('counts whom it is told of, by hand', async () => {
    const shop = await open();
    await shop.receive(
      // Anna: a start, a message after 2 minutes, an answer 10 minutes later, a purchase on the next day.
      aStart({ ...at('02T09:00:00'), ref: 'a', source: 'vk' }),
      aMessage(at('02T09:02:00')),
      aReply({ ...at('02T09:12:00'), agent: { id: 'oleg' } }),
      aPurchase(at('03T08:00:00')),
      // Ben starts and writes 4 minutes later, and nobody answers.
      aStart({ ...of('ben'), ...at('04T09:00:00') }),
      aMessage({ ...of('ben'), ...at('04T09:04:00') }),
      // Cleo only starts, Dora only writes.
      aStart({ ...of('cleo'), ...at('05T09:00:00'), ref: 'a', source: 'vk' }),
      aMessage({ ...of('dora'), ...at('05T10:00:00') }),
    );
    const rows = await ask(
      shop,
      {
        window_seconds: DAY,
        steps: [{ event: 'started' }, { event: 'wrote' }, { event: 'answered' }, { event: 'bought' }],
      },
      { breakdown: 'source' },
    );
    const shown = rows.map((row) => [
      row.is_total ? 'all' : row.value,
      row.step,
      row.units_reached,
      row.units_lost,
      row.from_start_median_seconds,
      row.from_previous_median_seconds,
    ]);
    expect(shown).toEqual([
      ['vk', 1, 2, 0, null, null],
      ['vk', 2, 1, 1, 120, 120],
      ['vk', 3, 1, 0, 720, 600],
      ['vk', 4, 1, 0, 82_800, 82_080],
      [null, 1, 1, 0, null, null],
      [null, 2, 1, 0, 240, 240],
      [null, 3, 0, 1, null, null],
      [null, 4, 0, 0, null, null],
      ['all', 1, 3, 0, null, null],
      ['all', 2, 2, 1, 180, 180],
      ['all', 3, 1, 1, 720, 600],
      ['all', 4, 1, 0, 82_800, 82_080],
    ]);
    const [, , , bought] = rows.slice(-4);
    expect(bought).toMatchObject({
      units_judged: 3,
      reached_rate: 1 / 3,
      units_judged_before: 1,
      step_rate: 1,
      units_immature: 0,
      units_open: 0,
    });
    expect(bought!.reached_rate_low).toBeCloseTo(0.0615, 3);
    expect(bought!.reached_rate_high).toBeCloseTo(0.7923, 3);
  });

  it('counts a conversion after the end of the range but inside the window, and none after the window', async () => {
    const shop = await open();
    await shop.receive(
      aStart(at('08T23:00:00')),
      aPurchase(at('09T22:59:59')),
      aStart({ ...of('ben'), ...at('08T23:00:00') }),
      aPurchase({ ...of('ben'), ...at('09T23:00:00') }),
      aStart({ ...of('cleo'), ...at('08T23:00:00') }),
      aPurchase({ ...of('cleo'), ...at('09T23:00:00.001') }),
      // The range's end belongs to the next one.
      aStart({ ...of('dora'), ...at('09T00:00:00') }),
    );
    expect(await reached(shop, BOUGHT)).toEqual([3, 2]);
  });

  it('lets one event never fill two steps', async () => {
    const shop = await open();
    await shop.receive(
      aButtonPress(at('02T09:00:00')),
      aButtonPress({ ...of('ben'), ...at('02T09:00:00') }),
      aButtonPress({ ...of('ben'), ...at('02T09:00:00') }),
    );
    for (const order of ['ordered', 'strict', 'any'] as const)
      expect(
        await reached(shop, { order, steps: [{ event: 'button_pressed' }, { event: 'button_pressed' }] }),
      ).toEqual([2, 1]);
  });

  it('counts two steps in the same second, in the order of their sequence', async () => {
    const shop = await open();
    const goal = (id: string, first: number, second: number) => [
      aButtonPress({ ...of(id), ...at('02T09:00:00'), sequence: first }),
      aPurchase({ ...of(id), ...at('02T09:00:00'), sequence: second }),
    ];
    await shop.receive(...goal('anna', 1, 2), ...goal('ben', 2, 1));
    expect(await reached(shop, { steps: [{ event: 'button_pressed' }, { event: 'bought' }] })).toEqual([
      2, 1,
    ]);
  });

  it('is not changed by a duplicate, at the same time or at another', async () => {
    const shop = await open();
    const press = aButtonPress({ ...at('02T09:00:00'), id: 'press' });
    const twice = { steps: [{ event: 'button_pressed' }, { event: 'button_pressed' }] } as const;
    const asked: FunnelDefinitionInput = { steps: [...twice.steps] };
    await shop.receive(press, press);
    await shop.receive(press);
    expect(await reached(shop, asked)).toEqual([1, 0]);
    await shop.receive({ ...press, occurred_at: '2026-03-03T09:00:00Z' });
    expect(await reached(shop, asked)).toEqual([1, 0]);
    // Its first time lies before the range now, and that one stands.
    await shop.receive({ ...press, occurred_at: '2026-03-01T09:00:00Z' });
    expect(await reached(shop, asked)).toEqual([0, 0]);
  });

  it('leaves an immature entry out of the rate, whether or not it has got there', async () => {
    const shop = await open();
    await shop.receive(
      aStart(at('02T09:00:00')),
      aStart({ ...of('ben'), ...at('02T10:00:00') }),
      aPurchase({ ...of('ben'), ...at('02T11:00:00') }),
      aStart({ ...of('cleo'), ...at('05T09:00:00') }),
      aStart({ ...of('dora'), ...at('05T09:30:00') }),
      aPurchase({ ...of('dora'), ...at('05T10:00:00') }),
    );
    const now = new Date('2026-03-06T08:59:59.999Z');
    expect(await ask(shop, BOUGHT, {}, { now })).toMatchObject([
      { units_reached: 4, units_immature: 2, units_judged: 2, reached_rate: 1 },
      {
        units_reached: 2,
        units_immature: 1,
        units_lost: 1,
        units_open: 1,
        reached_rate: 0.5,
        step_rate: 0.5,
      },
    ]);
    // One millisecond later Cleo's window is over.
    expect(await ask(shop, BOUGHT, {}, { now: new Date('2026-03-06T09:00:00Z') })).toMatchObject([
      { units_immature: 1, units_judged: 3 },
      { units_lost: 2, units_open: 0, reached_rate: 1 / 3 },
    ]);
  });

  it('takes of several entries the earliest of those that go furthest', async () => {
    const shop = await open();
    await shop.receive(
      aStart(at('02T09:00:00')),
      aStart(at('04T09:00:00')),
      aStart(at('04T10:00:00')),
      aPurchase(at('04T12:00:00')),
    );
    expect((await ask(shop, BOUGHT))[1]).toMatchObject({
      units_reached: 1,
      from_start_median_seconds: 3 * 3600,
    });
  });

  it('is strict where it is asked to be, and heeds exclusions, gaps and the windows of steps', async () => {
    const shop = await open();
    await shop.receive(
      aStart(at('02T09:00:00')),
      aMessage(at('02T09:01:00')),
      aPurchase(at('02T09:02:00')),
      aStart({ ...of('ben'), ...at('02T09:00:00') }),
      aBlock({ ...of('ben'), ...at('02T09:01:00') }),
      aPurchase({ ...of('ben'), ...at('02T10:00:00') }),
    );
    const steps = [{ event: 'started' }, { event: 'bought' }, { event: 'wrote' }] as const;
    const asked = (stated: Partial<FunnelDefinitionInput>): FunnelDefinitionInput => ({
      steps: [...steps],
      ...stated,
    });
    expect(await reached(shop, asked({}))).toEqual([2, 2, 0]);
    expect(await reached(shop, asked({ order: 'strict' }))).toEqual([2, 1, 0]);
    expect(await reached(shop, asked({ order: 'any' }))).toEqual([2, 2, 1]);
    expect(await reached(shop, asked({ exclusions: [{ event: 'blocked' }] }))).toEqual([2, 1, 0]);
    const bought = (own: object) => asked({ steps: [{ event: 'started' }, { event: 'bought', ...own }] });
    expect(await reached(shop, bought({ window_seconds: 120 }))).toEqual([2, 1]);
    expect(await reached(shop, bought({ window_seconds: 119 }))).toEqual([2, 0]);
    expect(await reached(shop, bought({ min_gap_seconds: 3600 }))).toEqual([2, 1]);
    expect(await reached(shop, bought({ min_gap_seconds: 3601 }))).toEqual([2, 0]);
  });

  it('knows the visitor who clicked by the start that the click led to, and another only as a visitor', async () => {
    const shop = await open();
    await shop.receive(
      aClick({ ...at('02T09:00:00'), click_id: 'c-1', visitor_id: 'v-1' }),
      aStart({ ...at('02T09:01:00'), click_id: 'c-1' }),
      aClick({ ...at('02T09:00:00'), click_id: 'c-2', visitor_id: 'v-2' }),
    );
    expect(await reached(shop, { steps: [{ event: 'link_clicked' }, { event: 'started' }] })).toEqual([2, 1]);
  });

  it('tells nothing of another workspace, and all of nobody as zeros', async () => {
    const shop = await open();
    await shop.receive(aStart(at('02T09:00:00')));
    expect(await ask(await open(), BOUGHT)).toMatchObject([
      { step: 1, step_event: 'started', units_reached: 0, reached_rate: null, step_rate: null },
      { step: 2, step_event: 'bought', units_reached: 0, units_lost: 0, from_start_median_seconds: null },
    ]);
  });
});
