import { gzipSync } from 'node:zlib';
import { problem } from '@parley/contracts';
import { INTERNAL_TOKEN, OTHER_API_KEY, READ_ONLY_KEY } from '../testing/fixtures.js';
import { startTestIngest, stopTestIngests, type TestIngest } from '../testing/test-ingest.js';

let own: TestIngest;
beforeAll(async () => {
  own = await startTestIngest();
});
afterAll(stopTestIngests);

const message = (more: object = {}) => ({
  type: 'message_received',
  id: 'm-1',
  account_id: '7',
  contact: { id: 'c-1' },
  occurred_at: '2026-11-22T09:00:05Z',
  text: 'Is it in stock?',
  ...more,
});
const ndjson = { 'content-type': 'application/x-ndjson' };

async function answerOf(response: Response): Promise<unknown> {
  expect(response.status).toBe(200);
  return response.json();
}

async function refusalOf(response: Response) {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const { status, code, detail } = problem.parse(await response.json());
  expect(status).toBe(response.status);
  return { status, code, detail };
}

describe('accepts', () => {
  it('one event', async () => {
    expect(await answerOf(await own.post(JSON.stringify(message())))).toEqual({ accepted: 1, rejected: [] });
  });

  it('an array, in which a bad item spoils only itself', async () => {
    const body = [
      message(),
      { type: 'message_received' },
      message({ account_id: '20' }),
      message({ account_id: '999' }),
      message({ account_id: '9' }),
      message({ occurred_at: '2026-11-22 09:00' }),
      message({ occurred_at: 1e300 }),
      message({ type: 'nonsense' }),
      message({ text: 5 }),
      message({ extra: true }),
      'text',
      null,
      message({ id: 'm-2' }),
    ];
    const answer = await answerOf(await own.post(JSON.stringify(body)));
    expect(answer).toEqual({
      accepted: 2,
      rejected: [
        { index: 1, path: 'id', message: expect.stringContaining('expected string') as string },
        { index: 2, path: 'account_id', message: 'is no account of this workspace' },
        { index: 3, path: 'account_id', message: 'is no account of this workspace' },
        { index: 4, path: 'account_id', message: 'is switched off' },
        { index: 5, path: 'occurred_at', message: 'must be ISO 8601 with Z or an offset, or milliseconds' },
        { index: 6, path: 'occurred_at', message: expect.any(String) as string },
        {
          index: 7,
          path: 'type',
          message: expect.stringContaining('must be one of link_clicked, ') as string,
        },
        { index: 8, path: 'text', message: 'Invalid input: expected string, received number' },
        { index: 9, path: '', message: 'Unrecognized key: "extra"' },
        { index: 10, path: '', message: expect.stringContaining('expected object') as string },
        { index: 11, path: '', message: expect.stringContaining('expected object') as string },
      ],
    });
  });

  it('NDJSON with blank lines, a broken line in the middle and no line end', async () => {
    const body = Buffer.concat([
      Buffer.from(`\n${JSON.stringify(message())}\r\n\n  \n{"type": oops}\n`),
      Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x0a]),
      Buffer.from(JSON.stringify(message({ id: 'm-3' }))),
    ]);
    expect(await answerOf(await own.post(body, ndjson))).toEqual({
      accepted: 2,
      rejected: [
        { index: 1, path: '', message: expect.stringMatching(/^line 5 is not valid JSON: /) as string },
        { index: 2, path: '', message: 'line 6 is not valid UTF-8' },
      ],
    });
  });

  it('gzip', async () => {
    const body = gzipSync(JSON.stringify([message(), message({ id: 'm-4' })]));
    const headers = { 'content-encoding': 'gzip' };
    expect(await answerOf(await own.post(body, headers))).toEqual({ accepted: 2, rejected: [] });
  });

  it('an empty array and empty NDJSON, which hold nothing', async () => {
    expect(await answerOf(await own.post('[]'))).toEqual({ accepted: 0, rejected: [] });
    expect(await answerOf(await own.post('\n', ndjson))).toEqual({ accepted: 0, rejected: [] });
  });

  it('10 000 events, and not one more', async () => {
    const events = Array.from({ length: 10_000 }, (_, n) => JSON.stringify(message({ id: `n-${n}` })));
    const body = gzipSync(events.join('\n'));
    const headers = { ...ndjson, 'content-encoding': 'gzip' };
    expect(await answerOf(await own.post(body, headers))).toEqual({ accepted: 10_000, rejected: [] });
    const more = gzipSync([...events, events[0]].join('\n'));
    expect(await refusalOf(await own.post(more, headers))).toMatchObject({
      status: 413,
      code: 'payload_too_large',
    });
    const array = gzipSync(`[${[...events, events[0]].join(',')}]`);
    const asArray = await own.post(array, { 'content-encoding': 'gzip' });
    expect(await refusalOf(asArray)).toMatchObject({ status: 413 });
  });

  it("our own programs for the workspace they name, and nothing of another's account", async () => {
    const headers = { authorization: `Bearer ${INTERNAL_TOKEN}`, 'x-parley-workspace': '2' };
    const body = JSON.stringify([message({ account_id: '20' }), message()]);
    expect(await answerOf(await own.post(body, headers))).toEqual({
      accepted: 1,
      rejected: [{ index: 1, path: 'account_id', message: 'is no account of this workspace' }],
    });
  });

  it('merges only of accounts of the same workspace', async () => {
    const merge = (account_id: string) =>
      message({ type: 'identities_merged', text: undefined, other: { account_id, contact_id: 'c-2' } });
    expect(await answerOf(await own.post(JSON.stringify([merge('8'), merge('20')])))).toEqual({
      accepted: 1,
      rejected: [{ index: 1, path: 'other.account_id', message: 'is no account of this workspace' }],
    });
  });
});

