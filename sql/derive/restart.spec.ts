import type { ClickHouse } from '../lib/client.js';
import { ClickHouseUnavailable } from '../lib/errors.js';
import { openTestDatabase } from '../testing/database.js';
import { createDeriver } from './deriver.js';
import { HOUR, agent, anEvent, comes } from './fold/spec-stream.js';
import { countRows, define, deriveNow, everything, mark, seesOutgoing, spans, store } from './spec-store.js';

type Database = Awaited<ReturnType<typeof openTestDatabase>>;
const DAY = 24 * HOUR;
const ALL = { workspaceIds: [1], from: '0', to: '18446744073709551615' };

let database: Database;
const client = () => database.client;

beforeEach(async () => {
  database = await openTestDatabase();
  await define(client(), 1, 'active');
});
afterEach(() => database.close());

/** The client of a process that dies with its n-th request: before the server does it, or just after. */
function dying(of: ClickHouse, requests: number, isDone: boolean): ClickHouse {
  let left = requests;
  const dies = async <T>(work: () => Promise<T>): Promise<T> => {
    left--;
    if (left < 0 || (left === 0 && !isDone)) throw new ClickHouseUnavailable('died', 0, '');
    const result = await work();
    if (left === 0) throw new ClickHouseUnavailable('died', 0, '');
    return result;
  };
  return {
    ...of,
    query: (sql, params, options) => dies(() => of.query(sql, params, options)),
    command: (sql, params, options) => dies(() => of.command(sql, params, options)),
    insertRows: (table, columns, rows, options) => dies(() => of.insertRows(table, columns, rows, options)),
    async *stream(sql, params, options) {
      await dies(() => Promise.resolve());
      yield* of.stream(sql, params, options);
    },
  };
}

describe('a process that dies at any request', () => {
  it('forgets nobody: the next one ends where an undisturbed one would', async () => {
    await seesOutgoing(client(), 'auto');
    let people = 0;
    let requests = 0;
    let hasDied = true;
    while (hasDied) {
      hasDied = false;
      requests++;
      for (const isDone of [false, true]) {
        // Each time somebody new asks, and somebody else shows that answers were seen earlier than was known.
        people += 1;
        await store(client(), [comes(-people * HOUR)], { identityId: String(1000 + people) });
        await store(client(), [agent(-people * HOUR - 1)], { identityId: String(2000 + people) });
        const fragile = createDeriver(dying(client(), requests, isDone), () => undefined);
        await fragile.round().catch(() => (hasDied = true));
        const next = createDeriver(client(), () => undefined);
        while ((await next.round()).identities > 0);
        expect(await client().query('SELECT count() AS waits FROM waits_v1 FINAL')).toEqual([
          { waits: `${people}` },
        ]);
      }
    }
    expect(requests).toBeGreaterThan(10);
    const derived = await everything(client());
    await createDeriver(client(), () => undefined).rebuild({});
    expect(await everything(client())).toEqual(derived);
  }, 120_000);

  it('derives again what lies in the overlap, and one that lives does not', async () => {
    const deriver = createDeriver(client(), () => undefined);
    await store(client(), [comes(0)]);
    expect(await deriver.round()).toMatchObject({ identities: 1 });
    expect(await deriver.round()).toMatchObject({ identities: 0 });
    expect(await createDeriver(client(), () => undefined).round()).toMatchObject({
      identities: 1,
      written: 0,
    });
  });
});

describe('run', () => {
  it('goes on after ClickHouse was away, says so once, and stops when told', async () => {
    await store(client(), [comes(0)]);
    let isAway = true;
    const away = { ...client() };
    away.query = (sql, params, options) =>
      isAway
        ? Promise.reject(new ClickHouseUnavailable('away', 0, ''))
        : client().query(sql, params, options);
    const log: string[] = [];
    const abort = new AbortController();
    const running = createDeriver(away, (line) => log.push(line)).run(abort.signal);
    await until(() => log.length === 1);
    isAway = false;
    await until(async () => (await countRows(client()))['dialogues'] === 1);
    await until(() => log.length === 2);
    await store(client(), [comes(9 * DAY)]);
    await until(async () => (await spans(client())).length === 2);
    abort.abort();
    await running;
    expect(log).toEqual(['derivation waits: away', 'derivation goes on']);
  });

  it('does not start when it was told to stop before', async () => {
    await createDeriver(client(), () => undefined).run(AbortSignal.abort());
  });
});

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('a history longer than memory should hold', () => {
  const long = (count: number) =>
    Array.from({ length: count }, (_, n) => [
      anEvent('referral_received', n * 2 * DAY, { ref: `r${n}` }),
      comes(n * 2 * DAY + 1),
      agent(n * 2 * DAY + 2),
      comes(n * 2 * DAY + 3),
      agent(n * 2 * DAY + 4),
    ]).flat();

  it('is written piece by piece, and is the same as in one piece', async () => {
    await seesOutgoing(client(), 'always');
    for (const identityId of ['7', '8', '9'])
      await store(client(), long(12), { identityId, isMarked: false });
    await deriveNow(client(), ALL, 10);
    const inPieces = await everything(client());
    expect(inPieces.filter((line) => line.startsWith('waits'))).toHaveLength(3 * 24);
    expect(await deriveNow(client(), ALL)).toMatchObject({ written: 0 });
    expect(await deriveNow(client(), { ...ALL, ids: ['7', '9'] }, 10)).toMatchObject({ written: 0 });

    // A late word in each gap joins all dialogues of one of them: rows go in every piece, and nothing else changes.
    const words = Array.from({ length: 11 }, (_, n) => agent(n * 2 * DAY + DAY + 2));
    await store(client(), words, { identityId: '8', isMarked: false });
    await deriveNow(client(), ALL, 10);
    expect(await countRows(client(), { identityId: '8' })).toMatchObject({
      dialogues: 1,
      waits: 24,
      touches: 12,
    });
    expect(await countRows(client(), { identityId: '7' })).toMatchObject({
      dialogues: 12,
      waits: 24,
      touches: 12,
    });
    expect(await deriveNow(client(), ALL)).toMatchObject({ written: 0 });

    await mark(client(), { identityId: '8' });
    expect(await createDeriver(client(), () => undefined).round()).toMatchObject({
      identities: 1,
      written: 0,
    });
  });
});
