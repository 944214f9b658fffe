import { openTestDatabase } from '../testing/database.js';
import { RULES } from './rules.js';
import { createDeriver } from './deriver.js';
import { G, HOUR, T0, agent, anEvent, comes } from './fold/spec-stream.js';
import { ANNA, BORIS, WORKSPACE, countRows, define, mark, seesOutgoing, spans, store } from './spec-store.js';

type Database = Awaited<ReturnType<typeof openTestDatabase>>;
const DAY = 24 * HOUR;

let database: Database;
const client = () => database.client;
const aDeriver = () => createDeriver(client(), () => undefined);

beforeEach(async () => {
  database = await openTestDatabase();
  await define(client(), 1, 'active');
  await seesOutgoing(client(), 'always');
});
afterEach(() => database.close());

const waitsOf = async (identityId = ANNA) => {
  const rows = await client().query<{ answered: number }>(
    `SELECT answered_at > waiting_since AS answered FROM waits_v1 FINAL
     WHERE identity_id = {identity_id:UInt64} ORDER BY waiting_since`,
    { identity_id: identityId },
  );
  return rows.map(({ answered }) => Boolean(answered));
};

describe('a round', () => {
  it('derives whom new events touched, once', async () => {
    const deriver = aDeriver();
    expect(await deriver.round()).toEqual({ identities: 0, written: 0, lag_ms: 0 });
    await store(client(), [anEvent('conversation_started', 0), comes(1), agent(HOUR)]);
    expect(await deriver.round()).toMatchObject({ identities: 1, written: 6 });
    expect(await countRows(client())).toEqual({
      dialogues: 1,
      waits: 1,
      touches: 1,
      subscriptions: 1,
      message_statuses: 0,
      identities: 1,
    });
    expect(await deriver.round()).toEqual({ identities: 0, written: 0, lag_ms: 0 });
  });

  it('writes only what changed, and takes away what is gone', async () => {
    const deriver = aDeriver();
    await store(client(), [
      comes(0),
      agent(1),
      comes(5 * DAY),
      agent(5 * DAY + 1),
      comes(6 * DAY + G),
      agent(7 * DAY + G),
    ]);
    await deriver.round();
    expect(await spans(client())).toEqual([
      [T0, T0 + 1],
      [T0 + 5 * DAY, T0 + 5 * DAY + 1],
      [T0 + 6 * DAY + G, T0 + 7 * DAY + G],
    ]);
    await mark(client());
    expect(await deriver.round()).toMatchObject({ identities: 1, written: 0 });

    // A late message joins the last two dialogues: one is longer, one is gone; its wait belongs to the other now.
    await store(client(), [agent(6 * DAY)]);
    const { written } = await deriver.round();
    expect(await spans(client())).toEqual([
      [T0, T0 + 1],
      [T0 + 5 * DAY, T0 + 7 * DAY + G],
    ]);
    // Two dialogues, the wait of the joined one, the closed wait before it, and the touch that is made up no more.
    expect(written).toBe(5);
  });

  it('takes away everything of an identity whose events are deleted', async () => {
    const deriver = aDeriver();
    const events = [anEvent('conversation_started', 0), comes(1), agent(HOUR)];
    await store(client(), events);
    await store(client(), [comes(0)], { identityId: BORIS });
    await deriver.round();
    await store(
      client(),
      events.map((event) => ({ ...event, version: '2' })),
      { isDeleted: true },
    );
    await deriver.round();
    expect(await countRows(client())).toEqual({
      dialogues: 0,
      waits: 0,
      touches: 0,
      subscriptions: 0,
      message_statuses: 0,
      identities: 0,
    });
    expect(await countRows(client(), { identityId: BORIS })).toMatchObject({ dialogues: 1, identities: 1 });
  });

  it('keeps workspaces apart, and derives what needs no definition where there is none', async () => {
    const deriver = aDeriver();
    await store(client(), [anEvent('subscribed', 0), comes(1)]);
    await store(client(), [anEvent('subscribed', 0), comes(1), comes(9 * DAY)], {
      workspaceId: 2,
      identityId: BORIS,
    });
    expect(await deriver.round()).toMatchObject({ identities: 2 });
    expect(await countRows(client())).toMatchObject({ dialogues: 1, subscriptions: 1, identities: 1 });
    const other = { workspaceId: 2, identityId: BORIS };
    expect(await countRows(client(), other)).toEqual({
      dialogues: 0,
      waits: 0,
      touches: 0,
      subscriptions: 1,
      message_statuses: 0,
      identities: 1,
    });
  });

  it('looks again at everybody who wrote when an earlier answer shows since when answers are seen', async () => {
    const deriver = aDeriver();
    await seesOutgoing(client(), 'auto', 1, 2);
    await store(client(), [comes(0), comes(5 * HOUR)]);
    await store(client(), [comes(3 * HOUR)], { identityId: BORIS });
    await deriver.round();
    expect([await waitsOf(ANNA), await waitsOf(BORIS)]).toEqual([[], []]);

    await store(client(), [agent(4 * HOUR)], { identityId: '103' });
    await deriver.round();
    expect([await waitsOf(ANNA), await waitsOf(BORIS)]).toEqual([[false], []]);

    await store(client(), [agent(2 * HOUR)], { identityId: '104' });
    await deriver.round();
    expect([await waitsOf(ANNA), await waitsOf(BORIS)]).toEqual([[false], [false]]);
    expect(await deriver.round()).toMatchObject({ identities: 0 });
  });

  it('replaces a row even when the clock was set back since it was written', async () => {
    await store(client(), [comes(0), agent(1)]);
    await aDeriver().round();
    await client().command(`INSERT INTO dialogues_v1
      SELECT * REPLACE (version + 86400000 AS version, 7 AS row_hash, 99 AS messages_sent) FROM dialogues_v1 FINAL`);
    await mark(client());
    await aDeriver().round();
    expect(await client().query('SELECT messages_sent FROM dialogues_v1 FINAL')).toEqual([
      { messages_sent: 1 },
    ]);
  });
});

