import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { whenGone } from './when-gone.js';

describe('a reader who leaves', () => {
  it('is noticed while the answer is made, not after it, and leaves nothing on the connection', async () => {
    const app = Fastify();
    const signals: AbortSignal[] = [];
    const listeners: number[] = [];
    app.get('/at-once', async (request, reply) => {
      listeners.push(request.raw.socket.listenerCount('close'));
      signals.push(whenGone(reply));
      return 'here';
    });
    app.get('/never', (_request, reply) => void signals.push(whenGone(reply)));
    const url = await app.listen({ port: 0 });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = async () => {
      const [answer] = await once(get(`${url}/at-once`, { agent }), 'response');
      for await (const _ of answer);
    };

    for (let times = 0; times < 20; times++) await ask();
    expect(new Set(listeners).size).toBe(1);
    agent.destroy();
    const left = get(`${url}/never`).on('error', () => undefined);
    while (signals.length < 21) await new Promise((resolve) => setTimeout(resolve, 5));
    left.destroy();
    await once(signals[20] as AbortSignal, 'abort');
    expect(signals.slice(0, 20).every((signal) => !signal.aborted)).toBe(true);
    await app.close();
  });
});
