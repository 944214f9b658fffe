import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

describe('a new workspace', () => {
  let test: TestApp;
  let mine: TestWorkspace;
  const INPUT = { name: 'Second shop', time_zone: 'Asia/Yekaterinburg', currency: 'RUB' };

  beforeAll(async () => {
    test = await openTestApp();
    mine = await test.aWorkspace();
  });
  afterAll(() => test.close());

  const make = (cookie: string, body: object) =>
    test.http().post('/api/workspaces').set('cookie', cookie).send(body);

  it('belongs to whoever made it, is empty, and nobody else sees it', async () => {
    const made = await make(mine.cookie, INPUT).expect(201);
    const added = made.body.workspaces.find(({ name }: { name: string }) => name === INPUT.name);
    expect(added).toMatchObject({ ...INPUT, role: 'owner', kind: 'own' });
    const path = `/api/workspaces/${added.workspace_id}`;
    const status = await test.http().get(`${path}/status`).set('cookie', mine.cookie).expect(200);
    expect(status.body).toMatchObject({ has_events: false, accounts: 0 });
    const audit = await test.http().get(`${path}/audit`).set('cookie', mine.cookie).expect(200);
    expect(audit.body.entries[0]).toMatchObject({ actor: mine.email, action: 'workspace.created' });
    const other = await test.aWorkspace();
    await test.http().get(`${path}/status`).set('cookie', other.cookie).expect(404);
  });

  it('is not made by somebody who owns none, nor with a zone that does not exist', async () => {
    const analyst = await test.aMember(mine.workspace_id, 'analyst');
    expect((await make(analyst, INPUT)).status).toBe(403);
    const refused = await make(mine.cookie, { ...INPUT, time_zone: '+03:00' });
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0].path).toBe('time_zone');
  });
});
