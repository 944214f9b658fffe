import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MOST_PINS, pinList } from '@parley/contracts';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

describe('pins', () => {
  let test: TestApp;
  let shop: TestWorkspace;
  beforeAll(async () => {
    test = await openTestApp();
    shop = await test.aWorkspace();
  });
  afterAll(() => test.close());

  const send = (
    method: 'get' | 'post' | 'patch' | 'put' | 'delete',
    path = '',
    body?: object,
    cookie = shop.cookie,
    of = shop,
  ) => {
    const asked = test.http()[method](`${of.path}/pins${path}`).set('cookie', cookie);
    return body === undefined ? asked : asked.send(body);
  };
  const names = (body: unknown) => pinList.parse(body).pins.map(({ name }) => name);

  it('keeps a place with its whole address, renames it, puts it elsewhere and forgets it', async () => {
    await send('post', '', {
      name: ' Каналы за неделю ',
      address: 'channels?period=last_7_days&sources=vk%2F1',
    }).expect(201);
    const made = await send('post', '', { name: 'Paths', address: 'paths' }).expect(201);
    expect(pinList.parse(made.body).pins.map(({ name, address }) => [name, address])).toEqual([
      ['Каналы за неделю', 'channels?period=last_7_days&sources=vk%2F1'],
      ['Paths', 'paths'],
    ]);
    const [first, second] = pinList.parse(made.body).pins;
    const ordered = await send('put', '/order', { pin_ids: [second!.pin_id, first!.pin_id] }).expect(200);
    expect(names(ordered.body)).toEqual(['Paths', 'Каналы за неделю']);
    const renamed = await send('patch', `/${first!.pin_id}`, { name: 'Week' }).expect(200);
    expect(names(renamed.body)).toEqual(['Paths', 'Week']);
    expect(names((await send('get').expect(200)).body)).toEqual(['Paths', 'Week']);
    expect(names((await send('delete', `/${second!.pin_id}`).expect(200)).body)).toEqual(['Week']);
    await send('delete', `/${second!.pin_id}`).expect(404);
  });

  it('leads nowhere but into the workspace', async () => {
    for (const address of ['https://example.com', '//example.com', '/channels', '../x', 'channels#top', ''])
      await send('post', '', { name: 'Away', address }).expect(400);
  });

  it('refuses an order that forgets or repeats one, and one pin too many', async () => {
    await send('post', '', { name: 'Other', address: 'service' }).expect(201);
    const { pins } = pinList.parse((await send('get')).body);
    await send('put', '/order', { pin_ids: [pins[0]!.pin_id] }).expect(400);
    await send('put', '/order', { pin_ids: [pins[0]!.pin_id, pins[0]!.pin_id] }).expect(400);
    for (let n = pins.length; n < MOST_PINS; n++)
      await send('post', '', { name: `Pin ${n}`, address: 'overview' }).expect(201);
    await send('post', '', { name: 'One more', address: 'overview' }).expect(400);
  });

  it('is nobody else’s: neither another member’s nor another workspace’s', async () => {
    const { pins } = pinList.parse((await send('get')).body);
    const added = await test
      .http()
      .post(`${shop.path}/members`)
      .set('cookie', shop.cookie)
      .send({ email: 'pins@example.com', name: 'Vera', role: 'viewer' })
      .expect(201);
    const signedIn = await test
      .http()
      .post('/api/auth/sign-in')
      .send({ email: 'pins@example.com', password: added.body.password })
      .expect(204);
    const vera = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
    expect(names((await send('get', '', undefined, vera).expect(200)).body)).toEqual([]);
    await send('patch', `/${pins[0]!.pin_id}`, { name: 'Mine' }, vera).expect(404);
    await send('post', '', { name: 'Hers', address: 'overview' }, vera).expect(201);
    expect(names((await send('get')).body)).not.toContain('Hers');
    const other = await test.aWorkspace();
    await send('delete', `/${pins[0]!.pin_id}`, undefined, other.cookie, other).expect(404);
  });
});
