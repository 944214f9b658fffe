import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accountOptions } from '@parley/contracts';
import { aSnapshot, eventually } from '../testing/fixtures.js';
import { startTestIngest, stopTestIngests, type TestIngest } from '../testing/test-ingest.js';

const TOKEN = '4453b6ac12345678-viber-token';

/** As much of the REST bot API as registration needs; another token is refused with status 2, as Viber does. */
interface Viber {
  url: string;
  token: string;
  webhook: string;
  calls: { method: string; body: unknown }[];
}
let server: Server;
let viber: Viber;
let own: TestIngest;

beforeEach(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const method = request.url?.replace('/pa/', '') ?? '';
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { url?: string };
      viber.calls.push({ method, body });
      const isKnown = request.headers['x-viber-auth-token'] === viber.token;
      if (isKnown && method === 'set_webhook') viber.webhook = body.url ?? '';
      const answer = isKnown
        ? { status: 0, status_message: 'ok', ...(viber.webhook === '' ? {} : { webhook: viber.webhook }) }
        : { status: 2, status_message: 'invalidAuthToken' };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  viber = { url: `http://127.0.0.1:${port}`, token: TOKEN, webhook: '', calls: [] };
  own = await startTestIngest({
    publicUrl: 'https://collect.example',
    upstreams: { telegram: 'http://127.0.0.1:9', viber: viber.url },
  });
});
afterEach(async () => {
  await stopTestIngests();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function publish(token: string, options: object = {}): void {
  const snapshot = aSnapshot();
  const accounts = snapshot.accounts.map((account) =>
    account.account_id === 7
      ? {
          ...account,
          ...{ channel: 'viber' as const, options: accountOptions.parse(options) },
          secrets: { auth_token: token },
        }
      : account,
  );
  own.api.publish({ ...snapshot, accounts });
}
const registered = () => viber.calls.filter(({ method }) => method === 'set_webhook');

it('tells Viber where to call, and for everything that is counted', async () => {
  publish(TOKEN);
  await eventually(() => registered()[0]);
  expect(registered()[0]?.body).toEqual({
    url: 'https://collect.example/webhooks/viber/7',
    event_types: ['delivered', 'seen', 'failed', 'subscribed', 'unsubscribed', 'conversation_started'],
    send_name: true,
  });
});

it('says that a token is refused, without naming it, and registers with the right one', async () => {
  publish('a-wrong-token');
  await eventually(() => (/Viber answered 2/.test(own.log.join()) ? true : undefined));
  expect(registered()).toEqual([]);
  expect(own.log.join()).not.toContain('a-wrong-token');
  publish(TOKEN);
  await eventually(() => registered()[0]);
});

it('leaves a bot that has another webhook alone, unless it is forwarded to', async () => {
  viber.webhook = 'https://shop.example/viber';
  publish(TOKEN);
  await eventually(() => (/has another webhook/.test(own.log.join()) ? true : undefined));
  expect(registered()).toEqual([]);
  publish(TOKEN, { forward_url: 'https://shop.example/viber' });
  await eventually(() => registered()[0]);
});
