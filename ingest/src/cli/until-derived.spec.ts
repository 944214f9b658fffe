import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { untilDerived } from './until-derived.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** An installation that answers with these states one after the other, the last one for ever; and what it was asked. */
async function anInstallation(spool: number[], idle: boolean[]) {
  const asked: string[] = [];
  const next = <T>(states: T[]) => (states.length > 1 ? states.shift() : states[0]);
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/metrics') response.end(`# HELP x\nparley_ingest_spool_records ${next(spool)}\n`);
    else if (request.headers.authorization !== 'Bearer t') response.writeHead(401).end();
    else response.end(JSON.stringify({ is_idle: next(idle), lag_ms: 0, rebuilding: null }));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { running: { api_url: url, ingest_url: url, internal_token: 't' }, asked };
}

it('waits until everything is stored, then until everything is derived', async () => {
  const { running, asked } = await anInstallation([10, 0], [false, true]);
  expect(await untilDerived(running)).toBe(true);
  expect(asked).toEqual(['/metrics', '/metrics', '/internal/derivation', '/metrics', '/internal/derivation']);
});

it('does not wait for ever', async () => {
  const { running } = await anInstallation([0], [false]);
  expect(await untilDerived(running, 600)).toBe(false);
  expect(await untilDerived({ ...running, internal_token: 'wrong' }, 300)).toBe(false);
});
