import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aMessage, anAssignment, aReply } from '../../testing/factories/index.js';
import { putDialogues, putWaits, type StatedWait } from '../../testing/put-waits.js';
import { anAccount, openWorkspace, type TestAccount, type TestWorkspace } from '../../testing/workspace.js';
import { NO_LIMITS } from '../bound-params.js';
import { type BoundParams, runReport, type ReportRow } from '../index.js';

const [OLEG, OLEG_OF_VIBER, MARIA, PETR] = ['11', '12', '13', '14'];
const monday = {
  from: new Date('2026-03-01T21:00:00Z'),
  to: new Date('2026-03-02T21:00:00Z'),
  now: new Date('2026-03-10T00:00:00Z'),
};
const own = { clock: 'agent', hours: 'calendar', clock_starts: 'definition', dated_by: 'started' };
const row = (stated: Partial<ReportRow<'agents'>>): ReportRow<'agents'> => ({
  period: 'current',
  is_total: false,
  agent_id: null,
  agent_name: null,
  team_id: null,
  team_name: null,
  dialogues_answered: 0,
  shared_dialogues: 0,
  waits_answered: 0,
  response_median_seconds: null,
  response_p90_seconds: null,
  first_responses: 0,
  first_response_median_seconds: null,
  first_response_p90_seconds: null,
  waits_with_target: 0,
  waits_within_target: 0,
  target_share: null,
  waits_held: 0,
  held_median_seconds: null,
  waits_without_calendar: 0,
  busiest_hour: null,
  last_answer_at: null,
  outgoing_covered_share: null,
  ...stated,
});
const wait = (waiting_since: string, seconds: number, stated: Partial<StatedWait> = {}): StatedWait => ({
  waiting_since,
  answered_at: new Date(Date.parse(waiting_since) + seconds * 1000).toISOString(),
  ...stated,
});