describe('refuses', () => {
  it.each([
    ['no key', { authorization: '' }],
    ['another scheme', { authorization: 'Basic abc' }],
    ['an unknown key', { authorization: 'Bearer parley_key_unknown' }],
  ])('%s with 401', async (_name, headers) => {
    const response = await own.post('[]', headers);
    expect(await refusalOf(response)).toMatchObject({ status: 401, code: 'wrong_credentials' });
  });

  it('a key without the scope with 403', async () => {
    const response = await own.post('[]', { authorization: `Bearer ${READ_ONLY_KEY}` });
    expect(await refusalOf(response)).toMatchObject({ status: 403, code: 'not_allowed' });
  });

  it.each([[''], ['x'], ['99']])('our own program that names the workspace %j with 400', async (named) => {
    const headers = { authorization: `Bearer ${INTERNAL_TOKEN}`, 'x-parley-workspace': named };
    expect(await refusalOf(await own.post('[]', headers))).toMatchObject({ status: 400 });
  });

  it('another workspace named beside a key: the key decides', async () => {
    const headers = { authorization: `Bearer ${OTHER_API_KEY}`, 'x-parley-workspace': '1' };
    const answer = await answerOf(await own.post(JSON.stringify(message()), headers));
    expect(answer).toMatchObject({ accepted: 0, rejected: [{ path: 'account_id' }] });
  });

  it.each([
    ['broken JSON', '{"type":', {}, 400],
    ['an empty body', '', {}, 400],
    ['invalid UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}, 400],
    ['no gzip behind the header', '[]', { 'content-encoding': 'gzip' }, 400],
    ['a cut gzip', gzipSync('[]').subarray(0, 12), { 'content-encoding': 'gzip' }, 400],
    ['another encoding', '[]', { 'content-encoding': 'br' }, 415],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['text', '[]', { 'content-type': 'text/plain' }, 415],
  ])('%s', async (_name, body, headers, status) => {
    expect(await refusalOf(await own.post(body, headers as Record<string, string>))).toMatchObject({
      status,
    });
  });

  it('a body without a content type with 415', async () => {
    const response = await own.post(Buffer.from('[]'), { 'content-type': '' });
    expect((await refusalOf(response)).status).toBe(415);
  });

  it('more than 5 MB with 413, however it is packed', async () => {
    const large = `"${'x'.repeat(5 * 1024 * 1024)}"`;
    expect(await refusalOf(await own.post(large))).toMatchObject({ status: 413, code: 'payload_too_large' });
    const packed = await own.post(gzipSync(large), { 'content-encoding': 'gzip' });
    expect(await refusalOf(packed)).toMatchObject({ status: 413 });
  });

  it('a gzip bomb without unpacking it', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    const before = process.memoryUsage().rss;
    const response = await own.post(bomb, { 'content-encoding': 'gzip' });
    expect(await refusalOf(response)).toMatchObject({ status: 413 });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('anything else at another address with 404', async () => {
    const response = await fetch(`${own.ingest.url}/v1/nothing`);
    expect(await refusalOf(response)).toMatchObject({ status: 404, code: 'not_found' });
  });
});

it('never says anything of the caller in a refusal of the whole request', async () => {
  const { detail } = await refusalOf(
    await own.post('[]', { authorization: 'Bearer secret-that-was-mistyped' }),
  );
  expect(detail).not.toContain('mistyped');
});

describe('without room', () => {
  it('answers 503 with Retry-After and takes nothing', async () => {
    const full = await startTestIngest({ minFreeDiskBytes: Number.MAX_SAFE_INTEGER });
    const response = await full.post(JSON.stringify(message()));
    expect(response.headers.get('retry-after')).toBe('30');
    expect(await refusalOf(response)).toMatchObject({ status: 503, code: 'store_unavailable' });
    expect(await full.metric('parley_ingest_spool_records')).toBe(0);
    await full.stop();
  });

  it('stops at the limit of the spool', async () => {
    const small = await startTestIngest({ maxSpoolBytes: 1024 * 1024 });
    const body = JSON.stringify(Array.from({ length: 500 }, (_, n) => message({ id: `s-${n}` })));
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) statuses.push((await small.post(body)).status);
    expect(statuses[0]).toBe(200);
    expect(statuses.at(-1)).toBe(503);
    await small.stop();
  });
});
