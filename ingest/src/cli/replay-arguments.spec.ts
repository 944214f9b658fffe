import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readReplayArguments } from './replay-arguments.js';
import { replayStream } from './replay-stream.js';

it('reads what is meant', () => {
  expect(readReplayArguments([])).toMatchObject({ what: 'vault' });
  const typed = [
    '--workspace',
    'My business',
    '--account',
    'Bot',
    '--from',
    '2026-11-01',
    '--to',
    '2026-11-01',
  ];
  expect(readReplayArguments([...typed, '--quarantine'])).toMatchObject({
    workspace: 'My business',
    account: 'Bot',
    from: '2026-11-01',
    to: '2026-11-01',
    what: 'quarantine',
  });
});

it.each([
  [['--from', '2026-02-30'], '--from 2026-02-30 is not a day'],
  [['--to', 'yesterday'], '--to yesterday is not a day'],
  [['--from', '2026-11-02', '--to', '2026-11-01'], '--from must not lie after --to'],
  [['--all'], "Unknown option '--all'"],
  [['--help'], 'npm run replay'],
])('says what is wrong with %j', (typed, message) => {
  expect(() => readReplayArguments(typed)).toThrow(message);
});

const line = (more: object) =>
  JSON.stringify({ bodies: 1, total: 2, events: 1, still_unmapped: 0, is_done: false, ...more });

it.each([
  ['ends', [line({}), line({ is_done: true })], undefined],
  ['says why it did not end', [line({ error: 'the api does not answer' })], 'the api does not answer'],
  ['knows that it was cut', [line({})], 'The replay was cut'],
])('%s', async (_name, lines, message) => {
  const server = createServer((_request, response) => response.end(`${lines.join('\n')}\n`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ingest_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const read = async () => {
    for await (const _ of replayStream(
      { ingest_url, api_url: '', internal_token: 't' },
      { workspace_id: 1, what: 'vault' },
    ));
  };
  if (message === undefined) await read();
  else await expect(read()).rejects.toThrow(message);
  await new Promise((resolve) => server.close(resolve));
});
