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
import type { z } from 'zod';
import { createClient, type ClickHouse, type QueryParams } from './lib/client.js';
import { boundValues, STANDING_VALUES } from './reports/bound-params.js';
import { ROW_REPORT_QUERIES } from './reports/rows.js';
import { openTestDatabase, type TestDatabase } from './testing/database.js';

/** Parameters that reach the SQL in another form: other definitions as what every report is bound with; segments have no values yet. */
const NOT_BOUND: readonly string[] = ['segment_id', ...WITH_KEYS];
/** Bound by the query itself. */
const FIXED = ['window_channels', 'window_lengths_ms'];
const HEADER = ['-- Grain ', '-- Period ', '-- Zone ', '-- Source ', '-- Order ', '-- Empty '];

const period = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-02T00:00:00Z') };
const all = (name: RowReportName): QueryParams => {
  const report: RowReport = ROW_REPORTS[name];
  const asked = report.params.parse(
    report.spans === 'asked' ? { from: '2026-03-01', to: '2026-03-02' } : {},
  ) as QueryParams;
  const bound = {
    workspace_id: 1,
    definition_id: 1,
    repeat_after_seconds: 1,
    unanswered_after_seconds: 1,
    now: period.to,
    time_zone: 'Europe/Moscow',
    previous: null,
    ...period,
    own: asked,
  };
  return boundValues(bound, 'current', bound);
};

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
    const lines = ROW_REPORT_QUERIES[name].sql.split('\n');
    expect(lines[0]).toMatch(new RegExp(`^-- .*\\b${name}: .+\\.$`));
    for (const start of HEADER) expect(lines.find((line) => line.startsWith(start))).toBeDefined();
  });

  it.each(ROW_REPORT_NAMES)('%s keeps workspaces apart first of all', (name) => {
    const { sql } = ROW_REPORT_QUERIES[name];
    const wheres = [...sql.matchAll(/\bWHERE\s+(\S+ = \S+)/g)].map((match) => match[1]);
    expect(new Set(wheres)).toEqual(new Set(['workspace_id = {workspace_id:UInt32}']));
    // Every table and view that is read is filtered by it.
    expect(wheres.length).toBeGreaterThanOrEqual([...sql.matchAll(/\bFROM \w+_v\d/g)].length);
  });

  it.each(ROW_REPORT_NAMES)('%s binds all that its contract asks, and nothing else', (name) => {
    const report: RowReport = ROW_REPORTS[name];
    const standing: readonly string[] = [...STANDING_VALUES, ...FIXED];
    // What every report is bound with may be asked for all the same: another threshold than the workspace's.
    const asked = Object.keys((report.params as z.ZodObject).shape).filter(
      (key) => !NOT_BOUND.includes(key) && !standing.includes(key),
    );
    const own = ROW_REPORT_QUERIES[name].parameters.filter((parameter) => !standing.includes(parameter));
    const expected = asked.filter((key) => key !== 'time_zone' || own.includes('time_zone'));
    // «unanswered» asks for less than the SQL that it shares with «waits».
    if (name === 'unanswered') expect(own).toEqual(expect.arrayContaining(expected));
    else expect([...own].sort()).toEqual([...expected].sort());
  });

  it.each(ROW_REPORT_NAMES)('%s has only columns that are known', (name) => {
    const known = [...Object.keys(METRICS), ...Object.keys(DIMENSIONS), ...Object.keys(FIELDS)];
    for (const column of Object.keys(ROW_REPORTS[name].row.shape)) expect(known).toContain(column);
  });

  it.each(ROW_REPORT_NAMES)('%s answers an empty workspace as the read-only user', async (name) => {
    const query = ROW_REPORT_QUERIES[name];
    expect(await query.page(reader, all(name), { limit: 10, after: null })).toEqual({ rows: [], next: null });
    expect(await query.count(reader, all(name))).toBe(0);
    for await (const row of query.stream(reader, all(name))) expect(row).toBeUndefined();
  });

  it.each(ROW_REPORT_NAMES)(
    '%s gives its key and the columns of its contract, in their order',
    async (name) => {
      const { sql } = ROW_REPORT_QUERIES[name];
      const fixed = { window_channels: [], window_lengths_ms: [] };
      const unasked = { ...all('waits'), ...all(name), ...fixed };
      const columns = await database.client.query<{ name: string; type: string }>(
        `DESCRIBE (${sql})`,
        unasked,
      );
      expect(columns.map((column) => column.name)).toEqual([
        'row_key',
        ...Object.keys(ROW_REPORTS[name].row.shape),
      ]);
      expect(columns[0]?.type).toBe('Tuple(Int64, Int64, UInt64, UInt64)');
    },
  );
});
