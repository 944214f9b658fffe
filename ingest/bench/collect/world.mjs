// What every process of this measurement agrees on: one workspace with three accounts, and the api that tells ingest.
import { createServer } from 'node:http';

export const INTERNAL_TOKEN = 'internal-token-of-the-bench';
export const API_KEY = 'parley_key_of_the_bench';
export const MASTER_KEY = Buffer.alloc(32, 9).toString('base64');
export const TELEGRAM = { accountId: 1, secret: 'telegram-secret-of-the-bench' };
export const MESSENGER = { accountId: 2, secret: 'messenger-secret-of-the-bench' };
export const EVENTS = { accountId: 3 };

/** @param {string} text */
const sha256 = async (text) => {
  const { createHash } = await import('node:crypto');
  return createHash('sha256').update(text).digest('hex');
};

async function snapshot() {
  const { accountOptions } = await import('@parley/contracts');
  const account = (account_id, channel, connection, secrets) => ({
    account_id,
    workspace_id: 1,
    channel,
    connection,
    identity_account_id: account_id,
    secrets,
    previous_secrets: null,
    options: accountOptions.parse({}),
    is_active: true,
  });
  return {
    workspaces: [{ workspace_id: 1, hash_key: Buffer.alloc(32, 1).toString('base64') }],
    accounts: [
      account(TELEGRAM.accountId, 'telegram', 'webhook', { secret_token: TELEGRAM.secret }),
      account(MESSENGER.accountId, 'messenger', 'webhook', { app_secret: MESSENGER.secret }),
      account(EVENTS.accountId, 'web', 'events_api', {}),
    ],
    api_keys: [{ key_hash: await sha256(API_KEY), workspace_id: 1, scopes: ['events:write'] }],
  };
}

/** The two addresses of the api that ingest talks to: accounts never change, names are taken and forgotten. */
export async function startPeerApi() {
  const body = JSON.stringify(await snapshot());
  const waiting = new Set();
  const server = createServer((request, response) => {
    request.resume();
    if (request.method === 'POST') return request.on('end', () => response.writeHead(204).end());
    if (request.headers['if-none-match'] !== '"bench"') {
      return response.writeHead(200, { etag: '"bench"', 'content-type': 'application/json' }).end(body);
    }
    // Nothing ever changes: whoever asks again waits as long as a real one would.
    const timer = setTimeout(() => response.writeHead(304).end(), 20_000);
    waiting.add(timer);
    response.on('close', () => clearTimeout(timer));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    async close() {
      for (const timer of waiting) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
