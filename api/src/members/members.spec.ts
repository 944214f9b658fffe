import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

describe('members', () => {
  let test: TestApp;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    test = await openTestApp();
    workspace = await test.aWorkspace();
  });
  afterAll(() => test.close());

  const send = (method: 'post' | 'patch' | 'delete' | 'get', path: string, body?: object) => {
    const asked = test.http()[method](`${workspace.path}/${path}`).set('cookie', workspace.cookie);
    return body === undefined ? asked : asked.send(body);
  };

  it('can sign in with the password that is shown once', async () => {
    const added = await send('post', 'members', {
      email: ' Anna@Example.com ',
      name: 'Anna',
      role: 'analyst',
    }).expect(201);
    expect(added.body).toMatchObject({
      email: 'anna@example.com',
      role: 'analyst',
      agent_id: null,
      is_me: false,
    });
    await test
      .http()
      .post('/api/auth/sign-in')
      .send({ email: 'anna@example.com', password: added.body.password })
      .expect(204);
    await send('post', 'members', { email: 'anna@example.com', name: 'Anna', role: 'viewer' }).expect(409);
    const listed = await send('get', 'members').expect(200);
    expect(
      listed.body.members.map((one: { email: string; is_me: boolean }) => [one.email, one.is_me]),
    ).toEqual([
      [workspace.email, true],
      ['anna@example.com', false],
    ]);
    expect(JSON.stringify(listed.body)).not.toContain(added.body.password);
  });

  it('of another workspace join without a new password', async () => {
    const other = await test.aWorkspace();
    const added = await send('post', 'members', { email: other.email, name: 'X', role: 'viewer' }).expect(
      201,
    );
    expect(added.body.password).toBeUndefined();
    await test.http().get(`${workspace.path}/filters`).set('cookie', other.cookie).expect(200);
    await send('delete', `members/${added.body.member_id}`).expect(204);
    await test.http().get(`${workspace.path}/filters`).set('cookie', other.cookie).expect(404);
  });

  it.each(['0', '007', '18446744073709551616', '-1', 'x', ''])(
    'are never the agent %j: it is nobody',
    async (agent_id) => {
      const body = { email: 'linked@example.com', name: 'Linked', role: 'agent', agent_id };
      const { body: problem } = await send('post', 'members', body).expect(400);
      expect(problem.errors[0]).toMatchObject({ path: 'agent_id' });
    },
  );

  it('whose name cannot be stored are refused in words', async () => {
    const body = { email: 'nul@example.com', name: 'N\0ul', role: 'viewer' };
    expect((await send('post', 'members', body).expect(400)).body.code).toBe('invalid_request');
  });

  it('always include an owner', async () => {
    const listed = await send('get', 'members');
    const me = listed.body.members.find((one: { is_me: boolean }) => one.is_me);
    await send('patch', `members/${me.member_id}`, { role: 'viewer' }).expect(409);
    await send('delete', `members/${me.member_id}`).expect(409);
    await send('get', 'members').expect(200);
  });

  it.each([
    ['owner', [200, 200, 200, 200, 200, 200]],
    ['analyst', [200, 200, 403, 403, 403, 200]],
    ['team_lead', [403, 200, 200, 403, 403, 200]],
    ['agent', [403, 403, 403, 403, 403, 403]],
    ['viewer', [403, 403, 403, 403, 403, 200]],
  ] as const)('as %s see what the role allows', async (role, expected) => {
    const cookie = await test.aMember(workspace.workspace_id, role);
    const paths = ['settings', 'accounts', 'members', 'api-keys', 'audit'];
    paths.push('reports/overview?from=2026-11-01&to=2026-11-02');
    const statuses: number[] = [];
    for (const path of paths) {
      statuses.push((await test.http().get(`${workspace.path}/${path}`).set('cookie', cookie)).status);
    }
    expect(statuses).toEqual(expected);
  });
});
