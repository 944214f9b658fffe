import { once } from 'node:events';
import { request as ask } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  dialogueRows,
  messageRows,
  ROW_REPORT_NAMES,
  ROW_REPORTS,
  type RowReport,
  rowsAnswer,
  unansweredRows,
  waitRows,
} from '@parley/contracts';
import { aMessage, aReply, golden } from '@parley/sql/testing';
import { sendEvents } from '../testing/send-events.js';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

const FEBRUARY = 'from=2017-02-01&to=2017-03-01';

describe('row reports', () => {
  let test: TestApp;
  let workspace: TestWorkspace;
  let account_id: string;

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
    account_id = account.body.account_id as string;
    await sendEvents(test, workspace.workspace_id, golden(account.body.account_id));
  });
  afterAll(() => test.close());

  const rows = (question: string, cookie = workspace.cookie) =>
    test.http().get(`${workspace.path}/reports/${question}`).set('cookie', cookie);
  const lines = (text: string) =>
    text
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const ndjson = async (question: string) =>
    lines(
      (
        await rows(`${question}&format=ndjson`)
          .buffer(true)
          .parse((response, done) => {
            let text = '';
            response.setEncoding('utf8').on('data', (part: string) => (text += part));
            response.on('end', () => done(null, text));
          })
          .expect(200)
      ).body as string,
    );

  /** Ages are those of the moment of asking, and two questions have two. */
  const ageless = (row: Record<string, unknown>) => ({
    ...row,
    age_seconds: null,
    target_left_seconds: null,
  });

  it('give as many rows as the golden numbers say', async () => {
    const count = async (question: string) =>
      ((await rows(`${question}&limit=1`).expect(200)).body as { meta: { total: number } }).meta.total;
    expect(await count(`messages?${FEBRUARY}&directions=incoming`)).toBe(1861);
    expect(await count(`messages?${FEBRUARY}&directions=outgoing`)).toBe(1404);
    expect(await count(`dialogues?${FEBRUARY}`)).toBe(315);
    expect(await count(`dialogues?${FEBRUARY}&is_repeat=yes`)).toBe(45);
    const overview = await rows(`overview?${FEBRUARY}&compare_to=none`).expect(200);
    const { waits_answered, waits_unanswered } = overview.body.rows[0];
    expect(await count(`waits?${FEBRUARY}&kind=every&states=answered`)).toBe(waits_answered);
    expect(await count(`unanswered?${FEBRUARY}&kind=every`)).toBe(waits_unanswered);
  });

  it('come page by page, each once, in order, all judged by one moment', async () => {
    const found: string[] = [];
    const moments = new Set<string>();
    let cursor = '';
    for (;;) {
      const { body } = await rows(`waits?${FEBRUARY}&kind=every&order=longest&limit=500${cursor}`).expect(
        200,
      );
      const { meta, rows: page } = rowsAnswer(waitRows.row).parse(body);
      expect(meta.row_count).toBe(page.length);
      found.push(...page.map(({ wait_id }) => wait_id));
      moments.add(meta.freshness.computed_at);
      if (meta.next_cursor === null) {
        expect(found).toHaveLength(meta.total);
        break;
      }
      expect(page).toHaveLength(500);
      cursor = `&cursor=${meta.next_cursor}`;
    }
    expect(new Set(found).size).toBe(found.length);
    expect(moments.size).toBe(1);
    const all = await ndjson(`waits?${FEBRUARY}&kind=every&order=longest`);
    expect(all.map((row) => row['wait_id'])).toEqual(found);
    const lengths = all.map((row) => row['length_seconds']).filter((length) => length !== null) as number[];
    expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
  });

  it('are the same in every format', async () => {
    for (const name of ROW_REPORT_NAMES) {
      const report: RowReport = ROW_REPORTS[name];
      const question = `${name}?${report.spans === 'asked' ? FEBRUARY : ''}`;
      const json = await rows(`${question}&limit=500`).expect(200);
      const parsed = rowsAnswer(report.row).parse(json.body);
      const all = await ndjson(question);
      expect([name, all.length]).toEqual([name, parsed.meta.total]);
      expect(all.slice(0, 500).map(ageless)).toEqual(json.body.rows.map(ageless));
      const csv = await rows(`${question}&format=csv`).expect(200);
      expect(csv.headers['parley-row-count']).toBe(String(parsed.meta.total));
      expect(csv.headers['content-disposition']).toContain(`parley-${name}_`);
      const [head, ...records] = csv.text.trim().split('\r\n');
      expect(head).toBe(Object.keys(report.row.shape).join(','));
      expect(records).toHaveLength(all.length);
    }
    const audit = await test.http().get(`${workspace.path}/audit`).set('cookie', workspace.cookie);
    expect(audit.body.entries.map((entry: { subject: string }) => entry.subject)).toEqual(
      expect.arrayContaining([...ROW_REPORT_NAMES]),
    );
  });

  it('name agents and accounts, and contacts only to those who may see them', async () => {
    const { body } = await rows(`messages?${FEBRUARY}&directions=outgoing&limit=1`).expect(200);
    expect(body.rows[0]).toMatchObject({
      sender: 'agent',
      agent_name: expect.stringMatching(/[А-Я]/),
      account_name: 'Chat',
      account_id,
    });
    const viewer = await test.aMember(workspace.workspace_id, 'viewer');
    const dialogues = await rows(`dialogues?${FEBRUARY}&limit=500`, viewer).expect(200);
    for (const row of rowsAnswer(dialogueRows.row).parse(dialogues.body).rows)
      expect(row.contact_name).toBeNull();
  });

  it('show an agent only what is theirs', async () => {
    const all = await ndjson(`waits?${FEBRUARY}&kind=every&states=answered`);
    const mine = String(all[0]?.['agent_id']);
    const other = String(all.find((row) => row['agent_id'] !== mine)?.['agent_id']);
    const agent = await test.aMember(workspace.workspace_id, 'agent', mine);
    const { body } = await rows(`waits?${FEBRUARY}&kind=every&states=answered&limit=500`, agent).expect(200);
    expect(body.meta.total).toBe(all.filter((row) => row['agent_id'] === mine).length);
    expect(body.rows.every((row: { agent_id: string }) => row.agent_id === mine)).toBe(true);
    await rows(`waits?${FEBRUARY}&agent_ids=${other}`, agent).expect(403);
    const messages = await rows(`messages?${FEBRUARY}&limit=500`, agent).expect(200);
    for (const row of rowsAnswer(messageRows.row).parse(messages.body).rows) expect(row.agent_id).toBe(mine);
  });

  it('say of each wrong parameter what is wrong, and of a cursor that was never given', async () => {
    for (const [question, path] of [
      ['waits?from=2017-02-01', 'to'],
      [`waits?${FEBRUARY}&compare_to=none`, 'compare_to'],
      [`waits?${FEBRUARY}&limit=501`, 'limit'],
      [`waits?${FEBRUARY}&cursor=abc`, 'cursor'],
      [`waits?${FEBRUARY}&states=lost`, 'states.0'],
      [`unanswered?${FEBRUARY}&states=open`, 'states.0'],
      [`waiting-now?from=2017-02-01`, 'from'],
      [`waits?${FEBRUARY}&segment_id=1`, 'segment_id'],
    ] as const) {
      const { body } = await rows(question).expect(400);
      expect([question, body.errors.map((error: { path: string }) => error.path)]).toEqual([
        question,
        [path],
      ]);
    }
  });

  it('tell how old what nobody answered is', async () => {
    const now = Date.now();
    const on = (hours: number, contact: string) => ({
      account_id,
      occurred_at: now - hours * 3_600_000,
      contact: { id: contact, name: contact },
    });
    await sendEvents(test, workspace.workspace_id, [
      aMessage(on(30, 'late')),
      aMessage(on(29.5, 'late')),
      aMessage(on(2, 'fresh')),
      aMessage(on(3, 'answered')),
      aReply(on(1, 'answered')),
    ]);
    const from = new Date(now - 7 * 86_400_000).toISOString();
    const to = new Date(now + 1000).toISOString();
    const late = await rows(`unanswered?from=${from}&to=${to}`).expect(200);
    const [row, ...others] = rowsAnswer(unansweredRows.row).parse(late.body).rows;
    expect(others).toEqual([]);
    expect(row).toMatchObject({ wait_state: 'unanswered', wait_place: 'first', age_business_seconds: null });
    expect(row?.age_seconds).toBeGreaterThanOrEqual(30 * 3600);
    const waiting = await rows('waiting-now').expect(200);
    expect(
      waiting.body.rows.map((one: Record<string, unknown>) => [one['wait_state'], one['messages_waiting']]),
    ).toEqual([
      ['unanswered', 2],
      ['open', 1],
    ]);
  });

  it('stop when their reader goes away', async () => {
    const address =
      test.app.getHttpServer().address() ?? (await test.app.listen(0), test.app.getHttpServer().address());
    const { port } = address as { port: number };
    const path = `${workspace.path}/reports/messages?${FEBRUARY}&format=ndjson`;
    const asked = ask({ port, path, headers: { cookie: workspace.cookie } }).end();
    const [answer] = await once(asked, 'response');
    await once(answer, 'data');
    asked.destroy();
    for (const deadline = Date.now() + 20_000; Date.now() < deadline;) {
      const running = await test.clickhouse.client.query<{ n: string }>(
        "SELECT count() AS n FROM system.processes WHERE current_database = currentDatabase() AND Settings['log_comment'] = 'messages, streamed'",
      );
      if (running[0]?.n === '0') return;
    }
    throw new Error('the query goes on');
  });
});
