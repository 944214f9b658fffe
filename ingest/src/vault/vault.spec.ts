import { readFileSync } from 'node:fs';
import { Seal } from '../seal.js';
import { Store } from '../spool/store.js';
import { aFolder, aSnapshot, eventually, MASTER_KEY } from '../testing/fixtures.js';
import { startTestIngest, stopTestIngests } from '../testing/test-ingest.js';
import { Vault, type VaultRange } from './vault.js';

const DAY = 24 * 3600 * 1000;
const BODY = { text: '{"a":1}', isFull: false, canReplay: true };
const label = (more: object = {}) => ({
  workspaceId: 1,
  accountId: 7,
  receivedAt: 5,
  deliveryId: 9n,
  ...more,
});

let store: Store;
const open = (maxBytes = 1024 ** 3, minFreeDiskBytes = 0) => {
  const dir = aFolder();
  store = new Store({ dir, maxBytes: 1024 ** 3, minFreeDiskBytes });
  return { vault: new Vault(store, new Seal(MASTER_KEY, 'vault'), maxBytes), dir };
};
const keep = (vault: Vault, more: object = {}, body = BODY) =>
  store.commit(() => [vault.put({ ...label(more), body })?.written ?? Promise.resolve(true)]);
async function all(vault: Vault, range: VaultRange = { workspaceId: 1 }) {
  const found = [];
  for await (const page of vault.entries(range)) found.push(...page);
  return found;
}
afterEach(async () => {
  await stopTestIngests();
});

it('gives back what is meant, of one workspace, account and time', async () => {
  const { vault } = open();
  const now = Date.now();
  await keep(vault, { receivedAt: now - 2000 });
  await keep(vault, { receivedAt: now - 1000, accountId: 8, deliveryId: 2n ** 64n - 1n });
  await keep(vault, { receivedAt: now - 1000, workspaceId: 2 });
  await keep(vault, { receivedAt: now }, { ...BODY, canReplay: false });
  expect(await all(vault)).toMatchObject([
    { accountId: 7, body: BODY },
    { accountId: 8, deliveryId: 2n ** 64n - 1n },
  ]);
  expect(await all(vault, { workspaceId: 1, accountId: 8 })).toHaveLength(1);
  expect(await all(vault, { workspaceId: 1, from: now - 2000, to: now - 1000 })).toMatchObject([
    { accountId: 7 },
  ]);
  expect(await vault.count({ workspaceId: 1, from: now - 1999 })).toBe(1);
  await store.close();
});

it('forgets what is older than 30 days, and the oldest when it is too much', async () => {
  const { vault } = open(256 * 1024);
  await keep(vault);
  expect(await vault.trim(Date.now() + 29 * DAY)).toBe(0);
  expect(await vault.trim(Date.now() + 31 * DAY)).toBe(1);
  const large = { ...BODY, text: 'x'.repeat(1000) };
  for (let n = 0; n < 6000; n += 500) {
    await Promise.all(
      Array.from({ length: 500 }, (_, k) => keep(vault, { deliveryId: BigInt(n + k + 1) }, large)),
    );
  }
  await vault.trim();
  expect(vault.size().bytes).toBeLessThanOrEqual(256 * 1024);
  await store.close();
});

it('gives way when the disk gets short, and never stands against the spool', async () => {
  const { vault } = open(1024 ** 3, Number.MAX_SAFE_INTEGER / 4);
  const used = store.usedBytes();
  await keep(vault, {}, { ...BODY, text: 'x'.repeat(100_000) });
  expect(store.usedBytes() - used).toBeLessThan(20_000);
  await expect(store.assertRoom()).rejects.toThrow();
  expect(vault.skipped).toBe(0);
  expect(vault.put({ ...label(), body: BODY })).toBeUndefined();
  expect(vault.skipped).toBe(1);
  expect(await vault.trim()).toBe(1);
  await store.close();
});

const update = (text: string) => ({
  update_id: 1,
  message: {
    message_id: 5,
    from: { id: 987654321, is_bot: false, first_name: 'Annabella' },
    chat: { id: 987654321, type: 'private' },
    date: 1795352400,
    text,
  },
});

it('keeps every body that was accepted, also one that maps to nothing, and nobody can read it on the disk', async () => {
  const own = await startTestIngest();
  await own.postUpdate(update('Where is my secret parcel?'));
  await own.postUpdate({ update_id: 2, business_connection: { id: 'c', user: { first_name: 'Annabella' } } });
  await own.postUpdate(update('refused'), { 'x-telegram-bot-api-secret-token': 'wrong' });
  expect(own.ingest.vault.size().entries).toBe(2);
  await own.stop();
  const disk = readFileSync(`${own.config.dir}/spool/data.mdb`).toString('latin1');
  for (const secret of ['Annabella', 'secret parcel', '987654321']) expect(disk).not.toContain(secret);
});

it('keeps a body as it came only for a workspace that asked for it, still sealed', async () => {
  const own = await startTestIngest();
  const snapshot = aSnapshot();
  const [first] = snapshot.workspaces;
  if (first) first.keeps_full_bodies = true;
  own.api.publish(snapshot);
  await eventually(async () => {
    await own.postUpdate(update('Where is my secret parcel?'));
    const [newest] = (await all(own.ingest.vault)).reverse();
    return newest?.body.isFull && newest.body.text.includes('secret parcel') ? true : undefined;
  });
  await own.stop();
  expect(readFileSync(`${own.config.dir}/spool/data.mdb`).toString('latin1')).not.toContain('secret parcel');
});
