import type { EventInput } from '@parley/contracts';
import { createDeriver, putDefinition, withdrawEvents, type Deriver } from '@parley/sql';
import { openTestDatabase, type TestDatabase } from '@parley/sql/testing';
import { telegram } from '../telegram/telegram.js';
import { aSnapshot, eventually } from '../testing/fixtures.js';
import { startTestIngest, stopTestIngests, type TestIngest } from '../testing/test-ingest.js';
import type { Mapped, Platform } from '../webhooks/platform.js';

let database: TestDatabase;
let deriver: Deriver;
beforeEach(async () => {
  database = await openTestDatabase();
  deriver = createDeriver(database.client, () => undefined);
  await putDefinition(database.client, {
    workspace_id: 1,
    definition_id: 1,
    status: 'active',
    silence_gap_seconds: 24 * 3600,
    courtesy_hashes: [],
    version: 1n,
  });
});
afterEach(async () => {
  await stopTestIngests();
  await database.close();
});

/** Version 7 is right; version 6 puts pictures two days late, doubles every text, and knows no contact. */
const RIGHT: Platform = { ...telegram, mapperVersion: 7 };
const WRONG: Platform = {
  ...telegram,
  mapperVersion: 6,
  map(payload, context): Mapped {
    const { events, unmapped } = telegram.map(payload, context);
    const first = events[0] as (EventInput & { kind?: string }) | undefined;
    if (first?.kind === 'contact') return { events: [], unmapped: ['service message contact'] };
    if (first?.kind === 'photo')
      return {
        events: events.map((each) => ({ ...each, occurred_at: Number(each.occurred_at) + 2 * 86_400_000 })),
        unmapped,
      };
    return { events: [...events, ...events.map((each) => ({ ...each, id: `${each.id}:again` }))], unmapped };
  },
};

async function start(platform: Platform, dir?: string): Promise<TestIngest> {
  const own = await startTestIngest(
    { clickhouse: database.settings.ingest, ...(dir === undefined ? {} : { dir }) },
    { telegram: platform },
  );
  own.api.onWithdraw = ({ workspace_id, account_id, delivery_ids, mapper_version }) =>
    withdrawEvents(database.client, {
      workspaceId: workspace_id,
      accountId: account_id,
      deliveryIds: delivery_ids,
      mapperVersion: mapper_version,
    });
  return own;
}

const update = (message_id: number, more: object = { text: 'Where is my parcel?' }) => ({
  update_id: 1000 + message_id,
  message: {
    message_id,
    from: { id: 42, is_bot: false, first_name: 'Anna' },
    chat: { id: 42, type: 'private' },
    date: 1795352400 + message_id,
    ...more,
  },
});
const PHOTO = { photo: [{ file_id: 'AgAC', width: 90 }], caption: 'This one' };
const CONTACT = { contact: { phone_number: '+380671234567', first_name: 'Anna', user_id: 42 } };

const settled = (own: TestIngest) =>
  eventually(async () => ((await own.metric('parley_ingest_spool_records')) === 0 ? true : undefined));
/** Every event that stands, but for when and by whom it was made. */
const events = async () =>
  database.client.query<{ type: string; kind: string; mapper: number }>(
    `SELECT * EXCEPT (version), toUInt32(bitShiftRight(version, 32)) AS mapper
     FROM events_v1 FINAL ORDER BY occurred_at, event_id`,
  );
const derived = async () => {
  while ((await deriver.round()).identities > 0);
  return database.client.query(
    `SELECT started_at, messages_received FROM dialogues_v1 FINAL ORDER BY started_at`,
  );
};
const last = <T>(list: T[]) => list.at(-1);

