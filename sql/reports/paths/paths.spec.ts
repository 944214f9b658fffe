import { pathContactRows, paths } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import {
  aButtonPress,
  aGoal,
  aMerge,
  aMessage,
  anUnsubscription,
  aPurchase,
  aReply,
  aStart,
} from '../../testing/factories/index.js';
import { anAccount, openWorkspace, type TestAccount } from '../../testing/workspace.js';
import { boundValues, ROW_REPORT_QUERIES, runReport } from '../index.js';

const at = (time: string) => ({ occurred_at: `2026-03-${time}Z` });
const of = (id: string) => ({ contact: { id } });
/** March in UTC, looked at in May. */
const march = {
  from: new Date('2026-03-01T00:00:00Z'),
  to: new Date('2026-04-01T00:00:00Z'),
  now: new Date('2026-05-15T00:00:00Z'),
};
const edges = { from: '2026-03-01', to: '2026-04-01' };

describe('paths', () => {
  let database: TestDatabase;
  let last = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const open = (accounts: TestAccount[] = [anAccount({ subscriptions: false })]) =>
    openWorkspace(database.client, ++last, accounts);
  type Shop = Awaited<ReturnType<typeof open>>;

  /** Links as «step: from → to = contacts», `|` where a journey begins or ends; the total last. */
  const ask = async (shop: Shop, own: Record<string, unknown> = {}, more: object = {}): Promise<string[]> => {
    const {
      from: _from,
      to: _to,
      time_zone: _zone,
      compare_to: _compared,
      ...asked
    } = paths.params.parse({
      ...edges,
      minimum_share: 0.005,
      ...own,
    });
    const rows = await runReport(database.client, 'paths', shop.asking({ ...march, ...more, own: asked }));
    return rows.map((row) =>
      row.is_total
        ? `all = ${row.path_contacts}`
        : `${row.path_step}: ${row.from_value ?? '|'} → ${row.to_value ?? '|'} = ${row.path_contacts}`,
    );
  };
  const people = async (shop: Shop, own: Record<string, unknown>) => {
    const bound = shop.asking({
      ...march,
      own: pathContactRows.params.parse({ ...edges, minimum_share: 0.005, ...own }),
    });
    const found = await ROW_REPORT_QUERIES['path-contacts'].page(
      database.client,
      boundValues(bound, 'current', bound),
      { limit: 10, after: null },
    );
    return found.rows as { anchor_at: string; path: string[]; dialogue_id: string | null }[];
  };

  /** Anna came by vk, wrote, was answered twice and bought; Boris only came; Clara came by mail and wrote. */
  const fill = (shop: Shop) =>
    shop.receive(
      aStart({ ...of('anna'), ...at('02T09:00:00'), source: 'vk', ref: 'a' }),
      aMessage({ ...of('anna'), ...at('02T09:01:00') }),
      aReply({ ...of('anna'), ...at('02T09:02:00') }),
      aMessage({ ...of('anna'), ...at('02T09:03:00') }),
      aReply({ ...of('anna'), ...at('02T09:04:00') }),
      aPurchase({ ...of('anna'), ...at('03T12:00:00') }),
      aStart({ ...of('boris'), ...at('05T23:59:00'), source: 'vk', ref: 'a' }),
      aStart({ ...of('clara'), ...at('06T10:00:00'), source: 'mail', ref: 'b' }),
      aMessage({ ...of('clara'), ...at('06T10:01:00') }),
    );

  it('tells what came after an arrival; what enters a step leaves it or stops there', async () => {
    const shop = await open();
    await fill(shop);
    expect(await ask(shop)).toEqual([
      '1: touch:mail → wrote = 1',
      '1: touch:vk → | = 1',
      '1: touch:vk → wrote = 1',
      '2: wrote → | = 1',
      '2: wrote → answered = 1',
      '3: answered → purchase_completed = 1',
      '4: purchase_completed → | = 1',
      'all = 3',
    ]);
    // Anna's journey goes on; after the last step that is asked for nothing is looked at.
    expect(await ask(shop, { depth: 1 })).toEqual([
      '1: touch:mail → wrote = 1',
      '1: touch:vk → | = 1',
      '1: touch:vk → wrote = 1',
      'all = 3',
    ]);
    expect(await ask(shop, { anchor_names: ['mail'] })).toEqual([
      '1: touch:mail → wrote = 1',
      '2: wrote → | = 1',
      'all = 1',
    ]);
    const [anna] = await people(shop, { path_step: 3, to_value: 'purchase_completed' });
    expect(anna).toMatchObject({
      anchor_at: '2026-03-02T09:00:00.000Z',
      path: ['touch:vk', 'wrote', 'answered', 'purchase_completed'],
    });
    expect(await people(shop, { path_step: 1, from_value: 'touch:vk' })).toHaveLength(2);
    expect(await people(shop, { path_step: 1, from_value: 'touch:vk', is_dropout: 'yes' })).toHaveLength(1);
  });

  it('tells what had led to an event, in the order of time', async () => {
    const shop = await open();
    await fill(shop);
    expect(await ask(shop, { anchor: 'purchase_completed', direction: 'to' })).toEqual([
      '1: answered → purchase_completed = 1',
      '2: wrote → answered = 1',
      '3: touch:vk → wrote = 1',
      '4: | → touch:vk = 1',
      'all = 1',
    ]);
  });

  it('leaves out repeated steps and repeated pairs', async () => {
    const shop = await open();
    const goal = (time: string, name: string) => aGoal({ ...at(time), goal: name });
    await shop.receive(
      ...['lead', 'lead', 'call', 'lead', 'call', 'call', 'lead', 'deal'].map((name, index) =>
        goal(`02T09:0${index}:00`, name),
      ),
    );
    // lead lead call lead call call lead deal: lead call (lead call) lead deal.
    expect(await ask(shop, { anchor: 'goal_reached', depth: 8 })).toEqual([
      '1: goal_reached:lead → goal_reached:call = 1',
      '2: goal_reached:call → goal_reached:lead = 1',
      '3: goal_reached:lead → goal_reached:deal = 1',
      '4: goal_reached:deal → | = 1',
      'all = 1',
    ]);
  });

  it('keeps to the period with the anchor and to the window with the steps, both ends included', async () => {
    const shop = await open();
    await shop.receive(
      // One before the period, one at its first moment, which is the anchor; a buyer within the window in April.
      aGoal({ ...of('anna'), occurred_at: '2026-02-28T23:59:59.999Z', goal: 'lead' }),
      aGoal({ ...of('anna'), ...at('01T00:00:00'), goal: 'call' }),
      aGoal({ ...of('boris'), ...at('31T23:59:59.999'), goal: 'lead' }),
      aPurchase({ ...of('boris'), occurred_at: '2026-04-01T23:59:59.999Z' }),
      aGoal({ ...of('clara'), ...at('31T10:00:00'), goal: 'lead' }),
      aPurchase({ ...of('clara'), occurred_at: '2026-04-01T10:00:00.001Z' }),
      aGoal({ ...of('dora'), occurred_at: '2026-04-01T00:00:00Z', goal: 'lead' }),
    );
    const day = { anchor: 'goal_reached', window_seconds: 86_400 };
    expect(await ask(shop, day)).toEqual([
      '1: goal_reached:call → | = 1',
      '1: goal_reached:lead → | = 1',
      '1: goal_reached:lead → purchase_completed = 1',
      '2: purchase_completed → | = 1',
      'all = 3',
    ]);
    // In the zone of the question Boris came at five in the morning of Wednesday.
    const kolkata = { time_zone: 'Asia/Kolkata', hours_of_day: [5], weekdays: [3] };
    expect(await ask(shop, day, kolkata)).toEqual([
      '1: goal_reached:lead → purchase_completed = 1',
      '2: purchase_completed → | = 1',
      'all = 1',
    ]);
  });

  it('gathers what is rare, so that sums hold, and finds its people', async () => {
    const shop = await open();
    const names = ['a', 'a', 'a', 'b', 'c'];
    await shop.receive(
      ...names.flatMap((name, index) => [
        aGoal({ ...of(`p${index}`), ...at(`02T09:0${index}:00`), goal: 'lead' }),
        aGoal({ ...of(`p${index}`), ...at(`02T10:0${index}:00`), goal: name }),
      ]),
    );
    const third = { anchor: 'goal_reached', minimum_share: 0.3 };
    expect(await ask(shop, third)).toEqual([
      '1: goal_reached:lead → goal_reached:a = 3',
      '1: goal_reached:lead → <other> = 2',
      '2: goal_reached:a → | = 3',
      '2: <other> → | = 2',
      'all = 5',
    ]);
    expect(await people(shop, { ...third, path_step: 1, to_value: '<other>' })).toHaveLength(2);
  });

  it('knows merged profiles as one contact, and an event sent twice as one', async () => {
    const shop = await open();
    const bought = aPurchase({ ...of('boris'), ...at('03T09:00:00'), order_id: 'o' });
    await shop.receive(
      aStart({ ...of('anna'), ...at('02T09:00:00'), source: 'vk', ref: 'a' }),
      bought,
      aMerge({ ...of('anna'), ...at('04T09:00:00'), other: { account_id: '1', contact_id: 'boris' } }),
    );
    await shop.receive(bought);
    expect(await ask(shop)).toEqual([
      '1: touch:vk → purchase_completed = 1',
      '2: purchase_completed → | = 1',
      'all = 1',
    ]);
  });

  it('takes every event when asked, and counts a message of two accounts of the same chats once', async () => {
    const shop = await open([
      anAccount({
        subscriptions: false,
        counted_elsewhere: [{ type: 'message_received', account_id: 2, from_ms: 0, until_ms: 4e12 }],
      }),
      anAccount({ account_id: 2, channel: 'web', subscriptions: false, identity_account_id: 1 }),
    ]);
    await shop.receive(
      aStart({ ...at('02T09:00:00'), source: 'vk', ref: 'a' }),
      aMessage(at('02T09:01:00')),
      aMessage({ ...at('02T09:01:01'), account_id: '2' }),
      aButtonPress(at('02T09:02:00')),
      anUnsubscription(at('02T09:03:00')),
    );
    expect(await ask(shop, { steps: 'every', anchor: 'message_received' })).toEqual([
      '1: message_received → button_pressed = 1',
      '2: button_pressed → | = 1',
      'all = 1',
    ]);
    const [row] = await people(shop, { steps: 'every', anchor: 'message_received' });
    expect(row?.anchor_at).toBe('2026-03-02T09:01:01.000Z');
  });

  it('says nothing of another workspace, and 0 of nobody', async () => {
    expect(await ask(await open())).toEqual(['all = 0']);
  });
});
