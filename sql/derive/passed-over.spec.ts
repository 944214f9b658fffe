import { openTestDatabase } from '../testing/database.js';
import { DERIVED_TABLES } from '../testing/derived-rows.js';
import { createDeriver, type Deriver } from './deriver.js';
import { DAY, HOUR, MINUTE, T0, agent, comes } from './fold/spec-stream.js';
import { ANNA, define, everything, seesOutgoing, store } from './spec-store.js';

const TABLES = [
  'events_v1',
  'dirty_identities_v1',
  'checkpoints_v1',
  'definitions_v1',
  'account_settings_v1',
];

type Database = Awaited<ReturnType<typeof openTestDatabase>>;

let database: Database;
let deriver: Deriver;
const client = () => database.client;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Three dialogues of Anna's, days apart. */
const history = [
  comes(0),
  agent(HOUR),
  comes(10 * DAY),
  agent(10 * DAY + HOUR),
  comes(20 * DAY),
  agent(20 * DAY + HOUR),
];

async function settle(): Promise<void> {
  while ((await deriver.round()).identities > 0);
}

const sinces = async () => {
  const rows = await client().query<{ since_ms: string }>(
    `SELECT toUnixTimestamp64Milli(since) AS since_ms FROM checkpoints_v1 FINAL
     WHERE identity_id = {identity_id:UInt64} ORDER BY definition_id`,
    { identity_id: ANNA },
  );
  return rows.map(({ since_ms }) => Number(since_ms) - T0);
};

/** What rounds made, and what is made of everything from nothing. */
async function madeAndMadeAnew(): Promise<[string[], string[]]> {
  const made = await everything(client());
  await deriver.rebuild({});
  return [made, await everything(client())];
}

describe('a checkpoint', () => {
  beforeEach(async () => {
    for (const table of [...TABLES, ...DERIVED_TABLES]) await client().command(`TRUNCATE TABLE ${table}`);
    deriver = createDeriver(client(), () => undefined);
    await define(client(), 1, 'active');
    await seesOutgoing(client(), 'always');
    await store(client(), history);
    await settle();
  });

  it('stands at the start of the latest dialogue, and moves with the next', async () => {
    expect(await sinces()).toEqual([20 * DAY]);
    await store(client(), [comes(30 * DAY)]);
    await settle();
    expect(await sinces()).toEqual([30 * DAY]);
    const [made, anew] = await madeAndMadeAnew();
    expect(made).toEqual(anew);
  });

  it('stays where it is while the dialogue goes on', async () => {
    await store(client(), [comes(20 * DAY + 2 * HOUR)]);
    await settle();
    expect(await sinces()).toEqual([20 * DAY]);
    const [made, anew] = await madeAndMadeAnew();
    expect(made).toEqual(anew);
  });

  it('is passed over by what is late, and is another afterwards', async () => {
    // Between the second and the third dialogue: the third no longer begins after a silence.
    await store(client(), [comes(19 * DAY + HOUR)]);
    await settle();
    expect(await sinces()).toEqual([19 * DAY + HOUR]);
    const [made, anew] = await madeAndMadeAnew();
    expect(made).toEqual(anew);
  });

  it('is passed over under other settings of the accounts', async () => {
    await seesOutgoing(client(), 'never', 1, 2);
    await store(client(), [comes(30 * DAY)]);
    await settle();
    const [made, anew] = await madeAndMadeAnew();
    expect(made).toEqual(anew);
    expect(made.filter((row) => row.startsWith('waits'))).toEqual([]);
  });

  it('is passed over when the definition has another gap', async () => {
    await define(client(), 1, 'active', 24 * 15, 2);
    await store(client(), [comes(20 * DAY + 2 * HOUR + MINUTE)]);
    await settle();
    const [made, anew] = await madeAndMadeAnew();
    expect(made).toEqual(anew);
    expect(made.filter((row) => row.startsWith('dialogues'))).toHaveLength(1);
  });

  it('is not enough where another definition has none', async () => {
    await define(client(), 2, 'building', 1);
    await store(client(), [comes(20 * DAY + 2 * HOUR)]);
    await settle();
    expect(await sinces()).toHaveLength(2);
    const [made, anew] = await madeAndMadeAnew();
    expect(made).toEqual(anew);
  });

  it('goes with the events it was made of', async () => {
    await store(client(), history, { isDeleted: true });
    await settle();
    expect([await sinces(), await everything(client())]).toEqual([[], []]);
  });
});
