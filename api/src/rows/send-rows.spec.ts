import { once } from 'node:events';
import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messageRows } from '@parley/contracts';
import Fastify from 'fastify';
import { type Row } from '../reports/write-answer.js';
import { bodyOf } from './send-rows.js';

const batch = (from: number): Row[] =>
  Array.from({ length: 500 }, (_, index) => ({
    event_id: String(from + index),
    contact_name: 'n'.repeat(100),
  }));

describe('an export that is read as it is made', () => {
  const app = Fastify({ forceCloseConnections: true });
  let url: string;
  let made = 0;
  let isLeft = false;

  async function* batches(breaksAfter: number): AsyncGenerator<Row[], void, undefined> {
    try {
      for (made = 0; made < 300; made++) {
        if (made === breaksAfter) throw new Error('the store went away');
        yield batch(made * 500);
      }
    } finally {
      isLeft = true;
    }
  }
  beforeAll(async () => {
    app.get('/whole', (_, reply) => reply.send(bodyOf(messageRows, 'ndjson', false, batches(Infinity))));
    app.get('/broken', (_, reply) => reply.send(bodyOf(messageRows, 'csv', true, batches(3))));
    url = await app.listen({ port: 0 });
  });
  afterAll(() => app.close());

  const read = async (path: string): Promise<string> => {
    const [answer] = await once(get(`${url}${path}`), 'response');
    let text = '';
    for await (const part of answer.setEncoding('utf8')) text += part;
    return text;
  };

  it('is whole when it ends', async () => {
    expect((await read('/whole')).trim().split('\n')).toHaveLength(150_000);
    expect(isLeft).toBe(true);
  });

  it('never ends like a whole one when it breaks off half way', async () => {
    await expect(read('/broken')).rejects.toThrow(/aborted|ECONNRESET/);
  });

  it('is made no faster than it is read, and no further once its reader has left', async () => {
    isLeft = false;
    const asked = get(`${url}/whole`);
    const [answer] = await once(asked, 'response');
    await once(answer, 'data');
    answer.pause();
    // Whatever fits into the buffers on the way is made, and then nothing.
    for (let before = -1; before !== made; await pause(100)) before = made;
    expect(made).toBeLessThan(150);
    asked.destroy();
    while (!isLeft) await pause(10);
    expect(made).toBeLessThan(150);
  });
});
