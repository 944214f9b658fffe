import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REPORT_NAMES, REPORTS, ROW_REPORT_NAMES, ROW_REPORTS, type Report } from '@parley/contracts';
import {
  aBotReply,
  aBroadcastMessage,
  aHandOff,
  aMessage,
  anAssignment,
  aReply,
  aResolution,
  aStart,
  aSubscription,
  howMany,
} from '@parley/sql/testing';
import { parse } from 'csv-parse/sync';
import { type Response } from 'supertest';
import { sendEvents } from '../testing/send-events.js';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';
import { toCsv, type Row } from './write-answer.js';

const PERIOD = { from: '2026-03-02', to: '2026-03-05', time_zone: 'Asia/Kathmandu' };
/** What no question of this walk asks: nothing has them yet, or they are the form of the answer. */
const LEFT_OUT = ['from', 'to', 'time_zone', 'segment_id', 'limit', 'cursor'];
/** Ages are those of the moment of asking, and two questions have two. */
const OF_THE_MOMENT = /^(age|age_business|target_left|window_left)_seconds$/;

const PATIENCE_MS = howMany(120_000, 3_600_000);

type Choices = Record<string, readonly string[]>;

describe('what the screen shows and what is exported', () => {
  let test: TestApp;
  let workspace: TestWorkspace;
  let filters: Choices;

  beforeAll(async () => {
    test = await openTestApp('here');
    workspace = await test.aWorkspace();
    const account = async (channel: string) =>
      (
        await test
          .http()
          .post(`${workspace.path}/accounts`)
          .set('cookie', workspace.cookie)
          .send({
            name: `Chat, "${channel}"`,
            channel,
            connection: 'events_api',
            capabilities: { outgoing: 'always', subscriptions: true },
          })
          .expect(201)
      ).body.account_id as string;
    const [telegram, viber] = [await account('telegram'), await account('viber')];
    await sendEvents(test, workspace.workspace_id, week(telegram, viber));
    const { rows } = (await ask('by-agent', {})).body as { rows: { agent_id: string | null }[] };
    const agents = rows.flatMap(({ agent_id }) => (agent_id === null ? [] : [agent_id]));
    expect(agents.length).toBeGreaterThan(1);
    filters = {
      channels: ['telegram', 'viber'],
      account_ids: [telegram, viber],
      agent_ids: agents.slice(0, 2),
      team_ids: ['0', '7'],
      refs: ['spring, sale', '=nobody'],
      hours_of_day: ['14', '15'],
      weekdays: ['1', '3'],
    };
  });
  afterAll(() => test.close());

  const ask = (name: string, question: Choices | Record<string, string>, format = 'json') => {
    const query = new URLSearchParams({ format });
    const asked = { ...(name === 'waiting-now' ? {} : PERIOD), ...question };
    for (const [key, value] of Object.entries(asked))
      for (const one of Array.isArray(value) ? value : [value]) query.append(key, one as string);
    return test
      .http()
      .get(`${workspace.path}/reports/${name}?${query}`)
      .set('cookie', workspace.cookie)
      .buffer(true)
      .parse((response, done) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => done(null, format === 'json' ? JSON.parse(text) : text));
      })
      .then((answer: Response) => {
        if (answer.status !== 200)
          throw new Error(`${name} ${query}: ${answer.status} ${JSON.stringify(answer.body)}`);
        return answer;
      });
  };

  /** All rows as the screen gets them, page after page where there are pages. */
  const onScreen = async (name: string, question: Choices): Promise<Row[]> => {
    const { body } = await ask(name, question);
    const rows = body.rows as Row[];
    for (let cursor = body.meta.next_cursor as string | null | undefined; cursor;) {
      const next = (await ask(name, { ...question, cursor: [cursor] })).body;
      rows.push(...(next.rows as Row[]));
      cursor = next.meta.next_cursor as string | null;
    }
    return rows;
  };

  const timeless = (row: Row): Row =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, OF_THE_MOMENT.test(key) ? null : value]),
    );

  const check = async (
    name: string,
    report: Report,
    question: Choices,
    format: 'csv' | 'ndjson',
  ): Promise<number> => {
    const rows = await onScreen(name, question);
    const text = (await ask(name, question, format)).body as string;
    const [exported, shown] =
      format === 'csv'
        ? [table(text), table(toCsv(report, rows, false))]
        : [
            text
              .split('\n')
              .filter(Boolean)
              .map((line) => JSON.parse(line) as Row),
            rows,
          ];
    const where = { name, question, format };
    expect({ ...where, rows: exported.map(timeless) }).toEqual({ ...where, rows: shown.map(timeless) });
    return rows.length;
  };
  const table = (text: string) => parse(text, { columns: true, relax_column_count: false }) as Row[];

  const reports: [string, Report][] = [
    ...REPORT_NAMES.map((name): [string, Report] => [name, REPORTS[name]]),
    ...ROW_REPORT_NAMES.map((name): [string, Report] => [name, ROW_REPORTS[name]]),
  ];

  it.each(reports)(
    '%s: are the same, whatever filters and parameters are asked together',
    async (name, report) => {
      const choices = choicesOf(report, filters);
      const questions = [{}, ...together(choices)];
      const found: number[] = [];
      // Two at once: the time goes into reading the SQL, which keeps one core busy.
      for (let turn = 0; turn < questions.length; turn += 2) {
        const pair = questions.slice(turn, turn + 2);
        const formats = ['csv', 'ndjson'] as const;
        found.push(
          ...(await Promise.all(
            pair.map((question, place) => check(name, report, question, formats[place] ?? 'csv')),
          )),
        );
      }
      expect(Math.max(...found)).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );
});

