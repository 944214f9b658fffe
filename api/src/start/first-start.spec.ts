import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type BootstrapAnswer, CHANNELS } from '@parley/contracts';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { openDataFolder, type DataFolder } from './data-folder.js';
import { prepareWorkspaces, type Addresses } from './first-start.js';
import { StartError } from './start-error.js';
import { Terminal } from './terminal.js';

const TOKEN = 'the token of this start';

/** Stands for the api and ingest at once: keeps the ids it has acknowledged, and refuses after `failAfter` requests. */
class StandIn {
  readonly events = new Map<string, string>();
  requests = 0;
  failAfter = Infinity;
  hasOwner = false;
  addresses: Addresses = { apiUrl: '', ingestUrl: '', token: TOKEN };
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        const isOurs = request.headers.authorization === `Bearer ${TOKEN}` || request.url === '/metrics';
        const workspace = String(request.headers['x-parley-workspace']);
        const answer = isOurs ? this.answer(request.url ?? '', body, workspace) : undefined;
        response.statusCode = answer === undefined ? 400 : 200;
        response.end(answer);
      });
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    this.addresses = { apiUrl: url, ingestUrl: url, token: TOKEN };
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(() => done()));
  }

  private answer(path: string, body: string, workspace: string): string | undefined {
    if (path === '/metrics') return 'parley_ingest_spool_records 0\n';
    if (path === '/internal/derivation')
      return JSON.stringify({ is_idle: true, lag_ms: 0, rebuilding: null });
    if (path === '/internal/bootstrap') return JSON.stringify(this.bootstrap(body.includes('true')));
    const events = JSON.parse(body) as { id: string; account_id: string; type: string }[];
    if (++this.requests > this.failAfter) {
      return JSON.stringify({ accepted: 0, rejected: [{ index: 0, path: 'id', message: 'no' }] });
    }
    for (const { id, type, account_id } of events) this.events.set(`${account_id} ${type} ${id}`, workspace);
    return JSON.stringify({ accepted: events.length, rejected: [] });
  }

  private bootstrap(demo: boolean): BootstrapAnswer {
    const created = !this.hasOwner;
    this.hasOwner = true;
    const account = (key: string, at: number) => ({
      key,
      account_id: String(at + 1),
      channel: CHANNELS.find((channel) => channel === key) ?? 'telegram',
    });
    return {
      created,
      email: 'owner@parley.local',
      ...(created ? { password: 'printed once' } : {}),
      workspaces: [
        { workspace_id: '1', kind: 'own', name: 'My business', accounts: [] },
        ...(demo
          ? [
              { workspace_id: '2', kind: 'demo' as const, name: 'Demo', accounts: CHANNELS.map(account) },
              { workspace_id: '3', kind: 'golden' as const, name: 'Golden', accounts: [account('chat', 50)] },
            ]
          : []),
      ],
    };
  }
}

let dir: string;
let folder: DataFolder;
let standIn: StandIn;
let printed: string;
const silent = () => {
  const out = new PassThrough();
  out.on('data', (text) => (printed += String(text)));
  return new Terminal('en', out as unknown as NodeJS.WriteStream, out as unknown as NodeJS.WriteStream);
};
const prepare = (isEmpty = false) => prepareWorkspaces(folder, standIn.addresses, isEmpty, silent());

beforeEach(async () => {
  printed = '';
  dir = mkdtempSync(join(tmpdir(), 'parley-first-start-'));
  folder = await openDataFolder({
    dir,
    minFreeDiskBytes: 0,
    product: '1.0.0',
    address: 'http://127.0.0.1:1',
  });
  standIn = new StandIn();
  await standIn.listen();
});

afterEach(async () => {
  folder.close();
  await standIn.close();
  rmSync(dir, { recursive: true });
});

describe('the first start', () => {
  it('fills the demo and the golden set, and keeps how to sign in for this user alone', async () => {
    expect(await prepare()).toEqual({ email: 'owner@parley.local', password: 'printed once' });
    const of = (workspace: string) =>
      [...standIn.events.values()].filter((each) => each === workspace).length;
    expect(of('1')).toBe(0);
    expect(of('2')).toBeGreaterThan(10_000);
    expect(of('2')).toBeLessThanOrEqual(60_000);
    expect(of('3')).toBe(1861 + 1404);
    expect(readFileSync(folder.signInFile, 'utf8')).toContain('password: printed once\n');
    expect(statSync(folder.signInFile).mode & 0o777).toBe(0o600);
    expect(printed).toMatch(/Filling the demo 0 %[^]*Filling the demo 100 %/);
  });

  it('with --empty fills nothing, and neither does a later start', async () => {
    await prepare(true);
    await prepare(false);
    expect(standIn.events.size).toBe(0);
  });

  it('that was interrupted goes on at the next start with the very same events', async () => {
    standIn.failAfter = 5;
    const error = await prepare().catch((caught: unknown) => caught);
    expect((error as StartError).code).toBe('first_start_failed');
    expect((error as StartError).text.en).toContain('start again, it goes on where it stopped');
    const before = [...standIn.events.keys()];
    expect(before.length).toBeGreaterThan(0);

    standIn.failAfter = Infinity;
    await prepare();
    const resumed = [...standIn.events.keys()];
    expect(resumed.slice(0, before.length)).toEqual(before);
  });
});

describe('a later start', () => {
  it('sends nothing and says nothing of the password', async () => {
    await prepare();
    const { requests } = standIn;
    expect(await prepare()).toEqual({ email: 'owner@parley.local', password: undefined });
    expect(standIn.requests).toBe(requests);
  });
});
