import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aBotReply, aMessage, aReply } from '../../testing/factories/index.js';
import { golden, GOLDEN_FROM, GOLDEN_TO } from '../../testing/scenarios/golden.js';
import { putAgentIdentities } from '../../lib/parameters.js';
import { anAccount, openWorkspace } from '../../testing/workspace.js';
import { runReport, type ReportRow } from '../index.js';

const at = (time: string) => ({ occurred_at: time });
const of = (id: string) => ({ contact: { id } });
const by = (id: string) => ({ agent: { id } });

const march2 = {
  from: new Date('2026-03-02T00:00:00+03:00'),
  to: new Date('2026-03-03T00:00:00+03:00'),
  now: new Date('2026-03-10T00:00:00Z'),
};
const row = (stated: Partial<ReportRow<'by-agent'>>): ReportRow<'by-agent'> => ({
  period: 'current',
  is_total: false,
  agent_id: null,
  agent_name: null,
  waits_answered: 0,
  response_median_seconds: null,
  response_p90_seconds: null,
  outgoing_covered_share: 1,
  ...stated,
});

describe('by-agent', () => {
  let database: TestDatabase;
  let last = 0;
  const open = () => openWorkspace(database.client, ++last);

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('credits each reply to whoever sent it, and computes the total anew', async () => {
    const shop = await open();
    await shop.receive(
      // Anna: Oleg after 60 s, then Maria after 600 s.
      aMessage(at('2026-03-02T09:00:00Z')),
      aReply({ ...at('2026-03-02T09:01:00Z'), ...by('oleg') }),
      aMessage(at('2026-03-02T09:10:00Z')),
      aReply({ ...at('2026-03-02T09:20:00Z'), ...by('maria') }),
      // Boris: Oleg after 120 s, twice in a row: one wait.
      aMessage({ ...of('boris'), ...at('2026-03-02T10:00:00Z') }),
      aReply({ ...of('boris'), ...at('2026-03-02T10:02:00Z'), ...by('oleg') }),
      aReply({ ...of('boris'), ...at('2026-03-02T10:02:30Z'), ...by('oleg') }),
      // Clara: a bot first, then somebody whom the platform does not name, after 30 s.
      aMessage({ ...of('clara'), ...at('2026-03-02T11:00:00Z') }),
      aBotReply({ ...of('clara'), ...at('2026-03-02T11:00:05Z') }),
      aReply({ ...of('clara'), ...at('2026-03-02T11:00:30Z'), agent: undefined }),
    );
    expect(await runReport(database.client, 'by-agent', shop.asking(march2))).toEqual([
      row({
        agent_id: shop.agentId('oleg'),
        waits_answered: 2,
        response_median_seconds: 90,
        response_p90_seconds: 114,
      }),
      row({ waits_answered: 1, response_median_seconds: 30, response_p90_seconds: 30 }),
      row({
        agent_id: shop.agentId('maria'),
        waits_answered: 1,
        response_median_seconds: 600,
        response_p90_seconds: 600,
      }),
      // 30, 60, 120, 600 s.
      row({ is_total: true, waits_answered: 4, response_median_seconds: 90, response_p90_seconds: 456 }),
    ]);
    const onlyMaria = shop.asking({ ...march2, agent_ids: [shop.agentId('maria')] });
    expect(await runReport(database.client, 'by-agent', onlyMaria)).toEqual([
      row({
        agent_id: shop.agentId('maria'),
        waits_answered: 1,
        response_median_seconds: 600,
        response_p90_seconds: 600,
      }),
      row({ is_total: true, waits_answered: 1, response_median_seconds: 600, response_p90_seconds: 600 }),
    ]);
  });

  it('finds nothing of agents and accounts that cannot exist', async () => {
    const shop = await open();
    await shop.receive(aMessage(at('2026-03-02T09:00:00Z')), aReply(at('2026-03-02T09:01:00Z')));
    const ask = (more: object) => runReport(database.client, 'by-agent', shop.asking({ ...march2, ...more }));
    expect(await ask({ agent_ids: ['99999999999999999999'] })).toEqual([row({ is_total: true })]);
    expect(await ask({ account_ids: ['4294967296', '2'] })).toEqual([
      row({ is_total: true, waits_answered: null, outgoing_covered_share: null }),
    ]);
  });

  it('shows a total of nothing where nothing was answered', async () => {
    const shop = await open();
    expect(await runReport(database.client, 'by-agent', shop.asking(march2))).toEqual([
      row({ is_total: true, outgoing_covered_share: null }),
    ]);
  });

  it('shows a total that is not known where outgoing messages are not seen', async () => {
    const shop = await openWorkspace(database.client, ++last, [anAccount({ outgoing: 'never' })]);
    await shop.receive(aMessage(at('2026-03-02T09:00:00Z')), aReply(at('2026-03-02T09:01:00Z')));
    expect(await runReport(database.client, 'by-agent', shop.asking(march2))).toEqual([
      row({ is_total: true, waits_answered: null, outgoing_covered_share: 0 }),
    ]);
  });

  it('says in every row of how much of what came in the answers can be seen', async () => {
    const shop = await openWorkspace(database.client, ++last, [
      anAccount(),
      anAccount({ account_id: 2, channel: 'viber', outgoing: 'never' }),
    ]);
    const blind = { account_id: '2', ...of('boris') };
    await shop.receive(
      aMessage(at('2026-03-02T09:00:00Z')),
      aReply(at('2026-03-02T09:01:00Z')),
      ...['09:00', '09:10', '09:20'].map((time) => aMessage({ ...blind, ...at(`2026-03-02T${time}:00Z`) })),
    );
    const read = async (more: object) =>
      (await runReport(database.client, 'by-agent', shop.asking({ ...march2, ...more }))).map(
        (one) => one.outgoing_covered_share,
      );
    expect(await read({})).toEqual([0.25, 0.25]);
    expect(await read({ channels: ['telegram'] })).toEqual([1, 1]);
    expect(await read({ channels: ['viber'] })).toEqual([0]);
  });

  it('takes waits from the first millisecond of the local day on to the last, whenever they were answered', async () => {
    const shop = await open();
    const wait = (id: string, since: string, until = '2026-03-03T09:00:00.000Z') => [
      aMessage({ ...of(id), ...at(since) }),
      aReply({ ...of(id), ...at(until), ...by(id) }),
    ];
    await shop.receive(
      ...wait('early', '2026-03-01T20:59:59.999Z'),
      ...wait('first', '2026-03-01T21:00:00.000Z'),
      ...wait('last', '2026-03-02T20:59:59.999Z', '2026-03-03T09:00:00.001Z'),
      ...wait('late', '2026-03-02T21:00:00.000Z'),
    );
    const rows = await runReport(database.client, 'by-agent', shop.asking(march2));
    const ids = new Set(rows.filter((one) => !one.is_total).map((one) => one.agent_id));
    expect(ids).toEqual(new Set([shop.agentId('first'), shop.agentId('last')]));
    // 36 h exactly, and 12 h and 2 ms.
    expect(rows.at(-1)).toEqual(
      row({
        is_total: true,
        waits_answered: 2,
        response_median_seconds: 86_400.001,
        response_p90_seconds: 120_960,
      }),
    );
  });

  it('keeps to the local day on the day clocks change', async () => {
    const shop = await open();
    // Berlin, 2026-03-29: the local day has 23 hours, [23:00Z of the 28th, 22:00Z of the 29th).
    for (const [id, since] of [
      ['in', '2026-03-29T21:59:59Z'],
      ['out', '2026-03-29T22:00:00Z'],
    ] as const)
      await shop.receive(
        aMessage({ ...of(id), ...at(since) }),
        aReply({ ...of(id), ...at('2026-03-29T22:30:00Z'), ...by(id) }),
      );
    const asked = {
      from: new Date('2026-03-28T23:00:00Z'),
      to: new Date('2026-03-29T22:00:00Z'),
      now: march2.now,
    };
    const rows = await runReport(database.client, 'by-agent', shop.asking(asked));
    expect(rows.map((one) => one.agent_id)).toEqual([shop.agentId('in'), null]);
  });

  it('counts a redelivered reply once, and a question that arrives after its answer', async () => {
    const shop = await open();
    const reply = aReply(at('2026-03-02T09:01:00Z'));
    await shop.receive(reply);
    await shop.receive(reply);
    await shop.receive(aMessage(at('2026-03-02T09:00:00Z')));
    await shop.receive(reply);
    expect(await runReport(database.client, 'by-agent', shop.asking(march2))).toEqual([
      row({
        agent_id: shop.agentId('oleg'),
        waits_answered: 1,
        response_median_seconds: 60,
        response_p90_seconds: 60,
      }),
      row({ is_total: true, waits_answered: 1, response_median_seconds: 60, response_p90_seconds: 60 }),
    ]);
  });

  it("shows nothing of another workspace's events, and the previous period apart", async () => {
    const mine = await open();
    const theirs = await open();
    const events = [aMessage(at('2026-03-01T09:00:00Z')), aReply(at('2026-03-01T09:01:00Z'))];
    await theirs.receive(...events);
    const previous = { from: new Date('2026-02-28T21:00:00Z'), to: march2.from };
    const asked = { ...march2, previous };
    expect(await runReport(database.client, 'by-agent', mine.asking(asked))).toEqual([
      row({ is_total: true, outgoing_covered_share: null }),
      row({ period: 'previous', is_total: true, outgoing_covered_share: null }),
    ]);
    const rows = await runReport(database.client, 'by-agent', theirs.asking(asked));
    expect(rows.map((one) => [one.period, one.is_total, one.waits_answered])).toEqual([
      ['current', true, 0],
      ['previous', false, 1],
      ['previous', true, 1],
    ]);
  });

  it('counts identities that were joined as one, over all their waits, until they are taken apart', async () => {
    const accounts = [anAccount(), anAccount({ account_id: 2, channel: 'viber' })];
    const shop = await openWorkspace(database.client, ++last, accounts);
    const other = await openWorkspace(database.client, ++last, accounts);
    const wait = (account_id: string, contact: string, agent: string, seconds: number) => [
      aMessage({ account_id, ...of(contact), ...at('2026-03-02T09:00:00Z') }),
      aReply({
        account_id,
        ...of(contact),
        ...at(new Date(Date.parse('2026-03-02T09:00:00Z') + seconds * 1000).toISOString()),
        ...by(agent),
      }),
    ];
    const events = [
      ...wait('1', 'anna', 'oleg', 10),
      ...wait('1', 'boris', 'oleg', 20),
      ...wait('2', 'clara', 'oleg-v', 600),
      ...wait('1', 'dora', 'maria', 100),
    ];
    await shop.receive(...events);
    await other.receive(...events);
    const oleg = shop.agentId('oleg');
    const olegOfViber = shop.agentId('oleg-v', 2);
    const count = (workspace_id: number, agent_id: string, counts_as: string, version: bigint) =>
      putAgentIdentities(database.client, [{ workspace_id, agent_id, counts_as, version }]);
    const read = (agent_ids: string[] = [], of = shop) =>
      runReport(database.client, 'by-agent', of.asking({ ...march2, agent_ids }));
    const one = (agent_id: string, waits_answered: number, median: number, p90: number) =>
      row({ agent_id, waits_answered, response_median_seconds: median, response_p90_seconds: p90 });
    const maria = one(shop.agentId('maria'), 1, 100, 100);
    const total = { is_total: true, response_median_seconds: 60, response_p90_seconds: 450 };
    const apart = [
      one(oleg, 2, 15, 19),
      ...[maria, one(olegOfViber, 1, 600, 600)].sort((a, b) =>
        BigInt(a.agent_id ?? 0) < BigInt(b.agent_id ?? 0) ? -1 : 1,
      ),
      // 10, 20, 100, 600 s.
      row({ ...total, waits_answered: 4 }),
    ];
    expect(await read()).toEqual(apart);

    await count(last - 1, olegOfViber, oleg, 1n);
    // 10, 20, 600 s: the median of the waits, not of the medians.
    const joined = one(oleg, 3, 20, 484);
    expect(await read()).toEqual([joined, maria, row({ ...total, waits_answered: 4 })]);
    for (const ids of [[oleg], [olegOfViber]])
      expect(await read(ids)).toEqual([joined, { ...joined, agent_id: null, is_total: true }]);
    expect((await read([], other)).map((one) => one.waits_answered)).toEqual([2, 1, 1, 4]);

    await count(last - 1, olegOfViber, olegOfViber, 2n);
    expect(await read()).toEqual(apart);
  });

  it('adds up to the golden month', async () => {
    const shop = await openWorkspace(database.client, ++last, [anAccount({ account_id: 7 })]);
    const events = golden('7');
    await shop.receive(...events);
    const asked = { from: GOLDEN_FROM, to: GOLDEN_TO, now: new Date('2017-04-01T00:00:00Z') };
    const rows = await runReport(database.client, 'by-agent', shop.asking(asked));
    // In the golden set every outgoing message ends its own wait: what each agent sent is what each answered.
    const sent = new Map<string, number>();
    for (const one of events)
      if (one.type === 'message_sent' && one.agent) sent.set(one.agent.id, (sent.get(one.agent.id) ?? 0) + 1);
    const expected = [...sent].map(([id, count]) => [shop.agentId(id, 7), count]);
    expect(new Map(rows.slice(0, -1).map((one) => [one.agent_id, one.waits_answered]))).toEqual(
      new Map(expected as [string, number][]),
    );
    expect(rows.at(-1)).toMatchObject({ is_total: true, waits_answered: 1404 });
  });
});
