import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { repeatContact, reportAnswer, timeToClose, whyEmpty } from '@parley/contracts';
import { golden } from '@parley/sql/testing';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';
import { sendEvents } from '../testing/send-events.js';

const FEBRUARY = 'from=2017-02-01&to=2017-03-01';

describe('reports of who comes back and of closing', () => {
  let test: TestApp;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    test = await openTestApp('here');
    workspace = await test.aWorkspace({ kind: 'golden' });
    const account = await test
      .http()
      .post(`${workspace.path}/accounts`)
      .set('cookie', workspace.cookie)
      .send({
        name: 'Chat',
        channel: 'telegram',
        connection: 'events_api',
        capabilities: { outgoing: 'always', subscriptions: true },
      })
      .expect(201);
    await sendEvents(test, workspace.workspace_id, golden(account.body.account_id));
  });
  afterAll(() => test.close());

  const ask = (question: string) =>
    test.http().get(`${workspace.path}/reports/${question}`).set('cookie', workspace.cookie);

  it('tell how many came back after any time, but not within what is still one dialogue', async () => {
    const asked = `repeat-contact?${FEBRUARY}&compare_to=none`;
    const { body } = await ask(asked).expect(200);
    const { meta, rows } = reportAnswer(repeatContact.row).parse(body);
    expect(rows[0]).toMatchObject({ contacts: 270, repeat_contacts: 45, repeat_contact_rate: 45 / 270 });
    expect(meta.asked).toEqual({ by: 'none', repeat_after_seconds: 86_400 });
    const later = await ask(`${asked}&repeat_after_seconds=2592000`).expect(200);
    expect(later.body.rows[0].repeat_contacts).toBe(0);
    const refused = await ask(`${asked}&repeat_after_seconds=3600`).set('accept-language', 'ru').expect(400);
    expect(refused.body.detail).toContain('repeat_after_seconds=86400');
  });

  it('know nothing of closing where nobody closes: null with the reason', async () => {
    const { body } = await ask(`time-to-close?${FEBRUARY}&compare_to=none`).expect(200);
    const { meta, rows } = reportAnswer(timeToClose.row).parse(body);
    expect(rows[0]).toMatchObject({ dialogues: 315, dialogues_closed: null, close_median_seconds: null });
    expect(meta.unavailable['close_median_seconds']).toEqual({
      reason: 'closing_not_visible',
      covered_share: 0,
    });
    expect(whyEmpty('close_median_seconds', rows[0]!)).toBe('closing_not_visible');
  });
});
