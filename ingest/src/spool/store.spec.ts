import { aFolder } from '../testing/fixtures.js';
import { Store } from './store.js';

const open = (dir: string) => new Store({ dir, maxBytes: 1e9, minFreeDiskBytes: 0 });
const put = (store: Store, text: string) =>
  store.commit(() => [store.events.put([202601, store.nextPlace()], Buffer.from(text))]);
const texts = (store: Store) => [...store.events.getRange()].map(({ value }) => value.toString());

it('keeps what many write at once, in the order in which they came', async () => {
  const dir = aFolder();
  const store = open(dir);
  const names = Array.from({ length: 500 }, (_, n) => `n-${n}`);
  await Promise.all(names.map((name) => put(store, name)));
  expect(texts(store)).toEqual(names);
  await store.close();
  const again = open(dir);
  expect(texts(again)).toEqual(names);
  await again.close();
});

it('forgets nobody who writes in the very moment in which a flush ends', async () => {
  const store = open(aFolder());
  // Each writes again at once when it is told: the moment between "nothing is gathered" and "nothing is being written".
  const write = async (name: string) => {
    for (let n = 0; n < 20; n++) await put(store, `${name}-${n}`);
  };
  await Promise.all(['a', 'b', 'c'].map(write));
  expect(store.depth()).toBe(60);
  await store.close();
});

it('waits with closing until what was gathered is on the disk', async () => {
  const dir = aFolder();
  const store = open(dir);
  const written = [put(store, 'first'), put(store, 'second')];
  await store.close();
  await Promise.all(written);
  const again = open(dir);
  expect(texts(again)).toEqual(['first', 'second']);
  await again.close();
});

it('tells the one whose work throws, and takes the next', async () => {
  const store = open(aFolder());
  const broken = store.commit(() => {
    throw new Error('no such work');
  });
  await expect(broken).rejects.toThrow('the spool could not be written');
  await put(store, 'after');
  expect(texts(store)).toEqual(['after']);
  await store.close();
});
