import { sourceRules, type SourceRuleInput } from '@parley/contracts';
import { createDeriver } from '../derive/index.js';
import { putDefinition } from '../lib/parameters.js';
import { openTestDatabase, openWorkspace, type TestDatabase, type TestWorkspace } from '../testing/index.js';
import * as a from '../testing/factories/index.js';

const MONDAY = Date.UTC(2026, 2, 2);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WORKSPACE = 71;

const at = (ms: number) => ({ account_id: '1', occurred_at: MONDAY + ms, contact: { id: 'anna' } });
const rules = (...inputs: SourceRuleInput[]) => sourceRules.parse(inputs);
const BY_DASH = rules({ when: { kind: 'template', template: '{source}-{campaign}' } });
const OTHER = rules({ when: { kind: 'begins_with', refs: ['spring'] }, set: { source: 'blog' } });

describe('a change of source rules', () => {
  let database: TestDatabase;
  let workspace: TestWorkspace;

  const define = (definition_id: number, source_rules: typeof BY_DASH, version: bigint) =>
    putDefinition(database.client, {
      workspace_id: WORKSPACE,
      definition_id,
      status: definition_id === 1 ? 'active' : 'building',
      silence_gap_seconds: 24 * 3600,
      courtesy_hashes: [],
      source_rules,
      version,
    });

  beforeAll(async () => {
    database = await openTestDatabase();
    workspace = await openWorkspace(database.client, WORKSPACE);
    await define(1, BY_DASH, 2n);
    await workspace.receive(
      a.aStart({ ...at(0), id: 'start', ref: 'spring-sale' }),
      a.aMessage({ ...at(HOUR), id: 'first' }),
      a.aReply({ ...at(2 * HOUR), id: 'reply' }),
      a.aReferral({ ...at(5 * DAY), id: 'again', ref: 'spring-more', medium: 'sent', ad_id: 'ad-1' }),
      a.aMessage({ ...at(5 * DAY + HOUR), id: 'second' }),
      a.aReply({ ...at(5 * DAY + 2 * HOUR), id: 'second reply' }),
      a.aMessage({ ...at(9 * DAY), id: 'direct' }),
      a.aReply({ ...at(9 * DAY + HOUR), id: 'third reply' }),
    );
  });
  afterAll(() => database.close());

  /** Source, medium, campaign, rule and what was given, of each touch in order. */
  const touches = async (definition_id: number) => {
    const rows = await database.client.query<Record<string, string | number>>(
      `SELECT source, medium, campaign, rule, given FROM touches_v1 FINAL
       WHERE workspace_id = {workspace_id:UInt32} AND definition_id = {definition_id:UInt32} ORDER BY occurred_at`,
      { workspace_id: WORKSPACE, definition_id },
    );
    return rows.map((row) => Object.values(row));
  };
  const everythingElse = (table: string, definition_id: number) =>
    database.client.query(
      `SELECT * EXCEPT (definition_id, source, medium, campaign, content, term, row_hash, version)
       FROM ${table} FINAL
       WHERE workspace_id = {workspace_id:UInt32} AND definition_id = {definition_id:UInt32} ORDER BY ALL`,
      { workspace_id: WORKSPACE, definition_id },
    );

  it('reads refs by the rules, with what was sent before them; a direct touch stays unread', async () => {
    expect(await touches(1)).toEqual([
      ['spring', '', 'sale', 1, 0],
      ['spring', 'sent', 'more', 1, 2],
      ['', '', '', 0, 0],
    ]);
  });

  it('a rule change moves history and nothing else', async () => {
    await define(2, OTHER, 2n);
    await createDeriver(database.client, () => undefined).rebuild({ definitionId: 2 });
    expect(await touches(2)).toEqual([
      ['blog', '', '', 1, 0],
      ['blog', 'sent', '', 1, 2],
      ['', '', '', 0, 0],
    ]);
    // Beside: what is read until the switch is as it was.
    expect((await touches(1))[0]).toEqual(['spring', '', 'sale', 1, 0]);
    for (const table of ['dialogues_v1', 'waits_v1', 'touches_v1']) {
      const before = await everythingElse(table, 1);
      expect(before.length).toBeGreaterThan(1);
      expect(await everythingElse(table, 2)).toEqual(before);
    }
    const labels = await database.client.query(
      `SELECT definition_id, groupArray(source) AS sources
       FROM (SELECT * FROM dialogues_v1 FINAL WHERE workspace_id = {workspace_id:UInt32} ORDER BY started_at)
       GROUP BY definition_id ORDER BY definition_id`,
      { workspace_id: WORKSPACE },
    );
    expect(labels).toEqual([
      { definition_id: 1, sources: ['spring', 'spring', ''] },
      { definition_id: 2, sources: ['blog', 'blog', ''] },
    ]);
  });

  it('leaves no checkpoint of other rules in use: what goes on is read by the rules that hold', async () => {
    // The dialogue of day 21 begins with what is known of the start before it: the next goes on from there.
    await workspace.receive(
      a.aStart({ ...at(20 * DAY), id: 'back', ref: 'spring-last' }),
      a.aReply({ ...at(21 * DAY), id: 'asked' }),
    );
    await define(1, OTHER, 3n);
    await define(2, BY_DASH, 3n);
    await workspace.receive(a.aReply({ ...at(30 * DAY), id: 'late' }));
    const rows = await database.client.query(
      `SELECT definition_id, source FROM dialogues_v1 FINAL
       WHERE workspace_id = {workspace_id:UInt32} AND started_at > fromUnixTimestamp64Milli({after:Int64})
       ORDER BY definition_id`,
      { workspace_id: WORKSPACE, after: MONDAY + 25 * DAY },
    );
    expect(rows).toEqual([
      { definition_id: 1, source: 'blog' },
      { definition_id: 2, source: 'spring' },
    ]);
  });
});