it('makes the numbers right after a mapper was fixed, each once; what was right stays as it was', async () => {
  const before = await start(WRONG);
  await before.postUpdate(update(1));
  await before.postUpdate(update(2, PHOTO));
  await before.postUpdate(update(3, CONTACT));
  await before.postUpdate(update(4));
  await settled(before);
  expect((await events()).map(({ kind }) => kind)).toEqual(['text', 'text', 'text', 'text', 'photo']);
  expect(await derived()).toHaveLength(2);
  expect(before.ingest.quarantine.count()).toBe(1);
  await before.stop();
  const [first] = await events();

  const after = await start(RIGHT, before.config.dir);
  for (let times = 0; times < 2; times++) {
    expect(last(await after.replay({ what: 'vault' }))).toEqual({
      bodies: 4,
      total: 4,
      events: 4,
      still_unmapped: 0,
      is_done: true,
    });
    const rows = await events();
    expect(rows.map(({ kind, mapper }) => [kind, mapper])).toEqual([
      ['text', 7],
      ['photo', 7],
      ['contact', 7],
      ['text', 7],
    ]);
    expect(rows[0]).toEqual({ ...first, mapper: 7 });
    expect(await derived()).toEqual([{ started_at: '2026-11-22T13:00:01.000Z', messages_received: 4 }]);
    expect(after.ingest.quarantine.count()).toBe(0);
  }
});

it('replays only what is meant: an account, a time, another workspace never', async () => {
  const before = await start(WRONG);
  await before.postUpdate(update(1));
  await before.postUpdate(
    update(1),
    { 'x-telegram-bot-api-secret-token': 'telegram-secret-of-account-20' },
    '20',
  );
  await settled(before);
  await before.stop();
  const after = await start(RIGHT, before.config.dir);
  expect(last(await after.replay({ account_id: 8 }))).toMatchObject({ total: 0, is_done: true });
  expect(last(await after.replay({ to: 1000 }))).toMatchObject({ total: 0, is_done: true });
  expect(last(await after.replay({ from: Date.now() - 60_000 }))).toMatchObject({ total: 1, is_done: true });
  const rows = await database.client.query(
    `SELECT workspace_id, count() AS events FROM events_v1 FINAL GROUP BY ALL ORDER BY ALL`,
  );
  expect(rows).toEqual([
    { workspace_id: 1, events: '1' },
    { workspace_id: 2, events: '2' },
  ]);
});

it('is healed by running it again, wherever it was killed', async () => {
  const before = await start(WRONG);
  for (let n = 1; n <= 20; n++) await before.postUpdate(update(n, n % 5 === 0 ? CONTACT : undefined));
  await settled(before);
  await before.stop();

  // The api is away when it comes to withdrawing, then ingest stops in the middle.
  const killed = await start(RIGHT, before.config.dir);
  killed.api.onWithdraw = () => Promise.reject(new Error('away'));
  const replay = killed.replay({}).catch(() => []);
  await eventually(() => (killed.api.withdrawals.length > 0 ? true : undefined));
  await killed.stop();
  expect(last(await replay)?.is_done).not.toBe(true);
  expect(await events()).toHaveLength(36);

  const after = await start(RIGHT, before.config.dir);
  expect(after.ingest.quarantine.count()).toBe(4);
  expect(last(await after.replay({}))).toMatchObject({ bodies: 20, events: 20, is_done: true });
  expect(await events()).toHaveLength(20);
  expect(await derived()).toEqual([{ started_at: '2026-11-22T13:00:01.000Z', messages_received: 20 }]);
  expect(after.ingest.quarantine.count()).toBe(0);
});

it('leaves in quarantine what is still not understood, once, and lets go what is', async () => {
  const before = await start(WRONG);
  await before.postUpdate(update(1, CONTACT));
  await before.postUpdate(update(2, { ...CONTACT, chat: { id: -5, type: 'group' } }));
  await before.postUpdate(update(3, CONTACT));
  await before.stop();
  const after = await start(RIGHT, before.config.dir);
  const entries = async () =>
    (
      (await (await after.internal('quarantine?workspace_id=1')).json()) as {
        entries: { entry_id: string; reason: string }[];
      }
    ).entries;
  const [newest] = await entries();
  expect(last(await after.replay({ what: 'quarantine', entry_ids: [newest?.entry_id ?? ''] }))).toMatchObject(
    {
      total: 1,
      events: 1,
      still_unmapped: 0,
      is_done: true,
    },
  );
  expect(await entries()).toHaveLength(2);
  for (const what of ['quarantine', 'vault', 'quarantine'] as const) {
    expect(last(await after.replay({ what }))).toMatchObject({ still_unmapped: 1, is_done: true });
    expect((await entries()).map(({ reason }) => reason)).toEqual(['message in a group, not a private chat']);
  }
  expect(await derived()).toMatchObject([{ messages_received: 2 }]);
});

