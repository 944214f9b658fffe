import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DIMENSIONS, METRICS, REPORTS, reportAnswer } from '@parley/contracts';
import { aMessage, anAssignment, aReply, aStart } from '@parley/sql/testing';
import { parse } from 'csv-parse/sync';
import { type Response } from 'supertest';
import { sendEvents } from '../testing/send-events.js';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

const MARCH = 'from=2026-03-01&to=2026-04-01';
const at = (time: string, contact: string) => ({
  occurred_at: `2026-03-02T${time}Z`,
  contact: { id: contact },
});

describe('service reports by the API', () => {
  let test: TestApp;
  let shop: TestWorkspace;

  beforeAll(async () => {
    test = await openTestApp('here');
    shop = await test.aWorkspace({ kind: 'own' });
    await test
      .http()
      .post(`${shop.path}/accounts`)
      .set('cookie', shop.cookie)
      .send({
        name: 'Chat',
        channel: 'telegram',
        connection: 'events_api',
        capabilities: { outgoing: 'always', subscriptions: true },
      })
      .expect(201);
    const { body } = await test.http().get(`${shop.path}/accounts`).set('cookie', shop.cookie).expect(200);
    const account_id = String(body.accounts[0].account_id);
    const oleg = { agent: { id: 'oleg', name: 'Олег; "Ко", \n1' } };
    const maria = { agent: { id: 'maria', name: '=Мария' } };
    await sendEvents(test, shop.workspace_id, [
      aStart({ ...at('08:59:00', 'anna'), account_id, ref: 'spring,"sale"' }),
      aMessage({ ...at('09:00:00', 'anna'), account_id }),
      aReply({ ...at('09:01:00', 'anna'), account_id, ...oleg }),
      aMessage({ ...at('10:00:00', 'anna'), account_id }),
      anAssignment({ ...at('10:01:00', 'anna'), account_id, agent: { id: 'oleg' } }),
      anAssignment({ ...at('10:06:00', 'anna'), account_id, agent: { id: 'maria' } }),
      aReply({ ...at('10:10:00', 'anna'), account_id, ...maria }),
      aMessage({ ...at('11:00:00', 'boris'), account_id }),
    ]);
  });
  afterAll(() => test.close());

  const ask = (question: string, cookie = shop.cookie) =>
    test.http().get(`${shop.path}/reports/${question}`).set('cookie', cookie);

  /** A cell of a CSV as the value that JSON has. */
  const valueOf = (column: string, cell: string): unknown => {
    if (cell === '') return null;
    const isNumber = column in METRICS || DIMENSIONS[column as keyof typeof DIMENSIONS].kind === 'number';
    if (isNumber) return Number(cell);
    if (cell === 'true' || cell === 'false') return cell === 'true';
    // What a spreadsheet would take for a formula has an apostrophe before it.
    return cell.replace(/^'/, '');
  };

  it.each([
    ['response-time', 'kind=every&by=agent,hour&time_zone=Asia/Kathmandu'],
    ['response-time', 'kind=every&by=source&by=team&clock=agent&dated_by=answered'],
    ['response-time', 'by=channel,account&hours=business&refs=spring%2C%22sale%22'],
    ['response-time', 'kind=after_assignment&by=weekday&weekdays=1,2&hours_of_day=13&clock_starts=last'],
    ['response-distribution', 'hours=business&team_ids=0&buckets=60,600'],
    ['response-over-time', 'kind=next&granularity=week'],
    ['agents', 'hours_of_day=12,13&time_zone=Europe/Berlin'],
    ['load-heatmap', 'kind=first&channels=telegram'],
  ] as const)('%s?%s is the same as JSON, NDJSON and CSV', async (name, more) => {
    const question = `${name}?${MARCH}&compare_to=none&${more}`;
    const { body } = await ask(question).expect(200);
    const { rows } = reportAnswer(REPORTS[name].row).parse(body);
    expect(rows.length).toBeGreaterThan(0);
    const ndjson = await ask(`${question}&format=ndjson`).buffer(true).parse(asText).expect(200);
    const lines = (ndjson.body as string).trim().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(rows);
    const csv = await ask(`${question}&format=csv`).expect(200);
    const [header, ...cells] = parse(csv.text, { relax_column_count: false });
    expect(header).toEqual(Object.keys(REPORTS[name].row.shape));
    const read = cells.map((line) =>
      Object.fromEntries(line.map((cell, index) => [header![index], valueOf(header![index]!, cell)])),
    );
    expect(read).toEqual(rows);
  });

  it('name agents, and say why a number is not there', async () => {
    const { body } = await ask(`agents?${MARCH}&compare_to=none`).expect(200);
    const { rows } = reportAnswer(REPORTS.agents.row).parse(body);
    const brief = rows.map((row) => [
      row.agent_name,
      row.waits_answered,
      row.waits_held,
      row.held_median_seconds,
    ]);
    expect(brief).toHaveLength(3);
    expect(brief).toEqual(
      expect.arrayContaining([
        ['Олег; "Ко", \n1', 1, 1, 300],
        ['=Мария', 1, 0, null],
        [null, 2, 1, 300],
      ]),
    );
    const business = await ask(`response-time?${MARCH}&kind=every&hours=business&compare_to=none`);
    expect(business.body.rows[0]).toMatchObject({ waits_answered: 2, waits_without_calendar: 2 });
    expect(business.body.meta.unavailable.response_median_seconds).toEqual({
      reason: 'no_calendar',
      covered_share: 1,
    });
    const load = await ask(`load-heatmap?${MARCH}&refs=spring`).expect(200);
    expect(load.body.meta.unavailable.messages_received.reason).toBe('belongs_to_nobody');
  });

  it('show an agent only own waits, in whatever groups', async () => {
    const { body } = await ask(`agents?${MARCH}&compare_to=none`);
    const maria = body.rows.find((row: { agent_name: string | null }) => row.agent_name === '=Мария');
    const cookie = await test.aMember(shop.workspace_id, 'agent', maria.agent_id);
    for (const name of [
      'response-time',
      'response-distribution',
      'response-over-time',
      'agents',
      'load-heatmap',
    ]) {
      const kind = name === 'agents' ? '' : '&kind=every';
      const own = await ask(`${name}?${MARCH}${kind}&compare_to=none`, cookie).expect(200);
      const total = own.body.rows
        .filter((row: { is_total?: boolean }) => row.is_total !== false)
        .reduce((sum: number, row: { waits_answered: number }) => sum + row.waits_answered, 0);
      expect([name, total]).toEqual([name, 1]);
    }
    const groups = await ask(`response-time?${MARCH}&kind=every&by=agent&compare_to=none`, cookie).expect(
      200,
    );
    expect(groups.body.rows.map((row: { agent_id: string | null }) => row.agent_id)).toEqual([
      maria.agent_id,
      null,
    ]);
  });

  it.each([
    ['by=agent,team,hour', 'by'],
    ['by=agent,agent', 'by'],
    ['by=age', 'by.0'],
    ['kind=best', 'kind'],
    ['hours_of_day=24', 'hours_of_day.0'],
    ['weekdays=0', 'weekdays.0'],
  ])('refuse %s and name it', async (question, path) => {
    const answer = await ask(`response-time?${MARCH}&${question}`).expect(400);
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(path);
  });
});

/** supertest knows no NDJSON: it would take it for a file. */
const asText = (response: Response, done: (error: Error | null, text: string) => void) => {
  let text = '';
  response.on('data', (chunk: Buffer) => (text += chunk.toString()));
  response.on('end', () => done(null, text));
};
