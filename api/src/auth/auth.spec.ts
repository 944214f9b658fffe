import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashPassword } from '../crypto/password.js';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';
import { User } from '../users/user.entity.js';

const PASSWORD = 'correct horse battery';

describe('signing in', () => {
  let test: TestApp;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    test = await openTestApp();
    workspace = await test.aWorkspace();
    const password_hash = await hashPassword(PASSWORD);
    await test.source.getRepository(User).update({ user_id: workspace.user_id }, { password_hash });
  });
  afterAll(() => test.close());

  let addresses = 0;
  /** Each from an address of its own, so that tests do not use up each other's tries. */
  const signIn = (password: string, address = `10.0.0.${(addresses += 1)}`, email = workspace.email) =>
    test.http().post('/api/auth/sign-in').set('x-forwarded-for', address).send({ email, password });
  const cookieOf = (answer: { headers: Record<string, string> }) =>
    [answer.headers['set-cookie'] ?? ''].flat().join(';');

  it('gives a cookie that scripts cannot read, and that opens /api/me', async () => {
    const answer = await signIn(PASSWORD).expect(204);
    const cookie = cookieOf(answer);
    expect(cookie).toMatch(/^parley_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    const me = await test.http().get('/api/me').set('cookie', cookie).expect(200);
    expect(me.body.user).toMatchObject({ email: workspace.email, language: 'en' });
    expect(me.body.workspaces).toEqual([
      {
        workspace_id: String(workspace.workspace_id),
        name: 'Shop',
        role: 'owner',
        time_zone: 'Europe/Moscow',
        currency: 'RUB',
        kind: 'own',
        week_start: 'monday',
        hour_format: 24,
      },
    ]);
  });

  it('stores no session token and no password', async () => {
    const token = /parley_session=([\w-]+)/.exec(cookieOf(await signIn(PASSWORD)))?.[1] ?? '';
    const stored = JSON.stringify([
      await test.source.query('SELECT * FROM sessions'),
      await test.source.query('SELECT * FROM users'),
      await test.source.query('SELECT * FROM audit_log'),
    ]);
    expect(token.length).toBe(43);
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(PASSWORD);
  });

  it('tells in the language of the reader, and alike for a wrong password and an unknown person', async () => {
    const wrong = await signIn('wrong').set('accept-language', 'ru-RU,ru;q=0.9,en;q=0.8').expect(401);
    expect(wrong.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(wrong.body).toMatchObject({ code: 'wrong_credentials', title: 'Неверная почта или пароль' });
    const unknown = await signIn('wrong', undefined, 'nobody@example.com')
      .set('accept-language', 'ru')
      .expect(401);
    expect(unknown.body).toEqual(wrong.body);
  });

  it('is refused after five wrong passwords from one address, even with the right one', async () => {
    for (let i = 0; i < 5; i += 1) await signIn('wrong', '10.9.9.9').expect(401);
    const refused = await signIn(PASSWORD, '10.9.9.9').expect(429);
    expect(refused.body.code).toBe('too_many_requests');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800);
    await signIn(PASSWORD, '10.9.9.10').expect(204);
  });

  it('is refused as well when every try claims to come from elsewhere', async () => {
    // The proxy adds the last address; those before it are whatever the caller wrote.
    for (let i = 0; i < 5; i += 1) await signIn('wrong', `10.8.0.${i}, 10.8.8.8`).expect(401);
    await signIn(PASSWORD, '10.8.0.9, 10.8.8.8').expect(429);
  });

  it('ends with signing out, on the server too', async () => {
    const cookie = cookieOf(await signIn(PASSWORD)).split(';')[0] ?? '';
    await test.http().post('/api/auth/sign-out').set('cookie', cookie).expect(204);
    await test.http().get('/api/me').set('cookie', cookie).expect(401);
  });

  it('ends when the session has expired', async () => {
    const cookie = cookieOf(await signIn(PASSWORD)).split(';')[0] ?? '';
    await test.source.query(`UPDATE sessions SET expires_at = now() - interval '1 second'`);
    await test.http().get('/api/me').set('cookie', cookie).expect(401);
  });

  it.each([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', { 'content-type': 'text/plain' }, 415],
    [
      'another site, by its Origin',
      { 'content-type': 'application/json', origin: 'https://evil.example' },
      403,
    ],
    [
      'another site, as the browser says',
      { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
      403,
    ],
  ])('refuses what %s could send with our cookie', async (_, headers, status) => {
    const { cookie } = await test.aWorkspace();
    const body = headers['content-type'] === 'application/json' ? '{"language":"ru"}' : 'language=ru';
    await test.http().patch('/api/me').set('cookie', cookie).set(headers).send(body).expect(status);
  });

  it('keeps the language that a person chose, until they want the one of the browser again', async () => {
    const { cookie } = await test.aWorkspace();
    const speak = (language: unknown) =>
      test.http().patch('/api/me').set('cookie', cookie).send({ language });
    expect((await speak('ru').expect(200)).body.user.language).toBe('ru');
    expect((await speak(null).expect(200)).body.user.language).toBeNull();
    await speak('de').expect(400);
  });

  it('changes the password only with the current one, and ends all other sessions', async () => {
    const [here, there] = [cookieOf(await signIn(PASSWORD)), cookieOf(await signIn(PASSWORD))];
    const change = (current: string) =>
      test
        .http()
        .post('/api/me/password')
        .set('cookie', here)
        .set('x-forwarded-for', `10.0.1.${(addresses += 1)}`)
        .send({ current, next: 'a better password' });
    await change('wrong').expect(401);
    await change(PASSWORD).expect(204);
    await test.http().get('/api/me').set('cookie', here).expect(200);
    await test.http().get('/api/me').set('cookie', there).expect(401);
    await signIn(PASSWORD).expect(401);
    await signIn('a better password').expect(204);
  });

  it('names what is wrong with the request', async () => {
    const answer = await test.http().post('/api/auth/sign-in').send({ email: 'no', extra: 1 }).expect(400);
    expect(answer.body.code).toBe('invalid_request');
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toEqual(
      expect.arrayContaining(['email', 'password']),
    );
    await test.http().post('/api/auth/sign-in').set('content-type', 'application/json').send('{').expect(400);
  });

  it('is noted in the audit log, failures too', async () => {
    const { cookie } = await test.aWorkspace();
    expect(cookie).toBeTruthy();
    const owner = cookieOf(await signIn('a better password'));
    const page = await test.http().get(`${workspace.path}/audit`).set('cookie', owner).expect(200);
    const actions = page.body.entries.map((entry: { action: string }) => entry.action);
    expect(actions[0]).toBe('user.signed_in');
    expect(actions).toEqual(expect.arrayContaining(['user.sign_in_failed', 'user.password_changed']));
    expect(page.body.next_before).toBeNull();
  });
});
