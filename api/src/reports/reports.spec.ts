import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  byAccount,
  byAgent,
  bySource,
  overview,
  overviewOverTime,
  REPORT_NAMES,
  reportAnswer,
  whyEmpty,
} from '@parley/contracts';
import { aMessage, golden, GOLDEN_NUMBERS } from '@parley/sql/testing';
import { type Response } from 'supertest';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';
import { sendEvents } from '../testing/send-events.js';

const FEBRUARY = 'from=2017-02-01&to=2017-03-01';

describe('reports', () => {
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

  const ask = (question: string, cookie = workspace.cookie) =>
    test.http().get(`${workspace.path}/reports/${question}`).set('cookie', cookie);

  it('give the golden numbers, whole and checked by the contract', async () => {
    const { body } = await ask(`overview?${FEBRUARY}`).expect(200);
    const { meta, rows } = reportAnswer(overview.row).parse(body);
    expect(rows[0]).toMatchObject({ period: 'current', ...GOLDEN_NUMBERS });
    expect(rows[1]).toMatchObject({ period: 'previous', messages_received: 0, repeat_contact_rate: null });
    expect(meta).toMatchObject({
      report: 'overview',
      definition: { silence_gap_seconds: 86_400, repeat_after_seconds: 86_400 },
      period: { from: '2017-01-31T21:00:00.000Z', to: '2017-02-28T21:00:00.000Z' },
      previous_period: { from: '2016-12-31T21:00:00.000Z', to: '2017-01-31T21:00:00.000Z' },
      time_zone: 'Europe/Moscow',
      freshness: { is_deriving: false },
      unavailable: {},
      currency: null,
      merges: null,
      row_count: 2,
    });
    expect(Date.parse(meta.freshness.data_until ?? '')).toBeGreaterThan(Date.now() - 120_000);
  });

  it('add up over time to the same counts, in any zone', async () => {
    for (const zone of ['Europe/Moscow', 'Asia/Kathmandu']) {
      const { body } = await ask(
        `overview-over-time?from=2017-01-01&to=2017-04-01&granularity=week&time_zone=${zone}&compare_to=none`,
      ).expect(200);
      const { rows } = reportAnswer(overviewOverTime.row).parse(body);
      expect(rows.reduce((sum, row) => sum + (row.messages_received ?? 0), 0)).toBe(1861);
      expect(rows.reduce((sum, row) => sum + (row.dialogues ?? 0), 0)).toBe(315);
    }
  });

  it('call agents by name, and the names are the same in every format', async () => {
    const { body } = await ask(`by-agent?${FEBRUARY}&compare_to=none`).expect(200);
    const { rows } = reportAnswer(byAgent.row).parse(body);
    expect(rows.filter((row) => row.is_total)).toHaveLength(1);
    expect(
      rows
        .filter((row) => !row.is_total)
        .map((row) => row.agent_name)
        .sort(),
    ).toEqual(['Анна Смирнова', 'Дмитрий Соколов', 'Екатерина Попова', 'Мария Иванова', 'Олег Кузнецов']);
    const lines = (
      await ask(`by-agent?${FEBRUARY}&compare_to=none&format=ndjson`).buffer(true).parse(asText)
    ).body
      .trim()
      .split('\n');
    expect(lines.map((line: string) => JSON.parse(line))).toEqual(rows);
    const csv = await ask(`by-agent?${FEBRUARY}&compare_to=none&format=csv`).expect(200);
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.headers['content-disposition']).toBe(
      'attachment; filename="parley-by-agent_2017-02-01_2017-03-01_Europe-Moscow.csv"',
    );
    expect(csv.text.trim().split('\r\n')).toHaveLength(rows.length + 1);
    const audit = await test.http().get(`${workspace.path}/audit`).set('cookie', workspace.cookie);
    expect(audit.body.entries[0]).toMatchObject({ action: 'report.exported', subject: 'by-agent' });
  });

  it('call accounts by name, and say in each row of every format what it cannot tell', async () => {
    const other = await test.aWorkspace({ kind: 'own' });
    const account = async (name: string, outgoing: 'always' | 'never') => {
      const made = await test
        .http()
        .post(`${other.path}/accounts`)
        .set('cookie', other.cookie)
        .send({
          name,
          channel: 'telegram',
          connection: 'events_api',
          capabilities: { outgoing, subscriptions: outgoing === 'always' },
        })
        .expect(201);
      return made.body.account_id as string;
    };
    const seen = await account('Seen', 'always');
    const unseen = await account('Unseen', 'never');
    const on = (account_id: string) => ({ account_id, occurred_at: '2026-03-02T09:00:00Z' });
    await sendEvents(test, other.workspace_id, [
      aMessage(on(seen)),
      aMessage({ ...on(unseen), contact: { id: 'boris' } }),
      aMessage({ ...on(unseen), contact: { id: 'clara' } }),
    ]);
    const path = `${other.path}/reports/by-account?from=2026-03-02&to=2026-03-03&compare_to=none`;
    const answer = await test.http().get(path).set('cookie', other.cookie).expect(200);
    const { meta, rows } = reportAnswer(byAccount.row).parse(answer.body);
    expect(
      rows.map((row) => [
        row.account_name,
        row.messages_received,
        row.waits_answered,
        row.outgoing_covered_share,
      ]),
    ).toEqual([
      ['Unseen', 2, null, 0],
      ['Seen', 1, 0, 1],
      [null, 3, 0, 1 / 3],
    ]);
    expect(rows.map((row) => whyEmpty('answered_share', row))).toEqual(['outgoing_not_visible', null, null]);
    expect(rows.map((row) => whyEmpty('first_response_median_seconds', row))).toEqual([
      'outgoing_not_visible',
      'nothing_to_divide',
      'nothing_to_divide',
    ]);
    expect(meta.unavailable['answered_share']).toEqual({
      reason: 'outgoing_not_visible',
      covered_share: 1 / 3,
    });
    // Nothing is late in the first hour of a workspace.
    expect(meta.freshness).toMatchObject({ late_events: 0 });
    const csv = await test.http().get(`${path}&format=csv`).set('cookie', other.cookie).expect(200);
    const cells = csv.text
      .trim()
      .split('\r\n')
      .map((line: string) => line.split(','));
    expect(cells.slice(1).map((line: string[]) => Object.values(rows[0] ?? {}).length - line.length)).toEqual(
      [0, 0, 0],
    );
    expect(rows).toEqual(
      cells.slice(1).map((line: string[]) =>
        Object.fromEntries(
          line.map((cell, index) => {
            const name = cells[0]?.[index] ?? '';
            const isText = ['period', 'account_id', 'account_name', 'channel'].includes(name);
            if (cell === '') return [name, null];
            if (name === 'is_total') return [name, cell === 'true'];
            return [name, isText ? cell : Number(cell)];
          }),
        ),
      ),
    );
  });

  it('always show what came from nowhere', async () => {
    const { body } = await ask(`by-source?${FEBRUARY}&compare_to=none`).expect(200);
    const { rows } = reportAnswer(bySource.row).parse(body);
    expect(rows.map((row) => row.arrival)).toEqual(['direct', 'unattributed', null]);
    expect(rows.at(-1)).toMatchObject({ is_total: true, new_contacts: 270, dialogues: 315 });
  });

  it('say why a number is null', async () => {
    const { body } = await ask('overview?from=2026-01-01&to=2026-02-01').expect(200);
    expect(body.rows[0]).toMatchObject({ messages_received: 0, first_response_median_seconds: null });
    expect(body.meta.unavailable.first_response_median_seconds).toEqual({
      reason: 'nothing_to_divide',
      covered_share: 1,
    });
    const other = await test.aWorkspace();
    const empty = await test
      .http()
      .get(`${other.path}/reports/overview?${FEBRUARY}`)
      .set('cookie', other.cookie)
      .expect(200);
    expect(empty.body.rows[0].messages_received).toBe(0);
    expect(empty.body.meta.freshness.data_until).toBeNull();
    expect(empty.body.meta.unavailable.messages_sent).toEqual({ reason: 'no_accounts', covered_share: 0 });
  });

  it('show an agent only own numbers', async () => {
    const { body } = await ask(`by-agent?${FEBRUARY}&compare_to=none`);
    const [first, second] = body.rows.filter((row: { is_total: boolean }) => !row.is_total);
    const cookie = await test.aMember(workspace.workspace_id, 'agent', first.agent_id);
    const own = await ask(`by-agent?${FEBRUARY}&compare_to=none`, cookie).expect(200);
    expect(own.body.rows.map((row: { agent_id: string | null }) => row.agent_id).sort()).toEqual(
      [first.agent_id, null].sort(),
    );
    expect(own.body.rows.find((row: { is_total: boolean }) => row.is_total).waits_answered).toBe(
      first.waits_answered,
    );
    await ask(`by-agent?${FEBRUARY}&agent_ids=${second.agent_id}`, cookie).expect(403);
    await ask(`overview?${FEBRUARY}`, cookie).expect(403);
    const filters = await test.http().get(`${workspace.path}/filters`).set('cookie', cookie);
    expect(filters.body.agents).toHaveLength(1);
    const unlinked = await test.aMember(workspace.workspace_id, 'agent');
    await ask(`by-agent?${FEBRUARY}`, unlinked).expect(403);
  });

  it.each([
    ['an unknown parameter', `${FEBRUARY}&color=red`, 'color', 'invalid_request'],
    ['a filter of another report', `${FEBRUARY}&agent_ids=1`, 'agent_ids', 'invalid_request'],
    ['no period', '', 'from', 'invalid_request'],
    ['a time without a zone', 'from=2017-02-01T00:00:00&to=2017-03-01', 'from', 'invalid_request'],
    ['an offset for a zone', `${FEBRUARY}&time_zone=%2B03:00`, 'time_zone', 'invalid_request'],
    ['an unknown channel', `${FEBRUARY}&channels=telegram,pigeon`, 'channels.1', 'invalid_request'],
    ['an account that cannot be', `${FEBRUARY}&account_ids=4294967296`, 'account_ids.0', 'invalid_request'],
    ['an unknown format', `${FEBRUARY}&format=pdf`, 'format', 'invalid_request'],
    ['a period that ends first', 'from=2017-03-01&to=2017-02-01', 'from', 'period_invalid'],
    ['an unknown segment', `${FEBRUARY}&segment_id=7`, 'segment_id', 'unknown_segment'],
  ])('refuse %s and name it', async (_, question, path, code) => {
    const answer = await ask(`overview?${question}`).expect(400);
    expect(answer.body.code).toBe(code);
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(path);
  });

  it('list what is allowed, and advise where too much is asked', async () => {
    const unknown = await ask(`overview?${FEBRUARY}&color=red`);
    expect(unknown.body.errors[0].message).toContain('from, to, time_zone, compare_to, channels');
    const many = await ask('overview-over-time?from=2015-01-01&to=2017-01-01&granularity=hour')
      .set('cookie', workspace.cookie)
      .expect(400);
    expect(many.body).toMatchObject({ code: 'too_many_buckets' });
    expect(many.body.detail).toContain('17544');
  });

  it('have names; anything else is nowhere', async () => {
    for (const name of REPORT_NAMES) await ask(`${name}?${FEBRUARY}`).expect(200);
    for (const name of ['nothing', 'constructor', '__proto__']) await ask(`${name}?${FEBRUARY}`).expect(404);
  });

  it('know from when to when there are events', async () => {
    const status = await test
      .http()
      .get(`${workspace.path}/status`)
      .set('cookie', workspace.cookie)
      .expect(200);
    expect(status.body).toMatchObject({ has_events: true, is_deriving: false, accounts: 1 });
    expect(status.body.first_event_at.slice(0, 4)).toBe('2017');
    expect(status.body.last_event_at.slice(0, 4)).toBe('2017');
  });

  it('switch to a new silence gap when all of it is computed', async () => {
    const change = (definition: object) =>
      test.http().patch(`${workspace.path}/settings`).set('cookie', workspace.cookie).send({ definition });
    await change({ silence_gap_seconds: 5 * 86_400 }).expect(400);
    const building = await change({ silence_gap_seconds: 3_600, repeat_after_seconds: 7_200 }).expect(200);
    expect(building.body.definition.params.silence_gap_seconds).toBe(86_400);
    expect(building.body.building).toMatchObject({ params: { silence_gap_seconds: 3_600 } });
    let settings = building.body;
    for (const deadline = Date.now() + 30_000; settings.building !== null && Date.now() < deadline;) {
      settings = (await test.http().get(`${workspace.path}/settings`).set('cookie', workspace.cookie)).body;
    }
    expect(settings).toMatchObject({
      building: null,
      definition: { params: { silence_gap_seconds: 3_600, repeat_after_seconds: 7_200 } },
    });
    const { body } = await ask(`overview?${FEBRUARY}`).expect(200);
    expect(body.meta.definition).toMatchObject({ silence_gap_seconds: 3_600, repeat_after_seconds: 7_200 });
    expect(body.rows[0].messages_received).toBe(1861);
    expect(body.rows[0].dialogues).toBeGreaterThan(315);

    // Thresholds that shape no dialogue hold at once.
    const at_once = await change({ repeat_after_seconds: 30 * 86_400 }).expect(200);
    expect(at_once.body).toMatchObject({
      building: null,
      definition: { definition_id: settings.definition.definition_id },
    });
  });
});

/** supertest knows no NDJSON: it would take it for a file. */
const asText = (response: Response, done: (error: Error | null, text: string) => void) => {
  let text = '';
  response.on('data', (chunk: Buffer) => (text += chunk.toString()));
  response.on('end', () => done(null, text));
};
