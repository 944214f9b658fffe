import { aFolder } from '../testing/fixtures.js';
import { Backlog, type BatchRow } from './backlog.js';
import { pauseMs } from './pause.js';
import { encodeRecord } from './record.js';
import { Sender, type InsertOutcome } from './sender.js';
import { Store } from './store.js';

let store: Store;
let sender: Sender;
beforeEach(() => {
  store = new Store({ dir: aFolder(), maxBytes: 1e9, minFreeDiskBytes: 0 });
});
afterEach(async () => {
  await sender.stop(1000);
  await store.close();
});

async function put(names: string[]): Promise<void> {
  const rows = names.map((json) => ({ identityId: 1n, occurredAt: 0, accountId: 7, isVisitor: false, json }));
  await store.commit(() => [
    store.events.put([202601, store.nextPlace()], encodeRecord({ workspaceId: 1, rows })),
  ]);
}

function start(insert: (rows: BatchRow[], token: string) => InsertOutcome) {
  const refused: string[] = [];
  const settled = new Promise<void>((resolve) => {
    sender = new Sender({
      backlog: new Backlog(store),
      insert: async (rows, token) => insert(rows, token),
      settle: async (keys, rows) => {
        refused.push(...rows.map(({ row }) => row.json));
        await store.commit(() => keys.map((key) => store.events.remove(key)));
        resolve();
      },
      log: () => undefined,
      onRetry: () => undefined,
    });
  });
  sender.wake();
  return { refused, settled };
}

it('splits a refused batch until the bad rows are alone, and stores every other row exactly once', async () => {
  const names = Array.from({ length: 100 }, (_, n) => `row-${n}`);
  await put(names);
  const stored: string[] = [];
  const { refused, settled } = start((rows) => {
    if (rows.some(({ json }) => json === 'row-17' || json === 'row-63')) return { refused: 'bad' };
    stored.push(...rows.map(({ json }) => json));
    return 'stored';
  });
  await settled;
  expect(refused).toEqual(['row-17', 'row-63']);
  expect(stored).toEqual(names.filter((name) => name !== 'row-17' && name !== 'row-63'));
  expect(store.depth()).toBe(0);
});

it('repeats a failed insert with the same rows and the same token', async () => {
  await put(['a', 'b']);
  const tries: string[] = [];
  const { settled } = start((rows, token) => {
    tries.push(`${token} ${rows.map(({ json }) => json).join()}`);
    return tries.length < 3 ? { later: 'away' } : 'stored';
  });
  await settled;
  expect(tries).toHaveLength(3);
  expect(new Set(tries).size).toBe(1);
});

it('keeps what could not be sent when it is stopped', async () => {
  await put(['a']);
  start(() => ({ later: 'away' }));
  await sender.stop(50);
  expect(store.depth()).toBe(1);
});

it('waits longer each time, up to half a minute, and never exactly the same', () => {
  const full = [1, 2, 3, 4, 8, 9, 50].map((attempt) => pauseMs(attempt, () => 0));
  expect(full).toEqual([200, 400, 800, 1600, 25_600, 30_000, 30_000]);
  expect(pauseMs(9, () => 1)).toBe(15_000);
});
