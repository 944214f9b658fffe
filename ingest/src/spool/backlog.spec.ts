import { aFolder } from '../testing/fixtures.js';
import { Backlog, BATCH_ROWS } from './backlog.js';
import { encodeRecord } from './record.js';
import { Store } from './store.js';

let now = 1_000_000;
let store: Store;
beforeEach(() => {
  store = new Store({ dir: aFolder(), maxBytes: 1e9, minFreeDiskBytes: 0 });
});
afterEach(() => store.close());

const row = (name: string) => ({ identityId: 1n, occurredAt: 0, accountId: 7, isVisitor: false, json: name });
async function put(month: number, names: string[]): Promise<void> {
  const bytes = encodeRecord({ workspaceId: 1, rows: names.map(row) });
  await store.commit(() => [store.events.put([month, store.nextPlace()], bytes)]);
}
const many = (name: string) => Array.from({ length: 1000 }, (_, n) => `${name}${n}`);

it('waits a moment for company, then takes a month once a second', async () => {
  const backlog = new Backlog(store, () => now);
  await put(202601, ['a']);
  backlog.add(202601, 1);
  expect(backlog.take()).toBeUndefined();
  expect(backlog.nextDueAt()).toBe(now + 200);
  now += 200;
  expect(backlog.take()?.rows.map(({ json }) => json)).toEqual(['a']);

  await put(202601, ['b']);
  backlog.add(202601, 1);
  expect(backlog.nextDueAt()).toBe(now + 1000);
  now += 1000;
  expect(backlog.take()?.rows.map(({ json }) => json)).toEqual(['b']);
  expect(backlog.take()).toBeUndefined();
  expect(backlog.nextDueAt()).toBe(Infinity);
});

it('takes a full batch at once, and never the same record twice', async () => {
  const backlog = new Backlog(store, () => now);
  for (let n = 0; n < 12; n++) {
    await put(202601, many(`${n}-`));
    backlog.add(202601, 1000);
  }
  expect(backlog.take()).toMatchObject({ month: 202601, rows: { length: BATCH_ROWS }, keys: { length: 10 } });
  expect(backlog.take()).toMatchObject({ rows: { length: 2000 }, keys: { length: 2 } });
  expect(backlog.take()).toBeUndefined();
});

it('serves the months in turn, so that an import does not hold up today', async () => {
  for (let n = 0; n < 30; n++) await put(201901, many(`old${n}-`));
  await put(202611, ['today']);
  const backlog = new Backlog(store, () => ++now);
  const months = [backlog.take()?.month, backlog.take()?.month, backlog.take()?.month, backlog.take()?.month];
  expect(months).toEqual([201901, 202611, 201901, 201901]);
});

it('starts with what an earlier run left behind', async () => {
  await put(202512, ['left']);
  expect(new Backlog(store, () => now).take()?.rows).toMatchObject([{ json: 'left', workspaceId: 1 }]);
});

it('sets a damaged record aside and goes on', async () => {
  await put(202601, ['a']);
  const place = store.nextPlace();
  await store.commit(() => [store.events.put([202601, place], Buffer.from('garbage'))]);
  await put(202601, ['b']);
  const batch = new Backlog(store, () => now).take();
  expect(batch?.rows.map(({ json }) => json)).toEqual(['a', 'b']);
  expect(batch?.keys).toHaveLength(3);
  expect(batch?.damaged).toMatchObject([{ key: [202601, place], bytes: Buffer.from('garbage') }]);
});

describe('the order of arrival', () => {
  it('goes on after a restart, even when the clock went back', async () => {
    const dir = aFolder();
    const first = new Store({ dir, maxBytes: 1e9, minFreeDiskBytes: 0 });
    const ahead = (Date.now() + 3600_000) * 1000;
    await first.commit(() => [first.events.put([202601, ahead], Buffer.from('x'))]);
    await first.close();
    const second = new Store({ dir, maxBytes: 1e9, minFreeDiskBytes: 0 });
    expect(second.nextPlace()).toBe(ahead + 1);
    await second.close();
  });
});