describe('definitions', () => {
  it('are built beside, kept up together, and dropped when retired', async () => {
    const deriver = aDeriver();
    await store(client(), [comes(0), agent(1), comes(2 * HOUR), agent(2 * HOUR)]);
    await deriver.round();
    await define(client(), 2, 'building', 1);
    await deriver.rebuild({ workspaceId: WORKSPACE, definitionId: 2 });
    expect([(await spans(client())).length, (await spans(client(), { definitionId: 2 })).length]).toEqual([
      1, 2,
    ]);

    await store(client(), [comes(9 * HOUR), agent(9 * HOUR)]);
    await deriver.round();
    expect([(await spans(client())).length, (await spans(client(), { definitionId: 2 })).length]).toEqual([
      1, 3,
    ]);

    await define(client(), 2, 'active', 1, 2);
    await define(client(), 1, 'retired', 24, 2);
    await store(client(), [comes(19 * HOUR)]);
    await deriver.round();
    expect([(await spans(client())).length, (await spans(client(), { definitionId: 2 })).length]).toEqual([
      1, 4,
    ]);
    await deriver.dropDefinition(WORKSPACE, 1);
    await deriver.dropDefinition(WORKSPACE, 1);
    expect([(await spans(client())).length, (await spans(client(), { definitionId: 2 })).length]).toEqual([
      0, 4,
    ]);
    expect(await countRows(client())).toMatchObject({ dialogues: 4, identities: 1 });
  });
});

describe('a rebuild', () => {
  it('derives everybody without any mark, and tells how far it is', async () => {
    const deriver = aDeriver();
    await store(client(), [comes(0), agent(1)], { isMarked: false });
    await store(client(), [comes(0)], { identityId: BORIS, isMarked: false });
    await store(client(), [comes(0)], { workspaceId: 2, identityId: BORIS, isMarked: false });
    const progress: number[] = [];
    await deriver.rebuild({ onProgress: ({ done, total }) => progress.push(done, total) });
    expect(progress.slice(-2)).toEqual([4, 4]);
    expect(await countRows(client())).toMatchObject({ dialogues: 1, identities: 1 });
    expect(await countRows(client(), { workspaceId: 2, identityId: BORIS })).toMatchObject({ identities: 1 });
  });

  it('heals rows that are wrong, missing or too many, and leaves other identities alone when some are named', async () => {
    const deriver = aDeriver();
    for (const identityId of [ANNA, BORIS]) await store(client(), [comes(0), agent(1)], { identityId });
    await deriver.round();
    await client().command(`INSERT INTO dialogues_v1
      SELECT * REPLACE (version + 1 AS version, 7 AS row_hash, started_at + 5000 AS started_at) FROM dialogues_v1 FINAL`);
    await client().command(
      `INSERT INTO waits_v1 SELECT * REPLACE (version + 1 AS version, 1 AS is_deleted) FROM waits_v1 FINAL`,
    );
    const broken = { dialogues: 2, waits: 0 };
    expect([await countRows(client()), await countRows(client(), { identityId: BORIS })]).toMatchObject([
      broken,
      broken,
    ]);
    await deriver.rebuild({ workspaceId: WORKSPACE, identityIds: [101n] });
    const whole = { dialogues: 1, waits: 1 };
    expect([await countRows(client()), await countRows(client(), { identityId: BORIS })]).toMatchObject([
      whole,
      broken,
    ]);
    await deriver.rebuild({});
    expect(await countRows(client(), { identityId: BORIS })).toMatchObject(whole);
  });

  it('finds out by itself since when answers are seen', async () => {
    await seesOutgoing(client(), 'auto', 1, 2);
    await store(client(), [comes(0), agent(HOUR), comes(2 * HOUR)], { isMarked: false });
    await aDeriver().rebuild({ workspaceId: WORKSPACE });
    expect(await waitsOf()).toEqual([false]);
  });

  it('comes by itself when derivation was away for longer than marks live', async () => {
    const longAgo = Date.now() - 40 * HOUR;
    await client().insertRows(
      'derivation_state_v1',
      ['name', 'cursor', 'rules', 'version'],
      [['rounds', longAgo, RULES, longAgo]],
    );
    await store(client(), [comes(0)], { isMarked: false });
    const log: string[] = [];
    const deriver = createDeriver(client(), (line) => log.push(line));
    await deriver.round();
    expect(await countRows(client())).toMatchObject({ dialogues: 1 });
    expect(log).toHaveLength(1);
    await deriver.round();
    expect(log).toHaveLength(1);
  });

  it('comes by itself, once, when another version derived by other rules', async () => {
    await store(client(), [comes(0)], { isMarked: false });
    const state = ['name', 'cursor', 'version'];
    // As a version before there were numbers of rules wrote it, and as one that was gone back to writes it.
    for (const _ of [1, 2]) {
      await client().insertRows('derivation_state_v1', state, [['rounds', Date.now(), Date.now()]]);
      await client().command('TRUNCATE TABLE waits_v1');
      const log: string[] = [];
      for (const __ of [1, 2]) await createDeriver(client(), (line) => log.push(line)).round();
      expect(log).toEqual([expect.stringContaining('other rules')]);
      expect(await countRows(client())).toMatchObject({ dialogues: 1, touches: 1 });
    }
  });
});