it('has one entry of a body that came twice, and counts it once', async () => {
  const before = await start(WRONG);
  const inGroup = update(2, { chat: { id: -5, type: 'group' } });
  for (const body of [update(1, CONTACT), update(1, CONTACT), inGroup, inGroup])
    await before.postUpdate(body);
  await settled(before);
  await before.stop();
  const after = await start(RIGHT, before.config.dir);
  const kept = () => [...after.ingest.quarantine.filed(1)].map(({ place }) => place);
  for (const what of ['vault', 'vault', 'quarantine', 'dismissed'] as const) {
    // Dismissed, and still not understood: it comes back, once.
    if (what === 'dismissed') await after.ingest.quarantine.dismiss(1, kept());
    const replayed = await after.replay({ what: what === 'dismissed' ? 'vault' : what });
    expect(last(replayed)).toMatchObject({ is_done: true });
    expect([kept().length, after.ingest.quarantine.countOf(1, 7)]).toEqual([1, 1]);
  }
  expect(await events()).toHaveLength(1);
});

it('stores the one poisonous row of a batch when the cause is gone, and all others at once', async () => {
  await database.client.command(`ALTER TABLE events_v1 ADD CONSTRAINT no_poison CHECK ref != 'poison'`);
  const own = await start(RIGHT);
  for (let n = 1; n <= 30; n++)
    await own.postUpdate(update(n, n === 9 ? { text: '/start poison' } : undefined));
  // Stated by a program: there is no body of it in the vault, so the row itself is kept.
  const stated = {
    type: 'referral_received',
    account_id: '7',
    contact: { id: '42' },
    occurred_at: '2026-11-22T10:00:00Z',
  };
  await own.post(
    JSON.stringify([
      { ...stated, id: 'r1', ref: 'poison' },
      { ...stated, id: 'r2', ref: 'spring' },
    ]),
  );
  await settled(own);
  expect(await events()).toHaveLength(30);
  expect(own.ingest.quarantine.count()).toBe(2);

  for (let times = 0; times < 2; times++) {
    expect(last(await own.replay({ what: 'quarantine' }))).toMatchObject({
      total: 2,
      still_unmapped: 2,
      is_done: true,
    });
    expect(
      [...own.ingest.quarantine.entries()].map(({ source, body }) => [source, body !== '']).sort(),
    ).toEqual([
      ['insert', false],
      ['insert', true],
    ]);
  }
  await database.client.command('ALTER TABLE events_v1 DROP CONSTRAINT no_poison');
  expect(last(await own.replay({ what: 'quarantine' }))).toMatchObject({
    events: 2,
    still_unmapped: 0,
    is_done: true,
  });
  expect(await events()).toHaveLength(32);
  expect(own.ingest.quarantine.count()).toBe(0);
});

it('says what went wrong, and leaves what it could not finish', async () => {
  const before = await start(WRONG);
  await before.postUpdate(update(1, CONTACT));
  await before.stop();
  const after = await start(RIGHT, before.config.dir);
  after.api.onWithdraw = () => Promise.reject(new Error('away'));
  const { error, is_done } = last(await after.replay({ what: 'quarantine' })) ?? {};
  expect([is_done, error]).toEqual([false, expect.stringMatching(/withdrawn.*again/)]);
  expect(after.ingest.quarantine.count()).toBe(1);
});

it('replays a body that was kept in full like any other', async () => {
  const before = await start(WRONG);
  const snapshot = aSnapshot();
  for (const each of snapshot.workspaces) each.keeps_full_bodies = true;
  before.api.publish(snapshot);
  await eventually(async () => {
    await before.postUpdate(update(1));
    for await (const page of before.ingest.vault.entries({ workspaceId: 1 }))
      if (page.at(-1)?.body.isFull) return true;
    return undefined;
  });
  await settled(before);
  const [first] = await events();
  await before.stop();
  const after = await start(RIGHT, before.config.dir);
  expect(last(await after.replay({}))).toMatchObject({ is_done: true, still_unmapped: 0 });
  expect(await events()).toEqual([{ ...first, mapper: 7 }]);
});
