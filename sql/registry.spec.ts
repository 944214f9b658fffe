import { DIMENSIONS, METRICS, REPORTS, type Report, type ReportName, WITH_KEYS } from '@parley/contracts';
import { createClient, type ClickHouse } from './lib/client.js';
import { parametersOf, usedBy } from './lib/define-query.js';
import { STANDING_VALUES } from './reports/bound-params.js';
import { REPORT_QUERIES } from './reports/index.js';
import { openTestDatabase, type TestDatabase } from './testing/database.js';
import { besides } from './testing/funnel-questions.js';
import { askedApart, askedText, questionOf, questionsOf, samplesOf } from './testing/questions.js';

/** Parameters that reach the SQL in another form: a comparison as a second period,
 * other definitions as what is bound for every report; a saved funnel as the funnel; segments have no values yet. */
const NOT_BOUND: readonly string[] = ['segment_id', 'funnel_id', 'compare_to', ...WITH_KEYS];
const HEADER = ['-- Grain ', '-- Period ', '-- Zone ', '-- Source ', '-- Empty '];

const names = Object.keys(REPORTS) as ReportName[];
const reportOf = (name: ReportName): Report => REPORTS[name];
const usual = (name: ReportName) => questionOf(reportOf(name), {});
const questions = (name: ReportName) =>
  askedApart(REPORT_QUERIES[name], questionsOf(reportOf(name), NOT_BOUND));
/** The SQL of a question, with exactly the values that it binds. */
const sent = (name: ReportName, question: Record<string, unknown>) => {
  const text = REPORT_QUERIES[name].sqlFor(question);
  return { text, values: usedBy(name, text, question) };
};

describe('every report', () => {
  let database: TestDatabase;
  let reader: ClickHouse;
  beforeAll(async () => {
    database = await openTestDatabase();
    reader = createClient(database.settings.reports);
  });
  afterAll(async () => {
    await reader.close();
    await database.close();
  });

  it('has a query, and every query a report', () => {
    expect(Object.keys(REPORT_QUERIES).sort()).toEqual([...names].sort());
    for (const name of names) expect(REPORT_QUERIES[name].report).toBe(REPORTS[name]);
  });

  it.each(names)('%s says what it is before its SQL', (name) => {
    const lines = REPORT_QUERIES[name].sqlFor(usual(name)).split('\n');
    expect(lines[0]).toMatch(new RegExp(`^-- ${name}: .+\\.$`));
    for (const start of HEADER) expect(lines.find((line) => line.startsWith(start))).toBeDefined();
  });

  it.each(names)('%s keeps workspaces apart first of all, whatever is asked', (name) => {
    for (const question of questions(name)) {
      const text = REPORT_QUERIES[name].sqlFor(question).replace(/--.*$/gm, '');
      const wheres = [...text.matchAll(/\bWHERE\s+(\S+ = [^\s)]+)/g)].map((match) => match[1]);
      expect(new Set(wheres)).toEqual(new Set(['workspace_id = {workspace_id:UInt32}']));
      // Every table is filtered by it where it is read; views of both kinds of facts are where they are put together.
      const tables = [...text.matchAll(/\bFROM (\w+_v\d)/g)].filter(
        (match) => match[1] !== 'delivery_facts_v1',
      );
      expect(wheres.length).toBeGreaterThanOrEqual(tables.length);
    }
  });

  it.each(names)('%s passes EXPLAIN after all migrations, whatever is asked', async (name) => {
    for (const question of questions(name)) {
      const { text, values } = sent(name, question);
      const plan = await database.client.query(`EXPLAIN pretty = 0 ${text}`, values);
      expect(plan.length).toBeGreaterThan(0);
    }
  });

  it.each(names)('%s heeds what its contract asks, and binds nothing else', (name) => {
    const standing: readonly string[] = STANDING_VALUES;
    const shape = Object.keys((reportOf(name).params as unknown as { shape: object }).shape);
    for (const question of questions(name))
      for (const parameter of parametersOf(REPORT_QUERIES[name].sqlFor(question)))
        expect([...shape, ...standing, 'time_zone']).toContain(parameter);

    const textOf = (own: object) => askedText(REPORT_QUERIES[name], questionOf(reportOf(name), { ...own }));
    const heeded = samplesOf(reportOf(name), NOT_BOUND)
      .filter(([key, value]) => textOf({ ...besides(key), [key]: value }) !== textOf(besides(key)))
      .map(([key]) => key);
    // A report without buckets has no use for the zone: its period comes as instants.
    const expected = shape.filter(
      (key) => ![...NOT_BOUND, 'from', 'to'].includes(key) && (key !== 'time_zone' || heeded.includes(key)),
    );
    expect([...new Set(heeded)].sort()).toEqual(expected.sort());
    if (shape.includes('granularity')) expect(heeded).toContain('time_zone');
  });

  it.each(names)('%s gives exactly the columns of its contract, in their order', async (name) => {
    for (const question of questions(name).slice(0, 2)) {
      const { text, values } = sent(name, question);
      const columns = await database.client.query<{ name: string }>(`DESCRIBE (${text})`, values);
      expect(columns.map((column) => column.name)).toEqual(Object.keys(REPORTS[name].row.shape));
    }
  });

  it.each(names)('%s has only columns that are known metrics or dimensions', (name) => {
    const known = [...Object.keys(METRICS), ...Object.keys(DIMENSIONS)];
    for (const column of Object.keys(REPORTS[name].row.shape)) expect(known).toContain(column);
  });

  it.each(names)(
    '%s answers an empty workspace in the shape of its contract, as the read-only user',
    async (name) => {
      const rows = await REPORT_QUERIES[name].run(reader, usual(name));
      expect(rows.length).toBeGreaterThan(0);
    },
  );
});
