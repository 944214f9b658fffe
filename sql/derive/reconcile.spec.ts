import { openTestDatabase } from '../testing/database.js';
import { createDeriver } from './deriver.js';
import { HOUR, T0, agent, comes } from './fold/spec-stream.js';
import { countRows, define, seesOutgoing, store } from './spec-store.js';

type Database = Awaited<ReturnType<typeof openTestDatabase>>;

let database: Database;
const client = () => database.client;
const lines: string[] = [];
const before = new Date(T0 - HOUR);
const after = new Date(T0 + 24 * HOUR);

beforeEach(async () => {
  lines.length = 0;
  database = await openTestDatabase();
  await define(client(), 1, 'active');
  await seesOutgoing(client(), 'always');
});
afterEach(() => database.close());

describe('the nightly reconciliation', () => {
  it('finds nothing where the rounds did their work', async () => {
    const deriver = createDeriver(client(), (line) => lines.push(line));
    await store(client(), [comes(0), agent(HOUR)]);
    expect(await deriver.reconcile(before)).toEqual({ differing: 0 });
    expect(lines).toEqual([]);
  });

  it('mends and reports what a lost mark left behind, within the time it looks at', async () => {
    const deriver = createDeriver(client(), (line) => lines.push(line));
    await store(client(), [comes(0), agent(HOUR)], { isMarked: false });
    expect(await deriver.reconcile(after)).toEqual({ differing: 0 });
    expect((await deriver.reconcile(before)).differing).toBeGreaterThan(0);
    expect(lines).toHaveLength(1);
    expect(await countRows(client())).toMatchObject({ dialogues: 1, waits: 1 });
    expect(await deriver.reconcile(before)).toEqual({ differing: 0 });
  });
});
