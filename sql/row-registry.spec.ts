import {
  DIMENSIONS,
  FIELDS,
  METRICS,
  ROW_REPORT_NAMES,
  ROW_REPORTS,
  type RowReport,
  type RowReportName,
  WITH_KEYS,
} from '@parley/contracts';
import { createClient, type ClickHouse } from './lib/client.js';
import { parametersOf } from './lib/define-query.js';
import { STANDING_VALUES } from './reports/bound-params.js';
import { ROW_REPORT_QUERIES } from './reports/rows.js';
import { openTestDatabase, type TestDatabase } from './testing/database.js';
import { besides } from './testing/funnel-questions.js';
import { askedText, questionOf, questionsOf, samplesOf } from './testing/questions.js';

/** Parameters that reach the SQL in another form: other definitions as what every report is bound with; a saved funnel as the funnel; segments have no values yet. */
const NOT_BOUND: readonly string[] = ['segment_id', 'funnel_id', ...WITH_KEYS];
/** Bound by the query itself. */
const FIXED = ['window_channels', 'window_lengths_ms', 'page_from', 'page_to'];
const HEADER = ['-- Grain ', '-- Period ', '-- Zone ', '-- Source ', '-- Order ', '-- Empty '];

const reportOf = (name: RowReportName): RowReport => ROW_REPORTS[name];
const usual = (name: RowReportName) => questionOf(reportOf(name), {});
const questions = (name: RowReportName) => questionsOf(reportOf(name), NOT_BOUND);

describe('every row report', () => {
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
    expect(Object.keys(ROW_REPORT_QUERIES).sort()).toEqual([...ROW_REPORT_NAMES].sort());
    for (const name of ROW_REPORT_NAMES) expect(ROW_REPORT_QUERIES[name].report).toBe(ROW_REPORTS[name]);
  });

  it.each(ROW_REPORT_NAMES)('%s says what it is before its SQL', (name) => {
    const lines = ROW_REPORT_QUERIES[name].sqlFor(usual(name)).split('\n');
    expect(lines[0]).toMatch(new RegExp(`^-- .*\\b${name}: .+\\.$`));
    for (const start of HEADER) expect(lines.find((line) => line.startsWith(start))).toBeDefined();
  });

  it.each(ROW_REPORT_NAMES)('%s keeps workspaces apart first of all, whatever is asked', (name) => {
    for (const question of questions(name)) {
      const text = ROW_REPORT_QUERIES[name].sqlFor(question).replace(/--.*$/gm, '');
      const wheres = [...text.matchAll(/\bWHERE\s+(\S+ = \S+)/g)].map((match) => match[1]);
      expect(new Set(wheres)).toEqual(new Set(['workspace_id = {workspace_id:UInt32}']));
      // Every table and view that is read is filtered by it.
      expect(wheres.length).toBeGreaterThanOrEqual([...text.matchAll(/\bFROM \w+_v\d/g)].length);
    }
  });

  it.each(ROW_REPORT_NAMES)('%s heeds all that its contract asks, and binds nothing else', (name) => {
    const query = ROW_REPORT_QUERIES[name];
    const shape = Object.keys((reportOf(name).params as unknown as { shape: object }).shape);
    // «unanswered» binds what it fixes of the SQL that it shares with «waits».
    const known = [...shape, ...STANDING_VALUES, ...FIXED, 'time_zone', 'from', 'to'];
    if (name === 'unanswered') known.push(...Object.keys(ROW_REPORTS.waits.params.shape));
    for (const question of questions(name))
      for (const parameter of parametersOf(query.sqlFor(question))) expect(known).toContain(parameter);

    const textOf = (own: object) => askedText(query, questionOf(reportOf(name), { ...own }));
    const heeded = samplesOf(reportOf(name), NOT_BOUND)
      .filter(([key, value]) => textOf({ ...besides(key), [key]: value }) !== textOf(besides(key)))
      .map(([key]) => key);
    const expected = shape.filter(
      (key) => ![...NOT_BOUND, 'from', 'to'].includes(key) && (key !== 'time_zone' || heeded.includes(key)),
    );
    expect([...new Set(heeded)].sort()).toEqual(expected.sort());
  });

  it.each(ROW_REPORT_NAMES)('%s has only columns that are known', (name) => {
    const known = [...Object.keys(METRICS), ...Object.keys(DIMENSIONS), ...Object.keys(FIELDS)];
    for (const column of Object.keys(ROW_REPORTS[name].row.shape)) expect(known).toContain(column);
  });

  it.each(ROW_REPORT_NAMES)('%s answers an empty workspace as the read-only user', async (name) => {
    const query = ROW_REPORT_QUERIES[name];
    expect(await query.page(reader, usual(name), { limit: 10, after: null })).toEqual({
      rows: [],
      next: null,
    });
    expect(await query.count(reader, usual(name))).toBe(0);
    for await (const row of query.stream(reader, usual(name))) expect(row).toBeUndefined();
  });

  it.each(ROW_REPORT_NAMES)(
    '%s gives its key and the columns of its contract, in their order',
    async (name) => {
      const query = ROW_REPORT_QUERIES[name];
      for (const question of questions(name).slice(0, 2)) {
        const { text, values } = query.asked(question);
        const columns = await database.client.query<{ name: string; type: string }>(
          `DESCRIBE (${text})`,
          values,
        );
        expect(columns.map((column) => column.name)).toEqual([
          'row_key',
          ...Object.keys(ROW_REPORTS[name].row.shape),
        ]);
        expect(columns[0]?.type).toBe('Tuple(Int64, Int64, UInt64, UInt64)');
      }
    },
  );
});