/** What each parameter of a report may be: of filters what is there, of its own parameters every word of their lists. */
function choicesOf(report: Report, filters: Choices): [string, readonly string[]][] {
  const shape = (report.params as unknown as { shape: Record<string, unknown> }).shape;
  return Object.entries(shape).flatMap(([key, schema]): [string, readonly string[]][] => {
    if (LEFT_OUT.includes(key)) return [];
    const values = filters[key] ?? wordsOf(schema);
    return values.length === 0 ? [] : [[key, values]];
  });
}

/** The words of a list that a schema is, or that one element of it is; nothing where it is none. */
function wordsOf(schema: unknown): string[] {
  const { options, def } = schema as { options?: unknown[]; def?: Record<string, unknown> };
  if (Array.isArray(options)) return options.map(String);
  for (const inner of ['innerType', 'out', 'element']) if (def?.[inner]) return wordsOf(def[inner]);
  return [];
}

/**
 * Questions of several parameters at once, each time of other values; in the long search every value of each, and every
 * pair of values.
 */
function together(choices: [string, readonly string[]][]): Choices[] {
  const most = howMany(3, Math.max(3, ...choices.map(([, values]) => values.length)));
  const turns = Array.from({ length: most }, (_, turn) =>
    Object.fromEntries(
      choices
        // Filters all at once leave little: each turn leaves out some.
        .filter((_choice, place) => (turn + place) % 3 !== 0)
        .map(([key, values], place) => [key, [values[(turn + place) % values.length] ?? '']]),
    ),
  );
  const pairs = choices.flatMap(([one, values], place) =>
    choices
      .slice(place + 1)
      .flatMap(([other, others]) =>
        values.flatMap((value) => others.map((second) => ({ [one]: [value], [other]: [second] }))),
      ),
  );
  return [...turns, ...pairs.slice(0, howMany(0, Infinity))];
}

/** Two who wait at this moment, and three days of two accounts: bots, hand-offs, two agents, a broadcast, refs that a spreadsheet could mistake. */
function* week(telegram: string, viber: string) {
  for (const account_id of [telegram, viber]) {
    const occurred_at = new Date(Date.now() - 60_000).toISOString();
    yield aMessage({ account_id, occurred_at, contact: { id: 'waiting' } });
  }
  for (const day of ['2026-03-02', '2026-03-03', '2026-03-04'])
    for (const [place, account_id] of [telegram, viber].entries()) {
      const at = (time: string) => ({ account_id, occurred_at: `${day}T${time}Z` });
      const of = (id: string) => ({ contact: { id: `${id}-${place}` } });
      const ref = place === 0 ? 'spring, sale' : '=nobody';
      yield aStart({ ...of('anna'), ...at('08:59:00'), ref });
      yield aSubscription({ ...of('anna'), ...at('08:59:01') });
      yield aMessage({ ...of('anna'), ...at('09:00:00') });
      yield aMessage({ ...of('anna'), ...at('09:00:30') });
      yield aReply({ ...of('anna'), ...at('09:05:00'), agent: { id: 'oleg', name: 'Oleg; "the fast"' } });
      yield aMessage({ ...of('boris'), ...at('09:30:00') });
      yield aBotReply({ ...of('boris'), ...at('09:30:02') });
      yield aHandOff({ ...of('boris'), ...at('09:31:00') });
      yield anAssignment({ ...of('boris'), ...at('09:32:00'), agent: { id: 'oleg' } });
      yield anAssignment({ ...of('boris'), ...at('09:40:00'), agent: { id: 'maria' } });
      yield aReply({ ...of('boris'), ...at('09:50:00'), agent: { id: 'maria', name: 'Maria' } });
      yield aResolution({ ...of('boris'), ...at('10:00:00') });
      yield aBroadcastMessage({ ...of('clara'), ...at('10:10:00') });
      yield aMessage({ ...of('clara'), ...at('10:20:00') });
    }
}
