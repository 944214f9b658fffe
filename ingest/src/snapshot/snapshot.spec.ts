import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { startIngest } from '../ingest.js';
import { aFolder, aSnapshot, eventually, INTERNAL_TOKEN } from '../testing/fixtures.js';
import { startTestIngest, stopTestIngests, type TestIngest } from '../testing/test-ingest.js';

let own: TestIngest;
beforeAll(async () => {
  own = await startTestIngest();
});
afterAll(stopTestIngests);

describe('the snapshot', () => {
  it('is followed in less than two seconds', async () => {
    const key = 'parley_key_made_just_now';
    const headers = { authorization: `Bearer ${key}` };
    expect((await own.post('[]', headers)).status).toBe(401);
    const next = aSnapshot();
    next.api_keys.push({
      key_hash: createHash('sha256').update(key).digest('hex'),
      workspace_id: 1,
      scopes: ['events:write'],
    });
    own.api.publish(next);
    await eventually(async () => ((await own.post('[]', headers)).status === 200 ? true : undefined), 2000);
    own.api.publish(aSnapshot());
    await eventually(async () => ((await own.post('[]', headers)).status === 401 ? true : undefined), 2000);
  });

  it('of the disk is enough to start and collect while the api is away; the first start waits for one', async () => {
    const dir = aFolder();
    const first = await startTestIngest({ dir });
    await first.stop();
    const again = await startIngest({ ...first.config, apiUrl: 'http://127.0.0.1:9' }, () => undefined);
    const headers = {
      authorization: `Bearer ${INTERNAL_TOKEN}`,
      'x-parley-workspace': '1',
      'content-type': 'application/json',
    };
    const post = (url: string) => fetch(`${url}/v1/events`, { method: 'POST', headers, body: '[]' });
    expect((await post(again.url)).status).toBe(200);
    await again.stop();

    const fresh = await startIngest(
      { ...first.config, dir: aFolder(), apiUrl: 'http://127.0.0.1:9' },
      () => undefined,
    );
    expect((await fetch(`${fresh.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${fresh.url}/healthz`)).status).toBe(200);
    const refused = await post(fresh.url);
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(refused.status).toBe(503);
    await fresh.stop();
  });

  it('lies on the disk sealed, for its owner only', async () => {
    const path = `${own.config.dir}/snapshot`;
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path).includes('telegram-secret')).toBe(false);
  });
});