describe('agents', () => {
  let database: TestDatabase;
  let last = 600;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const open = (accounts: readonly TestAccount[] = [anAccount()]) =>
    openWorkspace(database.client, ++last, accounts);
  const put = (...waits: StatedWait[]) => putWaits(database.client, last, waits);
  const ask = (shop: TestWorkspace, stated: Partial<BoundParams> = {}) =>
    runReport(
      database.client,
      'agents',
      shop.asking({ ...monday, ...stated, own: { ...own, ...stated.own } }),
    );

  it('counts a dialogue of two for both and once in the total; holds belong to whom it was taken from', async () => {
    const shop = await open();
    const dialogue = { identity: 1, dialogue: 1 };
    await put(
      // One dialogue: Oleg after 10 s, Oleg again, Maria after 100 s, whom Petr had kept for 40 s and Oleg for 20.
      wait('2026-03-02T07:00:00Z', 10, { ...dialogue, answered_by: OLEG }),
      wait('2026-03-02T07:10:00Z', 30, { ...dialogue, answered_by: OLEG, is_first: 0 }),
      wait('2026-03-02T08:00:00Z', 100, {
        ...dialogue,
        answered_by: MARIA,
        is_first: 0,
        held_by: [
          [PETR!, 40_000],
          [OLEG!, 20_000],
        ],
      }),
      // Another: Oleg alone, after Petr had it twice.
      wait('2026-03-02T08:30:00Z', 200, {
        identity: 2,
        dialogue: 2,
        answered_by: OLEG,
        held_by: [
          [PETR!, 60_000],
          [MARIA!, 5_000],
          [PETR!, 80_000],
        ],
      }),
      // Nobody of whom the platform tells a name.
      wait('2026-03-02T09:00:00Z', 50, { identity: 3, dialogue: 3 }),
    );
    await putDialogues(database.client, last, [
      { started_at: '2026-03-02T07:00:00Z', messages_received: 9 },
      { started_at: '2026-03-02T08:00:00Z', messages_received: 1, account_id: 2 },
    ]);
    const covered = { outgoing_covered_share: 0.9 };
    expect(await ask(shop)).toEqual([
      row({
        agent_id: OLEG!,
        dialogues_answered: 2,
        shared_dialogues: 1,
        waits_answered: 3,
        response_median_seconds: 30,
        response_p90_seconds: 166,
        first_responses: 2,
        first_response_median_seconds: 105,
        first_response_p90_seconds: 181,
        waits_held: 1,
        held_median_seconds: 20,
        // 10:00:10, 10:10:30 and 11:33:20 in Moscow.
        busiest_hour: 10,
        last_answer_at: '2026-03-02T08:33:20.000Z',
        ...covered,
      }),
      row({
        dialogues_answered: 1,
        waits_answered: 1,
        response_median_seconds: 50,
        response_p90_seconds: 50,
        first_responses: 1,
        first_response_median_seconds: 50,
        first_response_p90_seconds: 50,
        busiest_hour: 12,
        last_answer_at: '2026-03-02T09:00:50.000Z',
        ...covered,
      }),
      row({
        agent_id: MARIA!,
        dialogues_answered: 1,
        shared_dialogues: 1,
        waits_answered: 1,
        response_median_seconds: 100,
        response_p90_seconds: 100,
        waits_held: 1,
        held_median_seconds: 5,
        busiest_hour: 11,
        last_answer_at: '2026-03-02T08:01:40.000Z',
        ...covered,
      }),
      // Two waits, of which one twice: 40, 60, 80 s.
      row({ agent_id: PETR!, waits_held: 2, held_median_seconds: 60, ...covered }),
      row({
        is_total: true,
        dialogues_answered: 3,
        shared_dialogues: 1,
        waits_answered: 5,
        response_median_seconds: 50,
        response_p90_seconds: 160,
        first_responses: 3,
        first_response_median_seconds: 50,
        first_response_p90_seconds: 170,
        // Two waits; 5, 20, 40, 60, 80 s.
        waits_held: 2,
        held_median_seconds: 40,
        // 10 and 11 o'clock equally: the earlier.
        busiest_hour: 10,
        last_answer_at: '2026-03-02T09:00:50.000Z',
        ...covered,
      }),
    ]);
    // Whoever sees only Maria's still learns that her dialogue was shared; held waits of others' answers are hers.
    expect(await ask(shop, { agent_ids: [MARIA!] })).toMatchObject([
      { agent_id: MARIA, dialogues_answered: 1, shared_dialogues: 1, waits_held: 1, held_median_seconds: 5 },
      { is_total: true, dialogues_answered: 1, shared_dialogues: 1, waits_answered: 1, waits_held: 1 },
    ]);
  });

  it('makes one agent of joined identities: their dialogue is not shared, their holds are theirs', async () => {
    const shop = await open();
    await put(
      wait('2026-03-02T07:00:00Z', 10, { identity: 1, dialogue: 1, answered_by: OLEG }),
      wait('2026-03-02T07:10:00Z', 30, {
        identity: 1,
        dialogue: 1,
        answered_by: OLEG_OF_VIBER,
        is_first: 0,
        held_by: [[OLEG_OF_VIBER!, 7_000]],
      }),
      wait('2026-03-02T07:20:00Z', 30, { answered_by: MARIA }),
    );
    const brief = async (stated: Partial<BoundParams> = {}) =>
      (await ask(shop, stated)).map((one) => [
        one.is_total ? 'all' : one.agent_id,
        one.team_id,
        one.dialogues_answered,
        one.shared_dialogues,
        one.waits_answered,
        one.waits_held,
      ]);
    expect(await brief()).toEqual([
      [OLEG, null, 1, 1, 1, 0],
      [OLEG_OF_VIBER, null, 1, 1, 1, 1],
      [MARIA, null, 1, 0, 1, 0],
      ['all', null, 2, 1, 3, 1],
    ]);
    await database.client.insertRows(
      'agent_identities_v1',
      ['workspace_id', 'agent_id', 'counts_as', 'team_id', 'version'],
      [
        [last, OLEG, OLEG, 4, '1'],
        [last, OLEG_OF_VIBER, OLEG, 4, '1'],
      ],
    );
    const oleg = [OLEG, '4', 1, 0, 2, 1];
    const all = ['all', null, 2, 0, 3, 1];
    expect(await brief()).toEqual([oleg, [MARIA, null, 1, 0, 1, 0], all]);
    const onlyOleg = [oleg, ['all', null, 1, 0, 2, 1]];
    expect(await brief({ agent_ids: [OLEG_OF_VIBER!] })).toEqual(onlyOleg);
    expect(await brief({ team_ids: ['4'] })).toEqual(onlyOleg);
    expect(await brief({ team_ids: ['5'] })).toEqual([['all', null, 0, 0, 0, 0]]);
  });

  it('goes by the agent’s clock unless asked for the customer’s, in open hours where there is a calendar', async () => {
    const shop = await open();
    await put(
      wait('2026-03-02T07:00:00Z', 600, {
        answered_by: OLEG,
        bot_answered_at: '2026-03-02T07:00:05Z',
        handed_off_at: '2026-03-02T07:08:00Z',
        agent_calendar_id: 1,
        agent_handed_off_business_ms: 1_000,
        agent_answered_business_ms: 61_000,
      }),
      wait('2026-03-02T07:00:00Z', 60, { answered_by: OLEG }),
    );
    const brief = async (asked: Partial<typeof own>) => {
      const all = (await ask(shop, { own: asked })).at(-1);
      return [all?.waits_answered, all?.response_p90_seconds, all?.waits_without_calendar];
    };
    expect(await brief({})).toEqual([2, 114, 0]);
    expect(await brief({ clock: 'customer' })).toEqual([2, 546, 0]);
    expect(await brief({ hours: 'business' })).toEqual([2, 60, 1]);
  });

  it('shows whoever let a wait of theirs miss its target, also without an answer', async () => {
    const shop = await open();
    await put(
      wait('2026-03-02T07:00:00Z', 60, { answered_by: OLEG }),
      { waiting_since: '2026-03-02T07:00:00Z', assignee_id: OLEG },
      { waiting_since: '2026-03-02T07:00:00Z', assignee_id: PETR },
    );
    const limits = {
      ...NO_LIMITS,
      target_keys: ['0|telegram'],
      first_target_ms: [60_000],
      next_target_ms: [0],
    };
    const rows = await ask(shop, { limits });
    expect(
      rows.map((one) => [one.agent_id, one.waits_answered, one.waits_with_target, one.target_share]),
    ).toEqual([
      [OLEG, 1, 2, 0.5],
      [PETR, 0, 1, 0],
      [null, 1, 3, 1 / 3],
    ]);
    expect((await ask(shop)).map((one) => one.agent_id)).toEqual([OLEG, null]);
  });

  it('comes from events: who held a contact before the hand-over, and who answered', async () => {
    const shop = await open();
    const at = (time: string) => ({ occurred_at: `2026-03-02T${time}Z` });
    await shop.receive(
      aMessage(at('09:00:00')),
      anAssignment({ ...at('09:01:00'), agent: { id: 'petr' } }),
      anAssignment({ ...at('09:06:00'), agent: { id: 'maria' } }),
      aReply({ ...at('09:10:00'), agent: { id: 'maria' } }),
    );
    const rows = await ask(shop);
    expect(rows.map((one) => [one.agent_id, one.waits_answered, one.held_median_seconds])).toEqual([
      [shop.agentId('maria'), 1, null],
      [shop.agentId('petr'), 0, 300],
      [null, 1, 300],
    ]);
  });

  it('has a total of nothing, a total that is not known, and the previous period apart', async () => {
    const previous = { from: new Date('2026-02-28T21:00:00Z'), to: monday.from };
    expect(await ask(await open(), { previous })).toEqual([
      row({ is_total: true }),
      row({ period: 'previous', is_total: true }),
    ]);
    const unseen = await open([anAccount({ outgoing: 'never' })]);
    const [total, ...others] = await ask(unseen);
    expect(others).toEqual([]);
    expect(total).toMatchObject({
      is_total: true,
      dialogues_answered: null,
      waits_answered: null,
      waits_held: null,
    });
  });
});
