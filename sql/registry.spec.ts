import { DIMENSIONS, METRICS, REPORTS, type Report, type ReportName, WITH_KEYS } from '@parley/contracts';
import type { z } from 'zod';
import { createClient, type ClickHouse } from './lib/client.js';
import { boundValues, STANDING_VALUES } from './reports/bound-params.js';
import { REPORT_QUERIES } from './reports/index.js';
import { openTestDatabase, type TestDatabase } from './testing/database.js';

/** Parameters that reach the SQL in another form: a comparison as a second period,
 * other definitions as what is bound for every report; segments have no values yet. */
const NOT_BOUND: readonly string[] = ['segment_id', 'compare_to', ...WITH_KEYS];
const HEADER = ['-- Grain ', '-- Period ', '-- Zone ', '-- Source ', '-- Empty '];

const names = Object.keys(REPORTS) as ReportName[];
const bound = (name: ReportName) => {
  const from = new Date('2026-03-01T00:00:00Z');
  const to = new Date('2026-03-02T00:00:00Z');
  const params = {
    workspace_id: 1,
    definition_id: 1,
    repeat_after_seconds: 1,
    unanswered_after_seconds: 1,
    now: to,
    time_zone: 'Europe/Moscow',
    previous: null,
    from,
    to,
  };
  // What a report takes of its own, as it stands when nothing is said of it.
  const asked: Record<string, unknown> = (REPORTS[name] as Report).params.parse({
    from: '2026-03-01',
    to: '2026-03-02',
  }) as Record<string, unknown>;
  const all = boundValues({ ...params, own: asked }, 'current', params);
  return Object.fromEntries(REPORT_QUERIES[name].parameters.map((parameter) => [parameter, all[parameter]]));
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
    const lines = REPORT_QUERIES[name].sql.split('\n');
    expect(lines[0]).toMatch(new RegExp(`^-- ${name}: .+\\.$`));
    for (const start of HEADER) expect(lines.find((line) => line.startsWith(start))).toBeDefined();
  });

  it.each(names)('%s keeps workspaces apart first of all', (name) => {
    const { sql, parameters } = REPORT_QUERIES[name];
    expect(parameters).toContain('workspace_id');
    const wheres = [...sql.matchAll(/\bWHERE\s+(\S+ = \S+)/g)].map((match) => match[1]);
    expect(new Set(wheres)).toEqual(new Set(['workspace_id = {workspace_id:UInt32}']));
    for (const [, first] of sql.matchAll(/measured_waits_v1\(\s*([^,]+),/g))
      expect(first).toBe('workspace_id = {workspace_id:UInt32}');
  });

  it.each(names)('%s passes EXPLAIN after all migrations', async (name) => {
    const plan = await database.client.query(`EXPLAIN ${REPORT_QUERIES[name].sql}`, bound(name));
    expect(plan.length).toBeGreaterThan(0);
  });

  it.each(names)('%s binds what its contract asks, and nothing else', (name) => {
    const report: Report = REPORTS[name];
    const standing: readonly string[] = STANDING_VALUES;
    // What every report is bound with may be asked for all the same: another threshold than the workspace's.
    const asked = Object.keys((report.params as z.ZodObject).shape).filter(
      (key) => !NOT_BOUND.includes(key) && !standing.includes(key),
    );
    const own = REPORT_QUERIES[name].parameters.filter((parameter) => !standing.includes(parameter));
    // A report without buckets has no use for the zone: its period comes as instants.
    const expected = asked.filter((key) => key !== 'time_zone' || own.includes('time_zone'));
    expect([...own].sort()).toEqual([...expected].sort());
    if (asked.includes('granularity')) expect(own).toContain('time_zone');
  });

  it.each(names)('%s gives exactly the columns of its contract, in their order', async (name) => {
    const columns = await database.client.query<{ name: string }>(
      `DESCRIBE (${REPORT_QUERIES[name].sql})`,
      bound(name),
    );
    expect(columns.map((column) => column.name)).toEqual(Object.keys(REPORTS[name].row.shape));
  });

  it.each(names)('%s has only columns that are known metrics or dimensions', (name) => {
    const known = [...Object.keys(METRICS), ...Object.keys(DIMENSIONS)];
    for (const column of Object.keys(REPORTS[name].row.shape)) expect(known).toContain(column);
  });

  it.each(names)(
    '%s answers an empty workspace in the shape of its contract, as the read-only user',
    async (name) => {
      const rows = await REPORT_QUERIES[name].run(reader, bound(name));
      expect(rows.length).toBeGreaterThan(0);
    },
  );
});
