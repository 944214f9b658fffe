import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aMessage, aReply } from '@parley/sql/testing';
import { sendEvents } from '../testing/send-events.js';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

const HOUR = 3600;
const DAYS = 'from=2026-03-01&to=2026-03-04&compare_to=none';
const REPORTS = ['overview', 'response-time', 'agents', 'repeat-contact'];

describe('reports asked with other definitions', () => {
  let test: TestApp;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    test = await openTestApp('here');
    workspace = await test.aWorkspace();
    const account = await send('post', 'accounts', {
      name: 'Chat',
      channel: 'telegram',
      connection: 'events_api',
      capabilities: { outgoing: 'always', subscriptions: true },
    }).expect(201);
    const account_id: string = account.body.account_id;
    // A burst of two messages 40 s apart, answered 300 s after its first and 260 s after its last; a second question
    // almost four hours after the answer, answered after 600 s; Boris is never answered.
    await sendEvents(test, workspace.workspace_id, [
      aMessage({ account_id, occurred_at: '2026-03-02T09:00:00Z' }),
      aMessage({ account_id, occurred_at: '2026-03-02T09:00:40Z' }),
      aReply({ account_id, occurred_at: '2026-03-02T09:05:00Z' }),
      aMessage({ account_id, occurred_at: '2026-03-02T13:00:00Z' }),
      aReply({ account_id, occurred_at: '2026-03-02T13:10:00Z' }),
      aMessage({ account_id, contact: { id: 'boris' }, occurred_at: '2026-03-03T10:00:00Z' }),
    ]);
  });
  afterAll(() => test.close());

  const send = (method: 'post' | 'patch' | 'get', path: string, body?: object) => {
    const asked = test.http()[method](`${workspace.path}/${path}`).set('cookie', workspace.cookie);
    return body === undefined ? asked : asked.send(body);
  };
  const ask = async (report: string, other = '') =>
    (await send('get', `reports/${report}?${DAYS}${other}`).expect(200)).body;
  const all = async (other = '') =>
    Promise.all(REPORTS.map(async (report) => (await ask(report, other)).rows as object[]));
  const save = async (definition: object) => {
    await send('patch', 'settings', { definition }).expect(200);
    for (const deadline = Date.now() + 60_000; Date.now() < deadline;)
      if ((await send('get', 'settings')).body.building === null) return;
    throw new Error('It takes too long.');
  };
  const tried = async (): Promise<number> =>
    (await test.source.query(`SELECT 1 FROM definitions WHERE status = 'preview'`)).length;

  it('give what the official ones give once the setting is really changed: a gap, the end of a burst', async () => {
    for (const { other, setting, counted } of [
      {
        other: `&with_silence_gap_seconds=${HOUR}`,
        setting: { silence_gap_seconds: HOUR },
        // The second question begins a dialogue of its own: 300 and 600 s.
        counted: { dialogues: 3, first_response_median_seconds: 450 },
      },
      {
        other: '&with_clock_starts=last',
        setting: { clock_starts: 'last' },
        // 260 and 600 s.
        counted: { dialogues: 3, first_response_median_seconds: 430 },
      },
    ]) {
      const official = await all();
      const flipped = await all(other);
      expect(flipped[0]?.[0]).toMatchObject(counted);
      const { meta } = await ask('overview', other);
      expect(meta.definition).toMatchObject({ ...setting, is_official: false });
      // Nothing of the workspace moved.
      expect(await all()).toEqual(official);
      expect(flipped).not.toEqual(official);
      await save(setting);
      expect((await ask('overview')).meta.definition).toMatchObject({ ...setting, is_official: true });
      expect(await all()).toEqual(flipped);
    }
  });

  it('share one derivation among the reports of a screen, and rows are counted by it as well', async () => {
    const before = await tried();
    const other = `&with_silence_gap_seconds=${2 * HOUR}`;
    await all(other);
    expect(await tried()).toBe(before + 1);
    const rows = await send('get', `reports/dialogues?from=2026-03-01&to=2026-03-04${other}`).expect(200);
    expect([rows.body.meta.total, rows.body.meta.definition.is_official]).toEqual([3, false]);
    expect(await tried()).toBe(before + 1);
  });

  it('apply at once what only is applied when a report is read', async () => {
    const before = await tried();
    const young = await ask('overview', `&with_unanswered_after_seconds=${30 * 24 * HOUR}`);
    expect(young.meta.definition).toMatchObject({
      unanswered_after_seconds: 30 * 24 * HOUR,
      silence_gap_seconds: HOUR,
      is_official: false,
    });
    const same = await ask('overview', `&with_unanswered_after_seconds=${24 * HOUR}`);
    expect(same.meta.definition.is_official).toBe(true);
    const late = await ask('repeat-contact', `&with_repeat_after_seconds=${48 * HOUR}`);
    expect(late.meta.asked.repeat_after_seconds).toBe(48 * HOUR);
    expect(await tried()).toBe(before);
  });

  it('mark the files they are exported to', async () => {
    const file = await send('get', `reports/overview?${DAYS}&format=csv&with_clock_starts=first`).expect(200);
    expect(file.headers['content-disposition']).toContain('_with-clock-starts-first.csv');
  });

  it('are refused with what to do: not together, out of limits, too many days', async () => {
    const refused = async (query: string) =>
      (await send('get', `reports/overview?${query}`).expect(400)).body;
    const gap = await refused(`${DAYS}&with_silence_gap_seconds=${48 * HOUR}`);
    expect(gap.detail).toContain(`with_repeat_after_seconds=${48 * HOUR}`);
    expect((await refused(`${DAYS}&with_settle_seconds=0`)).errors).toMatchObject([
      { path: 'with_settle_seconds' },
    ]);
    const long = await refused('from=2026-01-01&to=2026-06-01&with_clock_starts=first');
    expect([long.code, long.detail]).toEqual(['period_invalid', expect.stringContaining('92 days')]);
  });
});
